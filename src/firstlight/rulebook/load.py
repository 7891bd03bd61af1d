"""Loading the rulebook: the shipped folder, then packs that add or override.

An unknown key, a missing source, a bad phrase, a gap or an overlap in time is a `RulebookError`
that names file, line and remedy. Loading is cached for the process.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from firstlight.model.errors import RulebookError
from firstlight.rulebook.book import CUE, Rulebook
from firstlight.rulebook.help import HelpFile
from firstlight.rulebook.indicator import LANGUAGES, Indicator
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.load_law import check_help, rules_of
from firstlight.rulebook.reading import fail, read_folder
from firstlight.rulebook.said import faults
from firstlight.rulebook.term import Term

SHIPPED = Path(__file__).parent


def load_rulebook(extra_dirs: Iterable[Path | str] = ()) -> Rulebook:
    """Load the shipped rulebook and then packs, each a folder shaped like the shipped one.

    A pack's indicator (by code), term (by name), or law or help of a country (by its code)
    replaces the one before it. Raises RulebookError for the first fault found.
    """
    return _load(tuple(Path(folder) for folder in extra_dirs))


@cache
def _load(packs: tuple[Path, ...]) -> Rulebook:
    indicators: dict[str, tuple[Indicator, Path]] = {}
    terms: dict[str, tuple[Term, Path]] = {}
    places: dict[str, tuple[PlaceFile, Path]] = {}
    helps: dict[str, tuple[HelpFile, Path]] = {}
    for folder in (SHIPPED, *packs):
        if not folder.is_dir():
            raise RulebookError(
                "there is no such folder of rules", file=str(folder), remedy="Check --rules."
            )
        terms |= read_folder(folder / "terms", Term, lambda item: item.name)
        indicators |= read_folder(folder / "indicators", Indicator, lambda item: item.code)
        places |= read_folder(folder / "places", PlaceFile, lambda item: item.country)
        helps |= read_folder(folder / "helplines", HelpFile, lambda item: item.country)
    for contacts, path in helps.values():
        check_help(contacts, path)
    book = Rulebook(
        {code: item for code, (item, _) in sorted(indicators.items())},
        {name: item for name, (item, _) in sorted(terms.items())},
        {code: rules_of(place, path) for code, (place, path) in sorted(places.items())},
        {code: item.contacts for code, (item, _) in sorted(helps.items())},
        {code: name for place, _ in places.values() for code, name in place.names.items()},
    )
    _check_phrases(book, indicators, terms)
    return book


def _check_phrases(
    book: Rulebook,
    indicators: dict[str, tuple[Indicator, Path]],
    terms: dict[str, tuple[Term, Path]],
) -> None:
    for indicator, path in indicators.values():
        if not indicator.phrases and indicator.rule is None:
            fail(path, "it has no phrases and no rule", (), "Add phrases in a language.")
        _check_texts(book, path, "phrases", indicator.phrases)
        _check_texts(book, path, "unless", indicator.unless)
        _check_said(indicator, path)
    for name, (term, path) in terms.items():
        if name.startswith(CUE):
            _check_texts(book, path, "words", term.words)


def _check_said(indicator: Indicator, path: Path) -> None:
    for language in indicator.say:
        if language not in LANGUAGES:
            known = f"Write one of: {', '.join(LANGUAGES)}."
            fail(path, f"'{language}' is no language of the rulebook", ("say", language), known)
    for language, what in faults(indicator.sentence, indicator.say).items():
        remedy = "Keep the figures and mark as many negations, [not], as in English."
        fail(path, f"{language}: {what}", ("say", language), remedy)


def _check_texts(book: Rulebook, path: Path, field: str, texts: dict[str, tuple[str, ...]]) -> None:
    for language, phrases in texts.items():
        for index, phrase in enumerate(phrases):
            try:
                book.parse(phrase, language)
            except ValueError as error:
                remedy = "See the phrase language in rulebook/phrase.py."
                fail(path, str(error), (field, language, index), remedy)
