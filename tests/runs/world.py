"""A small simulated world on disk, and what a workspace holds of it."""

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from firstlight.model.run import Silent
from firstlight.simulate.write import write
from firstlight.store.workspace import Workspace


@cache
def world(posts: int = 700, seed: int = 11) -> Path:
    """Return the posts of a world, made once per test process."""
    folder = Path(mkdtemp(prefix="firstlight-world-"))
    atexit.register(rmtree, folder)
    write(folder, posts=posts, seed=seed)
    return folder / "posts.jsonl"


def part(path: Path, out: Path, first: int, last: int) -> Path:
    """Write some lines of a file to another."""
    lines = path.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join(lines[first:last]))
    return out


def held(workspace: Path) -> dict[str, set[str]]:
    """Return operation → given ids of its posts."""
    opened = Workspace.open(workspace)
    rows = opened.snapshot().query(
        "select o.operation, p.given_id from operation_posts o join posts p on p.id = o.post"
    )
    found: dict[str, set[str]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["operation"], set()).add(row["given_id"])
    opened.close()
    return found


def tables(workspace: Path) -> dict[str, list]:
    """Return the sorted rows of each table of the current run."""
    opened = Workspace.open(workspace)
    snapshot = opened.snapshot()
    names = ("posts", "mentions", "signals", "members", "links", "operation_posts")
    found = {name: sorted(map(repr, snapshot.table(name).to_pylist())) for name in names}
    opened.close()
    return found


class Stop(Silent):
    """Ends the run as a terminal's Ctrl-C would, when a stage begins."""

    def __init__(self, at: str) -> None:
        self.at = at

    def stage(self, name: str, total: int | None = None) -> None:
        if name.startswith(self.at):
            raise KeyboardInterrupt
