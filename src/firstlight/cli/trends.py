"""firstlight trends: what emerges in case records, texts and official counts, as a report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Quiet
from firstlight.cli.output import complain, say, say_json, shown_progress

if TYPE_CHECKING:
    from firstlight.runs.report.finding import Report

Source = Annotated[
    Path, typer.Argument(metavar="INPUT", help="CSV, TSV, JSONL, Parquet or XLSX; '-' is stdin.")
]
Folder = Annotated[Path, typer.Option("-o", "--out", help="Folder to write the report into.")]


@app.command()
def trends(
    *,
    source: Source,
    out: Folder,
    time: Annotated[
        str | None, typer.Option("--time", help="Column of the period. [default: known or guessed]")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Column of texts to look for tactics in.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--source", help="Column of who speaks; counts once a period.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="Column of the place or corridor of a text.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", help="Look at these only, with commas.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="mapping.json of an earlier report.")
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Sheet of a workbook.")] = None,
    findings: Annotated[
        int, typer.Option("--findings", min=1, max=1000, help="Findings to tell, of each kind.")
    ] = 60,
    permutations: Annotated[
        int | None, typer.Option("--permutations", min=10, help="Shuffles of the null test.")
    ] = None,
    recent: Annotated[
        int, typer.Option("--recent", min=1, help="Newest periods that a tactic must be new in.")
    ] = 1,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the null test.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find emerging patterns and tactics and write a report: HTML, PDF, CSV, JSON.

    An interrupted search goes on where it stopped when the same command is given again.
    """
    from firstlight.runs import trends as run  # noqa: PLC0415  (heavy; --help should be quick)

    asked = run.Asked(
        time=time, text=text, source=speaker, place=place, sheet=sheet, findings=findings,
        columns=tuple(filter(None, (one.strip() for one in (columns or "").split(",")))),
        permutations=permutations, recent=recent, seed=seed,
    )  # fmt: skip
    with shown_progress(quiet=quiet) as progress:
        report = run.trends(
            "-" if str(source) == "-" else source, out, asked, mapping=mapping, progress=progress
        )
    if report.set_aside:
        complain(f"{report.set_aside:,} values set aside or mended; see {out / 'defects.csv'}")
    if json:
        say_json(_summary(report, out))
    else:
        _tell(report, out)


def _summary(report: "Report", out: Path) -> dict[str, object]:
    shelves = [one.shelf for one in report.findings]
    return {
        "out": str(out),
        "rows": report.rows,
        "set_aside": report.set_aside,
        "read_as": report.read_as,
        "periods": len(report.periods),
        "patterns": report.listed,
        "findings": {name: shelves.count(name) for name in ("first", "reporting", "lead")},
        "null": report.null,
        "files": [name for name, _ in report.files],
    }


def _tell(report: "Report", out: Path) -> None:
    say(f"Read {report.rows:,} rows as {report.read_as}.")
    if report.null:
        say(report.null.sentence)
    if report.text_null:
        say(report.text_null)
    for one in report.findings[:5]:
        say(f"- {one.period}: {one.what}")
    shown = len(report.findings)
    say(f"Wrote {shown:,} findings to {out / 'report.html'}, and beside it PDF, CSV and JSON.")
