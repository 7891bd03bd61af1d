"""firstlight check: the health of a workspace and of the rulebook."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Rules
from firstlight.cli.output import say, say_json
from firstlight.rulebook.load import load_rulebook
from firstlight.store.health import Finding, examine
from firstlight.store.workspace import Workspace


@app.command()
def check(
    *,
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="The workspace to examine.")
    ] = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Examine a workspace (database, audit chain, files, permissions) and the rulebook."""
    findings = _rulebook(tuple(rules or ()))
    if workspace is not None:
        findings += examine(Workspace.open(workspace))
    if json:
        say_json(findings)
    else:
        for one in findings:
            say(f"{'ok   ' if one.ok else 'FAULT'}  {one.subject}: {one.sentence}")
    if not all(one.ok for one in findings):
        raise typer.Exit(1)


def _rulebook(rules: tuple[Path, ...]) -> list[Finding]:
    """Tell what the rulebook holds, and which open rules are withheld until they are read again."""
    book = load_rulebook(rules)
    today = datetime.now(UTC).date()
    late = sorted(rule.id for rule in book.rules if rule.applies(today) and not rule.stated(today))
    sentence = f"{len(book.indicators)} indicators, {len(book.rules)} rules of law"
    if late:
        sentence += f"; {len(late)} past review and withheld: {', '.join(late[:5])}"
    return [Finding("rulebook", ok=True, sentence=sentence)]
