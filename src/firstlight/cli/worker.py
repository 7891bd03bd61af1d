"""firstlight worker build: the worker's offline app."""

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Quiet, Rules
from firstlight.cli.output import say, say_json, shown_progress

worker = typer.Typer(no_args_is_help=True, help="The worker's offline app.")
app.add_typer(worker, name="worker")


@worker.command()
def build(
    *,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Where to write it.")],
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", help="Only these languages. [default: all that are complete]"),
    ] = None,
    operator: Annotated[
        str, typer.Option(help="Who runs it, as the page about it says.")
    ] = "Firstlight",
    address: Annotated[
        str, typer.Option(metavar="URL", help="Where it will be found: makes a poster with a code.")
    ] = "",
    report_to: Annotated[
        str, typer.Option(metavar="URL", help="Where a worker may send an offer. [default: off]")
    ] = "",
    rules: Rules = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Build static pages, the offline worker and the single-file edition of every language.

    Serve the folder over HTTPS, or copy single/LANG.html onto a memory card. Indicators of rule
    packs appear as warnings.
    """
    from firstlight.rulebook.load import load_rulebook  # noqa: PLC0415  (heavy)
    from firstlight.worker import build as builder  # noqa: PLC0415
    from firstlight.worker.catalogue import BY_TAG, LANGUAGES, available  # noqa: PLC0415
    from firstlight.worker.pages import Settings  # noqa: PLC0415

    ready = {language.tag: language for language in available()}
    for tag in lang or ():
        if tag not in ready:
            known = ", ".join(ready if tag in BY_TAG else [one.tag for one in LANGUAGES])
            what = "is not complete yet" if tag in BY_TAG else "is not a language of the app"
            raise typer.BadParameter(f"--lang {tag} {what}; there are: {known}")
    for name, url in (("--address", address), ("--report-to", report_to)):
        if url and not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            raise typer.BadParameter(f"{name} {url}: write an https:// address")
    shipped, book = load_rulebook(), load_rulebook(tuple(rules or ()))
    fresh = set(book.indicators) - set(shipped.indicators)
    with shown_progress(quiet=quiet) as progress:
        made = builder.build(
            out,
            book,
            warnings=[book.indicators[code].said for code in sorted(fresh)],
            languages=[ready[tag] for tag in lang] if lang else tuple(ready.values()),
            settings=Settings(operator=operator, address=address, report_to=report_to),
            progress=progress,
        )
    if json:
        say_json({"out": str(out), **made})
    else:
        say(f"Wrote {made['pages']:,} pages in {made['languages']} languages to {out}.")
        say(f"The largest language is {made['largest_pack'] / 1024:.0f} KB to load, compressed.")
