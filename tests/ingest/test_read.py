"""One reading, whatever the format: the same posts, in order, with what was wrong set aside."""

import csv
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from firstlight.ingest.preview import preview
from firstlight.ingest.read import BATCH, read_posts
from firstlight.ingest.rows import IdRows
from firstlight.ingest.seen import Seen
from firstlight.model.errors import HostileInput, InputError
from firstlight.model.post import POSTS

WHEN = "2026-03-01T13:00:00+03:00"
ROWS = [
    {"id": "1", "text": "We keep your passport,\nsaid \"he\"", "author": "a", "posted": WHEN},
    {"id": "2", "text": "año 👍 последний", "author": "", "posted": ""},
    {"id": "3", "text": "third; with | signs\tand tabs", "author": "c", "posted": WHEN},
]  # fmt: skip


def as_csv(delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def as_lines() -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)


def as_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), out)
    return out.getvalue()


def as_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/posts.csv", as_csv())
    return out.getvalue()


FORMATS = {
    "posts.csv": as_csv,
    "posts.tsv": lambda: as_csv("\t"),
    "semicolon.csv": lambda: as_csv(";"),
    "bar.csv": lambda: as_csv("|"),
    "posts.jsonl": as_lines,
    "posts.parquet": as_parquet,
    "array.json": lambda: json.dumps(ROWS, indent=2).encode(),
    "posts.zip": as_zip,
    "objects.json": lambda: "\n".join(json.dumps(row, indent=1) for row in ROWS).encode(),
    "posts.csv.gz": lambda: gzip.compress(as_csv()),
    "x.zst": lambda: zstandard.compress(as_lines()),
    "posts.parquet.gz": lambda: gzip.compress(as_parquet()),
    "mark.csv": lambda: b"\xef\xbb\xbf" + as_csv(),
    "excel.csv": lambda: as_csv().decode().encode("utf-16"),
    "sep.csv": lambda: b"sep=;\n" + as_csv(";"),
}


def read(path, **how) -> tuple[list[dict], object]:
    reading = read_posts([path], rejects=path.parent / "rejects.jsonl", **how)
    return [post for batch in reading for post in batch.to_pylist()], reading


def rejects(path) -> list[dict]:
    return [json.loads(line) for line in (path.parent / "rejects.jsonl").read_bytes().splitlines()]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_posts(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())
    (tmp_path / "plain.jsonl").write_bytes(as_lines())
    posts, reading = read(path)
    plain, _ = read(tmp_path / "plain.jsonl")
    assert (reading.read, reading.rejected, reading.repeated) == (3, 0, 0)
    kept = [{k: v for k, v in one.items() if k not in {"locator", "source"}} for one in posts]
    others = [{k: v for k, v in one.items() if k not in {"locator", "source"}} for one in plain]
    clean = [one | {"text": one["text"].replace("\r\n", "\n")} for one in kept]
    assert clean == others
    assert posts[0]["posted"] == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert posts[0]["offset_minutes"] == 180
    assert (posts[1]["author"], posts[1]["posted"]) == (None, None)
    assert all(post["locator"].startswith(name) for post in posts)
    shown = preview(path)
    assert shown.columns == ("id", "text", "author", "posted")
    assert shown.mapping == {one: one for one in shown.columns}
    assert shown.rows[1]["text"] == ROWS[1]["text"]


