"""Templates: texts that several posts share, each with its constant words and typed slots."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from firstlight.detect.candidates import candidate_pairs
from firstlight.detect.drafts import Draft, Drafter
from firstlight.detect.layout import Fit, Layout
from firstlight.detect.respelling import Speller
from firstlight.detect.slots import FILLERS_SHOWN, kind_of_slot
from firstlight.detect.verify import verify
from firstlight.detect.wordings import Corpus, read_corpus
from firstlight.model.run import Progress, Silent
from firstlight.model.template import MEMBERS, Constant, Slot, Template

SEED = 0x5EED
REFUSALS = pa.schema(
    [
        pa.field("post", pa.string(), nullable=False),
        pa.field("near", pa.string(), nullable=False),
        pa.field("similarity", pa.float32(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""Posts that were near another post and are in no template: the nearest post, and why."""


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
    seed: int = SEED,
    previous: pa.Table | None = None,
    progress: Progress | None = None,
) -> Templates:
    """Find the templates of posts (`id`, `text`, and `author`, `posted` where known).

    `mentions` (MENTIONS) types the slots' fillers; `previous` (MEMBERS of an earlier run) lets
    templates keep their ids; `seed` should be a secret of the workspace, so that nobody can
    prepare texts that collide.
    """
    del mentions, previous
    progress = progress or Silent()
    progress.stage("reading wordings", len(posts))
    texts = posts.column("text")
    texts = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    corpus = read_corpus(texts, seed, progress.advance)
    progress.stage("comparing wordings")
    edges = verify(corpus, *candidate_pairs(corpus.hashes, corpus.hashed, seed))
    progress.stage("aligning templates")
    drafts = list(_posts_of(corpus, Drafter(corpus, edges, Speller(corpus, texts, seed)).drafts()))
    drafts.sort(key=lambda draft: (-len(draft.posts), draft.posts[0]))
    return _finish(corpus, posts.column("id"), texts, drafts)


@dataclass(slots=True)
class _Found:
    """A layout with its member posts (rising) and the fit of each."""

    layout: Layout
    posts: list[int]
    fits: list[Fit]


def _posts_of(corpus: Corpus, drafts: Iterable[Draft]) -> Iterator[_Found]:
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
        yield _Found(draft.layout, [post for post, _ in rows], [fit for _, fit in rows])


def _finish(
    corpus: Corpus, ids: pa.ChunkedArray, texts: pa.ChunkedArray, drafts: list[_Found]
) -> Templates:
    found, post, template, similarity, fillers = [], [], [], [], []
    order = pa.array([at for draft in drafts for at in draft.posts], pa.int64())
    all_names, all_texts = ids.take(order).to_pylist(), texts.take(order).to_pylist()
    begin = 0
    for draft in drafts:
        mine = slice(begin, begin := begin + len(draft.posts))
        names, written = all_names[mine], all_texts[mine]
        name = template_id(names[0])
        spans = [_spans(corpus, at, fit) for at, fit in zip(draft.posts, draft.fits, strict=True)]
        found.append(_template(corpus, name, draft, written, spans))
        post.extend(names)
        template.extend([name] * len(names))
        similarity.extend(min(1.0, fit.explained) for fit in draft.fits)
        fillers.extend(spans)
    members = pa.table([post, template, similarity, fillers], schema=MEMBERS)
    return Templates(found, members)


def template_id(first: str) -> str:
    """Return the id of the template whose first member, in the order given, is `first`."""
    return blake2b(first.encode(), digest_size=8, person=b"template").hexdigest()


def _spans(corpus: Corpus, post: int, fit: Fit) -> list[dict[str, int]]:
    at = int(corpus.words_at[post])
    spans: dict[int, dict[str, int]] = {}
    for slot, begin, end in fit.fillers:
        start, stop = int(corpus.starts[at + begin]), int(corpus.ends[at + end - 1])
        known = spans.setdefault(slot, {"slot": slot, "start": start, "end": stop})
        known["end"] = stop
    return list(spans.values())


def _template(
    corpus: Corpus,
    name: str,
    draft: _Found,
    written: list[str],
    spans: list[list[dict[str, int]]],
) -> Template:
    counts: list[Counter[str]] = [Counter() for _ in range(max(draft.layout.slots) + 1)]
    for text, row in zip(written, spans, strict=True):
        for span in row:
            counts[span["slot"]][text[span["start"] : span["end"]]] += 1
    parts: list[Constant | Slot] = []
    for gap, slot in enumerate(draft.layout.slots):
        if slot >= 0:
            known = counts[slot]
            parts.append(
                Slot(
                    index=slot,
                    kind=kind_of_slot(known),
                    fillers=tuple(known.most_common(FILLERS_SHOWN)),
                    empty=len(draft.posts) - known.total(),
                )
            )
        if gap < len(draft.layout.constants):
            word = _word(corpus, draft, written, gap)
            if parts and isinstance(parts[-1], Constant):
                parts[-1] = Constant(f"{parts[-1].text} {word}")
            else:
                parts.append(Constant(word))
    return Template(
        id=name, parts=tuple(parts), support=len(draft.posts), bits_saved=draft.layout.bits_saved
    )


def _word(corpus: Corpus, draft: _Found, written: list[str], constant: int) -> str:
    """Return a constant word as the first member that has it wrote it."""
    for post, fit, text in zip(draft.posts, draft.fits, written, strict=True):
        if fit.places and (place := fit.places[constant]) >= 0:
            at = int(corpus.words_at[post]) + place
            return text[int(corpus.starts[at]) : int(corpus.ends[at])]
    return ""
