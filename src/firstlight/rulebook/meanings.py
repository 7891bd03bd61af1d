"""The lexicons of the rulebook: words by meaning, one table a language, beside `concepts.tsv`."""

from functools import cache
from pathlib import Path

from firstlight.model.errors import RulebookError
from firstlight.rulebook.matching.meanings import Lexicon, fold_entry, read_entries

FOLDER = Path(__file__).parent / "words"


@cache
def concepts() -> tuple[str, ...]:
    """Return the codes of all meanings, in the order of their table."""
    return tuple(
        line.split("\t")[0]
        for line in (FOLDER / "concepts.tsv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the words of a language by meaning; None where the rulebook has none.

    Raises RulebookError for a line that names no known meaning.
    """
    entries = _entries(language)
    return Lexicon(entries) if entries else None


def folded_entries(language: str) -> list[str] | None:
    """Return the folded entries of each meaning, with commas between; None where there is no table.

    The order is that of the meanings and of their entries in the table: the first of two that fit
    a word equally well wins.
    """
    entries = _entries(language)
    if not entries:
        return None
    found = {
        code: ",".join(dict.fromkeys(filter(None, map(fold_entry, own))))
        for code, own in entries.items()
    }
    return [found.get(code, "") for code in concepts()]


def _entries(language: str) -> dict[str, list[str]]:
    path = FOLDER / f"{language}.tsv"
    if not path.is_file():
        return {}
    try:
        return read_entries(path.read_text("utf-8"), concepts())
    except ValueError as error:
        remedy = "Use a code of concepts.tsv, a tab, and entries with commas between them."
        raise RulebookError(str(error), file=path.name, remedy=remedy) from error
