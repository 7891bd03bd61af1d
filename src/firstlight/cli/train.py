"""firstlight train, score: learn an order of review from labels, and put texts in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import IdColumn, Input, Json, Out, Quiet
from firstlight.cli.output import complain, say, say_json, shown_progress, write_csv

if TYPE_CHECKING:
    from firstlight.model.learned import Card
    from firstlight.runs.labels import Learnable

Texts = Annotated[
    str,
    typer.Option(
        "--text", help="The column of the text; of several, with commas, each is a section."
    ),
]
ModelOut = Annotated[Path, typer.Option("-o", "--out", help="File to write the model to.")]
ModelIn = Annotated[Path, typer.Option("-m", "--model", help="A file that 'train' wrote.")]


@app.command()
def train(
    *,
    source: Annotated[
        Path | None, typer.Argument(help="CSV, TSV, JSONL or Parquet; '-' is standard input.")
    ] = None,
    text: Texts = "",
    label: Annotated[str, typer.Option("--label", help="The column of the label.")] = "",
    group: Annotated[
        str | None,
        typer.Option("--group", help="A column whose equal values must stay on one side."),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option("-w", "--workspace", help="Learn from the team's decisions instead."),
    ] = None,
    positive: Annotated[
        str | None, typer.Option("--positive", help="The label that is sought. [default: known]")
    ] = None,
    prevalence: Annotated[
        float | None,
        typer.Option("--prevalence", help="Share of sought texts in use. [default: as labelled]"),
    ] = None,
    out: ModelOut,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn an order of review from labelled texts or from decisions; report honest figures.

    Beside MODEL, MODEL.card.md and MODEL.card.json say how well it ranks and where it ends.
    """
    if prevalence is not None and not 0 < prevalence < 1:
        raise typer.BadParameter("--prevalence: a share between 0 and 1, such as 0.05")
    if (workspace is None) == (source is None):
        raise typer.BadParameter("give either a file with --text and --label, or a workspace (-w)")
    if source is not None and not (text and label):
        raise typer.BadParameter("a file needs --text and --label")
    from firstlight.runs import train as run  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        found = _learnable(source, workspace, text, label, group, positive, out)
        named = str(workspace or source)
        card = run.train(found, out, source=named, prevalence=prevalence, progress=progress)
    if json:
        say_json(card)
    else:
        _tell(card, out)


def _learnable(  # noqa: PLR0917  (the verb's options, handed on)
    source: Path | None,
    workspace: Path | None,
    text: str,
    label: str,
    group: str | None,
    positive: str | None,
    out: Path,
) -> "Learnable":
    from firstlight.runs import labels  # noqa: PLC0415  (heavy; --help should be quick)

    if source is None:
        assert workspace is not None  # noqa: S101  (one of the two is given)
        return labels.of_workspace(workspace)
    rejects = out.with_name(f"{out.name}.rejects.jsonl")
    found = labels.of_file(
        source,
        texts=_columns(text),
        label=label,
        group=group,
        positive=positive,
        rejects=rejects,
    )
    if not rejects.stat().st_size:
        rejects.unlink()
    return found


def _columns(text: str) -> list[str]:
    return [column for column in (part.strip() for part in text.split(",")) if column]


def _tell(card: "Card", out: Path) -> None:
    grouped, shuffled = card.grouped.average_precision, card.random.average_precision
    say(
        f"Learned from {card.items:,} items in {card.groups:,} groups, {card.positives:,} of them "
        f"“{card.positive}”; {card.left_out:,} rows left out."
    )
    say(
        f"Average precision {grouped.value:.3f} ({grouped.low:.3f}–{grouped.high:.3f}) with groups "
        f"kept whole; a random split would have said {shuffled.value:.3f}."
    )
    say(f"Wrote {out} and its card {out}.card.md.")


@app.command()
def score(
    *,
    source: Input,
    identifier: IdColumn,
    text: Texts,
    model: ModelIn,
    out: Out,
    queue: Annotated[
        int | None,
        typer.Option("--queue", min=1, help="Also write the N texts most worth a label."),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Score texts by a learned model: id,score,words (those that raised it), in input order.

    With --queue N, OUT.queue.csv holds id,score,alike of the N texts most worth labelling.
    """
    from firstlight.detect.learn_drift import Drift  # noqa: PLC0415  (heavy)
    from firstlight.detect.learn_queue import Queue  # noqa: PLC0415  (heavy)
    from firstlight.ingest.joined import JoinedRows  # noqa: PLC0415  (heavy)
    from firstlight.runs import train as run  # noqa: PLC0415  (heavy; --help should be quick)

    to_file = str(out) != "-"
    columns = _columns(text)
    learned = run.open_model(model, len(columns))
    drift, asked = Drift(learned.card.baseline), Queue(queue) if queue and to_file else None
    with shown_progress(quiet=quiet) as progress:
        rows = JoinedRows(source, columns, {"--id": identifier})
        found = run.score(learned, rows, drift=drift, queue=asked, progress=progress)
        count = write_csv(out, ("id", "score", "words"), found)
    if asked is not None:
        rows_asked = ((one.id, round(one.score, 6), one.alike) for one in asked.asked())
        write_csv(out.with_suffix(".queue.csv"), ("id", "score", "alike"), rows_asked)
    warnings = drift.warnings()
    for warning in warnings:
        complain(warning)
    if rows.rejected and rows.first:
        complain(
            f"{rows.rejected:,} rows set aside; the first, row {rows.first.row}: "
            f"{rows.first.reason}"
        )
    if json and to_file:
        say_json({"out": str(out), "rows": count, "rejected": rows.rejected, "drift": warnings})
    elif to_file:
        say(f"Wrote {out}: {count:,} rows.")
