import io

from hypothesis import given
from hypothesis import strategies as st

from firstlight.guard.inflate import Truncated
from firstlight.ingest import lines as module
from firstlight.ingest.lines import line_end, read_lines


class Drip(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, most: int) -> None:
        super().__init__(data)
        self._most = most

    def read(self, size: int = -1) -> bytes:
        return super().read(min(size, self._most))


@given(st.binary(max_size=100).map(lambda raw: raw.replace(b"a", b"\n")), st.integers(1, 9))
def test_lines_are_those_of_a_split(data, most):
    found = [line for piece in read_lines(Drip(data, most)) for line in piece]
    parts = data.split(b"\n")
    expected = parts[:-1] if parts[-1] == b"" else parts
    assert [line.raw for line in found] == expected
    assert [line.number for line in found] == list(range(1, len(expected) + 1))


@given(st.lists(st.integers(0, 30), max_size=10), st.integers(1, 9))
def test_a_long_line_is_passed_over_and_numbers_go_on(sizes, most):
    data = b"\n".join(b"x" * size for size in sizes) + b"\n"
    found = [line for piece in read_lines(Drip(data, most), most=10) for line in piece]
    assert [bool(line.fault) for line in found] == ([size > 10 for size in sizes] or [False])


def test_a_stream_that_breaks_ends_in_a_fault():
    class Broken(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            if part := super().read(4):
                return part
            raise Truncated("it ends too early")

    found = [line for piece in read_lines(Broken(b"one\ntwo\nthr")) for line in piece]
    assert [line.raw for line in found] == [b"one", b"two", b"thr"]
    assert found[-1].fault == "it ends too early; what follows is lost"
    assert module.CHUNK > 0


def test_what_ends_lines():
    assert line_end(b"a\r\nb") == line_end(b"ab") == line_end(b"a\nb\r") == b"\n"
    assert line_end(b"a\rb\r") == b"\r"
