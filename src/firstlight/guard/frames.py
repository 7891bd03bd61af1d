"""Where zstandard frames begin and end (RFC 8878, section 3): the library does not tell."""

from collections.abc import Generator

_SKIPPED = range(0x184D2A50, 0x184D2A60)
_RAW, _RLE = 0, 1
Step = tuple[int, bool]
"""How many bytes come next, and whether they are wanted (else skipped)."""


class Frames:
    """Walks over the frames of a stream without undoing them."""

    def __init__(self) -> None:
        self.whole = True
        """Whether all frames begun so far have ended."""
        self._steps = self._walk()
        self._left, self._wanted = next(self._steps)
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Walk over the next bytes of the stream."""
        at = 0
        while at < len(data):
            part = data[at : at + self._left]
            at, self._left = at + len(part), self._left - len(part)
            self.whole = False
            if self._wanted:
                self._held += part
            while not self._left:
                held, self._held = self._held, b""
                self._left, self._wanted = self._steps.send(held)

    def _walk(self) -> Generator[Step, bytes, None]:
        while True:
            magic = int.from_bytes((yield 4, True), "little")
            if magic in _SKIPPED:
                size = yield 4, True
                yield int.from_bytes(size, "little"), False
            else:
                yield from self._frame()
            self.whole = True

    def _frame(self) -> Generator[Step, bytes, None]:
        descriptor = (yield 1, True)[0]
        single, dictionary = descriptor >> 5 & 1, (0, 1, 2, 4)[descriptor & 3]
        content = (single, 2, 4, 8)[descriptor >> 6]
        yield (1 - single) + dictionary + content, False
        last = False
        while not last:
            header = int.from_bytes((yield 3, True), "little")
            last, kind, size = bool(header & 1), header >> 1 & 3, header >> 3
            yield 1 if kind == _RLE else size, False
        yield 4 * (descriptor >> 2 & 1), False
