"""Templates: texts that several posts share, each with its constant words and typed slots.

Posts are read as skeletons (`skeleton`), equal ones are taken as one wording (`wordings`), pairs
that share rare n-grams (`signatures`, `candidates`) are compared word by word and letter by letter
(`verify`), gathered around a consensus (`grouping`), and accepted where writing them with a
template takes fewer bits than writing them alone (`layout`, `drafts`). What an earlier run found
and nothing new touches is taken over (`memory`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.structs import replace

from firstlight.detect.alphabet import Alphabet
from firstlight.detect.candidates import Longs, candidate_pairs
from firstlight.detect.closure import closed
from firstlight.detect.drafts import Draft, Drafter
from firstlight.detect.memory import (
    Left,
    Memory,
    Recalled,
    aligned,
    has_doubled,
    left_behind,
    posts_of,
    recall,
    untouched,
)
from firstlight.detect.naming import template_ids
from firstlight.detect.openness import open_pairs
from firstlight.detect.readings import Held, Shelf, read
from firstlight.detect.refusals import refusals
from firstlight.detect.rendering import Found, Known, Renderer
from firstlight.detect.sending import verdicts
from firstlight.detect.verify import Edges, verify, verify_open
from firstlight.detect.wordings import Corpus, assemble
from firstlight.model.decision import Decision
from firstlight.model.run import Progress, Silent
from firstlight.model.template import MEMBERS, Template

SEED = 0x5EED


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of some posts, by falling support; their members; who was not admitted.

    `left`: what a later run can go on from (see `Memory`).
    """

    templates: list[Template]
    members: pa.Table
    refusals: pa.Table
    left: Left


def find_templates(
    posts: pa.Table,
    mentions: pa.Table | None = None,
    *,
    signals: pa.Table | None = None,
    decisions: Sequence[Decision] = (),
    seed: int = SEED,
    previous: pa.Table | None = None,
    memory: Memory | None = None,
    shelf: Shelf | None = None,
    progress: Progress | None = None,
) -> Templates:
    """Find the templates of posts (`id`, `text`, and `author`, `posted` where known).

    `mentions` (MENTIONS) types the slots' fillers; `signals` (SIGNALS) and the team's `decisions`
    help to tell benign templates apart; `previous` (MEMBERS of an earlier run) lets templates keep
    their ids; `seed` should be a secret of the workspace, so that nobody can prepare texts that
    collide. With the `memory` of a run by the same seed, and its `shelf`, only what new posts meet
    is found anew; the shelf is given the readings of new posts. Time is linear in the posts but for
    sorting; memory is some hundred bytes a post and sixteen a word, and what the shelf takes.
    """
    progress = progress or Silent()
    posts = posts.select([name for name in posts.column_names if name in _READ])
    ids = posts.column("id")
    progress.stage("reading wordings", len(posts))
    begin = posts_of(memory.left) if memory else 0
    corpus = _read(posts.column("text"), seed, begin, shelf or Held(), progress)
    progress.stage("comparing wordings")
    told = verdicts(ids, decisions)
    recalled = recall(corpus, memory.left, told) if memory else None
    edges = _compared(corpus, seed, recalled)
    progress.stage("aligning templates")
    known, wanted, whole = Known(mentions, signals, decisions), None, len(posts)
    old = _Rendered([], MEMBERS.empty_table(), [])
    previous = memory.members if memory else previous
    if memory and recalled and not has_doubled(memory.left, len(posts)):
        names, wanted = untouched(corpus, edges, recalled.changed, memory, ids)
        old, previous = _old(memory, names, ids)
        known = known.of(ids.filter(pa.array(wanted[corpus.wording])))
        whole = aligned(memory.left)
    drafts = Drafter(corpus, edges, wanted).drafts()
    new = _rendered(Renderer(corpus, posts, known), _found(corpus, drafts))
    new = new.named(ids, previous, [template.id for template in old.templates])
    admitted = np.zeros(len(posts), np.bool_)
    admitted[np.concatenate([np.zeros(0, np.int64), *old.rows, *new.rows])] = True
    return Templates(
        _in_order(old, new),
        pa.concat_tables([old.members, new.members]),
        refusals(corpus, edges, ids, admitted),
        left_behind(corpus, edges, told, whole),
    )


