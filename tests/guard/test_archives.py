import bz2
import contextlib
import gzip
import io
import lzma
import random
import zipfile

import pytest
import zstandard

from firstlight.guard import inflate
from firstlight.guard.archives import members
from firstlight.guard.frames import Frames
from firstlight.guard.inflate import Truncated
from firstlight.model.errors import HostileInput, InputError

TEXT = b"".join(b"line %d of some text\n" % n for n in range(20_000))
PACKED = {
    "gzip": gzip.compress(TEXT),
    "two members": gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]),
    "padded": gzip.compress(TEXT) + b"\0" * 512,
    "zstandard": zstandard.compress(TEXT),
    "two frames": zstandard.compress(TEXT[:1000]) + zstandard.compress(TEXT[1000:]),
    "bzip2": bz2.compress(TEXT),
    "xz": lzma.compress(TEXT),
    "twice": gzip.compress(zstandard.compress(TEXT)),
    "not at all": TEXT,
}


def content(data: bytes, name: str = "a") -> list[tuple[str, bytes]]:
    found = []
    for member in members(io.BytesIO(data), name):
        out = b""
        while part := member.stream.read(1000):
            out += part
        found.append((member.name, out))
    return found


@pytest.mark.parametrize("how", PACKED)
def test_what_was_packed_comes_out(how):
    assert content(PACKED[how]) == [("a", TEXT)]


def test_files_of_a_zip_come_one_by_one():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/a.csv", TEXT)
        archive.writestr("__MACOSX/._a.csv", b"x")
        archive.writestr("b.csv.gz", gzip.compress(TEXT))
        archive.writestr(zipfile.ZipInfo("folder/"), b"")
        archive.writestr("c", b"")
    assert content(out.getvalue(), "z.zip") == [
        ("z.zip/folder/a.csv", TEXT), ("z.zip/b.csv.gz", TEXT), ("z.zip/c", b""),
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["gzip", "zstandard", "xz", "two frames", "twice"])
def test_a_cut_stream_gives_what_it_has_and_then_says_so(how):
    data = PACKED[how]
    for cut in (len(data) - 1, len(data) * 2 // 3):
        stream = next(members(io.BytesIO(data[:cut]), "a")).stream
        out, said = b"", ""
        try:
            while part := stream.read(1000):
                out += part
        except Truncated as broken:
            said = str(broken)
        assert "ends too early" in said or "damaged" in said
        assert TEXT.startswith(out)


def test_a_cut_stream_that_gives_nothing_is_refused_at_once():
    with pytest.raises(InputError, match="ends too early"):
        content(PACKED["bzip2"][:5000])


@pytest.mark.parametrize("how", ["gzip", "zstandard", "bzip2", "xz"])
def test_flipped_bits_never_crash(how):
    dice = random.Random(5)  # noqa: S311
    for _ in range(40):
        data = bytearray(PACKED[how])
        data[dice.randrange(4, len(data))] ^= 1 << dice.randrange(8)
        with contextlib.suppress(Truncated, InputError):
            content(bytes(data))


def test_a_part_may_not_grow_beyond_the_most(monkeypatch):
    monkeypatch.setattr(inflate, "MOST", 100_000)
    with pytest.raises(HostileInput, match="GiB"):
        content(PACKED["gzip"])


@pytest.mark.parametrize("level", [1, 19])
@pytest.mark.parametrize("checksum", [True, False])
@pytest.mark.parametrize("sized", [True, False])
def test_frames_end_where_they_end(level, checksum, sized):
    packer = zstandard.ZstdCompressor(
        level=level, write_checksum=checksum, write_content_size=sized
    )
    dice = random.Random(1)  # noqa: S311
    data = packer.compress(TEXT + dice.randbytes(300_000) + bytes(400_000))
    for pieces in (1, 7, 1 << 20):
        frames = Frames()
        assert frames.whole
        for at in range(0, len(data), pieces):
            frames.feed(data[at : at + pieces])
            assert frames.whole == (at + pieces >= len(data))
        if pieces == 1:
            break
