"""Files that only their owner reads, and that are whole or absent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from firstlight.model.errors import WorkspaceError

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


@contextmanager
def clear_errors(workspace: Path, *faults: type[Exception]) -> Iterator[None]:
    """Turn the system's errors (and `faults`) into one sentence with a remedy."""
    try:
        yield
    except (OSError, *faults) as fault:  # type: ignore[misc]  # (a tuple made at run time)
        cause = getattr(fault, "orig", None) or fault
        raise WorkspaceError(
            f"it cannot be read or written ({cause})",
            workspace=str(workspace),
            remedy="Check the disk's space and permissions; what was acknowledged is kept.",
        ) from fault


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone; an existing one is left as it is."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears under its name only when it is whole and on the disk."""
    fresh = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "wb"
        ) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, path)  # noqa: PTH105  (tests make this very call fail)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Bring a folder's entries to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
