"""Threats 1 and 2: every archive that bursts, escapes or lies is refused, in bounded memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.bombs import BOMBS

ROOT = Path(__file__).parents[2]
GROWTH = 64 << 20
SECONDS = 2.0
"""Of computing for one bomb (see tests.pace); the slowest takes a tenth."""


@pytest.fixture(scope="module")
def fates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bombs") / "files"
    folder.mkdir()
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-m", "tests.hostile.bomb_run", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {row[0]: row[1:] for row in map(json.loads, done.stdout.splitlines())}


def test_there_are_at_least_thirty():
    assert len(BOMBS) >= 30


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_and_in_little_memory(fates, name):
    posts, rejected, said, grown, seconds = fates[name]
    assert posts == 0
    assert said or rejected
    assert not said or name.split("/")[0] in said
    assert "\n" not in said
    assert grown <= GROWTH
    assert seconds <= SECONDS
