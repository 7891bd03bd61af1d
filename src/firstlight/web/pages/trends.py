"""The reports of the workspace: their list, each in the site's own frame, and their files."""

import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from firstlight.model.errors import InputError
from firstlight.runs.report.finding import Report
from firstlight.runs.report.page import body_html, countries_html, style_sheet
from firstlight.runs.report.ranking import findings_told
from firstlight.runs.trends_watch import REPORTS, read_report
from firstlight.web.desk import desk
from firstlight.web.pages.render import page

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,80}")
_FILE = re.compile(r"((rows|charts)/)?[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(csv|json|svg|pdf)")
_KINDS = {
    "csv": "text/csv; charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
    "pdf": "application/pdf",
}  # fmt: skip


def trends(request: Request) -> Response:
    """List the reports in the workspace's folder `trends`, the newest first."""
    folder = desk(request).folder / REPORTS
    found, broken = [], []
    for one in sorted(folder.iterdir()) if folder.is_dir() else ():
        if one.is_symlink() or not _NAME.fullmatch(one.name) or not one.is_dir():
            continue
        try:
            found.append((one.name, read_report(one)))
        except InputError:
            broken.append(one.name)
    found.sort(key=lambda pair: pair[1].made, reverse=True)
    return page(
        request, "trends.html", reports=found, broken=broken, folder=str(folder),
        workspace=str(folder.parent), findings_told=findings_told,
    )  # fmt: skip


def report(request: Request) -> Response:
    """Show one report."""
    name, found = _asked(request)
    return _shown(request, found, body_html(found, f"/trends/{name}/"))


def countries(request: Request) -> Response:
    """Show the country pages of a report."""
    name, found = _asked(request)
    return _shown(request, found, countries_html(found, f"/trends/{name}/"))


def style(request: Request) -> Response:  # noqa: ARG001
    """Return the style sheet of reports."""
    return Response(style_sheet(), media_type="text/css")


def file(request: Request) -> Response:
    """Return a file of a report: its rows, charts, tables or print; nothing else, nowhere else."""
    asked = request.path_params["file"]
    path = folder_of(request) / asked
    if not _FILE.fullmatch(asked) or path.is_symlink() or not path.is_file():
        raise HTTPException(404)
    kind = _KINDS[path.suffix[1:]]
    return FileResponse(path, media_type=kind, filename=path.name)


def _shown(request: Request, found: Report, body: str) -> Response:
    return page(request, "report.html", title=found.title, body=body)


def _asked(request: Request) -> tuple[str, Report]:
    folder = folder_of(request)
    try:
        return folder.name, read_report(folder)
    except InputError as fault:
        raise HTTPException(404) from fault


def folder_of(request: Request) -> Path:
    """Return the folder of the report asked for; 404 for any name that is none."""
    name = str(request.path_params["name"])
    folder: Path = desk(request).folder / REPORTS / name
    if not _NAME.fullmatch(name) or folder.is_symlink() or not folder.is_dir():
        raise HTTPException(404)
    return folder
