"""firstlight serve: the analysts' pages, for this machine alone."""

import secrets
import socket
from typing import Annotated

import typer

from firstlight.cli.app import app
from firstlight.cli.options import WorkspaceOption
from firstlight.cli.output import say
from firstlight.model.errors import InputError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8321


def _host(name: str) -> str:
    if name not in LOOPBACK:
        raise typer.BadParameter(
            f"'{name}' would open the pages to others without encryption; use {LOOPBACK[0]}"
        )
    return name


@app.command()
def serve(
    *,
    workspace: WorkspaceOption,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=f"[default: {PORT}, or one that is free]")
    ] = None,
    host: Annotated[
        str, typer.Option(callback=_host, help="An address of this machine.")
    ] = "127.0.0.1",
) -> None:
    """Serve the pages and print their address, with the token that logs in."""
    import uvicorn  # noqa: PLC0415  (heavy; --help should be quick)

    from firstlight.web.app import create_app  # noqa: PLC0415

    token = secrets.token_urlsafe(24)
    pages = create_app(workspace, token)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(pages, log_level="warning", access_log=False, server_header=False)
    say(f"The pages of {workspace} are served to this machine alone. End with Ctrl-C.")
    say(f"http://{shown}:{listening.getsockname()[1]}/?token={token}")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int | None) -> socket.socket:
    """Bind a socket; with no port asked for, another one is taken where PORT is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in (port,) if port is not None else (PORT, 0):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, wanted))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise InputError(
        "the port is in use or not allowed", file=f"{host}:{port}", remedy="Choose another --port."
    )
