"""Readings: what was read from a batch of posts, packed, so that no later run reads them again.

They lie on a shelf, in memory or on a disk, and are gone through a batch and some columns at a
time: a million posts are some two gigabytes of readings.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.signatures import signatures
from firstlight.detect.skeleton import NUMBER, Words, skeletons

BATCH_CHARACTERS = 400_000
_DOUBTFUL, _NUMBERED, _TIED, _VALUED = 1, 2, 4, 8
READINGS = pa.schema(
    [
        pa.field(name, pa.list_(kind), nullable=False)
        for name, kind in {
            "codes": pa.uint32(), "starts": pa.int32(), "ends": pa.int32(), "spelt": pa.int32(),
            "flags": pa.uint8(), "plain": pa.uint32(), "cuts": pa.int32(), "words_at": pa.int32(),
            "letters": pa.uint8(), "letters_at": pa.int32(), "hashes": pa.uint64(),
            "grams": pa.uint8(),
        }.items()
    ]
)  # fmt: skip
"""A batch of posts is a record batch of one row.

`codes`, `starts`, `ends`, `spelt`, `words_at`: as in `Words`; `flags`: its four marks, a bit each;
`plain`, `cuts`: of the doubtful words only; `letters`, `letters_at`: the low byte of each folded
letter; `hashes`: the signature n-grams, post by post; `grams`: how many each post has.
"""
WORDS = ("codes", "starts", "ends", "spelt", "flags", "plain", "cuts", "words_at")


class Shelf(Protocol):
    """Where readings lie, in the order of their posts."""

    def put(self, batches: Iterator[pa.RecordBatch]) -> None:
        """Put READINGS after those that are there."""

    def take(self, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield some columns of all, a batch at a time."""


class Held:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []

    def put(self, batches: Iterator[pa.RecordBatch]) -> None:
        """Put READINGS after those that are there."""
        self._batches += batches

    def take(self, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield some columns of all, a batch at a time."""
        for batch in self._batches:
            yield batch.select(names)


def read(texts: pa.ChunkedArray, alphabet: Alphabet, seed: int) -> Iterator[pa.RecordBatch]:
    """Yield the READINGS of texts, a batch of bounded total length at a time."""
    for batch in _batches(texts):
        found = skeletons(batch, alphabet, seed)
        hashes, hashed = signatures(found, seed)
        marks = (found.doubtful, found.numbered, found.tied, found.valued)
        flags = np.zeros(len(found.codes), np.uint8)
        for mark, bit in zip(marks, (_DOUBTFUL, _NUMBERED, _TIED, _VALUED), strict=True):
            flags[mark] |= bit
        yield _packed(
            codes=found.codes,
            starts=found.starts,
            ends=found.ends,
            spelt=found.spelt,
            flags=flags,
            plain=found.plain[found.doubtful],
            cuts=found.cuts[found.doubtful],
            words_at=found.words_at.astype(np.int32),
            letters=(found.letters & 0xFF).astype(np.uint8),
            letters_at=found.letters_at.astype(np.int32),
            hashes=hashes,
            grams=np.bincount(hashed, minlength=len(batch)).astype(np.uint8),
        )


def arrays(batch: pa.RecordBatch) -> list[npt.NDArray[Any]]:
    """Return the columns of a batch of READINGS, without a copy."""
    return [column[0].values.to_numpy(zero_copy_only=False) for column in batch.columns]


def certain(codes: npt.NDArray[np.uint32], flags: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """Return the codes of the words that are written plainly."""
    return np.asarray(codes[flags & _DOUBTFUL == 0])


def words_of(batch: pa.RecordBatch) -> Words:
    """Return the words of a batch of the columns WORDS."""
    codes, starts, ends, spelt, flags, plain, cuts, words_at = arrays(batch)
    doubtful = flags & _DOUBTFUL > 0
    all_plain = np.full(len(codes), NUMBER, np.uint32)
    all_cuts = np.zeros(len(codes), np.int32)
    all_plain[doubtful], all_cuts[doubtful] = plain, cuts
    return Words(
        codes=codes,
        starts=starts,
        ends=ends,
        doubtful=doubtful,
        plain=all_plain,
        cuts=all_cuts,
        numbered=flags & _NUMBERED > 0,
        tied=flags & _TIED > 0,
        valued=flags & _VALUED > 0,
        spelt=spelt,
        words_at=words_at.astype(np.int64),
    )


def _packed(**columns: npt.NDArray[Any]) -> pa.RecordBatch:
    lists = []
    for field in READINGS:
        ends = pa.array([0, len(columns[field.name])], pa.int32())
        values = pa.array(columns[field.name], field.type.value_type)
        lists.append(pa.ListArray.from_arrays(ends, values))
    return pa.RecordBatch.from_arrays(lists, schema=READINGS)


def _batches(texts: pa.ChunkedArray) -> Iterable[list[str]]:
    """Yield lists of texts of bounded total length."""
    batch: list[str] = []
    size = 0
    for chunk in texts.chunks:
        for part in range(0, len(chunk), 8192):
            for text in chunk.slice(part, 8192).to_pylist():
                batch.append(text or "")
                size += len(batch[-1]) + 64
                if size > BATCH_CHARACTERS:
                    yield batch
                    batch, size = [], 0
    if batch:
        yield batch
