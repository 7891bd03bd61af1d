"""From a path, or standard input, to the tables that are in it."""

import sys
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from firstlight.guard.archives import Member, Peeked, members, packing, plain
from firstlight.guard.inflate import MOST, Budget, Counted, Readable, Truncated
from firstlight.ingest import parquet
from firstlight.ingest.delimited import read_delimited
from firstlight.ingest.encoding import as_bytes_of_text, decoded
from firstlight.ingest.json_array import read_array
from firstlight.ingest.jsonl import parse, read_jsonl
from firstlight.ingest.lines import line_end, read_lines
from firstlight.ingest.row import Table
from firstlight.model.errors import HostileInput, InputError

Source = Path | str
STDIN = "-"
STDIN_NAME = "standard input"
HEAD = 1 << 16
"""Bytes of a file that tell what it is."""
KNOWN = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"SQLite format 3": "a SQLite database",
    b"\x7fELF": "a program", b"Obj\x01": "an Avro file",
    b"ARROW1": "an Arrow file", b"7z\xbc\xaf\x27\x1c": "a 7z archive", b"Rar!": "a RAR archive",
    b"\x80\x02": "a Python pickle", b"\x80\x03": "a Python pickle", b"\x80\x04": "a Python pickle",
    b"\x80\x05": "a Python pickle", b"\x89HDF": "an HDF5 file",
}  # fmt: skip
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<rss", b"<svg")
_STRANGE = [bytes([code]) for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1b"]
REMEDY = "Choose a CSV, TSV, JSONL or Parquet file."


def open_tables(source: Source, *, header: bool = True) -> Generator[Table]:
    """Yield the tables of a source: one, or those in its archive; read each before the next.

    Without a `header` the first row of a delimited file is a row like the others.
    InputError where it cannot be read or is something else, HostileInput where the guard refuses.
    """
    if str(source) == STDIN:
        yield from _from_stream(cast("BinaryIO", sys.stdin.buffer), STDIN_NAME, header=header)
        return
    path = Path(source)
    try:
        file = path.open("rb")
    except (OSError, ValueError) as fault:
        said = getattr(fault, "strerror", None) or fault
        raise InputError(
            f"it cannot be read ({said})",
            file=str(source),
            remedy="Check the name and its permissions.",
        ) from fault
    with file:
        if file.seekable():
            yield from _from_file(file, path.name, header=header)
        else:
            yield from _from_stream(file, path.name, header=header)


def _from_file(file: BinaryIO, name: str, *, header: bool) -> Generator[Table]:
    head = _head(Counted(file, Budget(name)), len(parquet.MAGIC))
    file.seek(0)
    if head == parquet.MAGIC:
        yield parquet.read_parquet(file, name)
        return
    for member in members(file, name):
        yield from _from_member(member, header=header)


def _head(source: Readable, size: int) -> bytes:
    return Peeked(source).peek(size)


def _from_stream(file: BinaryIO, name: str, *, header: bool) -> Generator[Table]:
    """Yield the tables of what can be read once only."""
    budget = Budget(name)
    stream = Peeked(Counted(file, budget))
    if packing(stream.peek(8)) == "zip":
        with TemporaryFile() as whole:
            yield from _from_file(_spooled(stream, whole, name), name, header=header)
        return
    yield from _from_member(Member(name, plain(stream, name, budget)), header=header)


def _from_member(member: Member, *, header: bool) -> Generator[Table]:
    if member.stream.peek(len(parquet.MAGIC)) == parquet.MAGIC:
        with TemporaryFile() as whole:
            yield parquet.read_parquet(_spooled(member.stream, whole, member.name), member.name)
        return
    yield _text_table(member, header=header)


def _spooled(stream: Peeked, whole: BinaryIO, name: str) -> BinaryIO:
    """Return a temporary file, already without a name, that holds the stream."""
    size = 0
    try:
        while part := stream.read(1 << 20):
            size += len(part)
            if size > MOST:
                raise HostileInput("it is too large", file=name, remedy="Split it.")
            whole.write(part)
    except (OSError, Truncated) as fault:
        raise InputError(
            f"it cannot be kept to be read ({fault})", file=name, remedy="Save it as a file."
        ) from fault
    whole.seek(0)
    return whole


def _text_table(member: Member, *, header: bool) -> Table:
    name = member.name
    _refuse_known(member.stream.peek(64), name)
    stream, encoding = as_bytes_of_text(member.stream)
    head = stream.peek(HEAD)
    _refuse_other(head, name)
    lines = decoded(read_lines(stream, line_end(head)), encoding)
    start = head.lstrip()
    delimited = _stem(name).endswith((".csv", ".tsv", ".tab", ".psv"))
    if start.startswith(b"[") and not delimited:
        return read_array(lines, name)
    if start.startswith(b"{") and not delimited:
        return read_jsonl(lines, name) if _has_object_lines(start) else read_array(lines, name)
    tabs = _stem(name).endswith((".tsv", ".tab"))
    return read_delimited(lines, name, tabs=tabs, header=header)


def _stem(name: str) -> str:
    """Return a name in lower case without the suffixes of compression."""
    stem = name.lower()
    for suffix in (".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"):
        stem = stem.removesuffix(suffix)
    return stem


def _has_object_lines(start: bytes) -> bool:
    """Tell whether one of the first lines is an object of its own, or the first may be one."""
    first, _, rest = start.partition(b"\n")
    if not rest or len(first) > 2:
        return True
    return any(parse(line.decode("utf-8", "replace"))[0] for line in rest.split(b"\n")[:5])


def _refuse_known(head: bytes, name: str) -> None:
    if not head:
        raise InputError("the file is empty", file=name, remedy=REMEDY)
    for magic, what in KNOWN.items():
        if head.startswith(magic):
            raise InputError(f"it is {what}", file=name, remedy=REMEDY)


def _refuse_other(head: bytes, name: str) -> None:
    """Refuse what is no text, or markup."""
    if not head.strip():
        raise InputError("the file holds nothing but spaces", file=name, remedy=REMEDY)
    if head.lstrip()[:16].lower().startswith(MARKUP):
        raise InputError("it is a web page or XML", file=name, remedy=REMEDY)
    strange = sum(head.count(sign) for sign in _STRANGE)
    if strange > len(head) // 50 and strange > 2:
        raise InputError("it is no text", file=name, remedy=REMEDY)
