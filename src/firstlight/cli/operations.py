"""firstlight operations: which post belongs to which operation."""

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, WorkspaceOption
from firstlight.cli.output import say_json, write_csv
from firstlight.store.workspace import Workspace

_ROWS = """
    select coalesce(p.given_id, p.id) as id, o.operation
    from operation_posts o join posts p on p.id = o.post
    order by o.operation, 1, p.id
"""


@app.command()
def operations(
    *,
    workspace: WorkspaceOption,
    out: Annotated[Path, typer.Option("-o", "--out", help="CSV file to write.")] = Path("-"),
    json: Json = False,
) -> None:
    """List the posts that operations hold: id (as in its source), operation."""
    snapshot = Workspace.open(workspace).snapshot()
    rows = snapshot.query(_ROWS).to_pylist() if snapshot else []
    if json:
        say_json(rows)
    else:
        write_csv(out, ("id", "operation"), ((row["id"], row["operation"]) for row in rows))
