"""Templates: texts that several posts share, each with its constant words and typed slots.

Posts are read as skeletons (`skeleton`), equal ones are taken as one wording (`wordings`), pairs
that share rare n-grams (`signatures`, `candidates`) are compared word by word and letter by letter
(`verify`), gathered around a consensus (`grouping`), and accepted where writing them with a
template takes fewer bits than writing them alone (`layout`, `drafts`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from firstlight.detect.candidates import candidate_pairs
from firstlight.detect.drafts import Draft, Drafter
from firstlight.detect.naming import template_ids
from firstlight.detect.openness import open_pairs
from firstlight.detect.rendering import Found, Known, Renderer
from firstlight.detect.verify import Edges, verify
from firstlight.detect.wordings import Corpus, Longs, read_corpus
from firstlight.model.decision import Decision
from firstlight.model.run import Progress, Silent
from firstlight.model.template import MEMBERS, Template

SEED = 0x5EED
REFUSALS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("near", pa.string(), nullable=False),
        pa.field("similarity", pa.float32(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""Posts that say nearly what another post says and are in no template: the nearest, and why."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of some posts, by falling support; their members; who was not admitted."""

    templates: list[Template]
    members: pa.Table
    refusals: pa.Table = field(default_factory=REFUSALS.empty_table)


def find_templates(
    posts: pa.Table,
    mentions: pa.Table | None = None,
    *,
    signals: pa.Table | None = None,
    decisions: Sequence[Decision] = (),
    seed: int = SEED,
    previous: pa.Table | None = None,
    progress: Progress | None = None,
) -> Templates:
    """Find the templates of posts (`id`, `text`, and `author`, `posted` where known).

    `mentions` (MENTIONS) types the slots' fillers; `signals` (SIGNALS) and the team's `decisions`
    help to tell benign templates apart; `previous` (MEMBERS of an earlier run) lets templates keep
    their ids; `seed` should be a secret of the workspace, so that nobody can prepare texts that
    collide. Time is linear in the posts but for sorting; memory is some hundred bytes a post and
    sixteen a word.
    """
    progress = progress or Silent()
    posts = posts.select([name for name in posts.column_names if name in _READ])
    texts, ids = posts.column("text"), posts.column("id")
    progress.stage("reading wordings", len(posts))
    corpus = read_corpus(texts, seed, progress.advance)
    progress.stage("comparing wordings")
    pairs, times = candidate_pairs(corpus.hashes, corpus.hashed, seed)
    edges = verify(corpus, pairs, times, open_pairs(corpus, seed))
    progress.stage("aligning templates")
    drafts = Drafter(corpus, edges).drafts()
    renderer = Renderer(corpus, posts, Known(mentions, signals, decisions))
    templates, members, rows = _rendered(renderer, _found(corpus, drafts))
    order = sorted(range(len(rows)), key=lambda at: (-len(rows[at]), rows[at][0]))
    names = dict(zip(order, template_ids([rows[at] for at in order], ids, previous), strict=True))
    named = [replace(templates[at], id=names[at]) for at in order]
    return Templates(
        named,
        _named(members, [names[at] for at in range(len(rows))]),
        _refusals(corpus, edges, ids, rows),
    )


_BATCH = 512
"""Templates rendered at a time."""
_READ = ("id", "text", "author", "posted")


def _rendered(
    renderer: Renderer, found: Iterator[Found]
) -> tuple[list[Template], list[pa.Table], list[Longs]]:
    """Return templates, their members with running numbers as names, and each one's post rows."""
    templates: list[Template] = []
    members: list[pa.Table] = []
    rows: list[Longs] = []
    while batch := list(islice(found, _BATCH)):
        some, table = renderer.render(batch)
        number = pc.add(table.column("template").cast(pa.int64()), len(templates))
        members.append(table.set_column(1, MEMBERS.field("template"), number.cast(pa.string())))
        templates += some
        rows += [np.array(each.posts, np.int64) for each in batch]
    return templates, members, rows


def _named(members: list[pa.Table], names: list[str]) -> pa.Table:
    """Return members in one table, with the templates' names in the place of their numbers."""
    table = pa.concat_tables([MEMBERS.empty_table(), *members])
    number = table.column("template").cast(pa.int64())
    name = pa.array(names, pa.string()).take(number.combine_chunks())
    return table.set_column(1, MEMBERS.field("template"), name)


def _found(corpus: Corpus, drafts: Iterable[Draft]) -> Iterator[Found]:
    """Yield drafts with the posts of their wordings."""
    order = np.argsort(corpus.wording, kind="stable")
    begins = np.concatenate([[0], np.cumsum(corpus.weight)])
    for draft in drafts:
        rows = [
            (post, fit)
            for wording, fit in zip(draft.wordings, draft.layout.fits, strict=True)
            for post in order[begins[wording] : begins[wording + 1]].tolist()
        ]
        rows.sort(key=lambda row: row[0])
        yield Found(draft.layout, [post for post, _ in rows], [fit for _, fit in rows])


def _refusals(corpus: Corpus, edges: Edges, ids: pa.ChunkedArray, rows: list[Longs]) -> pa.Table:
    """Return the posts with a verified neighbour that ended in no template, with the reason."""
    admitted = np.zeros(len(corpus.wording), np.bool_)
    admitted[np.concatenate([np.zeros(0, np.int64), *rows])] = True
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
