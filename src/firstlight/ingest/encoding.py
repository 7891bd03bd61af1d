"""What encoding a text is in: by its mark, by its pattern, or by what reads as language.

Bytes below 128 mean the same in all encodings but UTF-16 and UTF-32, so the decision waits for the
first lines that have others, and a sample of those decides.
"""

import codecs
from collections.abc import Iterable, Iterator
from itertools import islice

from charset_normalizer import from_bytes

from firstlight.guard.archives import Peeked
from firstlight.guard.inflate import Readable
from firstlight.ingest.latin import latin_encoding
from firstlight.ingest.lines import Line

UTF8 = "utf-8"
SAMPLE = 1 << 16
"""Bytes of lines with other than ASCII letters that are looked at."""
ENOUGH = 200
"""Lines of a sample that need no more beside them."""
AHEAD = 4
"""Pieces of the stream that are read ahead for a sample."""
MARKS = (
    (codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)  # fmt: skip
LEGACY = [
    "cp1252", "cp1251", "gb18030", "cp932", "big5", "cp949", "cp1256", "cp874", "cp1250",
    "cp1254", "cp1253", "cp1255", "cp1257", "cp1258", "koi8_r", "koi8_u", "euc_jp", "mac_roman",
    "cp850",
]  # fmt: skip
"""The encodings that are tried, those of the rulebook's languages among them."""
Text = tuple[int, str, str]
"""A line's number, its text, and why it cannot be used (empty: it can)."""


def wide_encoding(head: bytes) -> tuple[int, str | None]:
    """Return the length of a byte order mark and the encoding it names, or a pattern shows."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return len(mark), name
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) >= 4 and max(even.count(0), odd.count(0)) > 0.6 * len(odd):
        if odd.count(0) > 4 * even.count(0):
            return 0, "utf-16-le"
        if even.count(0) > 4 * odd.count(0):
            return 0, "utf-16-be"
    return 0, None


class Transcoded:
    """A stream of UTF-16 or UTF-32 as UTF-8; what is no character becomes no UTF-8 either."""

    def __init__(self, source: Readable, encoding: str) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")

    def read(self, size: int, /) -> bytes:
        """Return some bytes of UTF-8, none at the end."""
        while raw := self._source.read(size):
            if out := self._undone(raw):
                return out
        return self._undone(b"", final=True)

    def _undone(self, raw: bytes, *, final: bool = False) -> bytes:
        try:
            return self._decoder.decode(raw, final).encode(UTF8, "surrogatepass")
        except UnicodeDecodeError:
            self._decoder.reset()
            return b"\xff"


def as_bytes_of_text(stream: Peeked) -> tuple[Peeked, str | None]:
    """Return the stream behind its mark, as UTF-8 where it was wide, and its encoding if known."""
    length, name = wide_encoding(stream.peek(4096))
    if length:
        stream.read(length)
    if name is None or not name.startswith("utf-") or name == UTF8:
        return stream, name
    return Peeked(Transcoded(stream, name)), UTF8


def decoded(pieces: Iterable[list[Line]], encoding: str | None) -> Iterator[Text]:
    """Yield the lines as text; `encoding` None: as their first lines beyond ASCII show."""
    source = iter(pieces)
    for piece in source:
        waiting = [piece]
        if encoding is None and not _ascii(piece):
            waiting += islice(source, AHEAD) if len(_others(piece)) < ENOUGH else []
            encoding = detect_encoding([line.raw for lines in waiting for line in _others(lines)])
        for lines in waiting:
            yield from _texts(lines, encoding or UTF8)


def _texts(lines: list[Line], encoding: str) -> Iterator[Text]:
    for number, raw, fault in lines:
        try:
            yield number, raw.decode(encoding), fault
        except UnicodeDecodeError:
            said = fault or f"it is no {encoding.upper()} text"
            yield number, raw.decode(encoding, "backslashreplace"), said


def _others(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not line.raw.isascii()]


def _ascii(lines: list[Line]) -> bool:
    return all(line.raw.isascii() for line in lines)


def detect_encoding(lines: list[bytes]) -> str:
    """Return the encoding of lines that are not all ASCII.

    UTF-8 if at least half of them are (few lines are UTF-8 by chance); else Latin by its letters,
    or what reads most like a language among LEGACY; else UTF-8, in which each will be found wrong.
    """
    sample, size = [], 0
    for line in lines:
        if size > SAMPLE:
            break
        sample.append(line[:SAMPLE])
        size += len(line[:SAMPLE])
    if 2 * sum(map(_is_utf8, sample)) >= len(sample):
        return UTF8
    whole = b"\n".join(sample)
    if latin := latin_encoding(whole):
        return latin
    best = from_bytes(whole, cp_isolation=LEGACY).best()
    return best.encoding if best is not None else UTF8


def _is_utf8(line: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(UTF8)().decode(line, final=len(line) < SAMPLE)
    except UnicodeDecodeError:
        return False
    return True
