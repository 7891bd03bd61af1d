"""What a narrative is learned from: the taxonomy's hits, and words and pairs of words."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from scipy import sparse

from firstlight.trends.narrative import Read

RULE_SCALE = 0.5
"""Scale of the taxonomy's features beside TF-IDF vectors of length one."""


class Features(msgspec.Struct, frozen=True):
    """The columns of a learned reader: codes (present, and log of count), then words and pairs.

    `grams` in order of their columns; `idf` as scikit-learn's smooth inverse document frequency.
    """

    codes: tuple[str, ...]
    grams: tuple[str, ...]
    idf: tuple[float, ...]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return 2 * len(self.codes) + len(self.grams)

    def matrix(self, reads: Sequence[Read]) -> sparse.csr_matrix:
        """Return the reads as rows: rule columns scaled, word columns TF-IDF of length one."""
        code_at = {code: number for number, code in enumerate(self.codes)}
        gram_at = {gram: number for number, gram in enumerate(self.grams)}
        rows = [self._row(read, code_at, gram_at) for read in reads]
        lengths = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.array([column for part, _ in rows for column in part], np.int64)
        values = np.array([value for _, part in rows for value in part], np.float64)
        return sparse.csr_matrix((values, columns, lengths), shape=(len(rows), self.width))

    def _row(
        self, read: Read, code_at: dict[str, int], gram_at: dict[str, int]
    ) -> tuple[list[int], list[float]]:
        columns: list[int] = []
        values: list[float] = []
        counts = Counter(hit.code for hit in read.hits)
        for code, count in sorted(counts.items()):
            if code in code_at:
                columns.extend((2 * code_at[code], 2 * code_at[code] + 1))
                values.extend((RULE_SCALE, RULE_SCALE * float(np.log1p(count))))
        grams = Counter(gram for _, _, gram in grams_of(read) if gram in gram_at)
        weights = {
            gram: (1.0 + float(np.log(count))) * self.idf[gram_at[gram]]
            for gram, count in sorted(grams.items())
        }
        length = float(np.sqrt(sum(weight**2 for weight in weights.values()))) or 1.0
        for gram, weight in weights.items():
            columns.append(2 * len(self.codes) + gram_at[gram])
            values.append(weight / length)
        return columns, values


def grams_of(read: Read) -> Iterable[tuple[int, int, str]]:
    """Yield (first, last, words) of every word of two letters or more, and of every pair."""
    texts = read.words.texts
    long = [position for position, text in enumerate(texts) if len(text) > 1]
    for number, position in enumerate(long):
        yield position, position, texts[position]
        if number + 1 < len(long):
            after = long[number + 1]
            yield position, after, f"{texts[position]} {texts[after]}"


def choose_features(reads: Sequence[Read], codes: Iterable[str], *, fewest: int = 2) -> Features:
    """Return the columns for these reads: all codes, and grams of at least `fewest` reads."""
    frequency: Counter[str] = Counter()
    for read in reads:
        frequency.update({gram for _, _, gram in grams_of(read)})
    grams = tuple(sorted(gram for gram, count in frequency.items() if count >= fewest))
    idf = tuple(float(np.log((1 + len(reads)) / (1 + frequency[gram])) + 1) for gram in grams)
    return Features(tuple(sorted(codes)), grams, idf)


def has_code(reads: Sequence[Read], code: str) -> npt.NDArray[np.float64]:
    """Return 1 for each read in which the code's phrases stand, and -1 for the others."""
    return np.array([1.0 if any(hit.code == code for hit in read.hits) else -1.0 for read in reads])
