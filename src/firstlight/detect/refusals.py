"""Refusals: posts that say nearly what another post says and are in no template, and why."""

import numpy as np
import pyarrow as pa

from firstlight.detect.candidates import Bools
from firstlight.detect.verify import Edges
from firstlight.detect.wordings import Corpus

REFUSALS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("near", pa.string(), nullable=False),
        pa.field("similarity", pa.float32(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""Posts that say nearly what another post says and are in no template: the nearest, and why."""


def refusals(corpus: Corpus, edges: Edges, ids: pa.ChunkedArray, admitted: Bools) -> pa.Table:
    """Return the posts with a verified neighbour that ended in no template, with the reason."""
    inside = admitted[corpus.first]
    first, second = edges.pairs.T
    one = np.concatenate([first, second])
    other = np.concatenate([second, first])
    similarity = np.tile(edges.similarity, 2)
    out = np.flatnonzero(~inside[one])
    out = out[np.lexsort((-similarity[out], one[out]))]
    out = out[np.diff(one[out], prepend=-1) != 0]
    reason = np.where(
        inside[other[out]],
        "It shares words with a template's post, but the template does not say half of it.",
        "It shares words with another post, too few or too common to be one text.",
    )
    names = [ids.take(pa.array(corpus.first[side[out]])).to_pylist() for side in (one, other)]
    return pa.table([*names, similarity[out], reason.tolist()], schema=REFUSALS)
