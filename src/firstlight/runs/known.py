"""Which posts a workspace has already: their 128-bit ids, 16 bytes each."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Halves = npt.NDArray[np.uint64]


class Known:
    """The ids of posts read before, to tell which posts of a batch are new."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        """Remember `ids`, each 32 hexadecimal digits."""
        halves = _halves(ids)
        self._ids = halves[np.argsort(halves[:, 0], kind="stable")]

    def __len__(self) -> int:
        return len(self._ids)

    def fresh(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows of a batch (with a column `id`) that are not known."""
        if not len(self) or not batch.num_rows:
            return batch
        asked = _halves(batch.column("id").to_pylist())
        at = np.minimum(np.searchsorted(self._ids[:, 0], asked[:, 0]), len(self) - 1)
        return batch.filter(pa.array((self._ids[at] != asked).any(axis=1)))


def _halves(ids: Iterable[str]) -> Halves:
    raw = np.frombuffer(bytes.fromhex("".join(ids)), dtype=">u8")
    return raw.astype(np.uint64).reshape(-1, 2)
