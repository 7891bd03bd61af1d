"""Files that hold other files: opened one bounded piece at a time, never unpacked to disk.

What may be inside: gzip, bzip2, xz or zstandard streams, or a zip of files of which each may be one
such stream more. A zip inside anything is refused. Sizes that a header claims are never believed:
the bytes that really come out are counted (`guard.inflate`).
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from firstlight.guard.inflate import Budget, Counted, Inflated, Readable, Truncated, Zstandard
from firstlight.guard.paths import escapes, is_link, is_litter
from firstlight.model.errors import HostileInput, InputError

DEPTH = 2
"""Layers of compression that are undone: a zip and a stream in it, or a stream in a stream."""
MEMBERS = 10_000
"""Files that an archive may hold."""
MAGIC = {
    b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstandard", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz",
    b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"PK\x07\x08": "zip",
}  # fmt: skip
SUFFIXES = {
    "gzip": (".gz", ".gzip"), "zstandard": (".zst", ".zstd"), "bzip2": (".bz2",), "xz": (".xz",)
}  # fmt: skip
_LOCAL = 30
"""Bytes of a zip member's local header before its name."""
_LONGEST_MAGIC = max(map(len, MAGIC))


class Peeked:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, source: Readable) -> None:
        self._source, self._held = source, b""
        self._broken: Truncated | None = None

    def peek(self, size: int) -> bytes:
        """Return the next bytes without taking them: fewer only where the stream ends or breaks."""
        try:
            while len(self._held) < size and (more := self._source.read(size - len(self._held))):
                self._held += more
        except Truncated as broken:
            self._broken = broken
        return self._held[:size]

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, none at the end; Truncated behind the last that can be had."""
        if self._held:
            out, self._held = self._held[:size], self._held[size:]
            return out
        if self._broken is not None:
            raise self._broken
        return self._source.read(size)


class Member(NamedTuple):
    """A file inside a source: its name for people, and its bytes."""

    name: str
    stream: Peeked


def packing(head: bytes) -> str | None:
    """Return how a file that begins with `head` is packed: "gzip", "zip" …, None: not."""
    return next((how for magic, how in MAGIC.items() if head.startswith(magic)), None)


def members(file: BinaryIO, name: str) -> Iterator[Member]:
    """Yield the files in a seekable file, or the file itself; read each before the next.

    HostileInput where it is a bomb, escapes its folder, nests too deep or claims what is not so.
    """
    budget = Budget(name)
    head = file.read(_LONGEST_MAGIC)
    file.seek(0)
    if packing(head) == "zip":
        yield from _zipped(file, name, budget)
    else:
        yield Member(name, plain(Counted(file, budget), name, budget))


def plain(source: Readable, name: str, budget: Budget, depth: int = 0) -> Peeked:
    """Return the bytes of a stream with its layers of compression undone."""
    stream = Peeked(source)
    while how := packing(stream.peek(_LONGEST_MAGIC)):
        if how == "zip" or depth >= DEPTH:
            raise HostileInput(
                "an archive inside an archive is not opened" if how == "zip"
                else f"it is compressed more than {DEPTH} times",
                file=name,
                remedy="Unpack it and read what is inside.",
            )  # fmt: skip
        depth += 1
        stream = Peeked(_undone(stream, how, budget))
        if not stream.peek(1):
            _refuse_empty(stream, name)
    return stream


def _refuse_empty(stream: Peeked, name: str) -> None:
    """Tell of a compressed stream that gives nothing whether it is damaged."""
    try:
        stream.read(1)
    except Truncated as fault:
        raise InputError(str(fault), file=name, remedy="Fetch the file again.") from fault


def _undone(source: Readable, how: str, budget: Budget) -> Readable:
    return Zstandard(source, budget) if how == "zstandard" else Inflated(source, how, budget)


def _zipped(file: BinaryIO, name: str, budget: Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(file)
        listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as fault:
        raise InputError(
            f"the zip archive is damaged ({fault})", file=name, remedy="Fetch the file again."
        ) from fault
    _look_over(listed, name, archive.start_dir)
    if {"[Content_Types].xml", "mimetype"} & {one.filename for one in listed}:
        raise InputError(
            "it is an office document", file=name, remedy="Save it as CSV (UTF-8) and read that."
        )
    files = [one for one in listed if not is_litter(one.filename)]
    if not files:
        raise InputError("the archive holds no file", file=name, remedy="Choose another file.")
    for one in files:
        inner = f"{name}/{one.filename}"
        yield Member(inner, plain(_content(file, one, inner, budget), inner, budget, depth=1))


def _look_over(listed: list[zipfile.ZipInfo], name: str, directory: int) -> None:
    """Refuse an archive for what its directory says, before a byte is undone."""
    if len(listed) > MEMBERS:
        _refuse(f"it holds {len(listed):,} files, more than {MEMBERS:,}", name)
    end = 0
    for one in sorted(listed, key=lambda one: one.header_offset):
        if escapes(one.filename):
            _refuse(f"its file {one.filename[:80]!r} leads out of the archive", name)
        if is_link(one):
            _refuse(f"its file {one.filename[:80]!r} is a link or a device", name)
        if one.header_offset < end:
            _refuse("its files overlap, as those of a decompression bomb do", name)
        end = one.header_offset + _LOCAL + len(one.orig_filename) + one.compress_size
    if end > directory:
        _refuse("its files overlap its directory", name)


def _content(file: BinaryIO, one: zipfile.ZipInfo, name: str, budget: Budget) -> Readable:
    """Return the bytes of a zip member; undone here, because zipfile believes claimed sizes."""
    if one.flag_bits & 1:
        raise InputError(
            "it is locked with a password", file=name, remedy="Unpack it and read what is inside."
        )
    if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise InputError(
            "it is packed in a way that is not read",
            file=name,
            remedy="Unpack it and read what is inside, or pack it with deflate.",
        )
    file.seek(one.header_offset)
    header = file.read(_LOCAL)
    if len(header) < _LOCAL or not header.startswith(b"PK\x03\x04"):
        raise InputError("the zip archive is damaged", file=name, remedy="Fetch the file again.")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    part = _Part(Counted(file, budget), one.compress_size)
    deflated = one.compress_type == zipfile.ZIP_DEFLATED
    inside: Readable = Inflated(part, "deflate", budget) if deflated else part
    return _Claimed(inside, one, name)


class _Part:
    """The next `size` bytes of a file."""

    def __init__(self, source: Readable, size: int) -> None:
        self._source, self._left = source, size

    def read(self, size: int, /) -> bytes:
        out = self._source.read(min(size, self._left))
        self._left -= len(out)
        return out


class _Claimed:
    """A member's bytes, refused where they are more than its header claims, or others."""

    def __init__(self, source: Readable, one: zipfile.ZipInfo, name: str) -> None:
        self._source, self._name = source, name
        self._left, self._sum, self._claimed = one.file_size, 0, one.CRC

    def read(self, size: int, /) -> bytes:
        out = self._source.read(size)
        self._left -= len(out)
        self._sum = zlib.crc32(out, self._sum)
        if self._left < 0:
            _refuse("it is larger than its archive claims", self._name)
        if not out and (self._left or self._sum != self._claimed):
            raise Truncated("the compressed data is damaged (its checksum is another)")
        return out


def _refuse(what: str, name: str) -> None:
    raise HostileInput(what, file=name, remedy="Ask for the files without an archive.")
