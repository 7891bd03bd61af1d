import os
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest

from firstlight.model.errors import WorkspaceError
from firstlight.store import workspace as module
from firstlight.store.files import make_folder
from firstlight.store.health import examine
from firstlight.store.layout import MANIFEST, REJECTS, TABLES, shard
from firstlight.store.lock import locked
from firstlight.store.workspace import DATABASE, KEPT, LOCK, Workspace
from tests.store import scene


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "ws", create=True)
    yield opened
    opened.close()


def test_an_absent_workspace_is_a_clear_error(tmp_path):
    with pytest.raises(WorkspaceError, match=r"no workspace here.*firstlight detect"):
        Workspace.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_things_is_not_taken_over(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="not an empty folder"):
        Workspace.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_new_workspace_is_empty_whole_and_its_own(tmp_path, workspace):
    assert workspace.snapshot() is None
    assert workspace.runs() == workspace.decisions() == []
    assert workspace.verify().events == 1
    other = Workspace.open(tmp_path / "other", create=True)
    assert other.seed != workspace.seed > 0
    assert Workspace.open(tmp_path / "ws").seed == workspace.seed


def test_only_the_owner_reads_what_is_kept(workspace):
    os.umask(0o022)
    scene.commit(workspace, scene.posts(4))
    for path in [workspace.folder, *workspace.folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_committed_run_is_what_readers_see(workspace):
    table = scene.posts(5)
    told = scene.commit(workspace, table, ids=("op2", "op1"))
    snapshot = workspace.snapshot()
    assert snapshot.run == told.run
    assert snapshot.summary == told
    assert [one.id for one in snapshot.operations()] == ["op2", "op1"]
    assert snapshot.templates()[0].id == "t1"
    assert snapshot.made_with == "made"
    assert snapshot.query("select * from posts order by locator").num_rows == 5
    assert set(TABLES) == {
        row["name"] for row in snapshot.query("select view_name as name from duckdb_views() "
                                              "where not internal").to_pylist()
    }  # fmt: skip
    post = snapshot.post(table["id"][1].as_py())
    assert (post.text, post.posted, post.media) == ("offer número 1 à São Paulo", scene.WHEN, ())
    assert snapshot.post(table["id"][0].as_py()).media == ("m",)
    assert snapshot.post("nothing") is None
    assert snapshot.table("posts", ["id"]).num_rows == 5
    assert snapshot.path("links").is_file()
    assert snapshot.path("posts").is_dir()
    assert [event.event for event in workspace.events("op1")] == ["grew"]
    assert workspace.snapshot() is snapshot


def test_search_minds_neither_case_nor_accents(workspace):
    scene.commit(workspace, scene.posts(5))
    search = workspace.snapshot().search
    assert len(search("NUMERO sao")) == len(search("ｎúｍｅʀo".replace("ʀ", "r"))) == 5
    assert [post.text for post in search("número 3")] == ["offer número 3 à São Paulo"]
    assert [post.given_id for post in search("+447700900123")] == ["offer-0"]
    assert search("   ") == search("absent") == search("%") == search("_") == []
    assert len(search("offer", limit=2)) == 2
    assert search("offer")[0].posted is not None


def test_decisions_are_kept_in_order(workspace):
    for reason in ("first", "second", "third «ünï»"):
        workspace.decide(scene.decision(reason=reason))
    kept = Workspace.open(workspace.folder).decisions()
    assert [one.reason for one in kept] == ["first", "second", "third «ünï»"]
    assert kept[0] == scene.decision(reason="first")


def test_older_runs_lose_their_bulk_but_not_what_they_set_aside(workspace):
    told = [scene.commit(workspace, scene.posts(n + 1), f"k{n}") for n in range(4)]
    assert [one.run for one in workspace.runs()] == [one.run for one in reversed(told)]
    for age, one in enumerate(reversed(told)):
        folder = workspace.folder / "runs" / one.run
        names = {path.name for path in folder.iterdir()}
        assert names == {REJECTS} if age >= KEPT else MANIFEST in names
        assert workspace.rejects(one.run).is_file()
    assert all(finding.ok for finding in examine(workspace))


def test_a_page_that_reads_the_run_before_is_not_cut_off(workspace):
    scene.commit(workspace, scene.posts(3), "k1")
    held = workspace.snapshot()
    scene.commit(workspace, scene.posts(6), "k2")
    assert held.query("select count(*) as n from posts")["n"][0].as_py() == 3
    assert len(held.operations()) == 1
    assert workspace.snapshot().summary.posts == 6


def test_two_runs_do_not_work_at_once(workspace):
    with workspace.begin("a", "made"):
        other = Workspace.open(workspace.folder)
        with pytest.raises(WorkspaceError, match=f"another run.*process {os.getpid()}"):
            other.begin("b", "made").__enter__()
        other.decide(scene.decision())
    scene.commit(workspace, scene.posts(1))


def test_a_lock_of_a_dead_process_is_free(workspace):
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom firstlight.store.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(workspace.folder / LOCK)], check=False)
    with locked(workspace.folder / LOCK):
        pass


