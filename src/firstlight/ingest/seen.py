"""Which posts a reading has met: 16 bytes for each, not the hundred of a Python set."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.bytes_]


class Seen:
    """Ids of 32 hexadecimal digits in sorted runs, each at least twice as long as the next."""

    def __init__(self) -> None:
        self._runs: list[Ids] = []

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def add(self, ids: Sequence[str]) -> list[bool]:
        """Remember ids; tell of each whether it was new, its first place among `ids` included."""
        if not ids:
            return []
        asked = np.frombuffer(bytes.fromhex("".join(ids)), dtype="S16")
        fresh = np.zeros(len(asked), dtype=bool)
        fresh[np.unique(asked, return_index=True)[1]] = True
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, asked), len(run) - 1)
            fresh &= run[at] != asked
        if fresh.any():
            self._keep(np.sort(asked[fresh]))
        return [bool(one) for one in fresh]

    def _keep(self, run: Ids) -> None:
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        self._runs.append(run)
