"""What lies where in a run's folder.

runs/<run>/posts/00000.parquet …   shards; mentions/, texts/ and signals/ have the same
runs/<run>/members.parquet, links.parquet, operation_posts.parquet
runs/<run>/templates.jsonl, rejects.jsonl
runs/<run>/memory/…                what the next run's templates go on from
runs/<run>/run.json                what the run was made from and with
runs/<run>/manifest.json           SHA-256 of every file above
"""

from pathlib import Path

from firstlight.model.link import LINKS
from firstlight.model.mention import MENTIONS
from firstlight.model.operation import OPERATION_POSTS
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS
from firstlight.model.template import MEMBERS
from firstlight.store.texts import TEXTS

SHARDED = ("posts", "mentions", "texts", "signals")
TABLES = {
    "posts": POSTS,
    "mentions": MENTIONS,
    "signals": SIGNALS,
    "texts": TEXTS,
    "members": MEMBERS,
    "links": LINKS,
    "operation_posts": OPERATION_POSTS,
}
TEMPLATES, REJECTS, RUN, MANIFEST = "templates.jsonl", "rejects.jsonl", "run.json", "manifest.json"


def shard(table: str, number: int) -> str:
    """Return the name of a shard inside the run's folder."""
    return f"{table}/{number:05}.parquet"


def place_of(folder: Path, name: str) -> Path:
    """Return where a table (its folder of shards or its file) or a plain file lies."""
    if name in SHARDED or name not in TABLES:
        return folder / name
    return folder / f"{name}.parquet"


def files_of(folder: Path, table: str) -> list[Path]:
    """Return the Parquet files of a table in order."""
    where = place_of(folder, table)
    return sorted(where.glob("*.parquet")) if table in SHARDED else [where]
