"""Loading the rulebook: the shipped folder, then packs that add or override.

An unknown key, a missing source, a bad phrase, a gap or an overlap in time is a `RulebookError`
that names file, line and remedy. Loading is cached for the process.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from firstlight.model.errors import RulebookError
from firstlight.rulebook.book import CUE, Rulebook
from firstlight.rulebook.indicator import Indicator
from firstlight.rulebook.law import PlaceFile
from firstlight.rulebook.lines import Steps, line_of, load_text
from firstlight.rulebook.term import Term
from firstlight.rulebook.timeline import timeline_fault

SHIPPED = Path(__file__).parent
Record = TypeVar("Record", Indicator, Term, PlaceFile)


_WHERE = re.compile(r"^(.*?)(?: - at `(?:key in )?\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\[(\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_NUMBERS = frozenset({"hour", "day", "week", "month", "year", "piece", "percent", "hours", "days"})


def load_rulebook(extra_dirs: Iterable[Path | str] = ()) -> Rulebook:
    """Load the shipped rulebook and then packs, each a folder shaped like the shipped one.

    A pack's indicator (by code), term (by name) or country (by its code) replaces the one before
    it. Raises RulebookError for the first fault found.
    """
    return _load(tuple(Path(folder) for folder in extra_dirs))


@cache
def _load(packs: tuple[Path, ...]) -> Rulebook:
    indicators: dict[str, tuple[Indicator, Path]] = {}
    terms: dict[str, tuple[Term, Path]] = {}
    places: dict[str, tuple[PlaceFile, Path]] = {}
    for folder in (SHIPPED, *packs):
        if not folder.is_dir():
            raise RulebookError(
                "there is no such folder of rules", file=str(folder), remedy="Check --rules."
            )
        terms |= _read(folder / "terms", Term, lambda item: item.name)
        indicators |= _read(folder / "indicators", Indicator, lambda item: item.code)
        places |= _read(folder / "places", PlaceFile, lambda item: item.country)
    for place, path in places.values():
        _check_place(place, path)
    book = Rulebook(
        {code: item for code, (item, _) in sorted(indicators.items())},
        {name: item for name, (item, _) in sorted(terms.items())},
        tuple(rule for _, (place, _) in sorted(places.items()) for rule in place.rules),
    )
    _check_phrases(book, indicators, terms)
    return book


def _read(
    folder: Path, kind: type[Record], key: Callable[[Record], str]
) -> dict[str, tuple[Record, Path]]:
    records: dict[str, tuple[Record, Path]] = {}
    for path in sorted(folder.glob("*.yaml")):
        record = _read_file(path, kind)
        if key(record) in records:
            other = records[key(record)][1].name
            raise RulebookError(
                f"'{key(record)}' is also in {other}",
                file=str(path),
                remedy="Keep one of the two.",
            )
        records[key(record)] = (record, path)
    return records


def _read_file(path: Path, kind: type[Record]) -> Record:
    data = load_text(_text(path), str(path))
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        what, steps = _explain(str(error))
        _fail(path, what, steps, "Compare it with the schema that rulebook.schema gives.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RulebookError("it is not UTF-8", file=str(path), remedy="Save it as UTF-8.") from None


def _explain(message: str) -> tuple[str, Steps]:
    """Return what is wrong, and where, of a message of msgspec."""
    found = _WHERE.match(message)
    what, where = found.groups() if found else (message, None)
    steps = _steps(where or "")
    unknown = _UNKNOWN.search(what)
    return what, (*steps, unknown.group(1)) if unknown else steps


def _steps(where: str) -> Steps:
    """Return the path that msgspec names, up to a key that it does not name."""
    steps: list[str | int] = []
    for name, index, some in _STEP.findall(where):
        if some:
            break
        steps.append(name or int(index))
    return tuple(steps)


def _fail(path: Path, what: str, steps: Steps, remedy: str) -> NoReturn:
    line = line_of(_text(path), steps)
    raise RulebookError(what.rstrip("."), file=str(path), line=line, remedy=remedy)


def _check_place(place: PlaceFile, path: Path) -> None:
    for index, rule in enumerate(place.rules):
        where: Steps = ("rules", index)
        if rule.jurisdiction[:2] != place.country:
            _fail(path, f"rule '{rule.id}' is not of {place.country}", where, "Move it.")
        if rule.unit in _NUMBERS and not _is_number(rule.value):
            remedy = "Write a decimal in quotes."
            _fail(path, f"'{rule.value}' is no number", (*where, "value"), remedy)
    fault = timeline_fault(place.rules)
    if fault is not None:
        rule, what = fault
        remedy = "Set effective_to to the day before the next rule begins."
        _fail(path, what, ("rules", place.rules.index(rule), "effective_from"), remedy)


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _check_phrases(
    book: Rulebook,
    indicators: dict[str, tuple[Indicator, Path]],
    terms: dict[str, tuple[Term, Path]],
) -> None:
    for indicator, path in indicators.values():
        if not indicator.phrases and indicator.rule is None:
            _fail(path, "it has no phrases and no rule", (), "Add phrases in a language.")
        _check_texts(book, path, "phrases", indicator.phrases)
        _check_texts(book, path, "unless", indicator.unless)
    for name, (term, path) in terms.items():
        if name.startswith(CUE):
            _check_texts(book, path, "words", term.words)


def _check_texts(book: Rulebook, path: Path, field: str, texts: dict[str, tuple[str, ...]]) -> None:
    for language, phrases in texts.items():
        for index, phrase in enumerate(phrases):
            try:
                book.parse(phrase, language)
            except ValueError as error:
                remedy = "See the phrase language in rulebook/phrase.py."
                _fail(path, str(error), (field, language, index), remedy)