def test_an_interrupted_draft_is_gone_on_with_and_another_cleared(workspace):
    table = scene.posts(2)
    with suppress(KeyboardInterrupt), workspace.begin("same", "made") as draft:
        draft.write_table(shard("posts", 0), table)
        first = draft.run
        raise KeyboardInterrupt
    with workspace.begin("same", "made") as draft:
        assert draft.run == first
        assert draft.has(shard("posts", 0))
        assert draft.read_table("posts").equals(table)
    with workspace.begin("other", "made") as draft:
        assert draft.run != first
        assert not draft.has(shard("posts", 0))
    assert [path.name for path in (workspace.folder / "staging").iterdir()] == ["other"]


def test_a_draft_that_lacks_a_table_is_not_committed(workspace):
    with workspace.begin("k", "made") as draft:
        draft.write_table(shard("posts", 0), scene.posts(1))
        told = scene.summary(draft, scene.posts(1))
        with pytest.raises(WorkspaceError, match="lacks mentions, signals, texts"):
            workspace.commit(draft, told, [], [])
    assert workspace.snapshot() is None


def test_a_name_of_a_run_is_given_once(workspace, monkeypatch):
    monkeypatch.setattr(module, "datetime", Still)
    drawn = iter(["aaaa", "aaaa", "bbbb"])
    monkeypatch.setattr(module, "token_hex", lambda size: next(drawn))
    runs = [scene.commit(workspace, scene.posts(1), f"k{n}").run for n in range(2)]
    assert [run[-4:] for run in runs] == ["aaaa", "bbbb"]


class Still:
    @staticmethod
    def now(zone):
        return scene.WHEN


def test_files_of_the_run_before_are_reused_without_a_copy(workspace):
    scene.commit(workspace, scene.posts(3), "k1")
    with workspace.begin("k2", "made") as draft:
        source = draft.previous.path(shard("posts", 0))
        draft.reuse(source, shard("posts", 0))
        assert draft.path(shard("posts", 0)).samefile(source)


def test_health_names_what_was_altered(workspace):
    told = scene.commit(workspace, scene.posts(3))
    assert all(one.ok for one in examine(workspace))
    folder = workspace.folder / "runs" / told.run
    links = folder / "links.parquet"
    links.write_bytes(links.read_bytes()[:-1] + b"!")
    (folder / "extra").write_text("x")
    workspace.folder.chmod(0o755)
    faults = {one.subject: one.sentence for one in examine(workspace) if not one.ok}
    assert "links.parquet was altered" in faults[f"run {told.run}"]
    assert "extra does not belong" in faults[f"run {told.run}"]
    assert "chmod 700" in faults["permissions"]


def test_a_damaged_database_is_a_clear_error(workspace):
    scene.commit(workspace, scene.posts(3))
    workspace.close()
    for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (workspace.folder / name).unlink(missing_ok=True)
    (workspace.folder / DATABASE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(WorkspaceError, match=r"cannot be read or written \(file is not a database"):
        Workspace.open(workspace.folder)


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path / "file" / "ws", create=True)
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path / "file", create=True)


def test_an_existing_folder_keeps_its_mode(tmp_path):
    (tmp_path / "there").mkdir(mode=0o750)
    make_folder(tmp_path / "there")
    assert stat.S_IMODE((tmp_path / "there").stat().st_mode) == 0o750


def test_a_table_of_another_file_system_is_copied(workspace, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    scene.commit(workspace, scene.posts(3), "k1")
    with workspace.begin("k2", "made") as draft:
        draft.reuse(draft.previous.path(shard("posts", 0)), shard("posts", 0))
        assert draft.read_table(shard("posts", 0)).equals(scene.posts(3))
        assert isinstance(draft.path("posts"), Path)
        assert isinstance(draft.read_table("posts", ["id"]), pa.Table)
