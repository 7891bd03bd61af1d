"""The health of a workspace: what can be checked without trusting what it says of itself."""

import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import sqlalchemy as sa

from firstlight.store.database import HEAD
from firstlight.store.files import digest_of
from firstlight.store.layout import MANIFEST
from firstlight.store.tables import RUNS
from firstlight.store.workspace import KEPT, Workspace


class Finding(msgspec.Struct, frozen=True):
    """One thing that was checked: whether it is as it should be, and in one sentence what is."""

    subject: str
    ok: bool
    sentence: str


def examine(workspace: Workspace) -> list[Finding]:
    """Check database, schema, audit chain, files of the kept runs, and permissions."""
    return [
        _database(workspace),
        _schema(workspace),
        _chain(workspace),
        *_files(workspace),
        _permissions(workspace.folder),
        _staging(workspace.folder),
    ]


def _database(workspace: Workspace) -> Finding:
    with workspace.database.read() as connection:
        said = list(connection.scalars(sa.text("pragma integrity_check")))
        broken = connection.execute(sa.text("pragma foreign_key_check")).all()
    ok = said == ["ok"] and not broken
    return Finding("database", ok, "whole" if ok else f"damaged: {'; '.join(said)[:200]}")


def _schema(workspace: Workspace) -> Finding:
    version = workspace.database.version()
    return Finding("schema", version == HEAD, f"version {version}")


def _chain(workspace: Workspace) -> Finding:
    chain = workspace.verify()
    if chain.faults:
        return Finding("audit chain", False, "; ".join(chain.faults[:5]))
    sentence = f"{chain.events} events, whole; the last has hash {chain.head[:16]}"
    return Finding("audit chain", True, sentence)


def _files(workspace: Workspace) -> Iterator[Finding]:
    with workspace.database.read() as connection:
        kept = connection.execute(
            sa.select(RUNS.c.id, RUNS.c.manifest).order_by(RUNS.c.number.desc()).limit(KEPT)
        ).all()
    for run, manifest in kept:
        faults = list(_faults(workspace.folder / "runs" / run, manifest))
        sentence = "; ".join(faults[:5]) if faults else "every file is as it was committed"
        yield Finding(f"run {run}", not faults, sentence)


def _faults(folder: Path, manifest: str) -> Iterator[str]:
    path = folder / MANIFEST
    if not path.is_file() or digest_of(path) != manifest:
        yield f"{MANIFEST} is missing or was altered"
        return
    listed = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    there = {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}
    yield from (f"{name} is missing" for name in sorted(listed.keys() - there))
    yield from (f"{name} does not belong" for name in sorted(there - listed.keys() - {MANIFEST}))
    for name in sorted(listed.keys() & there):
        if digest_of(folder / name) != listed[name]:
            yield f"{name} was altered"


def _permissions(folder: Path) -> Finding:
    """Others must not be able to enter the folder, which keeps them from all within."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    ok = not mode & 0o077
    sentence = "only the owner can enter" if ok else f"others can enter ({mode:o}); chmod 700 it"
    return Finding("permissions", ok, sentence)


def _staging(folder: Path) -> Finding:
    waiting = any((folder / "staging").iterdir())
    sentence = "a run was interrupted; ask for it again to go on" if waiting else "no run is open"
    return Finding("staging", True, sentence)
