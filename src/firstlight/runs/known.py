"""Which posts a workspace has already: their 128-bit ids, 16 bytes each."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class Known:
    """The ids of posts read before, to tell which posts of a batch are new."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        """Remember `ids`, each 32 hexadecimal digits."""
        self._ids = np.sort(_packed(ids))

    def __len__(self) -> int:
        return len(self._ids)

    def fresh(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return the rows of a batch (with a column `id`) that are not known."""
        if not len(self) or not batch.num_rows:
            return batch
        asked = _packed(batch.column("id").to_pylist())
        at = np.minimum(np.searchsorted(self._ids, asked), len(self) - 1)
        return batch.filter(pa.array(self._ids[at] != asked))


def _packed(ids: Iterable[str]) -> npt.NDArray[np.bytes_]:
    return np.frombuffer(bytes.fromhex("".join(ids)), dtype="S16")