def test_bad_rows_are_kept_with_reason_and_line(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text('id,text\n1,good\n2,\n3,a,b\n4,"open\n5,good too\n6,"a, b"\n7,"c, d"\n8,x\n')
    posts, reading = read(path)
    assert [post["text"] for post in posts] == ["good", "good too", "a, b", "c, d", "x"]
    assert [post["locator"] for post in posts][:2] == ["posts.csv:2", "posts.csv:6"]
    assert (reading.read, reading.rejected) == (8, 3)
    found = rejects(path)
    assert [(one["file"], one["line"]) for one in found] == [("posts.csv", n) for n in (3, 4, 5)]
    assert [one["reason"] for one in found] == [
        "there is no text", "3 cells where the header has 2",
        "a quote is opened and not closed, or stands where none may",
    ]  # fmt: skip
    assert found[2]["excerpt"] == '4,"open'


def test_columns_are_mapped_as_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,body,who\nlabel,the words,me\n")
    posts, _ = read(path, mapping={"text": "body", "id": "who", "author": ""})
    assert (posts[0]["text"], posts[0]["given_id"], posts[0]["author"]) == ("the words", "me", None)
    for mapping, said in (
        ({"text": "corpus"}, "there is no column 'corpus'; it has text, body, who"),
        ({"texte": "body"}, "there is no field 'texte'"),
        ({"text": ""}, "no column is known to hold the text"),
    ):
        with pytest.raises(InputError, match=said) as fault:
            read(path, mapping=mapping)
        assert str(fault.value).startswith("a.csv: ")


def test_a_file_without_header_is_mapped_by_number(tmp_path):
    path = tmp_path / "sms.tsv"
    path.write_text('ham\t"so he said\nspam\tyou won\nham\t"a" b\n')
    posts, reading = read(path, mapping={"text": "#2"})
    assert [post["text"] for post in posts] == ['"so he said', "you won", '"a" b']
    assert reading.rejected == 0
    path.write_text("ham\tone\n")
    with pytest.raises(InputError, match="--map text=COLUMN"):
        read(path)


def test_equal_rows_are_told_apart_only_where_they_have_no_id(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,same\n1,same\n2,same\n")
    posts, reading = read(path)
    assert (len(posts), reading.repeated) == (2, 1)
    path.write_text("text\nsame\nsame\nother\nsame\n")
    posts, reading = read(path)
    assert (len({post["id"] for post in posts}), reading.repeated) == (4, 0)
    again = read_posts([path, path])
    assert sum(batch.num_rows for batch in again) == 4
    assert again.repeated == 4


def test_a_cut_archive_gives_its_rows_and_one_reject(tmp_path):
    path = tmp_path / "posts.jsonl.gz"
    rows = [
        json.dumps({"id": n, "text": f"number {n} {n * 2654435761 % 2**32}"}) for n in range(20_000)
    ]
    packed = gzip.compress("\n".join(rows).encode())
    path.write_bytes(packed[: len(packed) // 2])
    posts, reading = read(path)
    assert 5_000 < len(posts) < 15_000
    assert reading.rejected == 1
    assert "ends too early; what follows is lost" in rejects(path)[0]["reason"]


def test_parquet_may_be_nested_and_of_any_type(tmp_path):
    path = tmp_path / "a.parquet"
    zone = timezone(timedelta(hours=3))
    table = pa.table(
        {
            "post": [
                {"body": "first", "n": 1},
                {"body": None, "n": 2},
                {"body": "third", "n": 3},
                None,
            ],
            "created_at": pa.array(
                [datetime(2026, 3, 1, 13, tzinfo=zone)] * 4, pa.timestamp("ns", "UTC")
            ),
            "id": pa.array([7, 8, 9, None], pa.int64()),
            "photos": [["a", "b"], [], None, ["c"]],
            "lang": pa.array(["English", "eng", "es-MX", "?"]).dictionary_encode(),
        }
    )
    pq.write_table(table, path, row_group_size=2)
    posts, reading = read(path, mapping={"text": "post.body"})
    assert (reading.read, reading.rejected) == (4, 2)
    assert [(post["given_id"], post["lang"]) for post in posts] == [("7", "en"), ("9", "es")]
    assert posts[0]["media"] == ["a", "b"]
    assert (posts[0]["posted"].hour, posts[0]["offset_minutes"]) == (10, None)
    assert [post["locator"] for post in posts] == ["a.parquet:1", "a.parquet:3"]


def test_a_damaged_parquet_loses_its_group_only(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"text {n}" * 20 for n in range(3000)]})
    pq.write_table(table, path, row_group_size=1000, use_dictionary=False, compression="zstd")
    group = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    at = group.data_page_offset + 60
    data[at : at + 200] = bytes(200)
    path.write_bytes(data)
    posts, reading = read(path)
    assert len(posts) >= 2000
    assert reading.rejected == 1
    assert "damaged" in rejects(path)[0]["reason"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "nothing but spaces"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"<!DOCTYPE html><html>", "it is a web page or XML"),
        (bytes(range(32)) * 9, "it is no text"),
        (b"PAR1nothing", "it is no Parquet that can be read"),
        (b"a,b,c\n1,2,3\n", "it has a, b, c"),
        (b"\x80\x04\x95\x10\0\0\0", "a Python pickle"),
        (b"\x1f\x8b\x08", "ends too early"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(tmp_path, data, said):
    path = tmp_path / "x.data"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said):
        read(path)


def test_what_is_not_there_is_a_clear_error(tmp_path):
    for path in (tmp_path / "absent.csv", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(InputError, match="it cannot be read"):
            list(read_posts([path]))


def test_standard_input_is_read_in_every_format(monkeypatch):
    for name, make in FORMATS.items():
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(make())))
        if name in {"posts.parquet", "posts.zip", "posts.csv", "x.zst"}:
            posts = [post for batch in read_posts(["-"]) for post in batch.to_pylist()]
            assert len(posts) == 3, name
            assert posts[0]["source"].startswith("standard input")


def test_rows_of_id_and_text_keep_their_order_and_places(tmp_path):
    path, kept = tmp_path / "a.jsonl", tmp_path / "out.rejects.jsonl"
    path.write_text('{"k": 5, "t": "x"}\n{"k": 6}\nno\n{"k": 7, "t": ["y"]}\n{"k": 8, "t": ""}\n')
    rows = IdRows(path, "k", "t", kept)
    assert list(rows) == [("5", "x"), ("6", ""), ("7", ""), ("8", "")]
    assert rows.rejected == len(kept.read_text().splitlines()) == 2
    assert rows.first.row == 3
    good = IdRows(path, "k", "k", kept)
    path.write_text('{"k": 5}\n')
    assert list(good) == [("5", "5")]
    assert not kept.exists()
    with pytest.raises(InputError, match="there is no column 't'; it has k"):
        list(IdRows(path, "k", "t", None))


def test_times_that_cannot_be_read_are_counted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,date\na,yesterday\nb,2026-03-01\nc,\nd,NULL\n")
    posts, reading = read(path)
    assert [post["posted"] is not None for post in posts] == [False, True, False, False]
    assert (reading.undated, reading.unread) == (1, "yesterday")


def test_the_order_of_day_and_month_is_learned_from_many_rows(tmp_path):
    path = tmp_path / "a.csv"
    days = ["03/04/2026"] * 100 + ["25/04/2026"]
    path.write_text("text,date\n" + "".join(f"t{n},{day}\n" for n, day in enumerate(days)))
    posts, reading = read(path)
    assert reading.undated == 0
    assert posts[0]["posted"].isoformat()[:10] == "2026-04-03"


def test_batches_are_bounded_and_of_the_schema(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{n},row\n" for n in range(3000)))
    batches = list(read_posts([path]))
    assert [batch.num_rows for batch in batches] == [BATCH, BATCH, 3000 - 2 * BATCH]
    assert all(batch.schema == POSTS for batch in batches)


def test_a_hostile_archive_stops_the_reading(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../a.csv", "text\nx\n")
    with pytest.raises(HostileInput, match="leads out of the archive"):
        list(read_posts([path]))


IDS = st.lists(st.integers(0, 40).map(lambda n: f"{n:032x}"), max_size=30)


@given(st.lists(IDS, max_size=12))
def test_seen_is_what_a_set_would_say(batches):
    seen, known = Seen(), set()
    for batch in batches:
        expected = []
        for one in batch:
            expected.append(one not in known)
            known.add(one)
        assert seen.add(batch) == expected
    assert len(seen) == len(known)
