"""Where the shared real data lies; tests skip with a clear reason where it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))


def shared(name: str) -> Path:
    """Return the path of a shared data folder or file, or skip the test."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"shared data '{name}' is absent (set FIRSTLIGHT_DATA to its folder)")
    return path
