"""firstlight templates, mentions, signals: from a file of texts to a file of findings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from firstlight.cli.app import app
from firstlight.cli.options import IdColumn, Input, Json, Out, Quiet, Rules, TextColumn, Workers
from firstlight.cli.output import complain, say, say_json, shown_progress, write_csv, write_lines

if TYPE_CHECKING:
    from firstlight.ingest.rows import IdRows


@app.command()
def templates(
    *,
    source: Input,
    identifier: IdColumn,
    text: TextColumn,
    out: Out,
    workers: Workers = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find the texts that rows share: id,template (empty: none), every row once, in its order.

    Beside OUT.csv, OUT.templates.jsonl holds each template with its slots.
    """
    from firstlight.runs import verbs  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        rows = verbs.rows_of(source, identifier, text, rejects_beside(out))
        found = verbs.templates(rows, workers=workers, progress=progress)
    write_csv(out, ("id", "template"), found.rows)
    if str(out) != "-":
        write_lines(out.with_suffix(".templates.jsonl"), map(msgspec.json.encode, found.templates))
    _tell(out, rows, len(found.rows), "rows", json=json, templates=len(found.templates))


@app.command()
def mentions(
    *,
    source: Input,
    identifier: IdColumn,
    text: TextColumn,
    out: Out,
    workers: Workers = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find contacts, money, places and dates: id,kind,value,start,end (in code points)."""
    from firstlight.runs import verbs  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        rows = verbs.rows_of(source, identifier, text, rejects_beside(out))
        found = verbs.mentions(rows, workers=workers, progress=progress)
        count = write_csv(out, ("id", "kind", "value", "start", "end"), found)
    _tell(out, rows, count, "mentions", json=json)


@app.command()
def signals(
    *,
    source: Input,
    identifier: IdColumn,
    text: TextColumn,
    out: Out,
    lang: Annotated[
        str | None,
        typer.Option("--lang", help="The language of all texts. [default: each its own]"),
    ] = None,
    rules: Rules = None,
    workers: Workers = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find the rulebook's indicators: id,indicator,start,end,weight (decibans)."""
    from firstlight.runs import verbs  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        rows = verbs.rows_of(source, identifier, text, rejects_beside(out))
        found = verbs.signals(
            rows, lang=lang, rules=rules or (), workers=workers, progress=progress
        )
        count = write_csv(out, ("id", "indicator", "start", "end", "weight"), found)
    _tell(out, rows, count, "signals", json=json)


def rejects_beside(out: Path) -> Path | None:
    """Return where rows that could not be used are kept: beside OUT.csv, OUT.rejects.jsonl."""
    return None if str(out) == "-" else out.with_suffix(".rejects.jsonl")


def _tell(out: Path, rows: "IdRows", count: int, what: str, *, json: bool, **more: int) -> None:
    """Say what was written, and set aside, unless the result itself went to standard output."""
    counts = {what: count, **more}
    if rows.first is not None:
        counts["rejected"] = rows.rejected
        complain(
            f"{rows.first.file}, row {rows.first.row}: {rows.first.reason}; {rows.rejected:,} "
            "rows could not be used"
        )
    if str(out) == "-":
        return
    if json:
        say_json({"out": str(out), **counts})
    else:
        say(f"Wrote {out}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()) + ".")
