"""Country pages: what the data held say of a country, told in the order of a country narrative.

The order is that of the narratives of the Trafficking in Persons Report: profile, prosecution,
protection, prevention. Every sentence names the columns that it is counted from; what the file does
not tell stays blank.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from firstlight.model.record import Group
from firstlight.runs.report.counting import Counting, Mask
from firstlight.runs.report.finding import Country, Fact, Finding, Section
from firstlight.runs.report.where import ends_in, place_name
from firstlight.trends.compare import group_shares

_FEWEST, _MOST = 30, 60
_TOLD = 4
_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("Prosecution", re.compile(r"prosecut|convict|charge[ds]?\b|arrest|court|verdict|sentenc|"
                               r"investigat|offence", re.I)),
    ("Protection", re.compile(r"service|shelter|assist|referr|protect|support|repatriat|compensat|"
                              r"residen(ce|cy)_?permit", re.I)),
    ("Prevention", re.compile(r"prevent|awareness|campaign|inspection", re.I)),
)  # fmt: skip


def section_of(name: str) -> Section:
    """Return the part of a narrative that a column belongs to, by its name."""
    return next((section for section, named in _SECTIONS if named.search(name)), "Profile")


def countries_of_records(
    records: pa.Table, counting: Counting, groups: Sequence[Group], findings: Sequence[Finding]
) -> tuple[Country, ...]:
    """Return a page for each country of exploitation (else of origin) with enough records."""
    origin, destination = ends_in(counting)
    where = destination or origin
    if where is None:
        return ()
    values, counts = counting.table(where)
    totals = counts.sum(axis=1)
    order = [int(at) for at in np.argsort(-totals, kind="stable") if totals[at] >= _FEWEST]
    grouped = {name for group in groups for name in group.columns}
    pages = []
    for at in order[:_MOST]:
        mine = counting.having([(where, values[at])])
        facts = [_size(counting, mine, where)]
        if origin and destination:
            facts += _corridors(counting, values[at], mine, origin, destination)
        apart = {where, origin, destination, *grouped}
        facts += [fact for name in counting.columns if name not in apart
                  for fact in _makeup(counting, mine, name)]  # fmt: skip
        facts += _flags(records, groups, mine)
        pages.append(
            Country(
                code=values[at], name=place_name(values[at]), records=int(mine.sum()),
                facts=tuple(facts), findings=_about(values[at], (origin, destination), findings),
            )
        )  # fmt: skip
    return tuple(pages)


def _about(
    value: str, columns: tuple[str | None, str | None], findings: Sequence[Finding]
) -> tuple[str, ...]:
    """Return the findings that speak of a country."""
    named = {f"{name}:{value}" for name in (*columns, "origin", "destination") if name}
    return tuple(one.id for one in findings if named & {*one.what.split(" & "), *one.items})


def _size(counting: Counting, mine: Mask, where: str) -> Fact:
    series = counting.series(mine)
    seen = np.flatnonzero(series)
    if not len(seen):
        return Fact("Profile", f"{int(mine.sum()):,} records, none of them dated.", where)
    first, last = counting.labels[seen[0]], counting.labels[seen[-1]]
    peak = int(series.argmax())
    span = f"of {first}" if first == last else f"from {first} to {last}"
    said = f"{int(mine.sum()):,} records {span} name it as {where}"
    if first != last:
        said += (
            f"; most are of {counting.labels[peak]}: {int(series[peak]):,} of the "
            f"{int(counting.sizes[peak]):,} of that period"
        )
    return Fact("Profile", f"{said}.", where)


def _corridors(
    counting: Counting, code: str, mine: Mask, origin: str, destination: str
) -> Iterator[Fact]:
    """Yield where people exploited here came from, and where its own people were exploited."""
    came = counting.column(origin)
    if came is not None:
        codes = came.codes[mine]
        answered = int((codes >= 0).sum())
        counts = np.bincount(codes[codes >= 0], minlength=len(came.values))
        home = int(counts[came.values.index(code)]) if code in came.values else 0
        if answered:
            listed = _listed(came.values, counts, answered, without=code)
            said = f"Of the {answered:,} whose {origin} is known, {home:,} are its own"
            yield Fact("Profile", f"{said}; others: {listed}." if listed else f"{said}.", origin)
    people = counting.having([(origin, code)])
    went = counting.column(destination)
    if went is None or not people.any():
        return
    codes = went.codes[people]
    counts = np.bincount(codes[codes >= 0], minlength=len(went.values))
    home = int(counts[went.values.index(code)]) if code in went.values else 0
    abroad = int(counts.sum()) - home
    if abroad:
        listed = _listed(went.values, counts, abroad, without=code)
        said = f"{abroad:,} records tell of its people exploited elsewhere: {listed}."
        yield Fact("Profile", said, f"{origin}, {destination}")


def _listed(
    values: Sequence[str], counts: np.ndarray, of: int, *, without: str | None = None
) -> str:
    """Return the most frequent values with their counts and shares."""
    order = [int(at) for at in np.argsort(-counts, kind="stable") if values[at] != without]
    return ", ".join(
        f"{place_name(values[at])} {counts[at]:,} ({share_said(counts[at] / of)})"
        for at in order[:_TOLD]
        if counts[at]
    )


def share_said(share: float) -> str:
    """Say a share without calling few none or nearly all all."""
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _makeup(counting: Counting, mine: Mask, name: str) -> Iterator[Fact]:
    """Yield the most frequent answers of a column, of the records that answer; a flag's "1"."""
    column = counting.column(name)
    if column is None:
        return
    codes = column.codes[mine]
    answered = int((codes >= 0).sum())
    if not answered:
        return
    counts = np.bincount(codes[codes >= 0], minlength=len(column.values))
    if set(column.values) <= {"0", "1"}:
        yes = int(counts[column.values.index("1")]) if "1" in column.values else 0
        said = f"{name}: {yes:,} of the {answered:,} that answer ({share_said(yes / answered)})."
    else:
        listed = _listed(column.values, counts, answered)
        said = f"{name}, of the {answered:,} that answer: {listed}."
    yield Fact(section_of(name), said, name)


def _flags(records: pa.Table, groups: Sequence[Group], mine: Mask) -> Iterator[Fact]:
    chosen = records.filter(pa.array(mine)) if groups else records
    for group in groups:
        shares = [one for one in group_shares(chosen, group) if one.records]
        shares.sort(key=lambda one: -one.records)
        if shares:
            listed = ", ".join(
                f"{one.variable.removeprefix(f'{group.name}.')} {one.records:,} "
                f"({share_said(one.share)})"
                for one in shares[: _TOLD + 2]
            )
            name = group.name[:1].upper() + group.name[1:]
            said = f"{name}, of the {shares[0].of:,} with any answer: {listed}."
            parts = [
                name for name in group.columns[:_TOLD] if not name.startswith(f"{group.name}.")
            ]
            yield Fact(section_of(group.name), said, ", ".join(parts) or group.name)
