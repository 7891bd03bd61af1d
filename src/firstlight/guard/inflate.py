"""Compressed streams, undone a bounded piece at a time and counted as they grow."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol, cast

import zstandard

from firstlight.guard.frames import Frames
from firstlight.model.errors import HostileInput, InputError

CHUNK = 1 << 18
"""Bytes undone at a time."""
RATIO = 200
"""How much larger than its source a stream may grow; rows equal but for an id reach 150."""
GRACE = 1 << 24
"""Bytes that may come out before the ratio is looked at."""
MOST = 1 << 36
"""Bytes that may come out of one source in all: 64 GiB."""
WINDOW = 1 << 27
"""Bytes of history that a zstandard or xz stream may ask for."""
FAULTS = (zlib.error, OSError, EOFError, lzma.LZMAError, zstandard.ZstdError, ValueError)


class Readable(Protocol):
    """What is read: at most `size` bytes, none at the end."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""


class Budget:
    """What came in and went out of all streams of one source, held to RATIO and MOST."""

    def __init__(self, file: str) -> None:
        self.file, self.taken, self.given = file, 0, 0

    def take(self, count: int) -> None:
        """Count bytes of the source."""
        self.taken += count

    def give(self, count: int) -> None:
        """Count bytes that came out; HostileInput where they are too many."""
        self.given += count
        if self.given > MOST:
            raise HostileInput(
                f"it holds more than {MOST >> 30} GiB",
                file=self.file,
                remedy="Split it into smaller files.",
            )
        if self.given > GRACE and self.given > RATIO * max(self.taken, 1):
            raise HostileInput(
                f"it grows to more than {RATIO} times its size, as a decompression bomb does",
                file=self.file,
                remedy="If you trust it, unpack it yourself and read the unpacked file.",
            )


class Truncated(Exception):
    """The source ends, or is damaged, in the middle of its compressed data."""


class _Undo(Protocol):
    """One frame: give at most `limit` bytes for `data`."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, limit: int, /) -> bytes:
        """Undo some bytes."""


class _Zlib:
    """A zlib stream with the face of the other decompressors."""

    def __init__(self, wbits: int) -> None:
        self._undo = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._undo.eof

    @property
    def unused_data(self) -> bytes:
        return self._undo.unused_data

    def decompress(self, data: bytes, limit: int, /) -> bytes:
        return self._undo.decompress(self._undo.unconsumed_tail + data, limit)


OPENERS: dict[str, Callable[[], Any]] = {
    "gzip": lambda: _Zlib(31),
    "deflate": lambda: _Zlib(-15),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=2 * WINDOW),
}


class Inflated:
    """The undone bytes of a compressed stream; frames that follow one another are one stream."""

    def __init__(self, source: Readable, how: str, budget: Budget) -> None:
        self._source, self._make, self._budget = source, OPENERS[how], budget
        self._undo: _Undo | None = None
        self._held, self._single = b"", how == "deflate"

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end; Truncated where the data is damaged."""
        limit = min(size, CHUNK)
        while True:
            if self._undo is None or (self._undo.eof and not self._next_frame()):
                if self._undo is not None or not self._begin():
                    return b""
                continue
            out = self._step(limit)
            if out:
                self._budget.give(len(out))
                return out

    def _begin(self) -> bool:
        self._held = self._held or self._source.read(CHUNK)
        if self._held:
            self._undo = self._make()
        return bool(self._held)

    def _next_frame(self) -> bool:
        """Go on with a frame behind the one that ended; padding of zeros is none."""
        assert self._undo is not None  # noqa: S101
        if self._single:
            return False
        rest = (self._undo.unused_data + self._held).lstrip(b"\0")
        while not rest and (more := self._source.read(CHUNK)):
            rest = more.lstrip(b"\0")
        self._held = rest
        if rest:
            self._undo = self._make()
        return bool(rest)

    def _step(self, limit: int) -> bytes:
        assert self._undo is not None  # noqa: S101
        try:
            out = self._undo.decompress(self._held, limit)
            self._held = b""
            if not out and not self._undo.eof:
                self._held = self._source.read(CHUNK)
                if not self._held:
                    raise Truncated("the compressed data ends too early")
        except FAULTS as fault:
            raise Truncated(f"the compressed data is damaged ({fault})") from fault
        return out


class Zstandard:
    """The undone bytes of a zstandard stream of any number of frames."""

    def __init__(self, source: Readable, budget: Budget) -> None:
        self._budget, self._source = budget, _Watched(source)
        undo = zstandard.ZstdDecompressor(max_window_size=WINDOW)
        self._stream: BinaryIO = undo.stream_reader(
            cast("BinaryIO", self._source), read_size=CHUNK, read_across_frames=True, closefd=False
        )

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end; Truncated where the data is damaged."""
        try:
            out = self._stream.read(min(size, CHUNK))
        except FAULTS as fault:
            raise Truncated(f"the compressed data is damaged ({fault})") from fault
        if not out and not self._source.frames.whole:
            raise Truncated("the compressed data ends too early")
        self._budget.give(len(out))
        return out


class _Watched:
    """A source of zstandard frames that knows whether it stopped inside one."""

    def __init__(self, source: Readable) -> None:
        self._source, self.frames = source, Frames()

    def read(self, size: int, /) -> bytes:
        out = self._source.read(size)
        self.frames.feed(out)
        return out


class Counted:
    """The bytes of the source itself, counted into a budget."""

    def __init__(self, source: Readable, budget: Budget) -> None:
        self._source, self._budget = source, budget

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; InputError where the disk fails."""
        try:
            out = self._source.read(size)
        except OSError as fault:
            raise InputError(
                f"it cannot be read ({fault.strerror or fault})",
                file=self._budget.file,
                remedy="Check the disk and its permissions.",
            ) from fault
        self._budget.take(len(out))
        return out
