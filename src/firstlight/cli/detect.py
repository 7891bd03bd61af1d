"""firstlight detect: posts to operations in a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app, pairs
from firstlight.cli.options import Json, Quiet, Rules, Workers, WorkspaceOption
from firstlight.cli.output import say, say_json, shown_progress
from firstlight.engine import ENGINES
from firstlight.model.run import Summary, counted


def _engine(name: str) -> str:
    if name not in ENGINES:
        raise typer.BadParameter(
            f"'{name}' is not available; this version runs on: {', '.join(ENGINES)}"
        )
    return name


@app.command()
def detect(
    *,
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="INPUT...", help="Files of posts; '-' is standard input."),
    ],
    workspace: WorkspaceOption,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Say which column fills a field."),
    ] = None,
    rules: Rules = None,
    engine: Annotated[str, typer.Option(callback=_engine, help="What runs the work.")] = "duckdb",  # noqa: ARG001
    workers: Workers = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Add posts to a workspace and find the operations in all that it holds.

    An interrupted run goes on where it stopped when the same command is given again.
    """
    from firstlight.runs import detect as runs  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        summary = runs.detect(
            [str(one) if str(one) == "-" else one for one in inputs],
            workspace,
            mapping=pairs(mapping or ()),
            rules=rules or (),
            workers=workers,
            progress=progress,
        )
    if json:
        say_json(summary)
    else:
        _tell(summary, workspace)


def _tell(summary: Summary, workspace: Path) -> None:
    told = f"{summary.rejected:,} set aside, {summary.repeated:,} repeated"
    say(f"Read {counted(summary.read, 'row')}: {told}.")
    say(
        f"The workspace holds {counted(summary.posts, 'post')} with "
        f"{counted(summary.mentions, 'mention')} and {counted(summary.signals, 'signal')}."
    )
    say(
        f"Found {counted(summary.templates, 'template')}, "
        f"{counted(summary.links, 'shared value')} and "
        f"{counted(summary.operations, 'operation')} in {summary.seconds:,.1f} s."
    )
    for note in summary.notes:
        say(note)
    say(f"Look at them with: firstlight serve -w {workspace}")
