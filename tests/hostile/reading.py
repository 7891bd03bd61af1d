"""What must hold of every reading, whatever the file."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

from firstlight.ingest.preview import preview
from firstlight.ingest.read import read_posts
from firstlight.ingest.row import MAX_TEXT
from firstlight.model.errors import InputError
from firstlight.model.post import POSTS

SECONDS = 20.0
"""Of processor time for one small file: beyond it, it hangs."""


def looked_at(path: Path) -> bool:
    """Show a file's columns: a preview or one clear error; True: there was a preview."""
    try:
        found = preview(path)
    except InputError as fault:
        clear(fault)
        return False
    assert set(found.mapping.values()) <= set(found.columns)
    for row in found.rows:
        assert set(row) == set(found.columns)
        "".join(row.values()).encode()
    return True


def clear(fault: InputError) -> None:
    """Hold that an error names its file and ends with a remedy, in one line that can be shown."""
    said = str(fault)
    assert fault.file in said
    assert fault.remedy.endswith(".")
    assert said.endswith(fault.remedy)
    assert "Traceback" not in said
    said.encode()


def read_whole(paths: Sequence[Path], rejects: Path) -> tuple[int, int, int]:
    """Read files; return the rows read, the posts and the rejects. AssertionError: a law is broken.

    Every row read is a post, a repeat or a reject with its reason; every post has text and an id of
    its own; the only error is one that is clear.
    """
    began = time.process_time()
    reading, posts = read_posts(paths, rejects=rejects), 0
    ids: set[str] = set()
    refused = False
    try:
        for batch in reading:
            assert batch.schema == POSTS
            batch.validate(full=True)
            posts += batch.num_rows
            found = batch.column("id").to_pylist()
            assert all(len(one) == 32 for one in found)
            ids.update(found)
            for text in batch.column("text").to_pylist():
                assert text.strip()
                assert "\0" not in text
                assert len(text) <= MAX_TEXT
    except InputError as fault:
        clear(fault)
        refused = True
    assert len(ids) == posts
    if not refused:
        assert reading.read == posts + reading.repeated + reading.rejected
    if rejects.exists():
        kept = [json.loads(line) for line in rejects.read_bytes().splitlines()]
        assert len(kept) == reading.rejected
        for one in kept:
            assert one["reason"]
            assert one["file"]
            assert one["line"] >= 1
            assert isinstance(one["excerpt"], str)
    assert time.process_time() - began < SECONDS
    return reading.read, posts, reading.rejected
