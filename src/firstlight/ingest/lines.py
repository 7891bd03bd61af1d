"""Lines of a byte stream, in bounded memory: one that is too long is passed over."""

from collections.abc import Iterator
from typing import NamedTuple

from firstlight.guard.inflate import Readable, Truncated
from firstlight.ingest.row import EXCERPT, MAX_LINE

CHUNK = 1 << 18
"""Bytes read at a time."""
_SHOWN = 4 * EXCERPT


class Line(NamedTuple):
    """A line without its end, its number from 1, and why it cannot be used (empty: it can)."""

    number: int
    raw: bytes
    fault: str = ""


def read_lines(stream: Readable, end: bytes = b"\n", most: int = MAX_LINE) -> Iterator[list[Line]]:
    """Yield the lines of a stream, as many together as one piece of it holds.

    A line of more than `most` bytes comes with its beginning and a fault; so does the last line of
    a stream that breaks off.
    """
    number, held, size = 1, list[bytes](), 0
    while True:
        try:
            chunk = stream.read(CHUNK)
        except Truncated as broken:
            start = b"".join(held)[:_SHOWN]
            yield [Line(number, start, f"{broken}; what follows is lost")]
            return
        if not chunk:
            break
        first, *others = chunk.split(end)
        if size <= most:
            held.append(first)
        size += len(first)
        if not others:
            continue
        whole = [_line(number, b"".join(held), size, most)]
        *middle, last = others
        whole += [_line(number + n, part, len(part), most) for n, part in enumerate(middle, 1)]
        number, held, size = number + len(whole), [last], len(last)
        yield whole
    if size:
        yield [_line(number, b"".join(held), size, most)]


def _line(number: int, raw: bytes, size: int, most: int) -> Line:
    if size > most:
        return Line(number, raw[:_SHOWN], f"the line is longer than {most:,} bytes")
    return Line(number, raw)


def line_end(head: bytes) -> bytes:
    """Return what ends the lines of a text that begins with `head`."""
    return b"\r" if b"\r" in head and b"\n" not in head else b"\n"
