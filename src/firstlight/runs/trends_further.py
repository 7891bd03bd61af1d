"""What a report of records holds beside its patterns: every engine whose columns are there.

Change points, clusters in space and time, alarms and nowcasts, new corridors, compared groups, the
hidden population. Each is left out, with a note, where the file does not hold what it needs.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from firstlight.ingest.records_read import Records
from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW
from firstlight.model.run import Progress
from firstlight.runs.report.corridors_named import named_by_records, named_by_texts
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.of_alarms import part_of_alarms
from firstlight.runs.report.of_changes import part_of_changes
from firstlight.runs.report.of_clusters import part_of_clusters
from firstlight.runs.report.of_corridors import part_of_corridors
from firstlight.runs.report.of_groups import part_of_groups
from firstlight.runs.report.of_nowcast import Delays, delays_of
from firstlight.runs.report.of_population import list_columns, lists_of, part_of_population
from firstlight.runs.report.part import Part
from firstlight.runs.report.timed import Timed
from firstlight.runs.report.where import ends_in, place_column, spots_of
from firstlight.runs.trends_asked import Asked
from firstlight.runs.trends_work import Work
from firstlight.trends.calendar import NEVER, Calendar, Days, calendar, places, read_days
from firstlight.trends.patterns_artefacts import SOURCE

_REPORTED = re.compile(
    r"report(ed|ing)?_?(date|on|at|day)|date_?(of_?)?report|(registration|registered|recorded|"
    r"received|intake|referral|entry|created|notification)_?(date|on|at)?$|"
    r"date_?(of_?)?(registration|recording|receipt|intake|referral|entry)",
    re.I,
)
_IN_ORDER = 0.95
_CHANGES, _SCANNED, _WATCHED = 10.0, 5.0, 2.0
"""Records a period that change points, the scan and alarms ask for, on average."""


class Around(NamedTuple):
    """What every part is made from."""

    records: Records
    counting: Counting
    asked: Asked
    work: Work
    progress: Progress


def further(around: Around) -> Iterator[Part]:
    """Yield the parts that a file of records allows, beside its patterns."""
    records, counting, asked, work, progress = around
    days = read_days(records.table.column(str(records.mapping.time)))
    place = place_column(counting, asked.place)
    if days is not None:
        yield from _in_time(around, days, place)
    else:
        yield Part(notes=("change points, scan and alarms need dates, months or years",))
    yield from _corridors(around)
    group = asked.compare or place
    if group is not None:
        found = part_of_groups(
            records.table, counting, group, apart=set(filter(None, ends_in(counting))),
            groups=records.groups,
            most=asked.findings, progress=progress,
        )  # fmt: skip
        yield from _there(found)
    yield from population(records, asked, work, progress, period="all periods")


def _there(found: Part | None) -> Iterator[Part]:
    if found is not None:
        yield found


def _in_time(around: Around, days: Days, place: str | None) -> Iterator[Part]:
    """Yield change points, clusters, alarms and nowcast."""
    records, counting, asked, work, progress = around
    reported = _reported(records, days, asked)
    until = int(reported.days.max()) if reported else None
    fine = calendar(days, fewest=_WATCHED, finest="week", periods=10, until=until)
    delays = _delays(fine, reported) if fine and reported else None
    month = calendar(days, fewest=_CHANGES)
    if month is not None:
        timed = Timed(counting, month, _complete(month, fine, delays))
        found = part_of_changes(timed, place, most=asked.findings, progress=progress)
        yield from _there(found)
    coarse = calendar(days, fewest=_SCANNED, periods=5)
    if coarse is not None and place is not None:
        timed = Timed(counting, coarse, _complete(coarse, fine, delays))
        spots = spots_of(counting, records.table, place)
        yield from _there(
            part_of_clusters(timed, place, spots, work, progress=progress, seed=asked.seed + 1)
        )
    if fine is not None and fine.unit != "year":
        yield from _there(
            part_of_alarms(Timed(counting, fine), place, delays, progress=progress, seed=asked.seed)
        )


def _reported(records: Records, days: Days, asked: Asked) -> Days | None:
    """Return the dates of report, if a second column of dates holds them.

    Guessed ones must lie on or after the date of the event nearly always; InputError where the
    column that was asked for holds no dates.
    """
    names = [name for name in records.table.column_names
             if name != records.mapping.time and _REPORTED.search(name)]  # fmt: skip
    for name in [asked.reported] if asked.reported else names:
        found = read_days(records.table.column(name))
        if found is None or found.finest == "year":
            if asked.reported:
                raise InputError(
                    f"the column '{name}' holds no dates", file="records",
                    remedy="Name the column of the dates of report with --reported.",
                )  # fmt: skip
            continue
        both = (found.days > NEVER) & (days.days > NEVER)
        ahead = float((found.days >= days.days)[both].mean()) if both.any() else 0.0
        later = float((found.days > days.days)[both].mean()) if both.any() else 0.0
        if asked.reported or (ahead >= _IN_ORDER and later > 1 - _IN_ORDER):
            return found
    return None


def _delays(fine: Calendar, reported: Days) -> Delays | None:
    return delays_of(fine, places(reported, fine))


def _complete(coarse: Calendar, fine: Calendar | None, delays: Delays | None) -> int | None:
    """Return how many coarse periods end before the first that is still being reported."""
    if fine is None or delays is None:
        return None
    first = len(fine.labels) - delays.triangle.shape[1] + 1
    inside = coarse.codes[(fine.codes >= first) & (coarse.codes >= 0)]
    return int(inside.min()) if len(inside) else None


def _corridors(around: Around) -> Iterator[Part]:
    _, counting, asked, _, progress = around
    origin, destination = ends_in(counting)
    if origin is None or destination is None:
        return
    progress.stage("looking for new corridors")
    reporter = next((name for name in counting.columns if SOURCE.search(name)), None)
    named = named_by_records(counting, origin, destination, reporter)
    if named is not None:
        yield from _there(part_of_corridors(named, most=asked.findings))


def corridors_of_texts(texts: pa.Table, asked: Asked, progress: Progress) -> Iterator[Part]:
    """Yield the new corridors that texts name, where their places are known countries."""
    progress.stage("reading corridors in texts")
    named = named_by_texts(texts)
    if named is not None:
        yield from _there(part_of_corridors(named, most=asked.findings))


def population(
    records: Records, asked: Asked, work: Work, progress: Progress, *, period: str
) -> Iterator[Part]:
    """Yield the estimate of the hidden population, where columns are lists of people."""
    names = [name for name in records.table.column_names if name != FIRST_ROW]
    columns, count = list_columns(records.mapping, names)
    if not columns:
        return
    try:
        lists = lists_of(records.table, columns, count)
    except InputError as fault:
        yield Part(notes=(f"hidden population: no estimate ({fault})",))
        return
    yield part_of_population(lists, work, period=period, progress=progress, seed=asked.seed)
