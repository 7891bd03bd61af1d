"""The workspace's SQLite file: opened safely, migrated with a backup, written in whole steps."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from firstlight.model.errors import WorkspaceError
from firstlight.store.files import PRIVATE_FILE, clear_errors

HEAD = "0001"
"""The schema's version that this code reads and writes."""
PATIENCE = 30
"""Seconds to wait for another process's transaction."""


class SqlStore:
    """A database file of which every transaction is on the disk when it is acknowledged."""

    def __init__(self, path: Path) -> None:
        """Open or make the file (for its owner alone) and bring its schema to HEAD."""
        self.path = path
        with self._clear():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
        self._engine = sa.create_engine(
            f"sqlite:///{path}", connect_args={"timeout": PATIENCE, "check_same_thread": False}
        )
        sa.event.listen(self._engine, "connect", _prepare)
        sa.event.listen(self._engine, "begin", _begin)
        self._writer = self._engine.execution_options(firstlight_write=True)
        self._migrate()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the database."""
        with self._clear(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Give a connection whose changes become one transaction, alone among writers."""
        with self._clear(), self._writer.begin() as connection:
            yield connection

    def _clear(self) -> AbstractContextManager[None]:
        return clear_errors(self.path.parent, sa.exc.DBAPIError)

    def close(self) -> None:
        """Give back the file."""
        self._engine.dispose()

    def version(self) -> str | None:
        """Return the schema's version, None for an empty database."""
        with self.read() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(
                sa.text("select version_num from alembic_version")
            )
            return found

    def _migrate(self) -> None:
        version = self.version()
        if version == HEAD:
            return
        if version is not None:
            if version > HEAD:
                raise WorkspaceError(
                    f"its schema {version} is newer than this program's {HEAD}",
                    workspace=str(self.path.parent),
                    remedy="Open it with the newer Firstlight.",
                )
            self._back_up(version)
        self._upgrade()

    def _back_up(self, version: str) -> None:
        copy = self.path.with_suffix(f".before-{version}.sqlite")
        copy.unlink(missing_ok=True)
        with self._clear(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101  (SQLite always has one)
            raw.execute("vacuum into ?", (str(copy),))
        copy.chmod(PRIVATE_FILE)

    def _upgrade(self) -> None:
        from alembic import command  # noqa: PLC0415  (slow to import, rarely needed)
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", "firstlight.store:migrations")
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _prepare(raw: Any, _record: Any) -> None:
    """Hand transactions to SQLAlchemy and make each commit reach the disk."""
    raw.isolation_level = None
    for setting in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        raw.execute(f"pragma {setting}")


def _begin(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("firstlight_write", False)
    connection.exec_driver_sql("begin immediate" if write else "begin")
