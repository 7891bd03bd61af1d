"""The search for trends, from a file to its report: read → patterns → tactics → findings → files.

Stages that are finished are kept in DIR/.work; an interrupted search goes on from there when it is
asked for again. The same file and options give the same report.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from firstlight.ingest import mapping as mappings
from firstlight.ingest.records_read import Records, read_records
from firstlight.model.errors import InputError
from firstlight.model.run import Progress, Silent
from firstlight.model.tactic import TacticResult
from firstlight.runs.report import of_patterns, of_tactics, of_totals
from firstlight.runs.report.chart import Chart
from firstlight.runs.report.charts_of import charts_of_records, charts_of_tactics
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.countries import countries_of_records
from firstlight.runs.report.countries_totals import countries_of_totals
from firstlight.runs.report.defects_said import defects_said
from firstlight.runs.report.finding import Country, Finding, NullSaid, Report
from firstlight.runs.report.methods import limits_of, methods_of, pattern_notes, text_null
from firstlight.runs.report.part import Part
from firstlight.runs.report.ranking import in_order
from firstlight.runs.report.write import Outcome, write
from firstlight.runs.trends_asked import Asked, as_asked, columns_of, countable, file_of
from firstlight.runs.trends_counts import as_cases, counted, counted_columns
from firstlight.runs.trends_further import Around, corridors_of_texts, further, population
from firstlight.runs.trends_texts import shuffled_discoveries, texts_of
from firstlight.runs.trends_work import WORK, Work, key_of
from firstlight.trends.defects import find_defects, roles_of
from firstlight.trends.patterns import PatternResult, find_patterns
from firstlight.trends.tactics import find_tactics


class _Parts:
    """The parts of a report as the stages find them."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.charts: list[Chart] = []
        self.countries: tuple[Country, ...] = ()
        self.notes: list[str] = []
        self.null: NullSaid | None = None
        self.text_null: str | None = None
        self.outcome = Outcome()
        self.periods: tuple[str, ...] = ()
        self.sizes: tuple[int, ...] = ()
        self.used: set[str] = set()

    def add(self, parts: Iterable[Part]) -> None:
        """Add what the engines found."""
        for one in parts:
            self.findings += one.findings
            self.charts += one.charts
            self.notes += one.notes
            self.used |= set(one.used)
            self.outcome.rows |= one.rows
            self.outcome.tables += one.tables


