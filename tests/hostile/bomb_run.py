"""Reads each bomb in a process of its own making and prints what became of it, and the memory."""

import json
import resource
import sys
import time
from pathlib import Path

from firstlight.ingest.read import read_posts
from firstlight.model.errors import InputError
from tests.pace import slowness


def peak() -> int:
    """Return the most memory that the process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(folder: Path) -> None:
    """Read every file in a folder."""
    calm = folder / "calm.csv"
    calm.write_text("id,text\n" + "1,hello there\n" * 50_000)
    sum(batch.num_rows for batch in read_posts([calm]))
    calm.unlink()
    for path in sorted(folder.iterdir()):
        before, began = peak(), time.process_time()
        reading = read_posts([path], rejects=folder.parent / "rejects.jsonl")
        try:
            posts = sum(batch.num_rows for batch in reading)
            said = ""
        except InputError as fault:
            posts, said = 0, str(fault)
        row = (path.name, posts, reading.rejected, said, peak() - before)
        print(json.dumps([*row, (time.process_time() - began) / slowness()]))  # noqa: T201


main(Path(sys.argv[1]))
