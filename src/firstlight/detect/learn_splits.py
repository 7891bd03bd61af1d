"""Groups of labelled items that must not be parted, and folds that keep them whole."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from firstlight.detect.templates import find_templates
from firstlight.model.learned import SECTION
from firstlight.model.run import Progress

FOLDS = 5
Ints = npt.NDArray[np.int64]


def template_groups(texts: Sequence[str], progress: Progress | None = None) -> Ints:
    """Return a group number for each text: its template's, or one of its own."""
    ids = [str(at) for at in range(len(texts))]
    whole = [text.replace(SECTION, "\n") for text in texts]
    table = pa.table({"id": ids, "text": pa.array(whole, pa.string())})
    members = find_templates(table, progress=progress).members
    held = dict(zip(*(members.column(n).to_pylist() for n in ("post", "template")), strict=True))
    return numbered([held.get(one, f"\0{one}") for one in ids])


def numbered(names: Sequence[Any]) -> Ints:
    """Return names as numbers, in the order of their first use."""
    numbers: dict[Any, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def joined(one: Ints, other: Ints) -> Ints:
    """Return the finest groups that part no group of either."""
    count = len(one)
    items = np.arange(count)
    rows = np.concatenate([items, items])
    groups = np.concatenate([one, other + one.max(initial=-1) + 1])
    shape = (count, int(groups.max(initial=-1)) + 1)
    tied = sparse.csr_matrix((np.ones(2 * count), (rows, groups)), shape=shape)
    return numbered(connected_components(tied @ tied.T, directed=False)[1].tolist())


def folds(labels: Ints, groups: Ints, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield (training rows, held-out rows) of `FOLDS` folds; no group is on both sides."""
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    yield from splitter.split(np.zeros(len(labels)), labels, groups)


def canonical(texts: Sequence[str], labels: Sequence[int], groups: Sequence[str]) -> Ints:
    """Return an order of the items that does not depend on how they came."""
    keys = [
        blake2b(f"{label}\0{group}\0{text}".encode(errors="surrogatepass"), digest_size=16).digest()
        for text, label, group in zip(texts, labels, groups, strict=True)
    ]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)
