"""Readings: what was read from a batch of posts, packed, so that no later run reads them again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.hashing import Hashes
from firstlight.detect.signatures import signatures
from firstlight.detect.skeleton import NUMBER, Ints, Words, skeletons
from firstlight.detect.stream import Codes

BATCH_CHARACTERS = 400_000
_DOUBTFUL, _NUMBERED, _TIED, _VALUED = 1, 2, 4, 8
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words, letters and signature n-grams of a batch of posts.

    `codes`, `starts`, `ends`, `spelt`, `words_at`: as in `Words`; `flags`: its four marks, a bit
    each; `plain`, `cuts`: of the doubtful words only; `letters`, `letters_at`: the low byte of
    each folded letter; `hashes`, `hashed`: n-grams, and the post of the batch that has each.
    """

    codes: Codes
    starts: Ints
    ends: Ints
    spelt: Ints
    flags: Bytes
    plain: Codes
    cuts: Ints
    words_at: Ints
    letters: Bytes
    letters_at: Ints
    hashes: Hashes
    hashed: Ints

    def __len__(self) -> int:
        return len(self.words_at) - 1

    @property
    def certain(self) -> Codes:
        """The codes of words that are written plainly."""
        return np.asarray(self.codes[self.flags & _DOUBTFUL == 0])

    def words(self) -> Words:
        """Return the words, unpacked."""
        doubtful = self.flags & _DOUBTFUL > 0
        plain = np.full(len(self.codes), NUMBER, np.uint32)
        cuts = np.zeros(len(self.codes), np.int32)
        plain[doubtful], cuts[doubtful] = self.plain, self.cuts
        return Words(
            codes=self.codes,
            starts=self.starts,
            ends=self.ends,
            doubtful=doubtful,
            plain=plain,
            cuts=cuts,
            numbered=self.flags & _NUMBERED > 0,
            tied=self.flags & _TIED > 0,
            valued=self.flags & _VALUED > 0,
            spelt=self.spelt,
            words_at=self.words_at.astype(np.int64),
        )


READINGS = pa.schema(
    [
        pa.field(name, pa.list_(kind), nullable=False)
        for name, kind in {
            "codes": pa.uint32(), "starts": pa.int32(), "ends": pa.int32(), "spelt": pa.int32(),
            "flags": pa.uint8(), "plain": pa.uint32(), "cuts": pa.int32(), "words_at": pa.int32(),
            "letters": pa.uint8(), "letters_at": pa.int32(), "hashes": pa.uint64(),
            "hashed": pa.int32(),
        }.items()
    ]
)  # fmt: skip
"""One row per batch of posts, in order; the columns are those of Reading."""


def read(texts: pa.ChunkedArray, alphabet: Alphabet, seed: int) -> Iterator[Reading]:
    """Yield the readings of texts, a batch of bounded total length at a time."""
    for batch in _batches(texts):
        found = skeletons(batch, alphabet, seed)
        hashes, hashed = signatures(found, seed)
        marks = (found.doubtful, found.numbered, found.tied, found.valued)
        flags = np.zeros(len(found.codes), np.uint8)
        for mark, bit in zip(marks, (_DOUBTFUL, _NUMBERED, _TIED, _VALUED), strict=True):
            flags[mark] |= bit
        yield Reading(
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
            hashed=hashed.astype(np.int32),
        )


def packed(readings: Iterable[Reading]) -> Iterator[pa.RecordBatch]:
    """Yield readings as READINGS, a batch each."""
    for one in readings:
        values = [pa.array(getattr(one, field.name)) for field in fields(one)]
        ends = [pa.array([0, len(column)], pa.int32()) for column in values]
        columns = [pa.ListArray.from_arrays(*pair) for pair in zip(ends, values, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, schema=READINGS)


def unpacked(table: pa.Table) -> Iterator[Reading]:
    """Yield the readings of READINGS without a copy."""
    for batch in table.to_batches():
        for row in range(batch.num_rows):
            yield Reading(
                **{
                    name: batch.column(name)[row].values.to_numpy(zero_copy_only=False)
                    for name in batch.schema.names
                }
            )


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