_BATCH = 512
"""Templates rendered at a time."""
_READ = ("id", "text", "author", "posted")


def _read(
    texts: pa.ChunkedArray, seed: int, begin: int, shelf: Shelf, progress: Progress
) -> Corpus:
    """Return the corpus of texts, the readings of the first ones being on the shelf."""
    progress.advance(begin)

    def told() -> Iterator[pa.RecordBatch]:
        for batch in read(texts.slice(begin), Alphabet(), seed):
            progress.advance(len(batch.column("grams")[0]))
            yield batch

    shelf.put(told())
    return assemble(shelf, seed)


def _compared(corpus: Corpus, seed: int, recalled: Recalled | None) -> Edges:
    """Return the verified edges of a corpus: the earlier run's, and those of new wordings."""
    fresh = recalled.fresh if recalled else None
    alike = verify(corpus, candidate_pairs(corpus.hashes, corpus.hashed, corpus.key, fresh))
    opened = verify_open(corpus, open_pairs(corpus, seed))
    earlier = recalled.edges if recalled else Edges.joined([])
    return Edges.joined([closed(corpus, corpus.order(), earlier, alike), opened])


@dataclass(frozen=True, slots=True)
class _Rendered:
    """Templates, their members, and the rows of each one's posts, rising."""

    templates: list[Template]
    members: pa.Table
    rows: list[Longs]

    def named(
        self, ids: pa.ChunkedArray, previous: pa.Table | None, given: Sequence[str]
    ) -> "_Rendered":
        """Return the same with ids in the place of running numbers."""
        rows = self.rows
        order = sorted(range(len(rows)), key=lambda at: (-len(rows[at]), rows[at][0]))
        found = template_ids([rows[at] for at in order], ids, previous, given)
        names = [name for _, name in sorted(zip(order, found, strict=True))]
        number = self.members.column("template").cast(pa.int64()).combine_chunks()
        column = pa.array(names, pa.string()).take(number)
        return _Rendered(
            [replace(one, id=name) for one, name in zip(self.templates, names, strict=True)],
            self.members.set_column(1, MEMBERS.field("template"), column),
            rows,
        )


def _rendered(renderer: Renderer, found: Iterator[Found]) -> _Rendered:
    """Return templates with running numbers in their members."""
    templates: list[Template] = []
    members: list[pa.Table] = [MEMBERS.empty_table()]
    rows: list[Longs] = []
    while batch := list(islice(found, _BATCH)):
        some, table = renderer.render(batch)
        number = pc.add(table.column("template").cast(pa.int64()), len(templates))
        members.append(table.set_column(1, MEMBERS.field("template"), number.cast(pa.string())))
        templates += some
        rows += [np.array(each.posts, np.int64) for each in batch]
    return _Rendered(templates, pa.concat_tables(members), rows)


def _old(memory: Memory, names: pa.Array, ids: pa.ChunkedArray) -> tuple[_Rendered, pa.Table]:
    """Return the named templates of an earlier run, and the members of its others."""
    stay = pc.is_in(memory.members.column("template"), value_set=names)
    members = memory.members.filter(stay)
    owner = pc.index_in(members.column("template"), value_set=names).to_numpy()
    rows = pc.index_in(members.column("post"), value_set=ids).to_numpy().astype(np.int64)
    order = np.lexsort((rows, owner))
    cuts = np.cumsum(np.bincount(owner, minlength=len(names)))[:-1]
    kept = set(names.to_pylist())
    templates = [template for template in memory.templates if template.id in kept]
    split = np.split(rows[order], cuts) if templates else []
    return _Rendered(templates, members, split), memory.members.filter(pc.invert(stay))


def _in_order(*parts: _Rendered) -> list[Template]:
    """Return templates by falling support, then by their oldest post."""
    every = [
        (-template.support, int(rows[0]), template)
        for part in parts
        for template, rows in zip(part.templates, part.rows, strict=True)
    ]
    return [template for *_, template in sorted(every, key=lambda one: one[:2])]


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
