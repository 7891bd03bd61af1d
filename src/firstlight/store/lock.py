"""A lock file: held by one process, given back by the system when that process ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstlight.model.errors import WorkspaceError
from firstlight.store.files import PRIVATE_FILE, clear_errors

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock at `path`; if another process has it, wait or raise WorkspaceError."""
    with clear_errors(path.parent):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        _take(handle, path, wait=wait)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path, *, wait: bool) -> None:
    if fcntl is None:  # pragma: no cover
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        holder = os.pread(handle, 20, 0).decode("ascii", "replace") or "unknown"
        raise WorkspaceError(
            f"another run is at work here (process {holder})",
            workspace=str(path.parent),
            remedy="Wait until it ends, or use another workspace.",
        ) from None
