"""Hostile rows and files: no crash, no hang, each a clear error or a reject line.

This is the small profile; `make fuzz` runs 10,000 files (docs/benchmarks/reading.md).
"""

import gzip
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from firstlight.ingest.read import read_posts
from firstlight.ingest.row import MAX_LINE
from tests.hostile.reading import looked_at, read_whole
from tests.hostile.strategies import BAD_BYTES, BAD_JSON, BAD_VALUES, files

EXAMPLES = int(os.environ.get("FIRSTLIGHT_FILES", "250"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@given(files())
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
def test_no_file_crashes_or_hangs_the_reading(folder, file):
    name, data = file
    path = folder / name
    path.write_bytes(data)
    looked_at(path)
    read_whole([path], folder / "rejects.jsonl")


@pytest.mark.parametrize("end", ["", "\n"])
def test_every_bad_row_is_set_aside_and_takes_no_good_one_with_it(tmp_path, end):
    rows = [one for one in BAD_JSON if "\n" not in one]
    path = tmp_path / "posts.jsonl"
    good = '{"text": "good number %d"}'
    lines = [line for n, bad in enumerate(rows) for line in (good % n, bad)]
    path.write_text("\n".join([*lines, good % len(rows)]) + end, encoding="utf-8")
    reading = read_posts([path], rejects=tmp_path / "rejects.jsonl")
    texts = [text for batch in reading for text in batch.column("text").to_pylist()]
    assert {good.split('"')[3] % n for n in range(len(rows) + 1)} <= set(texts)
    assert reading.rejected >= len(rows) - 12
    read_whole([path], tmp_path / "rejects.jsonl")


@pytest.mark.parametrize("value", [*BAD_VALUES, *(raw.decode("latin-1") for raw in BAD_BYTES)])
def test_a_bad_cell_harms_no_other_row(tmp_path, value):
    path = tmp_path / "posts.csv"
    row = f"2,{value},x\n".encode()
    path.write_bytes(b"id,text,author\n1,before,a\n" + row + b"3,behind it,b\n4,last,c\n")
    reading = read_posts([path], rejects=tmp_path / "rejects.jsonl")
    texts = [text for batch in reading for text in batch.column("text").to_pylist()]
    assert texts[0] == "before"
    assert texts[-1] == "last"
    assert "behind it" in " ".join(texts)
    read_whole([path], tmp_path / "rejects.jsonl")


@pytest.mark.parametrize("raw", BAD_BYTES)
def test_bytes_that_are_no_text_cost_their_row_only(tmp_path, raw):
    path = tmp_path / "posts.csv"
    good = "".join(f"{n},año número {n}\n" for n in range(50)).encode()
    path.write_bytes(b"id,text\n" + good + b"x,a" + raw + b"b\n" + b"y,last\n")
    reading = read_posts([path], rejects=tmp_path / "rejects.jsonl")
    posts = sum(batch.num_rows for batch in reading)
    assert posts + reading.rejected == reading.read
    assert posts >= 51
    read_whole([path], tmp_path / "rejects.jsonl")


LONG = """
import resource, sys
from pathlib import Path
from firstlight.ingest.read import read_posts
folder = Path(sys.argv[1])
list(read_posts([folder / "calm.csv"]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in ("long.jsonl", "long.csv", "long.jsonl.gz", "open quote.csv"):
    reading = read_posts([folder / name], rejects=folder / "rejects.jsonl")
    posts = sum(batch.num_rows for batch in reading)
    print(posts, reading.rejected)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10)
"""


def test_a_line_of_a_hundred_megabytes_is_passed_over_in_little_memory(tmp_path):
    size = 100 << 20
    (tmp_path / "calm.csv").write_text("id,text\n" + "1,hello\n" * 10_000)
    long = b'{"text": "first"}\n{"text": "' + b"x" * size + b'"}\n{"text": "last"}\n'
    (tmp_path / "long.jsonl").write_bytes(long)
    filler = os.urandom(1 << 16).hex().encode() * (size >> 17)
    (tmp_path / "long.jsonl.gz").write_bytes(
        gzip.compress(b'{"text": "first"}\n{"text": "' + filler + b'"}\n{"text": "last"}\n', 1)
    )
    (tmp_path / "long.csv").write_bytes(b"id,text\n1,first\n2," + b"x" * size + b"\n3,last\n")
    lines = b"".join(b"%d,row\n" % n for n in range(100_000))
    (tmp_path / "open quote.csv").write_bytes(
        b"id,text\n" + b"".join(b'q%d,"a, b"\n' % n for n in range(5)) + b'2,"open\n' + lines
    )
    done = subprocess.run(
        [sys.executable, "-c", LONG, str(tmp_path)], capture_output=True, text=True, check=True
    )
    *counts, grown = done.stdout.split("\n")[:-1]
    assert counts == ["2 1", "2 1", "2 1", "100005 1"]
    assert int(grown) < 8 * MAX_LINE
