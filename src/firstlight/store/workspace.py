"""The workspace: a folder with everything an analyst has read in, found and decided.

firstlight.sqlite   runs, operations, events, decisions, audit chain
runs/<run>/         the bulk of each committed run (see `firstlight.store.layout`); two are kept
staging/<key>/      a run in the making; the same run asked for again goes on from there
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbits, token_hex

import msgspec
import sqlalchemy as sa

from firstlight.model.decision import Decision
from firstlight.model.errors import WorkspaceError
from firstlight.model.operation import Operation, OperationEvent
from firstlight.model.run import Summary
from firstlight.store import audit
from firstlight.store.database import SqlStore
from firstlight.store.draft import Draft
from firstlight.store.files import clear_errors, make_folder, settle
from firstlight.store.layout import REJECTS
from firstlight.store.lock import locked
from firstlight.store.origin import Origin, read_origin, write_origin
from firstlight.store.snapshot import Snapshot
from firstlight.store.tables import DECISIONS, EVENTS, OPERATIONS, RUNS, SETTINGS

DATABASE, LOCK, OPENING = "firstlight.sqlite", "run.lock", "open.lock"
KEPT = 2
"""Runs whose bulk is kept: the current one, and the one that a page may still be reading."""


class Workspace:
    """An open workspace; safe to share between threads, and to open in several processes."""

    def __init__(self, folder: Path, database: SqlStore) -> None:
        self.folder, self.database = folder, database
        self._latest: Snapshot | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> "Workspace":
        """Open the workspace at `path`; `create` makes one where there is none.

        WorkspaceError where there is none, where the folder holds other things, where the schema
        is of a newer program, or where it cannot be read.
        """
        folder = Path(path)
        _check(folder, create=create)
        with clear_errors(folder):
            make_folder(folder)
            for name in ("runs", "staging"):
                make_folder(folder / name)
        with locked(folder / OPENING, wait=True):
            database = SqlStore(folder / DATABASE)
            _begin_history(database)
        return cls(folder, database)

    def close(self) -> None:
        """Give back files and memory."""
        if self._latest is not None:
            self._latest.close()
        self.database.close()

    @property
    def seed(self) -> int:
        """This workspace's secret (63 bits), so that nobody can prepare texts that collide."""
        with self.database.read() as connection:
            return int(connection.scalar(_setting("seed")) or 0)

    def snapshot(self) -> Snapshot | None:
        """Return the current run's results, None before the first run."""
        with self.database.read() as connection:
            row = connection.execute(
                sa.select(RUNS.c.id, RUNS.c.summary).order_by(RUNS.c.number.desc()).limit(1)
            ).first()
        if row is None:
            return None
        if self._latest is None or self._latest.run != row.id:
            self._latest = Snapshot(
                self.folder / "runs" / row.id,
                msgspec.json.decode(row.summary, type=Summary),
                lambda: self._operations(row.id),
                self.folder / "tmp",
            )
        return self._latest

    def runs(self) -> list[Summary]:
        """Return the summaries of all committed runs, newest first."""
        with self.database.read() as connection:
            rows = connection.scalars(sa.select(RUNS.c.summary).order_by(RUNS.c.number.desc()))
            return [msgspec.json.decode(row, type=Summary) for row in rows]

    def rejects(self, run: str) -> Path:
        """Return the file of rows that a run set aside (kept for every run)."""
        return self.folder / "runs" / run / REJECTS

    def events(self, operation: str) -> list[OperationEvent]:
        """Return what happened to an operation's identity, oldest first."""
        with self.database.read() as connection:
            rows = connection.scalars(
                sa.select(EVENTS.c.body)
                .where(EVENTS.c.operation == operation)
                .order_by(EVENTS.c.number)
            )
            return [msgspec.json.decode(row, type=OperationEvent) for row in rows]

    def decisions(self) -> list[Decision]:
        """Return all decisions, oldest first."""
        with self.database.read() as connection:
            rows = connection.scalars(sa.select(DECISIONS.c.body).order_by(DECISIONS.c.number))
            return [msgspec.json.decode(row, type=Decision) for row in rows]

    def decide(self, decision: Decision) -> None:
        """Keep a verdict for ever; it is on the disk when this returns."""
        body = msgspec.json.encode(decision).decode()
        with self.database.write() as connection:
            number = connection.scalar(
                DECISIONS.insert()
                .values(operation=decision.operation, body=body)
                .returning(DECISIONS.c.number)
            )
            event = {
                "number": number,
                "operation": decision.operation,
                "verdict": decision.verdict,
                "digest": audit.digest_of_row(body),
            }
            audit.append(connection, audit.DECIDED, event)

    def verify(self) -> audit.Chain:
        """Check the audit chain against itself and against the changes it records."""
        with self.database.read() as connection:
            return audit.verify_audit(connection)

    @contextmanager
    def begin(self, key: str, made_with: str) -> Iterator[Draft]:
        """Hold the workspace for one run and give its draft; `key` names what it is made from.

        An earlier attempt with the same key is gone on with; others are cleared away. An error
        leaves the draft in place for the next attempt. WorkspaceError where a run is at work.
        """
        with locked(self.folder / LOCK):
            with clear_errors(self.folder):
                self._recover(key)
                folder = self.folder / "staging" / key
                origin = read_origin(folder)
                if origin is None:
                    origin = Origin(run=self._new_run(), key=key, made_with=made_with)
                    make_folder(folder)
                    write_origin(folder, origin)
            yield Draft(self.folder, folder, origin, self.snapshot())

    def commit(
        self,
        draft: Draft,
        summary: Summary,
        operations: Sequence[Operation],
        events: Sequence[OperationEvent],
    ) -> None:
        """Make a draft the current run, in one step; it is on the disk when this returns."""
        manifest = draft.seal()
        with clear_errors(self.folder):
            draft.folder.rename(self.folder / "runs" / draft.run)
            settle(self.folder / "runs")
        with self.database.write() as connection:
            self._record(connection, manifest, summary, operations, events)
        self._prune()

    def _record(
        self,
        connection: sa.Connection,
        manifest: str,
        summary: Summary,
        operations: Sequence[Operation],
        events: Sequence[OperationEvent],
    ) -> None:
        body = msgspec.json.encode(summary).decode()
        number = connection.scalar(
            RUNS.insert()
            .values(id=summary.run, manifest=manifest, summary=body)
            .returning(RUNS.c.number)
        )
        rows = [
            {"run": summary.run, "rank": rank, "id": one.id, "body": _json(one)}
            for rank, one in enumerate(operations)
        ]
        told = [
            {"run": summary.run, "operation": one.operation, "body": _json(one)} for one in events
        ]
        if rows:
            connection.execute(OPERATIONS.insert(), rows)
        if told:
            connection.execute(EVENTS.insert(), told)
        kept = sa.select(RUNS.c.id).order_by(RUNS.c.number.desc()).limit(KEPT)
        connection.execute(OPERATIONS.delete().where(OPERATIONS.c.run.not_in(kept)))
        event = {
            "number": number,
            "run": summary.run,
            "operations": len(rows),
            "digest": audit.digest_of_row(manifest, body),
        }
        audit.append(connection, audit.COMMITTED, event)

    def _operations(self, run: str) -> list[Operation]:
        with self.database.read() as connection:
            rows = connection.scalars(
                sa.select(OPERATIONS.c.body)
                .where(OPERATIONS.c.run == run)
                .order_by(OPERATIONS.c.rank)
            )
            return [msgspec.json.decode(row, type=Operation) for row in rows]

    def _committed(self) -> list[str]:
        with self.database.read() as connection:
            return list(connection.scalars(sa.select(RUNS.c.id).order_by(RUNS.c.number.desc())))

    def _recover(self, key: str) -> None:
        """Take a run that was moved but never recorded back to staging; clear other attempts."""
        staging, committed = self.folder / "staging", set(self._committed())
        for folder in (self.folder / "runs").iterdir():
            if folder.name in committed:
                continue
            origin = read_origin(folder)
            if origin is not None and origin.key == key and not (staging / key).exists():
                folder.rename(staging / key)
            else:
                shutil.rmtree(folder)
        for folder in staging.iterdir():
            if folder.name != key:
                shutil.rmtree(folder)
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)

    def _new_run(self) -> str:
        """Return an id that no run here has: two runs of one second may draw the same digits."""
        while True:
            run = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{token_hex(2)}"
            if not (self.folder / "runs" / run).exists():
                return run

    def _prune(self) -> None:
        """Delete the bulk of older runs; what they set aside is kept.

        The run is committed by now, so a fault is no error: the next run tries again.
        """
        with suppress(OSError):
            for run in self._committed()[KEPT:]:
                folder = self.folder / "runs" / run
                for entry in folder.iterdir() if folder.is_dir() else ():
                    if entry.is_dir():
                        shutil.rmtree(entry)
                    elif entry.name != REJECTS:
                        entry.unlink()


def _check(folder: Path, *, create: bool) -> None:
    if (folder / DATABASE).is_file():
        return
    if not create:
        raise WorkspaceError(
            "there is no workspace here",
            workspace=str(folder),
            remedy=f"Make one with: firstlight detect POSTS -w {folder}",
        )
    known = {"inbox", "jobs", "runs", "staging", OPENING, LOCK}
    if folder.exists() and (
        not folder.is_dir()
        or any(entry.name not in known and entry.name[0] != "." for entry in folder.iterdir())
    ):
        raise WorkspaceError(
            "this is no workspace, and not an empty folder",
            workspace=str(folder),
            remedy="Name a new folder with -w.",
        )


def _begin_history(database: SqlStore) -> None:
    """Give a new workspace its secret and the first event of its chain."""
    with database.read() as connection:
        if connection.scalar(_setting("seed")) is not None:
            return
    with database.write() as connection:
        connection.execute(SETTINGS.insert().values(name="seed", value=str(randbits(63))))
        audit.append(connection, audit.CREATED, {})


def _setting(name: str) -> sa.Select[tuple[str]]:
    return sa.select(SETTINGS.c.value).where(SETTINGS.c.name == name)


def _json(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()
