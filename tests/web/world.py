"""A simulated world and the workspace that the real pipeline makes of it."""

from pathlib import Path

import pytest


def make_world(folder: Path, *, posts: int, seed: int) -> Path:
    """Write a simulated world and return its posts.jsonl."""
    write = pytest.importorskip("firstlight.simulate.write").write
    write(folder, posts=posts, seed=seed)
    return folder / "posts.jsonl"


def make_workspace(folder: Path, *, posts: int, seed: int) -> Path:
    """Run the whole pipeline over a simulated world and return the workspace.

    It has one secret in every run: which posts are compared, and so what is found, depends on it.
    """
    detect = pytest.importorskip("firstlight.runs.detect").detect
    source = make_world(folder / "world", posts=posts, seed=seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("firstlight.store.workspace.Workspace.seed", 7)
        detect([source], folder / "workspace", workers=1)
    return folder / "workspace"
