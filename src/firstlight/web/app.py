"""The analysts' app: its routes, and its refusals in the order in which a request meets them."""

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from firstlight.model.errors import FirstlightError
from firstlight.rulebook.load import load_rulebook
from firstlight.store.workspace import Workspace
from firstlight.web.desk import Desk, sentences
from firstlight.web.pages import errors
from firstlight.web.pages.confirm import ask, confirm
from firstlight.web.pages.decide import decide
from firstlight.web.pages.operation import operation
from firstlight.web.pages.queue import queue
from firstlight.web.pages.render import THEMES, page
from firstlight.web.pages.rights import (
    api_check,
    api_law,
    api_owed,
    rights,
    rights_check,
    rights_owed,
)
from firstlight.web.pages.runs import LARGEST_FILE, columns, resume, run, runs, start, state, upload
from firstlight.web.pages.search import post, search
from firstlight.web.pages.texts import texts
from firstlight.web.pages.trends import countries, file, report, style, trends
from firstlight.web.refuse.cross_site import CrossSite
from firstlight.web.refuse.headers import Headers
from firstlight.web.refuse.login import Login

HOSTS = ["127.0.0.1", "localhost", "[::1]"]
"""Names by which this server may be called; a rebound name of another site is none of them."""
LARGEST_FORM = 64 * 1024
YEAR = 365 * 24 * 3600


def create_app(workspace: Path, token: str) -> Starlette:
    """Return the app over a workspace folder (made if absent), for whoever holds `token`."""
    opened = Workspace.open(workspace, create=True)
    return app_of(Desk(opened, Path(workspace), sentences(load_rulebook())), token)


def app_of(where: Desk, token: str) -> Starlette:
    """Return the app over a desk."""
    app = Starlette(
        routes=ROUTES,
        max_body_size=LARGEST_FORM,
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
            Middleware(CrossSite),
            Middleware(Login, token=token),
        ],
        exception_handlers={
            HTTPException: errors.http_error,
            FirstlightError: errors.input_error,
            Exception: errors.server_error,
        },
    )
    app.state.desk = where
    return app


def about(request: Request) -> Response:
    """Show what Firstlight does and what it will not do."""
    return page(request, "about.html")


async def theme(request: Request) -> Response:
    """Keep the chosen colours in a cookie and go back."""
    async with request.form(max_files=0, max_fields=2) as form:
        chosen, back = str(form.get("theme", "")), str(form.get("back", "/"))
    ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if ours else "/", status_code=303)
    if chosen in THEMES:
        answer.set_cookie(
            "firstlight_theme", chosen, max_age=YEAR, httponly=True, samesite="strict"
        )
    return answer


ROUTES = [
    Route("/", queue),
    Route("/operations/{id}", operation),
    Route("/operations/{id}/decide", decide, methods=["POST"]),
    Route("/texts", texts),
    Route("/search", search),
    Route("/posts/{id}", post),
    Route("/runs", runs),
    Route("/runs/upload", upload, methods=["POST"], max_body_size=LARGEST_FILE),
    Route("/runs/new/{digest}", columns),
    Route("/runs/new/{digest}", start, methods=["POST"]),
    Route("/runs/{job}", run),
    Route("/runs/{job}/state", state),
    Route("/runs/{job}/resume", resume, methods=["POST"]),
    Route("/trends", trends),
    Route("/trends/report.css", style),
    Route("/trends/{name}/report.html", report),
    Route("/trends/{name}/countries.html", countries),
    Route("/trends/{name}/confirm/{id}", ask),
    Route("/trends/{name}/confirm/{id}", confirm, methods=["POST"]),
    Route("/trends/{name}/{file:path}", file),
    Route("/rights", rights),
    Route("/rights/owed", rights_owed, methods=["POST"]),
    Route("/rights/check", rights_check, methods=["POST"]),
    Route("/api/rights/owed", api_owed, methods=["POST"]),
    Route("/api/rights/check", api_check, methods=["POST"]),
    Route("/api/rights/law/{place}", api_law),
    Route("/about", about),
    Route("/theme", theme, methods=["POST"]),
    Mount("/static", StaticFiles(directory=str(files("firstlight.web").joinpath("static")))),
]
