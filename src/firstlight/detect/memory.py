"""Memory: what one run of the template stage leaves to the next, which touches only what it meets.

Wordings that were compared are not compared again. A template is aligned anew when a new post, or
one that is read differently now, is like one of its members, or when a verdict on a member changed;
all are when the corpus has doubled, since which words are common, and so what proves a template,
is a matter of the corpus.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.candidates import Bools, Longs
from firstlight.detect.grouping import components
from firstlight.detect.verify import BY_OPEN_PLACE, Edges, still_alike
from firstlight.detect.wordings import Corpus
from firstlight.model.template import Template

DOUBLED = 2
WORDINGS = pa.schema([("key", pa.uint64())], {"aligned": "0"})
"""A hash of the words of each wording; `aligned`: posts when all was last aligned."""
WORDED = pa.schema([("wording", pa.int32()), ("verdict", pa.uint8())])
"""The wording of each post (a row of WORDINGS), and the team's verdict as `sending.verdicts`."""
EDGES = pa.schema(
    [("one", pa.int32()), ("two", pa.int32()), ("similarity", pa.float32()), ("by", pa.uint8())]
)
"""Verified pairs of rows of WORDINGS; those of open places are found anew each time."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a run leaves, beside its readings and templates: WORDINGS, WORDED, EDGES."""

    wordings: pa.Table
    worded: pa.Table
    edges: pa.Table


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of an earlier run whose posts are the first of this one's, in the same order.

    `templates`, `members`: what it found. The readings of its posts are on the shelf.
    """

    left: Left
    templates: Sequence[Template]
    members: pa.Table


@dataclass(frozen=True, slots=True)
class Recalled:
    """An earlier run's results against a larger corpus.

    `edges`: those that still hold; `fresh`: the wordings that were not compared; `changed`: the
    posts that are new, read differently, or judged differently.
    """

    edges: Edges
    fresh: Bools
    changed: Bools


def recall(corpus: Corpus, left: Left, verdicts: Longs) -> Recalled:
    """Return what still holds of an earlier run; `verdicts`: a number per post now."""
    key = left.wordings.column("key").to_numpy()
    order = np.argsort(corpus.key)
    place = np.minimum(np.searchsorted(corpus.key, key, sorter=order), len(order) - 1)
    now = order[place] if len(order) else place
    now = np.where(corpus.key[now] == key, now, -1)
    worded = left.worded.column("wording").to_numpy()
    changed = np.ones(len(corpus.wording), np.bool_)
    changed[: len(worded)] = now[worded] != corpus.wording[: len(worded)]
    stayed = _first_stayed(now, worded, corpus)
    fresh = np.ones(len(corpus.key), np.bool_)
    fresh[now[stayed]] = False
    one, two, similarity, by = (column.to_numpy() for column in left.edges.columns)
    kept = stayed[one] & stayed[two]
    pairs = np.stack([now[one[kept]], now[two[kept]]], axis=1)
    edges = Edges(pairs, similarity[kept], by[kept])
    still = still_alike(corpus, edges)
    changed[corpus.first[edges.pairs[~still]]] = True
    edges = edges.only(still)
    changed[: len(worded)] |= left.worded.column("verdict").to_numpy() != verdicts[: len(worded)]
    return Recalled(edges, fresh, changed)


def _first_stayed(now: Longs, worded: npt.NDArray[np.int32], corpus: Corpus) -> Bools:
    """Return which earlier wordings have the same first post, whose letters were compared."""
    first = np.full(len(now), -1)
    first[worded[::-1]] = np.arange(len(worded))[::-1]
    return np.asarray((now >= 0) & (corpus.first[now] == first))


def untouched(
    corpus: Corpus, edges: Edges, changed: Bools, memory: Memory, ids: pa.ChunkedArray
) -> tuple[pa.Array, Bools]:
    """Return the ids of the templates that nothing changed is like, and the wordings to align.

    Those are all wordings that verified pairs connect with one of a changed post, and whatever
    shared a template with one of these: what is gathered of a component hangs on nothing else.
    """
    names = pa.array([template.id for template in memory.templates], pa.string())
    template = np.full(len(ids), -1)
    row = pc.index_in(memory.members.column("post"), value_set=ids).to_numpy()
    template[row] = pc.index_in(memory.members.column("template"), value_set=names).to_numpy()
    parts, label = components(edges, len(corpus.key))
    part = label[corpus.wording]
    touched, gone = np.zeros(parts, np.bool_), np.zeros(len(names) + 1, np.bool_)
    touched[part[changed]] = True
    for _ in range(2):
        gone[template[touched[part]]] = True
        gone[-1] = False
        touched[part[gone[template]]] = True
    return names.filter(pa.array(~gone[:-1])), touched[label]


def posts_of(left: Left) -> int:
    """Return how many posts the earlier run had."""
    return len(left.worded)


def has_doubled(left: Left, posts: int) -> bool:
    """Tell whether so many posts are twice those that there were when all was last aligned."""
    return posts >= DOUBLED * aligned(left)


def aligned(left: Left) -> int:
    """Return how many posts there were when all was last aligned."""
    return int((left.wordings.schema.metadata or {}).get(b"aligned", b"0"))


def left_behind(corpus: Corpus, edges: Edges, verdicts: Longs, aligned: int) -> Left:
    """Return what the next run needs of this one."""
    lasting = edges.only(edges.by != BY_OPEN_PLACE)
    columns = [*lasting.pairs.T.astype(np.int32), lasting.similarity, lasting.by]
    schema = WORDINGS.with_metadata({"aligned": str(aligned)})
    worded = [corpus.wording.astype(np.int32), verdicts.astype(np.uint8)]
    return Left(
        pa.table([corpus.key], schema=schema),
        pa.table(worded, schema=WORDED),
        pa.table(columns, schema=EDGES),
    )
