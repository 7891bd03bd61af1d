"""Archives that try to fill memory or disk, to escape, or to lie; each built in a moment."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

MIB = 1 << 20
ZEROS = bytes(32 * MIB)
ROW = b'{"text": "' + b"we keep your passport " * 200 + b'"}\n'


def _zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def _patched(archive: bytes, local: tuple[int, bytes] | None, central: tuple[int, bytes]) -> bytes:
    """Return a zip of one file whose headers are overwritten at the given offsets."""
    data = bytearray(archive)
    if local:
        data[local[0] : local[0] + len(local[1])] = local[1]
    at = data.index(b"PK\1\2") + central[0]
    data[at : at + len(central[1])] = central[1]
    return bytes(data)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _overlapping(names: int, *, quoted: bool) -> bytes:
    """Return a zip in which many names share one kernel (Fifield, WOOT 2019)."""
    kernel, crc = _deflated(ZEROS), zlib.crc32(ZEROS)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(kernel), len(ZEROS), 1, 0)
    body, central, step = b"", b"", len(local) + 1
    for n in range(names if quoted else 1):
        body += local + bytes([65 + n % 26])
    body += kernel
    for n in range(names):
        start = n * step if quoted else 0
        size = len(body) - start - step if quoted else len(kernel)
        central += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, size, len(ZEROS), 1, 0, 0, 0, 0, 0,
            start,
        ) + bytes([65 + n % 26])  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, names, names, len(central), len(body), 0)
    return body + central + end


def _link() -> bytes:
    one = zipfile.ZipInfo("posts.csv")
    one.create_system, one.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(one, "/etc/passwd")
    return out.getvalue()


def _locked() -> bytes:
    return _patched(_zip(("a.csv", b"id,text\n1,x\n")), (6, b"\1\0"), (8, b"\1\0"))


def _many_members() -> bytes:
    return _zip(*((f"{n}.csv", b"") for n in range(10_001)), method=zipfile.ZIP_STORED)


def _parquet(text: pa.Array) -> bytes:
    out = io.BytesIO()
    pq.write_table(
        pa.table({"text": text}),
        out,
        compression="zstd",
        use_dictionary=False,
        write_statistics=False,
    )
    return out.getvalue()


GZ = gzip.compress(ZEROS)
ZST = zstandard.compress(ZEROS, 19)
BZ2 = bz2.compress(ZEROS)
XZ = lzma.compress(ZEROS, preset=0)
SMALL = b"id,text\n" + b"1,x\n" * 1000
WIDE_FRAME = b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x02\xff\xff\x00" * 1000
"""A zstandard frame that asks for 2 GiB of history."""

BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros.csv.gz": lambda: GZ,
    "many members.jsonl.gz": lambda: GZ * 100,
    "one row for ever.jsonl.gz": lambda: gzip.compress(ROW * 8192),
    "twice.csv.gz": lambda: gzip.compress(GZ),
    "three times.csv.gz": lambda: gzip.compress(gzip.compress(gzip.compress(SMALL))),
    "claims to be small.gz": lambda: GZ[:-4] + struct.pack("<L", 12),
    "zeros.csv.zst": lambda: ZST,
    "many frames.csv.zst": lambda: ZST * 200,
    "skippable first.zst": lambda: b"\x50\x2a\x4d\x18\4\0\0\0abcd" + ZST,
    "zst in gz.gz": lambda: gzip.compress(ZST),
    "gz in zst.zst": lambda: zstandard.compress(GZ),
    "three deep.zst": lambda: zstandard.compress(gzip.compress(zstandard.compress(SMALL))),
    "two gibibytes of history.zst": lambda: WIDE_FRAME,
    "zeros.csv.bz2": lambda: BZ2,
    "many streams.bz2": lambda: BZ2 * 50,
    "zeros.csv.xz": lambda: XZ,
    "many streams.xz": lambda: XZ * 50,
    "xz in gz.gz": lambda: gzip.compress(XZ),
    "flat.zip": lambda: _zip(("a.csv", ZEROS)),
    "many files.zip": lambda: _zip(*((f"{n}.csv", ZEROS[: 16 * MIB]) for n in range(8))),
    "overlapping.zip": lambda: _overlapping(200, quoted=False),
    "overlapping, quoted.zip": lambda: _overlapping(200, quoted=True),
    "claims to be small.zip": lambda: _patched(
        _zip(("a.csv", ZEROS)), (22, struct.pack("<L", 12)), (24, struct.pack("<L", 12))
    ),
    "claims to be huge.zip": lambda: _patched(
        _zip(("a.csv", ZEROS)), (22, b"\xfe\xff\xff\xff"), (24, b"\xfe\xff\xff\xff")
    ),
    "claims more than there is.zip": lambda: _patched(
        _zip(("a.csv", SMALL)), None, (20, struct.pack("<L", 1 << 30))
    ),
    "points outside.zip": lambda: _patched(
        _zip(("a.csv", SMALL)), None, (42, struct.pack("<L", 1 << 30))
    ),
    "nested.zip": lambda: _zip(("inner.zip", _zip(("a.csv", ZEROS[:MIB])))),
    "nested under another name.zip": lambda: _zip(("posts.csv", _zip(("a.csv", SMALL)))),
    "zip in gz.gz": lambda: gzip.compress(_zip(("a.csv", SMALL))),
    "gz in zip.zip": lambda: _zip(("a.csv.gz", GZ)),
    "gz in gz in zip.zip": lambda: _zip(("a.csv", gzip.compress(gzip.compress(SMALL)))),
    "bzip2 inside.zip": lambda: _zip(("a.csv", ZEROS), method=zipfile.ZIP_BZIP2),
    "lzma inside.zip": lambda: _zip(("a.csv", ZEROS), method=zipfile.ZIP_LZMA),
    "too many files.zip": _many_members,
    "up.zip": lambda: _zip(("../../evil.csv", SMALL)),
    "absolute.zip": lambda: _zip(("/etc/cron.d/evil", SMALL)),
    "drive.zip": lambda: _zip(("C:\\evil.csv", SMALL)),
    "backslash.zip": lambda: _zip(("..\\evil.csv", SMALL)),
    "device.zip": lambda: _zip(("nul.csv", SMALL)),
    "link.zip": _link,
    "locked.zip": _locked,
    "office.xlsx": lambda: _zip(("[Content_Types].xml", b"<x/>"), ("xl/a.xml", ZEROS)),
    "zeros.parquet": lambda: _parquet(pa.array([ZEROS.decode() * 6])),
}
"""None holds a post that may be read."""
