"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

WorkspaceOption = Annotated[
    Path, typer.Option("-w", "--workspace", help="Folder with everything read in and decided.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as one JSON document.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes to work with. [default: one per processor]")
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", help="Folder of a rule pack that adds to the rulebook. May be repeated."
    ),
]
Out = Annotated[Path, typer.Option("-o", "--out", help="File to write; '-' is standard output.")]
Input = Annotated[Path, typer.Argument(help="CSV, TSV, JSONL or Parquet; '-' is standard input.")]
IdColumn = Annotated[str, typer.Option("--id", help="The column that holds the id.")]
TextColumn = Annotated[str, typer.Option("--text", help="The column that holds the text.")]
