"""Runs: drop a file, see its columns, start, watch, and look at what was set aside."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from firstlight.ingest.preview import preview
from firstlight.web import jobs
from firstlight.web.desk import desk
from firstlight.web.pages.paging import paging
from firstlight.web.pages.render import page
from firstlight.web.rejects import open_rejects

LARGEST_FILE = 4 * 2**30
REJECTS_PER_PAGE = 50


def runs(request: Request) -> Response:
    """Show where to drop a file, and the runs made so far."""
    where = desk(request)
    return page(
        request, "runs.html", jobs=jobs.listed(where.folder), history=where.workspace.runs()
    )


async def upload(request: Request) -> Response:
    """Keep the file under its content hash in the inbox and go on to its columns."""
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise HTTPException(400, "No file came with the request. Choose one and try again.")
        kept = await run_in_threadpool(jobs.keep, desk(request).folder, file.file, file.filename)
    return RedirectResponse(f"/runs/new/{kept.digest}", status_code=303)


def columns(request: Request) -> Response:
    """Show a kept file's columns with samples, and which field each would fill."""
    kept = _kept(request)
    return page(request, "columns.html", kept=kept, preview=preview(kept.path), fields=jobs.FIELDS)


async def start(request: Request) -> Response:
    """Start the run in a process of its own, with the mapping that was chosen."""
    kept = _kept(request)
    async with request.form(max_files=0, max_fields=300) as form:
        chosen = [(str(name), str(value)) for name, value in form.multi_items() if value]
    mapping: dict[str, str] = {}
    for name, field in chosen:
        column = name.removeprefix("column:")
        if field not in jobs.FIELDS or not name.startswith("column:"):
            raise HTTPException(400, "The columns could not be read. Go back and choose again.")
        if field in mapping:
            raise HTTPException(400, f"Two columns were chosen as {field}. Go back and keep one.")
        mapping[field] = column
    if "text" not in mapping:
        raise HTTPException(400, "No column was chosen as the text. Go back and choose one.")
    mapping |= {field: "" for field in jobs.FIELDS if field not in mapping}
    job = await run_in_threadpool(jobs.start, desk(request).folder, kept, mapping)
    return RedirectResponse(f"/runs/{job}", status_code=303)


def run(request: Request) -> Response:
    """Show one run: its progress while it runs, then its summary and what was set aside."""
    job = _job(request)
    run = job.summary and job.summary.run
    rejects = open_rejects(desk(request).workspace.rejects(run) if run else None)
    where = paging(request, rejects.total, REJECTS_PER_PAGE)
    return page(
        request, "run.html", job=job, where=where, rejects=rejects.rows(where.first, where.last)
    )


def state(request: Request) -> Response:
    """Return a run's state as JSON, for the page that watches it."""
    job = _job(request)
    answer = {"phase": job.phase, "stage": job.stage, "done": job.done, "total": job.total}
    return JSONResponse(answer | {"passed": job.passed})


async def resume(request: Request) -> Response:
    """Go on with a run that was interrupted."""
    job = await run_in_threadpool(_job, request)
    if job.phase not in {"interrupted", "failed"}:
        raise HTTPException(409, "This run is not interrupted.")
    await run_in_threadpool(jobs.launch, desk(request).folder, job.id)
    return RedirectResponse(f"/runs/{job.id}", status_code=303)


def _kept(request: Request) -> jobs.Kept:
    kept = jobs.kept(desk(request).folder, request.path_params["digest"])
    if kept is None:
        raise HTTPException(404, "No such file is in the inbox. Drop it again.")
    return kept


def _job(request: Request) -> jobs.Job:
    job = jobs.read(desk(request).folder, request.path_params["job"])
    if job is None:
        raise HTTPException(404, "No such run was started from this page.")
    return job
