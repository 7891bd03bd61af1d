"""Runs started from a page: files kept in the inbox, one folder per job, one process per run.

inbox/<sha256>/<safe name>     the file as it came, never altered
jobs/<job>/job.json            what was asked: file, name, mapping
jobs/<job>/state.json          where it stands, replaced in one step by the run's process
jobs/<job>/rejects.jsonl       the rows set aside
jobs/<job>/alive               locked by the run's process as long as it lives
"""

import fcntl
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from firstlight.guard.paths import safe_name
from firstlight.model.run import Summary

FIELDS = ("text", "id", "author", "title", "posted", "place", "lang", "media")
"""What a column may fill; `text` must be filled."""
CHUNK = 1 << 20
Phase = Literal["waiting", "running", "done", "failed", "interrupted"]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the inbox."""

    digest: str
    path: Path
    size: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a job was asked to do."""

    source: str
    mapping: dict[str, str]
    asked: datetime


class State(msgspec.Struct, kw_only=True):
    """Where a run stands, as its process last wrote it."""

    phase: Phase = "waiting"
    stage: str = ""
    done: int = 0
    total: int | None = None
    passed: tuple[str, ...] = ()
    fault: str = ""
    summary: Summary | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job as a page shows it."""

    id: str
    name: str
    asked: datetime
    phase: Phase
    stage: str
    done: int
    total: int | None
    passed: tuple[str, ...]
    fault: str
    summary: Summary | None


def keep(workspace: Path, file: BinaryIO, name: str) -> Kept:
    """Copy a file into the inbox under its content hash; the same file twice is kept once."""
    inbox = workspace / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    arriving = inbox / f".{secrets.token_hex(8)}"
    digest = sha256()
    try:
        with arriving.open("xb") as out:
            while part := file.read(CHUNK):
                digest.update(part)
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
        folder = inbox / digest.hexdigest()
        folder.mkdir(exist_ok=True)
        if not any(folder.iterdir()):
            arriving.rename(folder / safe_name(name))
    finally:
        arriving.unlink(missing_ok=True)
    found = kept(workspace, digest.hexdigest())
    assert found is not None  # noqa: S101  (it was put there above)
    return found


def kept(workspace: Path, digest: str) -> Kept | None:
    """Return a file of the inbox by its hash, None where there is none."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        return None
    folder = workspace / "inbox" / digest
    path = next(iter(folder.iterdir()), None) if folder.is_dir() else None
    return Kept(digest=digest, path=path, size=path.stat().st_size) if path else None


def start(workspace: Path, file: Kept, mapping: Mapping[str, str]) -> str:
    """Write down what is asked, start the run's process and return the job's id."""
    job = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
    folder = workspace / "jobs" / job
    folder.mkdir(parents=True)
    asked = Asked(source=str(file.path), mapping=dict(mapping), asked=datetime.now(UTC))
    (folder / "job.json").write_bytes(msgspec.json.encode(asked))
    launch(workspace, job)
    return job


def launch(workspace: Path, job: str) -> None:
    """Start (or go on with) a job in a process of its own that outlives the page's server."""
    folder = workspace / "jobs" / job
    write_state(folder, State(phase="waiting"))
    with (folder / "log.txt").open("ab") as log:
        subprocess.Popen(  # noqa: S603  (our own interpreter and module, the folder we made)
            [sys.executable, "-m", "firstlight.web.job", str(workspace), job],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def write_state(folder: Path, state: State) -> None:
    """Replace a job's state in one step, so that no reader sees half of it."""
    fresh = folder / f".state-{os.getpid()}"
    fresh.write_bytes(msgspec.json.encode(state))
    fresh.replace(folder / "state.json")


def listed(workspace: Path, most: int = 50) -> list[Job]:
    """Return the latest jobs, newest first."""
    folder = workspace / "jobs"
    names = sorted((one.name for one in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [job for name in names[:most] if (job := read(workspace, name)) is not None]


def read(workspace: Path, job: str) -> Job | None:
    """Return a job with its state; one whose process is gone before the end was interrupted."""
    folder = workspace / "jobs" / job
    if not job.replace("-", "").isalnum() or not (folder / "job.json").is_file():
        return None
    asked = msgspec.json.decode((folder / "job.json").read_bytes(), type=Asked)
    state = msgspec.json.decode((folder / "state.json").read_bytes(), type=State)
    phase = state.phase
    if phase == "running" and not _alive(folder):
        fresh = msgspec.json.decode((folder / "state.json").read_bytes(), type=State)
        state, phase = fresh, "interrupted" if fresh.phase == "running" else fresh.phase
    return Job(
        id=job,
        name=Path(asked.source).name,
        asked=asked.asked,
        phase=phase,
        stage=state.stage,
        done=state.done,
        total=state.total,
        passed=state.passed,
        fault=state.fault,
        summary=state.summary,
    )


def _alive(folder: Path) -> bool:
    with (folder / "alive").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
