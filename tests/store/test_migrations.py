import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from firstlight.model.errors import WorkspaceError
from firstlight.store import database as module
from firstlight.store.database import HEAD, SqlStore
from firstlight.store.tables import APPEND_ONLY, METADATA
from firstlight.store.workspace import DATABASE, Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "workspaces"


def test_head_is_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", "firstlight.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_make_the_schema_that_the_code_reads(tmp_path):
    store = SqlStore(tmp_path / DATABASE)
    with store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        names = connection.scalars(sa.text("select name from sqlite_master where type = 'trigger'"))
        assert set(names) == {
            f"{table}_no_{change}" for table in APPEND_ONLY for change in ("update", "delete")
        }


@pytest.mark.parametrize("dump", sorted(GOLDEN.glob("*.sql")), ids=lambda path: path.stem)
def test_a_populated_database_of_every_version_loses_nothing(dump, tmp_path):
    folder = tmp_path / "ws"
    folder.mkdir()
    old = sqlite3.connect(folder / DATABASE)
    old.executescript(dump.read_text(encoding="utf-8"))
    before = _rows(old)
    old.close()
    workspace = Workspace.open(folder)
    assert workspace.database.version() == HEAD
    assert workspace.verify().faults == ()
    assert len(workspace.runs()) == 2
    assert [one.verdict for one in workspace.decisions()] == ["uphold", "dismiss", "unsure"]
    workspace.close()
    after = _rows(sqlite3.connect(folder / DATABASE))
    for table, rows in before.items():
        if table != "alembic_version":
            assert set(rows) <= set(after[table]), table


def test_every_version_has_a_populated_database():
    assert sorted(path.stem for path in GOLDEN.glob("*.sql")) == [HEAD]


def _rows(connection: sqlite3.Connection) -> dict[str, list[tuple]]:
    names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    return {name: connection.execute(f"select * from {name}").fetchall() for (name,) in names}  # noqa: S608


def test_a_newer_schema_is_left_alone(tmp_path):
    Workspace.open(tmp_path / "ws", create=True).close()
    with sqlite3.connect(tmp_path / "ws" / DATABASE) as raw:
        raw.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(WorkspaceError, match="newer than this program"):
        Workspace.open(tmp_path / "ws")


def test_a_copy_is_made_before_a_migration_and_a_failed_one_changes_nothing(tmp_path, monkeypatch):
    Workspace.open(tmp_path / "ws", create=True).close()
    path = tmp_path / "ws" / DATABASE

    def fail(self: SqlStore) -> None:
        with self.write() as connection:
            connection.execute(sa.text("create table half (done integer)"))
            connection.execute(sa.text("create table half (done integer)"))

    monkeypatch.setattr(module, "HEAD", "0002")
    monkeypatch.setattr(SqlStore, "_upgrade", fail)
    before = _rows(sqlite3.connect(path))
    with pytest.raises(WorkspaceError, match="half already exists"):
        SqlStore(path)
    assert _rows(sqlite3.connect(path)) == before
    copy = tmp_path / "ws" / "firstlight.before-0001.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert _rows(sqlite3.connect(copy)) == before


def test_writing_waits_for_another_writer_and_reading_does_not(tmp_path):
    store = SqlStore(tmp_path / DATABASE)
    with store.write() as first:
        first.execute(sa.text("insert into settings values ('a', 'b')"))
        with store.read() as second:
            assert second.scalar(sa.text("select count(*) from settings")) == 0
        with sqlite3.connect(tmp_path / DATABASE, timeout=0) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("insert into settings values ('c', 'd')")
            other.rollback()
    with store.read() as after:
        assert after.scalar(sa.text("select count(*) from settings")) == 1


def test_every_commit_reaches_the_disk(tmp_path):
    store = SqlStore(tmp_path / DATABASE)
    for give in (store.read, store.write):
        with give() as connection:
            assert connection.scalar(sa.text("pragma journal_mode")) == "wal"
            assert connection.scalar(sa.text("pragma synchronous")) == 2
            assert connection.scalar(sa.text("pragma foreign_keys")) == 1