def trends(
    source: Path | str,
    out: Path,
    asked: Asked | None = None,
    *,
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Search a file of records, texts or official counts for trends; write the report into `out`.

    `source` "-" is standard input; `mapping` a saved mapping of columns. InputError names what is
    wrong with the file or the columns asked for.
    """
    asked, progress = asked or Asked(), progress or Silent()
    path = _given(source, out)
    known = mappings.load(mapping) if mapping else None
    work = Work(out, key_of(path, asked, known))
    progress.stage("reading records")
    records = as_asked(read_records(path, mapping=known, sheet=asked.sheet), asked)
    parts = _Parts()
    parts.notes += records.notes
    if roles_of(records.table.column_names) and records.mapping.unit == "count":
        _totals(records, asked, parts, progress)
    elif asked.counts:
        _counts(records, asked, parts, progress)
    elif records.mapping.time is None:
        parts.add(population(records, asked, work, progress, period="all lists"))
    else:
        if not (asked.columns or asked.text or asked.lists) and (sums := counted_columns(records)):
            raise as_cases(records, sums)
        _cases(records, asked, parts, work, progress)
    report = _report(records, parts, "standard input" if source == "-" else path.name)
    progress.stage("writing the report")
    report = write(report, parts.outcome, records.mapping, out)
    work.done()
    if source == "-":
        path.unlink()
    return report


def _given(source: Path | str, out: Path) -> Path:
    """Return the file to read; standard input is kept in DIR/.work while the search runs."""
    if source != "-":
        path = Path(source)
        if not path.is_file():
            raise InputError("there is no such file", file=str(source), remedy="Check the path.")
        return path
    out.mkdir(parents=True, exist_ok=True)
    path = out / "standard-input.csv"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path


def _cases(records: Records, asked: Asked, parts: _Parts, work: Work, progress: Progress) -> None:
    records, asked, made = countable(records, asked)
    parts.notes += records.notes[len(parts.notes) :]
    time, columns = str(records.mapping.time), columns_of(records, asked)
    result = find_patterns(
        records.table, time=time, columns=columns, quiet=made, progress=progress,
        permutations=asked.permutations, seed=asked.seed,
        state=work.null_state(), checkpoint=work.keep_null,
    )  # fmt: skip
    if len(result.periods) < 2:
        raise _too_few(records, result.periods)
    progress.stage("counting anew")
    counting = Counting(records.table, time, columns)
    parts.periods, parts.sizes = counting.labels, tuple(counting.sizes.tolist())
    found = of_patterns.findings_of_patterns(result, counting, most=asked.findings)
    parts.findings += found
    parts.notes += [*result.notes, *pattern_notes(result.null)]
    parts.outcome.patterns, parts.outcome.counting = result, counting
    parts.used.add("patterns")
    _drawn(result, counting, parts, asked)
    if asked.text:
        _texts(records, asked, parts, work, progress)
    if result.columns:
        counting = Counting(records.table, time, _told_apart(result, columns, asked))
        parts.add(further(Around(records, counting, asked, work, progress)))
    ordered = in_order(parts.findings)
    parts.countries = countries_of_records(records.table, counting, records.groups, ordered)


def _too_few(records: Records, periods: tuple[str, ...]) -> InputError:
    """Return the fault of a file in which nothing can have risen."""
    time = str(records.mapping.time)
    if not records.table.num_rows:
        return InputError("it holds no rows", file=file_of(records), remedy="Give a file of cases.")
    if periods:
        said = f"all rows that have a '{time}' are of {periods[0]}, and a rise needs two periods"
    else:
        said = f"no row has a '{time}' that can be read as a period"
    remedy = "Name a column of dates, years or labels with --time, or add earlier records."
    return InputError(said, file=file_of(records), remedy=remedy)


def _told_apart(result: PatternResult, columns: Sequence[str], asked: Asked) -> tuple[str, ...]:
    """Return the columns that patterns are told in, without those that say the same as another."""
    wanted = {*result.columns, asked.place, asked.compare}
    return tuple(name for name in columns if name in wanted)


def _drawn(result: PatternResult, counting: Counting, parts: _Parts, asked: Asked) -> None:
    ordered = in_order(parts.findings)
    if result.columns:
        minimal = [one for one in result.patterns if one.explained_by is None]
        told = sum(one.kind == "pattern" for one in parts.findings)
        parts.null = of_patterns.null_said(result.null, result.patterns, told, sum(result.sizes))
        strengths = [one.strength for one in minimal]
        parts.charts += charts_of_records(counting, ordered, result.null, strengths)
    elif not asked.text:
        parts.charts += charts_of_records(counting, ordered, None, ())


def _texts(records: Records, asked: Asked, parts: _Parts, work: Work, progress: Progress) -> None:
    progress.stage("reading texts")
    texts, notes = texts_of(
        records.table, time=str(records.mapping.time), text=str(asked.text),
        source=asked.source, place=asked.place,
    )  # fmt: skip
    progress.stage("finding tactics")
    result = work.once("tactics", TacticResult, lambda: find_tactics(texts, recent=asked.recent))
    shuffles = shuffled_discoveries(texts, recent=asked.recent, seed=asked.seed, progress=progress,
                                    work=work)  # fmt: skip
    found = of_tactics.findings_of_tactics(result, texts, most=asked.findings)
    parts.findings += found
    parts.notes += [*notes, *result.notes]
    if result.house_style:
        shown = "; ".join(f"“{one}”" for one in result.house_style[:8])
        parts.notes.append(
            f"{len(result.house_style)} wordings are the editors' own and set aside: {shown}"
        )
    parts.text_null = text_null(result, shuffles)
    parts.charts += charts_of_tactics(in_order(found), result.periods)
    parts.outcome.tactics, parts.outcome.texts = result, texts
    parts.used.add("tactics")
    parts.add(corridors_of_texts(texts, asked, progress))


def _totals(records: Records, asked: Asked, parts: _Parts, progress: Progress) -> None:
    roles = roles_of(records.table.column_names)
    assert roles is not None  # noqa: S101  (the caller asked)
    progress.stage("looking for defects")
    mended = find_defects(records.table, roles)
    progress.stage("accounting for totals")
    found, accounts = of_totals.findings_of_totals(mended.table, roles, most=asked.findings)
    parts.findings += found
    parts.notes += mended.notes
    parts.notes.append(
        "patterns are not looked for: rows are overlapping totals, not cases; patterns.csv is empty"
    )
    parts.outcome.mended, parts.outcome.roles = mended, roles
    parts.used.add("totals")
    parts.outcome.accounts = dict(zip((one.id for one in found), accounts, strict=True))
    first = [one.id for one in in_order(found)][:4]
    parts.charts += [
        of_totals.chart_of_totals(mended.table, roles, *parts.outcome.accounts[one])
        for one in first
    ]
    years: list[str] = sorted(
        {year for year in mended.table.column(roles.time).to_pylist() if year}
    )
    counts = mended.table.column(roles.time).to_pylist()
    parts.periods, parts.sizes = tuple(years), tuple(counts.count(year) for year in years)
    parts.countries = countries_of_totals(mended.table, roles)


_FEW_REPORT = 3
"""Units that must report both years in a table of counts that is no known export."""


def _counts(records: Records, asked: Asked, parts: _Parts, progress: Progress) -> None:
    progress.stage("accounting for totals")
    table = counted(records, asked)
    mended = table.mended
    parts.notes += [*table.notes, *mended.notes]
    parts.outcome.mended, parts.outcome.roles = mended, table.splits[0]
    parts.used.add("totals")
    for roles in table.splits:
        found, accounts = of_totals.findings_of_totals(
            mended.table, roles, most=asked.findings, fewest=_FEW_REPORT
        )
        parts.findings += found
        parts.outcome.accounts |= dict(zip((one.id for one in found), accounts, strict=True))
    first = [one.id for one in in_order(parts.findings)][:4]
    parts.charts += [
        of_totals.chart_of_totals(mended.table, table.splits[0], *parts.outcome.accounts[one])
        for one in first
    ]
    years = Counter(year for year in mended.table.column(table.splits[0].time).to_pylist() if year)
    parts.periods, parts.sizes = tuple(sorted(years)), tuple(years[one] for one in sorted(years))
    if table.pages:
        parts.countries = countries_of_totals(mended.table, table.pages)


def _report(records: Records, parts: _Parts, name: str) -> Report:
    aside = _aside(records, parts.outcome)
    patterns = parts.outcome.patterns
    used = parts.used | ({"countries"} if parts.countries else set())
    return Report(
        title=f"Trends in {name}",
        source=name,
        read_as=records.mapping.name,
        unit=records.mapping.unit,
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        rows=records.table.num_rows,
        set_aside=aside.num_rows,
        time=records.mapping.time,
        periods=parts.periods,
        sizes=parts.sizes,
        listed=len(patterns.patterns) if patterns else 0,
        findings=in_order(parts.findings),
        null=parts.null,
        text_null=parts.text_null,
        charts=tuple(parts.charts),
        defects=defects_said(aside),
        countries=parts.countries,
        notes=tuple(parts.notes),
        methods=methods_of(used),
        limits=limits_of(used),
    )


def _aside(records: Records, outcome: Outcome) -> pa.Table:
    """Return all that was set aside, in reading and in looking for defects."""
    outcome.aside = (
        pa.concat_tables([records.set_aside, outcome.mended.defects])
        if outcome.mended
        else records.set_aside
    )
    return outcome.aside


def leftovers(out: Path) -> Sequence[str]:
    """Return the names of finished stages that an interrupted search left in `out`."""
    folder = out / WORK
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
