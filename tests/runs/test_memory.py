import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firstlight.detect import templates as stage
from firstlight.runs import memory
from firstlight.runs.detect import detect
from firstlight.store.workspace import Workspace
from tests.runs.world import Stop, part, tables, world

FIRST, LAST = 600, 700
KILLS = int(os.environ.get("FIRSTLIGHT_KILLS", "3"))


@pytest.fixture(autouse=True)
def _one_seed(monkeypatch):
    monkeypatch.setattr(Workspace, "seed", 7)


@pytest.fixture(scope="module")
def early(tmp_path_factory):
    """A workspace with the first posts, and a file of the others; tests copy the workspace."""
    folder = tmp_path_factory.mktemp("early")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "seed", 7)
        detect([part(world(), folder / "first.jsonl", 0, FIRST)], folder / "ws", workers=1)
    return folder / "ws", part(world(), folder / "last.jsonl", FIRST, LAST)


@pytest.fixture
def copied(early, tmp_path):
    return Path(shutil.copytree(early[0], tmp_path / "ws"))


@pytest.fixture
def texts_read(monkeypatch):
    """How many texts were read as words, run by run."""
    counts, original = [], stage.read

    def read(texts, *others):
        counts.append(len(texts))
        return original(texts, *others)

    monkeypatch.setattr(stage, "read", read)
    return counts


def texts(workspace: Path) -> set[frozenset[str]]:
    """Return the posts of each template."""
    opened = Workspace.open(workspace)
    rows = opened.snapshot().table("members").select(["post", "template"]).to_pylist()
    opened.close()
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["template"], set()).add(row["post"])
    return {frozenset(posts) for posts in found.values()}


def folder_of(workspace: Path) -> Path:
    opened = Workspace.open(workspace)
    path = opened.snapshot().path("memory")
    opened.close()
    return path


def test_only_new_posts_are_read_and_the_templates_are_those_of_one_run(
    early, copied, tmp_path, texts_read
):
    before = folder_of(copied) / "readings" / "00000.arrow"
    inode = before.stat().st_ino
    detect([early[1]], copied, workers=1)
    assert texts_read == [LAST - FIRST]
    after = folder_of(copied) / "readings"
    assert (after / "00000.arrow").stat().st_ino == inode
    assert sorted(path.name for path in after.iterdir()) == ["00000.arrow", "00001.arrow"]
    detect([world()], tmp_path / "whole", workers=1)
    found, whole = texts(copied), texts(tmp_path / "whole")
    assert len(found & whole) >= 0.98 * len(whole)


@pytest.mark.parametrize("damaged", ["edges.arrow", "readings/00000.arrow"])
def test_a_damaged_memory_is_not_used(early, copied, damaged, texts_read):
    path = folder_of(copied) / damaged
    path.write_bytes(path.read_bytes()[:100])
    detect([early[1]], copied, workers=1)
    assert texts_read == [LAST]


def test_a_memory_without_readings_is_not_used(early, copied, texts_read):
    (folder_of(copied) / "readings" / "00000.arrow").unlink()
    detect([early[1]], copied, workers=1)
    assert texts_read == [LAST]


def test_other_rules_or_program_read_all_again(early, copied, monkeypatch, texts_read):
    monkeypatch.setattr("firstlight.runs.identity.__version__", "another")
    detect([early[1]], copied, workers=1)
    assert texts_read == [LAST]


@pytest.mark.parametrize("at", ["comparing wordings", "aligning", "weighing", "saving"])
def test_an_interrupted_later_run_goes_on_to_the_same_end(early, copied, tmp_path, at):
    other = Path(shutil.copytree(copied, tmp_path / "other"))
    with pytest.raises(KeyboardInterrupt):
        detect([early[1]], copied, workers=1, progress=Stop(at))
    detect([early[1]], copied, workers=1)
    detect([early[1]], other, workers=1)
    assert tables(copied) == tables(other)
    for name in ("wordings", "worded", "edges"):
        one, two = (memory._read(folder_of(ws) / f"{name}.arrow") for ws in (copied, other))
        assert one.equals(two)


def test_a_killed_later_run_goes_on_to_the_same_end(early, copied, tmp_path):
    other, chance = Path(shutil.copytree(copied, tmp_path / "other")), random.Random(5)  # noqa: S311
    script = (
        "import sys\nfrom pathlib import Path\nfrom firstlight.runs.detect import detect\n"
        "from firstlight.store.workspace import Workspace\nWorkspace.seed = 7\n"
        "detect([Path(sys.argv[1])], Path(sys.argv[2]), workers=1)\n"
    )
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", script, str(early[1]), str(copied)])
        time.sleep(chance.uniform(0.8, 3.0))
        process.kill()
        process.wait()
        opened = Workspace.open(copied)
        assert opened.verify().faults == ()
        opened.close()
    detect([early[1]], copied, workers=1)
    detect([early[1]], other, workers=1)
    assert tables(copied) == tables(other)
