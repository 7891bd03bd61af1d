"""firstlight import: what workers passed on, into a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Quiet, Rules, WorkspaceOption
from firstlight.cli.output import say, say_json, shown_progress


@app.command(name="import")
def imports(
    *,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Tips that the worker's app saved.")
    ],
    workspace: WorkspaceOption,
    rules: Rules = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take offers that workers chose to pass on into a workspace, and look at them with the rest.

    This version reads tips of the worker's app; posts and tables are read by 'detect'.
    """
    from firstlight.runs.tips import import_tips  # noqa: PLC0415  (heavy; --help is quick)

    with shown_progress(quiet=quiet) as progress:
        summary = import_tips(files, workspace, rules=rules or (), progress=progress)
    if json:
        say_json(summary)
    else:
        say(f"Took in {summary.read - summary.repeated:,} tips; {summary.repeated:,} were known.")
        say(f"Look at them with: firstlight serve -w {workspace}")
