"""The file of a learned ranking: numbers and words only, nothing that could be run.

    8 bytes    magic
    8 bytes    length of the header, little-endian
    header     JSON: calibration, model card, and of each kind of n-gram its count and bytes
    per kind   the n-grams, UTF-8, one a line; their ratios; their weights (float32, little-endian)
    32 bytes   BLAKE2b of all before

Every length is held against the file's own before anything is read by it.
"""

from hashlib import blake2b

import msgspec
import numpy as np

from firstlight.detect.learn_features import KINDS
from firstlight.detect.learn_model import Block, Floats, Model
from firstlight.model.errors import InputError
from firstlight.model.learned import Card

MAGIC = b"FLRANK2\n"
MOST = 1 << 29
"""Bytes of a model file, at most (512 MiB)."""
_HEADER = 1 << 20
_SEAL = 32
_LARGEST = 1e6


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    count: int
    size: int


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prior: float
    slope: float
    offset: float
    blocks: tuple[_Part, ...]
    card: Card


class _Refused(Exception):
    """The bytes are no model; the message says why."""


def encode(model: Model) -> bytes:
    """Return a model as the bytes of its file; equal models give equal bytes."""
    texts = ["\n".join(block.grams).encode() for block in model.blocks]
    parts = tuple(
        _Part(block.kind, len(block.grams), len(text))
        for block, text in zip(model.blocks, texts, strict=True)
    )
    header = msgspec.json.encode(
        _Header(model.prior, model.slope, model.offset, parts, model.card), order="deterministic"
    )
    body = b"".join(
        piece
        for block, text in zip(model.blocks, texts, strict=True)
        for piece in (text, _raw(block.ratio), _raw(block.weight))
    )
    whole = MAGIC + len(header).to_bytes(8, "little") + header + body
    return whole + _seal(whole)


def decode(raw: bytes, name: str) -> Model:
    """Return the model in the bytes of a file called `name`; InputError where it is none."""
    try:
        return _decoded(raw)
    except _Refused as fault:
        raise InputError(
            f"it is no model that can be used: {fault}",
            file=name,
            remedy="Give a file that 'firstlight train' wrote.",
        ) from fault


def _decoded(raw: bytes) -> Model:
    if len(raw) > MOST:
        raise _Refused(f"it has more than {MOST:,} bytes")
    if not raw.startswith(MAGIC):
        raise _Refused("it does not begin as one")
    if len(raw) < len(MAGIC) + 8 + _SEAL:
        raise _Refused("it is cut off")
    size = int.from_bytes(raw[8:16], "little")
    if size > min(_HEADER, len(raw) - 16 - _SEAL):
        raise _Refused("its header is longer than the file or than a header may be")
    if _seal(raw[:-_SEAL]) != raw[-_SEAL:]:
        raise _Refused("it was changed or damaged after it was written")
    try:
        header = msgspec.json.decode(raw[16 : 16 + size], type=_Header)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise _Refused("its header cannot be read") from fault
    _check(header, len(raw) - 16 - size - _SEAL)
    blocks, at = [], 16 + size
    for part in header.blocks:
        end = at + part.size + 8 * part.count
        blocks.append(_block(part, raw[at:end]))
        at = end
    return Model(tuple(blocks), header.prior, header.slope, header.offset, header.card)


def _check(header: _Header, left: int) -> None:
    """Refuse a header whose figures do not fit together or do not fit the file."""
    parts = header.blocks
    if not parts or parts[0].kind != "words" or any(part.kind not in KINDS for part in parts):
        raise _Refused("it counts n-grams of an unknown kind")
    if any(part.count < 0 or part.size < 0 for part in parts):
        raise _Refused("it gives a negative length")
    if sum(part.size + 8 * part.count for part in parts) != left:
        raise _Refused("its lengths do not add up to the file's")
    if not _sane(header.prior, header.slope, header.offset) or header.slope <= 0:
        raise _Refused("its calibration is no rising curve")
    base = header.card.baseline
    edges = np.array(base.edges)
    if len(base.shares) != len(edges) + 1 or not _sane(*base.edges, *base.shares) or base.items < 1:
        raise _Refused("its drift baseline does not fit together")
    if (np.diff(edges) <= 0).any():
        raise _Refused("its drift baseline does not rise")


def _block(part: _Part, raw: bytes) -> Block:
    try:
        text = raw[: part.size].decode()
    except UnicodeDecodeError as fault:
        raise _Refused("its n-grams are no UTF-8") from fault
    grams = text.split("\n") if part.count or text else []
    if len(grams) != part.count or len(set(grams)) != part.count:
        raise _Refused("its n-grams are not as many as it says, or not all different")
    middle = part.size + 4 * part.count
    return Block(part.kind, grams, _floats(raw[part.size : middle]), _floats(raw[middle:]))


def _floats(raw: bytes) -> Floats:
    found = np.frombuffer(raw, "<f4").astype(np.float32)
    if not np.isfinite(found).all() or (np.abs(found) > _LARGEST).any():
        raise _Refused("it holds weights that are no numbers or beyond all measure")
    return found


def _sane(*values: float) -> bool:
    return all(abs(value) <= _LARGEST for value in values)  # NaN compares false


def _raw(values: Floats) -> bytes:
    return values.astype("<f4").tobytes()


def _seal(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=_SEAL).digest()
