"""Crash and disk faults: whatever was acknowledged is kept, whatever was not leaves no trace.

FIRSTLIGHT_KILLS sets how many processes are killed (default 24).
"""

import errno
import os
import random
import sqlite3
import time
from collections.abc import Callable

import pytest

from firstlight.model.errors import WorkspaceError
from firstlight.store.workspace import DATABASE, Workspace
from tests.store import scene, writer

KILLS = int(os.environ.get("FIRSTLIGHT_KILLS", "24"))


def pace(path):
    """Return the seconds that a run takes to be acknowledged, on this machine as busy as it is."""
    process, hear = writer.start(path, 0)
    said = hear.recv()
    began = time.monotonic()
    while said[0] != "decision":
        said = hear.recv()
    process.kill()
    process.join()
    return time.monotonic() - began


def test_kills_at_random_moments_lose_nothing_acknowledged(tmp_path):
    path, chance = tmp_path / "ws", random.Random(20)  # noqa: S311
    longest = 4 * pace(tmp_path / "other")
    runs = decisions = midway = count = 0
    while count < KILLS or runs <= KILLS // 4 or not midway:
        assert count < 20 * KILLS, (
            "the kills struck too early or too late; the test says too little"
        )
        process, hear = writer.start(path, count * 1000)
        if count:
            hear.poll(60)
        time.sleep(chance.uniform(0, longest))
        process.kill()
        process.join()
        said = [kind for kind, _ in writer.heard(hear)]
        longest *= 1 if "run" in said else 1.2  # the machine is busier than it was
        count += 1
        runs += said.count("run")
        decisions += said.count("decision")
        if not (path / DATABASE).is_file():
            continue
        there, decided, _ = scene.whole(path)
        assert runs <= there <= runs + 1
        assert decisions <= decided <= decisions + 1
        runs, decisions = there, decided
        midway += any((path / "staging").iterdir())
    with sqlite3.connect(path / DATABASE) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]


class Fault:
    """Makes the n-th call of some functions of `os` fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
        self.calls, self.at, self.code = 0, 0, code
        for name in ("open", "fsync", "replace", "rename", "mkdir", "link"):
            monkeypatch.setattr(os, name, self._wrap(getattr(os, name)))

    def _wrap(self, function: Callable) -> Callable:
        def call(*args: object, **named: object) -> object:
            self.calls += 1
            if self.calls == self.at:
                raise OSError(self.code, os.strerror(self.code))
            return function(*args, **named)

        return call


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_fault_at_each_write_of_a_run_leaves_the_run_before(tmp_path, monkeypatch, code):
    path = tmp_path / "ws"
    workspace = Workspace.open(path, create=True)
    scene.commit(workspace, scene.posts(3), "k0")
    fault = Fault(monkeypatch, code)
    scene.commit(workspace, scene.posts(4), "k1")
    writes, before = fault.calls, 4
    assert writes > 30
    for at in range(1, writes + 1):
        fault.calls, fault.at = 0, at
        said = ""
        try:
            scene.commit(workspace, scene.posts(5), f"fault{at}")
            before = 5
        except WorkspaceError as clear:
            said = str(clear)
        fault.at = 0
        assert not said or os.strerror(code) in said
        assert scene.whole(path)[2] == workspace.snapshot().summary.posts == before
    scene.commit(workspace, scene.posts(6), f"fault{writes}")
    assert scene.whole(path)[2] == 6


def test_a_full_disk_under_the_database_is_a_clear_error(tmp_path):
    workspace = Workspace.open(tmp_path / "ws", create=True)
    scene.commit(workspace, scene.posts(3), "k0")
    workspace.decide(scene.decision())
    with workspace.database.read() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages}")
    with pytest.raises(WorkspaceError, match=r"disk is full.*space and permissions"):
        workspace.decide(scene.decision(reason="x" * 1_000_000))
    with pytest.raises(WorkspaceError, match="disk is full"):
        scene.commit(workspace, scene.posts(4), "k1", ids=tuple(f"op{n}" for n in range(3000)))
    assert scene.whole(tmp_path / "ws") == (1, 1, 3)


def test_a_run_that_was_moved_but_not_recorded_is_gone_on_with(tmp_path, monkeypatch):
    path = tmp_path / "ws"
    workspace = Workspace.open(path, create=True)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "_record", die)
        with pytest.raises(KeyboardInterrupt):
            scene.commit(workspace, scene.posts(3), "k")
    (orphan,) = (path / "runs").iterdir()
    assert workspace.snapshot() is None
    with workspace.begin("k", "made") as draft:
        assert draft.run == orphan.name
        assert draft.has("links")
        workspace.commit(draft, scene.summary(draft, scene.posts(3)), [scene.operation()], [])
    assert scene.whole(path) == (1, 0, 3)
    assert [one.name for one in (path / "runs").iterdir()] == [orphan.name]
