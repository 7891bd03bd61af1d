"""The application that verbs register with, and what becomes of errors."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from firstlight import __version__
from firstlight.cli.output import complain
from firstlight.model.errors import FirstlightError


class Verbs(TyperGroup):
    """The verbs; a fault of the input ends in one line and status 1, Ctrl-C in one and 130."""

    def invoke(self, ctx: Any) -> Any:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except FirstlightError as fault:
            complain(str(fault))
            raise typer.Exit(1) from fault
        except KeyboardInterrupt:
            complain("interrupted; an interrupted run goes on when the same command is given again")
            raise typer.Exit(130) from None

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order of the work."""
        return list(self.commands)


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From a heap of posts to explained trafficking operations, with a human deciding.",
)


def _version(asked: bool) -> None:  # noqa: FBT001
    if asked:
        sys.stdout.write(f"firstlight {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it and exit.")
    ] = False,
) -> None:
    """From a heap of posts to explained trafficking operations, with a human deciding."""


def pairs(mapping: Sequence[str]) -> dict[str, str]:
    """Return {field: column} from "field=column" options; anything else is wrong usage."""
    found: dict[str, str] = {}
    for one in mapping:
        field, equals, column = one.partition("=")
        if not (equals and field and column) or field in found:
            raise typer.BadParameter(f"--map {one}: write FIELD=COLUMN, each field once")
        found[field] = column
    return found
