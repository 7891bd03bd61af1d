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
    from firstlight.runs.verbs import Sorted


@app.command()
def templates(
    *,
    source: Input,
    identifier: IdColumn,
    text: TextColumn,
    out: Out,
    near: Annotated[
        bool, typer.Option("--near", help="Write near-duplicate pairs to OUT.near.csv, too.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find the texts that rows share: id,template (empty: none), every row once, in its order.

    Beside OUT.csv, OUT.templates.jsonl holds each template with its slots, OUT.members.jsonl how
    each row follows its template, OUT.refused.csv why a row that is like another is in none.
    Near-duplicates are pairs with a Jaccard similarity of character 5-grams of .6 or more; a text
    repeated verbatim is paired with its first row, which stands for it in other pairs.
    """
    from firstlight.runs import verbs  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        rows = verbs.rows_of(source, identifier, text, rejects_beside(out))
        found = verbs.templates(rows, near=near, progress=progress)
    write_csv(out, ("id", "template"), found.rows)
    if str(out) != "-":
        _beside(out, found, near=near)
    _tell(out, rows, len(found.rows), "rows", json=json, templates=len(found.templates))


def _beside(out: Path, found: "Sorted", *, near: bool) -> None:
    """Write what explains the templates beside them."""
    for name, structs in (("templates", found.templates), ("members", found.members)):
        write_lines(out.with_suffix(f".{name}.jsonl"), map(msgspec.json.encode, structs))
    header = ("id", "near", "similarity", "reason")
    write_csv(out.with_suffix(".refused.csv"), header, found.refused)
    if near:
        write_csv(out.with_suffix(".near.csv"), ("id", "other", "similarity"), found.near)


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
