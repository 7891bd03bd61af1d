"""firstlight link: which records tell of one entity, why, and what people judged."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from firstlight.cli.app import app
from firstlight.cli.options import IdColumn, Input, Json, Quiet
from firstlight.cli.output import complain, say, say_json, shown_progress
from firstlight.model.linkage import Field, FieldKind

link = typer.Typer(no_args_is_help=True, help="Find the records that tell of one entity.")
app.add_typer(link, name="link")

Folder = Annotated[Path, typer.Option("-o", "--out", help="Folder of the linkage.")]
One = Annotated[str, typer.Argument(help="The id of a record.")]
Other = Annotated[str, typer.Argument(help="The id of another record.")]


@link.command()
def records(
    *,
    source: Input,
    identifier: IdColumn,
    field: Annotated[
        list[str],
        typer.Option(
            "--field", help=f"COLUMN=KIND to compare; kinds: {', '.join(get_args(FieldKind))}."
        ),
    ],
    lists: Annotated[
        str | None,
        typer.Option("--list", help="A column of lists that hold no copies in themselves."),
    ] = None,
    out: Folder,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Link the records of a file: OUT/entities.csv (record,entity) and OUT/matches.csv.

    Nothing is labelled: weights and cut are learned from the file. A further run into the same
    folder keeps the entities' ids and is bound by what was judged.
    """
    fields = [_field(one) for one in field]
    from firstlight.runs import link as run  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        found = run.link(source, out, fields, identifier=identifier, lists=lists, progress=progress)
    for one in found.overruled:
        complain(f"the judgement on {one.one} and {one.other} is overruled by later ones")
    if json:
        say_json(found._asdict())
        return
    say(f"Records      {found.records:,}, set aside {found.set_aside:,}")
    say(f"Entities     {found.entities:,}")
    say(f"Matches      {found.matches:,} pairs, cut at {found.cut:.2f}")
    say(f"Judgements   {found.judgements:,} replayed")


@link.command()
def judge(
    one: One,
    other: Other,
    verdict: Annotated[str, typer.Argument(help="same or different.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="What you saw in both.")],
    out: Folder,
) -> None:
    """Keep a verdict on two records; every further run is bound by it."""
    if verdict not in {"same", "different"}:
        raise typer.BadParameter("say 'same' or 'different'")
    from firstlight.runs import link as run  # noqa: PLC0415  (heavy; --help should be quick)

    now = datetime.now(UTC)
    run.judge(out, one, other, same=verdict == "same", reason=reason, now=now)
    say("Kept. Run 'firstlight link records' again to see what follows from it.")


@link.command()
def why(one: One, other: Other, *, out: Folder, json: Json = False) -> None:
    """Show what speaks for two records being one entity, field by field."""
    from firstlight.runs import link as run  # noqa: PLC0415  (heavy; --help should be quick)

    found = run.why(out, one, other)
    if json:
        say_json(found and found._asdict())
    elif found is None:
        say("They are not among the matches: less than 1 in 100.")
    else:
        for name, bits in found.bits.items():
            told = "any two records" if name == "prior" else name
            say(f"{bits:+8.1f} bits   {told}")
        say(f"Together: {100 * found.probability:.1f} in 100 that they are one.")


def _field(said: str) -> Field:
    name, _, kind = said.rpartition("=")
    if not name or kind not in get_args(FieldKind):
        raise typer.BadParameter(
            f"--field {said}: write COLUMN=KIND, kinds are {', '.join(get_args(FieldKind))}"
        )
    known: Any = kind
    return Field(name, known)
