"""Rows and files that nobody should send, for Hypothesis to put together."""

import gzip
import io
import json
import lzma
import zipfile

import zstandard
from hypothesis import strategies as st

BAD_VALUES = (
    "", " ", "\0", "a\0b", "\u202egnp.exe", "\u200b", "\ufeff", "\ufffe", "\U0010ffff", "\u2028",
    "\x85", "\x1f", "\x1b[2J", "=cmd|' /C calc'!A0", "<script>1</script>", "'; drop table x; --",
    "../../etc/passwd", "{{7*7}}", "%s%n", "NaN", "null", "\\N", "-1", "1e999", "9" * 400,
    "2026-13-45", "0000-00-00", "99999-01-01", "12/12/12", '"', '""', '"""', "a\"b", ",", ";", "\t",
    "|", "\r", "\n", "\r\n", "\\", "a\nb", "é", "👨‍👩‍👧", "e\u0301" * 50, "ﷺ" * 20, "x" * 1001,
    "y" * 100_001, "z" * 140_000, "٢٠٢٦", "ß", "ﬁ", "Ａ",
)  # fmt: skip
BAD_BYTES = (
    b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\x00", b"\xfe\xff",
    b"\x1a", b"\r", b"\x0c", b"\x80\x04\x95", b"\x9d",
)  # fmt: skip
BAD_JSON = (
    "{", "}", "[", "]", "{}", "[]", "null", "1", '"a"', "{'text': 1}", '{"text": }',
    '{"text": NaN}',
    '{"text": "a"', '{"text": "a"}}', '{"text": "\\ud800"}', '{"text": "\\udfff\\ud800"}',
    '{"text": "\\u0000"}', '{"text": {"text": {"text": "a"}}}', '{"text": ["a", "b"]}',
    '{"text": 1e999}', '{"text": -0}', '{"text": true}', '{"": "a"}', '{"text": "a", "text": "b"}',
    '{"text": "a", "posted": {}}', '{"text": "a", "id": []}', '{"text": "a", "media": [[["x"]]]}',
    '{"text": "a", "media": {"a": 1}}', '{"text": "a", "lang": 5}', "[" * 5000, '{"a":' * 3000,
    '{"text": ' + "9" * 5000 + "}", '{"text": "a", "posted": 1e300}', '{"text": "a"} {"text": "b"}',
    '{"text": "a", "posted": "' + "1" * 300 + '"}', "\ufeff{}", "{\u00a0}", '{"text": "\t"}', ",",
)  # fmt: skip


def _one_of_many(listed: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of the texts; by number, since some are too long to be written down in a report."""
    return st.integers(0, len(listed) - 1).map(lambda at: listed[at])


values = st.one_of(
    _one_of_many(BAD_VALUES),
    st.text(max_size=30),
    st.text(st.characters(categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=10),
    st.binary(max_size=20).map(lambda raw: raw.decode("latin-1")),
)
_json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), values),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)
_fields = st.sampled_from(
    ("text", "id", "author", "title", "posted", "place", "lang", "media", "source", "other")
)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


delimiters = st.sampled_from((",", ";", "\t", "|", " ", "^", ""))
_cell = st.one_of(values, values.map(lambda one: '"' + one.replace('"', '""') + '"'))
delimited_rows = st.builds(
    lambda cells, sign: _encoded(sign.join(cells)), st.lists(_cell, max_size=6), delimiters
)
json_rows = st.one_of(
    _one_of_many(BAD_JSON).map(_encoded),
    st.dictionaries(_fields, _json_values, max_size=6).map(
        lambda one: json.dumps(one, ensure_ascii=True).encode()
    ),
    st.dictionaries(_fields, _json_values, max_size=6).map(
        lambda one: _encoded(json.dumps(one, ensure_ascii=False))
    ),
)
good_rows = st.sampled_from(
    (b'{"text": "we keep your passport", "id": 1}', b"1,hello there,2026-01-01", b"2;hola;x")
)
rows = st.one_of(
    delimited_rows, json_rows, good_rows, st.binary(max_size=40), st.sampled_from(BAD_BYTES)
)
headers = st.sampled_from(
    (b"id,text,posted", b"id;text;x", b"text", b"id\ttext", b'"id","text"', b"", b"a,b,c",
     b"\xef\xbb\xbfid,text", b"text,text,text", b"sep=;\nid;text", b",,text", b"[", b"\xff\xfei",
     b"Texto,Fecha,Autor", "текст,дата".encode("cp1251"), "文本,作者".encode("gb18030"))
)  # fmt: skip
ends = st.sampled_from((b"\n", b"\n", b"\r\n", b"\r", b"\n\n", b"\n\r", b"\0\n"))


@st.composite
def row_files(draw: st.DrawFn, kind: st.SearchStrategy[bytes] = rows, most: int = 20) -> bytes:
    """A file of rows under a header, most of them wrong in some way."""
    end = draw(ends)
    return end.join([draw(headers), *draw(st.lists(kind, max_size=most)), b""])


def _zipped(data: bytes, name: str = "posts.csv") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


PACKERS = (
    bytes, bytes, bytes, gzip.compress, zstandard.compress, _zipped,
    lambda data: lzma.compress(data, preset=0), lambda data: _zipped(_zipped(data), "a.zip"),
    lambda data: data.decode("latin-1").encode("utf-16"),
    lambda data: data.decode("latin-1").encode("utf-16-le"),
    lambda data: data.decode("latin-1").encode("utf-32"),
    lambda data: b"PAR1" + data + b"\0\1\0\0PAR1", lambda data: b"\x1f\x8b\x08\0" + data,
)  # fmt: skip
SUFFIXES = (
    "posts.csv", "posts.tsv", "posts.jsonl", "posts.json", "posts.txt", "posts", "posts.parquet",
    "posts.csv.gz", "posts.zip", "posts.zst", "\u202evsc.posts",
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file with its name: rows, or bytes of any kind; packed, cut and scratched."""
    data = draw(
        st.one_of(
            row_files(), row_files(delimited_rows), row_files(json_rows), st.binary(max_size=300)
        )
    )
    data = draw(st.sampled_from(PACKERS))(data)
    if draw(st.integers(0, 3)) == 0:
        data = data[: draw(st.integers(0, len(data)))]
    if data and draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(data) - 1))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + 1 :]
    return draw(st.sampled_from(SUFFIXES)), data
