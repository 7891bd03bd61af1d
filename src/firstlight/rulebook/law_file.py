"""A file of law as people write it, and the rules that it stands for.

To keep hundreds of rows short, a file may name instruments once, set defaults, and write one rule
with a `series` of dated values or a table of values `by_place`. `expand` gives the plain rules.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from firstlight.rulebook.indicator import Filled, Language
from firstlight.rulebook.law import (
    Band,
    Base,
    Combine,
    Currency,
    Figure,
    Instrument,
    Place,
    Rule,
    Status,
    Tier,
)
from firstlight.rulebook.lines import Steps
from firstlight.rulebook.topics import Unit

Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]


class RowFault(ValueError):
    """A row cannot be expanded: what is wrong, where in the file, and the remedy."""

    def __init__(self, what: str, where: Steps, remedy: str) -> None:
        super().__init__(what)
        self.where, self.remedy = where, remedy


class Defaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every row of the file says unless it says otherwise."""

    checked_on: date | None = None
    review_by: date | None = None
    tier: Tier | None = None
    currency: Currency | None = None
    instrument: str | Instrument | None = None
    with_parent: Literal["replaces", "highest"] | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One value of a series; it ends the day before the next begins, or on its `to`.

    What a step does not say it takes from its row. `held` confirms that a value stood longer than
    the row's `uprated_every` would have it.
    """

    start: date = msgspec.field(name="from")
    to: date | None = None
    value: Filled | None = None
    by_place: dict[Place, Filled] = {}
    instrument: str | Instrument | None = None
    article: str | None = None
    status: Status | None = None
    tier: Tier | None = None
    checked_on: date | None = None
    review_by: date | None = None
    note: str | None = None
    basic_part: Figure | None = None
    falls: bool = False
    held: bool = False


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule as written: with a `value`, a `series` of values, or values `by_place`.

    `instrument` is a name from the file's `instruments` or the instrument itself; `article` names
    the article of it. `jurisdiction` is the country where it is left out. `uprated_every` (months)
    makes a missing year of a series a fault.
    """

    id: Filled
    topic: Filled
    unit: Unit
    value: Filled | None = None
    by_place: dict[Place, Filled] = {}
    series: tuple[Step, ...] = ()
    jurisdiction: Place | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    instrument: str | Instrument | None = None
    article: str | None = None
    checked_on: date | None = None
    review_by: date | None = None
    tier: Tier | None = None
    scope: dict[str, str] = {}
    currency: Currency | None = None
    pay_basis: Decimal | None = None
    status: Status = "in_force"
    note: str | None = None
    band: Band | None = None
    between: str | None = None
    combine: Combine | None = None
    on_top: bool = False
    part_day: Literal["whole", "prorated"] | None = None
    base: Base | None = None
    basic_part: Figure | None = None
    with_parent: Literal["replaces", "highest"] | None = None
    falls: bool = False
    plain: dict[Language, Filled] = {}
    quote: str | None = None
    second_source: str | None = None
    uprated_every: int | None = None


class PlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file under `places/`: the law of one country and of its parts.

    `names` gives the official name of parts (by their code) and of zones (by their token).
    """

    country: Country
    rules: tuple[Row, ...]
    instruments: dict[str, Instrument] = {}
    defaults: Defaults = Defaults()
    names: dict[str, Filled] = {}


class _Span(NamedTuple):
    start: date | None
    end: date | None
    where: Steps


def expand(file: PlaceFile) -> Iterator[tuple[Rule, Steps]]:
    """Yield the rules of a file, each with where in the file it stands.

    Raises RowFault for a row that lacks what a rule needs.
    """
    for index, row in enumerate(file.rules):
        where: Steps = ("rules", index)
        ways = (row.value is not None) + bool(row.by_place) + bool(row.series)
        if ways != 1:
            raise RowFault(
                f"rule '{row.id}' needs one of value, series and by_place, and has {ways}",
                where,
                "Keep one of them.",
            )
        if row.series:
            yield from _series(file, row, where)
        else:
            yield from _values(file, row, row, _Span(row.effective_from, row.effective_to, where))


def _series(file: PlaceFile, row: Row, where: Steps) -> Iterator[tuple[Rule, Steps]]:
    if row.effective_from is not None or row.effective_to is not None:
        raise RowFault(
            f"rule '{row.id}' has a series and dates of its own", where, "Date the steps only."
        )
    for at, step in enumerate(row.series):
        following = row.series[at + 1] if at + 1 < len(row.series) else None
        here: Steps = (*where, "series", at)
        if following is not None and following.start <= step.start:
            raise RowFault("the series is not in order of time", here, "Sort it by 'from'.")
        end = step.to
        if end is None and following is not None and (step.status or row.status) != "announced":
            end = following.start - timedelta(days=1)
        if row.uprated_every and not step.held and end is not None:
            _check_pace(row, step, end, here)
        if (step.value is not None) + bool(step.by_place) != 1:
            raise RowFault("a step needs a value or by_place", here, "Give one of them.")
        yield from _values(file, row, step, _Span(step.start, end, here))


def _check_pace(row: Row, step: Step, end: date, where: Steps) -> None:
    months = (end.year - step.start.year) * 12 + end.month - step.start.month
    if months > (row.uprated_every or 0) + 6:
        raise RowFault(
            f"'{row.id}' stands {months} months from {step.start}: a value seems to be missing",
            where,
            "Add the missing step, or confirm with 'held: true'.",
        )


def _values(
    file: PlaceFile,
    row: Row,
    source: Row | Step,
    span: _Span,
) -> Iterator[tuple[Rule, Steps]]:
    fields = _fields(file, row, source, span)
    dated = f"{row.id}-{span.start}" if isinstance(source, Step) else row.id
    if source.value is not None:
        place = row.jurisdiction or file.country
        yield Rule(id=dated, jurisdiction=place, value=source.value, **fields), span.where
    for place, value in source.by_place.items():
        here: Steps = (*span.where, "by_place", place)
        yield Rule(id=f"{dated}-{place}", jurisdiction=place, value=value, **fields), here


def _fields(
    file: PlaceFile,
    row: Row,
    source: Row | Step,
    span: _Span,
) -> dict[str, Any]:
    """Return the fields that all rules of a row, or of a step, share."""
    layers = (source, row, file.defaults)
    needed = {
        "effective_from": span.start,
        "instrument": _instrument(file, source, row, span.where),
        "checked_on": _first("checked_on", *layers),
        "review_by": _first("review_by", *layers),
        "tier": _first("tier", *layers),
    }
    for name, value in needed.items():
        if value is None:
            raise RowFault(
                f"rule '{row.id}' lacks required field `{name}`",
                span.where,
                "Give it, or a default.",
            )
    money = row.currency or file.defaults.currency
    return needed | {
        "topic": row.topic,
        "unit": row.unit,
        "scope": row.scope,
        "currency": money,
        "pay_basis": row.pay_basis,
        "effective_to": span.end,
        "status": source.status or row.status,
        "note": source.note or row.note,
        "band": row.band,
        "between": row.between,
        "combine": row.combine,
        "on_top": row.on_top,
        "part_day": row.part_day,
        "base": row.base,
        "basic_part": source.basic_part or row.basic_part,
        "with_parent": row.with_parent or file.defaults.with_parent or "replaces",
        "falls": source.falls or row.falls,
        "plain": row.plain,
        "quote": row.quote,
        "second_source": row.second_source,
        "uprated_every": row.uprated_every,
    }


def _first(name: str, *layers: Any) -> Any:
    values = (getattr(layer, name) for layer in layers)
    return next((value for value in values if value is not None), None)


def _instrument(file: PlaceFile, source: Row | Step, row: Row, where: Steps) -> Instrument | None:
    named = source.instrument or row.instrument or file.defaults.instrument
    if isinstance(named, str):
        if named not in file.instruments:
            raise RowFault(
                f"there is no instrument '{named}'",
                (*where, "instrument"),
                "Name it under 'instruments'.",
            )
        named = file.instruments[named]
    article = source.article or row.article
    if named is None or article is None:
        return named
    return msgspec.structs.replace(named, article=article)
