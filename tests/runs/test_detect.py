import os
import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firstlight.model.decision import Decision
from firstlight.model.errors import InputError, WorkspaceError
from firstlight.runs import shards
from firstlight.runs.detect import detect
from firstlight.store.layout import shard
from firstlight.store.workspace import Workspace
from tests.runs.world import Stop, held, part, tables, world

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("FIRSTLIGHT_KILLS", "4"))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A workspace with one run of the world; tests copy it."""
    folder = tmp_path_factory.mktemp("first") / "ws"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "seed", 7)
        return folder, detect([world()], folder, workers=1)


@pytest.fixture
def copied(first, tmp_path):
    return Path(shutil.copytree(first[0], tmp_path / "ws"))


@pytest.fixture(autouse=True)
def _one_seed(monkeypatch):
    monkeypatch.setattr(Workspace, "seed", 7)


def test_a_run_says_what_it_read_and_holds_what_it_says(first):
    folder, summary = first
    assert (summary.read, summary.rejected, summary.repeated, summary.posts) == (700, 0, 0, 700)
    assert summary.operations > 0
    opened = Workspace.open(folder)
    snapshot = opened.snapshot()
    assert snapshot.summary == summary == opened.runs()[0]
    for name in ("posts", "mentions", "signals"):
        count = snapshot.query(f"select count(*) as n from {name}")["n"][0].as_py()  # noqa: S608
        assert count == getattr(summary, name)
    operations = snapshot.operations()
    assert len(operations) == summary.operations == len(held(folder))
    assert all(len(one.link_kinds) >= 2 and one.reasons for one in operations)
    assert [one.urgency for one in operations] == sorted(
        (one.urgency for one in operations), reverse=True
    )
    assert opened.events(operations[0].id)[0].event == "born"
    posts = snapshot.query("select lang from posts where lang is null")
    assert posts.num_rows < 35
    opened.close()


def test_the_same_file_again_adds_nothing_and_changes_no_operation(first, copied):
    before = held(copied)
    summary = detect([world()], copied, workers=1)
    assert (summary.read, summary.repeated, summary.posts) == (700, 700, 700)
    assert summary.notes == ("700 posts were in the workspace already.",)
    assert held(copied) == before
    assert tables(copied) == tables(first[0])


def test_posts_accumulate_and_operations_keep_their_ids(tmp_path):
    early = part(world(), tmp_path / "early.jsonl", 0, 500)
    late = part(world(), tmp_path / "late.jsonl", 400, 700)
    folder = tmp_path / "ws"
    detect([early], folder, workers=1)
    before = held(folder)
    opened = Workspace.open(folder)
    source = opened.snapshot().path(shard("mentions", 0))
    inode = source.stat().st_ino
    opened.close()
    summary = detect([late], folder, workers=1)
    assert (summary.read, summary.repeated, summary.posts) == (300, 100, 700)
    after = held(folder)
    kept = {one for one in before if one in after}
    assert kept
    assert all(before[one] & after[one] for one in kept)
    opened = Workspace.open(folder)
    assert opened.snapshot().path(shard("mentions", 0)).stat().st_ino == inode
    whole = sorted(opened.snapshot().table("posts", ["given_id"])["given_id"].to_pylist())
    assert len(set(whole)) == 700
    opened.close()


def test_a_decision_is_replayed_on_the_next_run(copied):
    opened = Workspace.open(copied)
    first = opened.snapshot().operations()[0]
    sql = "select post from operation_posts where operation = ?"
    posts = tuple(opened.snapshot().query(sql, [first.id])["post"].to_pylist())
    opened.decide(
        Decision(
            operation=first.id, verdict="dismiss", reason="An agency.", evidence="e", posts=posts,
            decided=datetime(2026, 1, 1, tzinfo=UTC),
        )
    )  # fmt: skip
    detect([world()], copied, workers=1)
    again = {one.id: one for one in opened.snapshot().operations()}
    assert again[first.id].urgency < first.urgency
    assert any("dismiss" in one.sentence.lower() for one in again[first.id].reasons)
    opened.close()


@pytest.mark.parametrize(
    "stage", ["reading wordings", "weighing", "assembling", "ranking", "saving"]
)
def test_an_interrupted_run_goes_on_where_it_stopped(first, tmp_path, monkeypatch, stage):
    folder = tmp_path / "ws"
    with pytest.raises(KeyboardInterrupt):
        detect([world()], folder, workers=1, progress=Stop(stage))
    opened = Workspace.open(folder)
    assert opened.snapshot() is None
    opened.close()

    def read_again(*_: object) -> None:
        raise AssertionError("posts were read again")

    monkeypatch.setattr(shards, "_write", read_again)
    detect([world()], folder, workers=1)
    assert tables(folder) == tables(first[0])


def test_a_run_interrupted_while_reading_keeps_its_finished_shards(first, tmp_path, monkeypatch):
    monkeypatch.setattr(shards, "BATCH", 100)
    monkeypatch.setattr(shards, "BATCHES", 1)
    folder, written = tmp_path / "ws", []
    original = shards._write

    def write(draft, count, parts):
        written.append(count)
        if len(written) == 4:
            raise KeyboardInterrupt
        original(draft, count, parts)

    monkeypatch.setattr(shards, "_write", write)
    with pytest.raises(KeyboardInterrupt):
        detect([world()], folder, workers=1)
    detect([world()], folder, workers=1)
    assert written == [0, 1, 2, 3, 3, 4, 5, 6]
    assert tables(folder) == tables(first[0])


def test_another_input_does_not_go_on_from_the_interrupted_one(tmp_path):
    folder = tmp_path / "ws"
    with pytest.raises(KeyboardInterrupt):
        detect([world()], folder, workers=1, progress=Stop("saving"))
    other = part(world(), tmp_path / "other.jsonl", 0, 30)
    assert detect([other], folder, workers=1).posts == 30


def test_changed_rules_read_all_posts_again(copied, tmp_path):
    pack = tmp_path / "pack"
    (pack / "indicators").mkdir(parents=True)
    shipped = ROOT / "src/firstlight/rulebook/indicators/documents.kept.yaml"
    text = shipped.read_text(encoding="utf-8").replace("documents.kept", "documents.ours", 1)
    (pack / "indicators" / "documents.ours.yaml").write_text(text, encoding="utf-8")
    plain = detect([world()], copied, workers=1)
    more = detect([world()], copied, workers=1, rules=[pack])
    assert more.posts == plain.posts
    opened = Workspace.open(copied)
    count = "select count(*) as n from signals where indicator = ?"
    kept, ours = (
        opened.snapshot().query(count, [code])["n"][0].as_py()
        for code in ("documents.kept", "documents.ours")
    )
    assert kept == ours > 0
    opened.close()


def test_two_workers_find_what_one_finds(first, tmp_path):
    detect([world()], tmp_path / "ws", workers=2)
    assert tables(tmp_path / "ws") == tables(first[0])


def test_an_absent_file_is_a_clear_error_and_the_last_run_stays(copied, tmp_path):
    before = tables(copied)
    with pytest.raises(InputError, match=r"absent\.csv"):
        detect([tmp_path / "absent.csv"], copied, workers=1)
    assert tables(copied) == before


def test_a_file_without_usable_rows_makes_an_empty_run(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_text('{"id": "a", "text": ""}\n{"id": "b", "text": null}\n')
    summary = detect([path], tmp_path / "ws", workers=1)
    assert (summary.read, summary.rejected, summary.posts, summary.operations) == (2, 2, 0, 0)
    opened = Workspace.open(tmp_path / "ws")
    assert len(opened.rejects(summary.run).read_text().splitlines()) == 2
    assert opened.snapshot().search("a") == opened.snapshot().operations() == []
    opened.close()
    assert detect([world()], tmp_path / "ws", workers=1).posts == 700


def test_a_workspace_in_use_is_a_clear_error(copied):
    opened = Workspace.open(copied)
    with (
        opened.begin("k", "m"),
        pytest.raises(WorkspaceError, match="another run is at work"),
    ):
        detect([world()], copied, workers=1)
    opened.close()


def test_killed_runs_go_on_to_the_same_end(first, tmp_path):
    chance, folder = random.Random(3), tmp_path / "ws"  # noqa: S311
    script = (
        "import sys\nfrom pathlib import Path\nfrom firstlight.runs.detect import detect\n"
        "from firstlight.store.workspace import Workspace\nWorkspace.seed = 7\n"
        "detect([Path(sys.argv[1])], Path(sys.argv[2]), workers=1)\n"
    )
    command = [sys.executable, "-c", script, str(world()), str(folder)]
    for _ in range(KILLS):
        process = subprocess.Popen(command, cwd=ROOT)
        time.sleep(chance.uniform(0.5, 3.0))
        process.kill()
        process.wait()
        if (folder / "firstlight.sqlite").exists():
            opened = Workspace.open(folder)
            assert opened.verify().faults == ()
            assert opened.snapshot() is None or opened.snapshot().summary.posts == 700
            opened.close()
    detect([world()], folder, workers=1)
    assert tables(folder) == tables(first[0])
