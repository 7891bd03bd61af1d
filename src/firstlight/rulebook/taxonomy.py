"""The taxonomy of trafficking that texts are read by: acts, means, purposes, sectors and methods.

Acts, means and purposes are those of article 3(a) of the Palermo Protocol; sectors and the labels
of coding follow UNODC's case-law database (SHERLOC); methods follow the lists of IOM's case data
standard. Every entry has phrases per language in the rulebook's phrase language, written from the
definitions. `style.yaml` lists the words of grammar and of reporting, which tell how a text is
written and not what happened.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from firstlight.model.errors import RulebookError
from firstlight.rulebook.indicator import Filled, Language, Source
from firstlight.rulebook.lines import line_of, load_text
from firstlight.rulebook.phrase import Item, parse_phrase

Facet = Literal["act", "means", "purpose", "sector", "method"]
Stage = Literal["recruitment", "control", "exploitation"]
FOLDER = Path(__file__).parent / "taxonomy"
_STYLE = "style.yaml"
_WHERE = re.compile(r"^(.*?)(?: - at `(?:key in )?\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_Kind = TypeVar("_Kind")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One term of the taxonomy.

    `code` begins with its facet; `stage` is where it stands in the course of a case; `aliases` are
    labels (lower case) that coded sources use for it; `phrases` are in the phrase language.
    """

    code: Annotated[str, msgspec.Meta(pattern=r"^(act|means|purpose|sector|method)\.[a-z_]+$")]
    name: Filled
    stage: Stage
    definition: Filled
    aliases: tuple[Filled, ...] = ()
    phrases: dict[Language, Annotated[tuple[Filled, ...], msgspec.Meta(min_length=1)]]

    @property
    def facet(self) -> str:
        """Return the facet that the code names."""
        return self.code.split(".", 1)[0]


class FacetFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file of the taxonomy: the entries of one facet and the instrument they are read from."""

    facet: Facet
    source: Source
    entries: Annotated[tuple[Entry, ...], msgspec.Meta(min_length=1)]


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of grammar and of reporting by language, each list a string of words."""

    grammar: dict[Language, Filled]
    reporting: dict[Language, Filled]

    def words(self) -> frozenset[str]:
        """Return all words of all languages, as written."""
        lists = (*self.grammar.values(), *self.reporting.values())
        return frozenset(word for words in lists for word in words.split())


class Taxonomy(msgspec.Struct, frozen=True):
    """Entries by code and the words of style."""

    entries: dict[str, Entry]
    style: Style

    def phrases(self) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
        """Yield (code, language, parsed phrase) of every entry."""
        for code, entry in self.entries.items():
            for language, texts in entry.phrases.items():
                for text in texts:
                    yield code, language, parse_phrase(text, _no_term)

    def code_of(self, facet: str, label: str) -> str | None:
        """Return the code that a coded source's label stands for in a facet, or None.

        Case, spaces and a mark of annotation (`*`) at the end do not matter.
        """
        wanted = " ".join(label.lower().strip().rstrip("*").split())
        for entry in self.entries.values():
            if entry.facet == facet and (wanted in entry.aliases or wanted == entry.name.lower()):
                return entry.code
        return None


@cache
def load_taxonomy(folder: Path = FOLDER) -> Taxonomy:
    """Load a taxonomy folder (the shipped one by default).

    Raises RulebookError, naming file and line, for an unknown key, a repeated code, a code of
    another facet or a phrase that cannot be read.
    """
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _STYLE:
            continue
        file = _read(path, FacetFile)
        for index, entry in enumerate(file.entries):
            _check(entry, file.facet, entries, path, index)
            entries[entry.code] = entry
    return Taxonomy(entries, _read(folder / _STYLE, Style))


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    if not path.is_file():
        raise RulebookError("there is no such file", file=str(path), remedy="Restore it.")
    text = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(load_text(text, str(path)), kind)
    except msgspec.ValidationError as error:
        found = _WHERE.match(str(error))
        what, where = found.groups() if found else (str(error), None)
        steps = tuple(name or int(index) for name, index in _STEP.findall(where or ""))
        raise RulebookError(
            what,
            file=str(path),
            line=line_of(text, steps),
            remedy="Compare it with the structs in rulebook/taxonomy.py.",
        ) from None


def _check(entry: Entry, facet: str, before: dict[str, Any], path: Path, index: int) -> None:
    what = None
    if entry.facet != facet:
        what = f"'{entry.code}' is not of the facet '{facet}'"
    elif entry.code in before:
        what = f"'{entry.code}' stands twice"
    for language, texts in entry.phrases.items():
        for text in texts:
            try:
                parse_phrase(text, _no_term)
            except ValueError as error:
                what = f"{language}: {error}"
    if what is not None:
        line = line_of(path.read_text(encoding="utf-8"), ("entries", index))
        raise RulebookError(what, file=str(path), line=line, remedy="Mend the entry.")


def _no_term(name: str) -> tuple[str, ...]:
    raise KeyError(name)
