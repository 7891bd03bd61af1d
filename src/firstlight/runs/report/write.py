"""The files of a report: CSV, JSON, SVG, HTML and PDF, each made of the same values."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from firstlight.guard.cells import defuse
from firstlight.ingest import mapping as mappings
from firstlight.model.errors import InputError
from firstlight.model.record import Mapping
from firstlight.model.tactic import TacticResult
from firstlight.runs.report import svg
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.draw import draw
from firstlight.runs.report.finding import Finding, Report
from firstlight.runs.report.of_patterns import finding_id
from firstlight.runs.report.of_totals import rows_of
from firstlight.runs.report.page import whole_countries_html, whole_html
from firstlight.runs.report.part import Table
from firstlight.runs.report.pdf import pdf
from firstlight.trends.defects import Mended, Roles
from firstlight.trends.defects_panel import Account
from firstlight.trends.patterns import PatternResult
from firstlight.trends.tactics import tactics_table
from firstlight.trends.timeline import tactic_timeline

TACTICS = "tactics.json"
FINDINGS = "findings.json"
PATTERN_COLUMNS = ("period", "pattern", "count", "expected", "rate_ratio", "q_value")


class Outcome:
    """What the engines found, as the files need it."""

    patterns: PatternResult | None = None
    counting: Counting | None = None
    tactics: TacticResult | None = None
    texts: pa.Table | None = None
    mended: Mended | None = None
    roles: Roles | None = None
    aside: pa.Table | None = None

    def __init__(self) -> None:
        self.accounts: dict[str, tuple[dict[str, str], Account]] = {}
        self.rows: dict[str, pa.Table] = {}
        self.tables: list[Table] = []


def write(report: Report, outcome: Outcome, mapping: Mapping | None, out: Path) -> Report:
    """Write a report's files into a folder and return the report with their list.

    `mapping` is how the columns were read, None for posts of a workspace.

    InputError where the folder cannot be written.
    """
    try:
        for name in ("rows", "charts"):
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            for old in (*folder.glob("*.csv"), *folder.glob("*.svg")):
                old.unlink()
        _sweep(out)
        files = _tables(outcome, out)
        _rows(report.findings, outcome, out)
        if mapping is not None:
            mappings.save(mapping, out / "mapping.json")
            said = "how the columns were read; give it back with --mapping"
            files.append(("mapping.json", said))
        return _pages(report, files, out)
    except OSError as fault:
        raise InputError(
            f"the report cannot be written ({fault.strerror})", file=str(out),
            remedy="Check the folder and the room on the disk.",
        ) from fault  # fmt: skip


def _sweep(out: Path) -> None:
    """Remove the files of an earlier report, which this one may not write again."""
    try:
        former = msgspec.json.decode((out / FINDINGS).read_bytes(), type=_Former)
    except (OSError, msgspec.MsgspecError):
        return
    for name, _ in former.files:
        if "/" not in name and name.endswith((".csv", ".json", ".html", ".pdf")):
            (out / name).unlink(missing_ok=True)


class _Former(msgspec.Struct, frozen=True):
    files: tuple[tuple[str, str], ...] = ()


def _pages(report: Report, files: list[tuple[str, str]], out: Path) -> Report:
    files = [
        ("report.pdf", "this report, for print"),
        (FINDINGS, "this report as values, for programs"),
        *files,
    ]
    if report.countries:
        files.insert(1, ("countries.html", "a page for each country"))
    report = msgspec.structs.replace(report, files=tuple(files))
    for chart in report.charts:
        (out / "charts" / f"{chart.name}.svg").write_text(svg.alone(draw(chart)), "utf-8")
    (out / "report.html").write_text(whole_html(report), "utf-8")
    if report.countries:
        (out / "countries.html").write_text(whole_countries_html(report), "utf-8")
    (out / "report.pdf").write_bytes(pdf(report))
    (out / FINDINGS).write_bytes(msgspec.json.encode(report))
    return report


def _tables(outcome: Outcome, out: Path) -> list[tuple[str, str]]:
    files = [("patterns.csv", "all patterns, strongest first")]
    table = outcome.patterns.table() if outcome.patterns else None
    rows = table.select(PATTERN_COLUMNS).to_pylist() if table else []
    _csv(out / "patterns.csv", PATTERN_COLUMNS, ([row[n] for n in PATTERN_COLUMNS] for row in rows))
    if table:
        _save(table, out / "patterns-detail.csv")
        files.append(
            ("patterns-detail.csv", "the same with intervals, likelier causes, what explains which")
        )
    if outcome.tactics:
        _save(tactics_table(outcome.tactics), out / "tactics.csv")
        _save(tactic_timeline(outcome.tactics), out / "timeline.csv")
        (out / TACTICS).write_bytes(msgspec.json.encode(outcome.tactics))
        files += [
            (TACTICS, "tactics as values; 'firstlight confirm' reads it"),
            ("tactics.csv", "tactics by period"),
            ("timeline.csv", "tactics by place or corridor, stage and period"),
        ]
    for one in outcome.tables:
        _save(one.rows, out / one.name)
        files.append((one.name, one.said))
    if outcome.aside is not None:
        _save(outcome.aside, out / "defects.csv")
        files.append(("defects.csv", "values set aside or mended, by row"))
    return files


def _rows(findings: Iterable[Finding], outcome: Outcome, out: Path) -> None:
    """Write the rows behind each finding: their numbers and the finding's own columns."""
    for one in findings:
        path = out / str(one.rows)
        if one.id in outcome.rows:
            _save(outcome.rows[one.id], path)
        elif one.kind == "pattern" and outcome.counting:
            _pattern_rows(one, outcome.counting, path)
        elif one.kind == "total" and outcome.mended and outcome.roles:
            where, known = outcome.accounts[one.id]
            _save(rows_of(outcome.mended.table, outcome.roles, where, known.years), path)
        elif one.kind == "tactic" and outcome.tactics:
            _passages(one, outcome.tactics, path)


def _pattern_rows(one: Finding, counting: Counting, path: Path) -> None:
    items = [tuple(piece.split(":", 1)) for piece in one.what.split(" & ")]
    numbers = counting.rows(counting.having([(a, b) for a, b in items]), one.period)
    columns: dict[str, Any] = {"row": pa.array(numbers)}
    for name, value in (("period", one.period), *items):
        columns[name] = pa.array([value]).dictionary_encode().take(
            pa.array([0] * len(numbers), pa.int32())
        )  # fmt: skip
    table = pa.table(columns)
    _save(table.cast(pa.schema([
        pa.field(f.name, pa.int64() if f.name == "row" else pa.string()) for f in table.schema
    ])), path)  # fmt: skip


def _passages(one: Finding, tactics: TacticResult, path: Path) -> None:
    tactic = next(t for t in tactics.tactics if finding_id("tactic", "", t.id) == one.id)
    _csv(path, ("text", "start", "end"), ((p.id, p.start, p.end) for p in tactic.passages))


def _save(table: pa.Table, path: Path) -> None:
    """Write a table as CSV in which no cell of the file that was read can be a formula."""
    columns = []
    for column in table.columns:
        if pa.types.is_string(column.type):
            coded = pc.dictionary_encode(column.combine_chunks())
            told = [None if cell is None else defuse(cell) for cell in coded.dictionary.to_pylist()]
            column = pa.array(told, pa.string()).take(coded.indices)  # noqa: PLW2901
        columns.append(column)
    pa_csv.write_csv(pa.table(columns, names=[defuse(name) for name in table.column_names]), path)


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([defuse(c) if isinstance(c, str) else c for c in row] for row in rows)
