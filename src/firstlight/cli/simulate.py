"""firstlight simulate: a world with known truth."""

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Quiet
from firstlight.cli.output import say, say_json, shown_progress


@app.command()
def simulate(
    *,
    posts: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many posts.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")] = 1,
    difficulty: Annotated[
        str, typer.Option(help="easy, default, hard, or a number from 0 to 1.")
    ] = "default",
    lang: Annotated[
        list[str] | None, typer.Option("--lang", help="Only these languages. May be repeated.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a simulated world: posts.jsonl, and its truth in truth.csv and mentions.csv."""
    from firstlight.simulate.write import write  # noqa: PLC0415  (heavy; --help should be quick)

    with shown_progress(quiet=quiet) as progress:
        counts = write(
            out,
            posts=posts,
            seed=seed,
            difficulty=_level(difficulty),
            languages=lang or (),
            progress=progress,
        )
    if json:
        say_json(counts)
    else:
        figures = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        say(f"Wrote {out}: {figures}.")


def _level(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
