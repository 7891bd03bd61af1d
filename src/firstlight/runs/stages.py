"""The stages over all posts of a workspace: templates → links → operations → ranking.

Templates and links are kept in the draft, so an interrupted run goes on after them. Operations
are always made anew: a decision may have been taken meanwhile.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.links import find_links
from firstlight.detect.operations import assemble
from firstlight.detect.ranking import rank
from firstlight.detect.rendering import Known
from firstlight.detect.templates import find_templates
from firstlight.model.decision import Decision
from firstlight.model.operation import Operation, OperationEvent
from firstlight.model.run import Progress
from firstlight.model.template import Template
from firstlight.rulebook.book import Rulebook
from firstlight.runs.memory import Keeper, remember
from firstlight.store.draft import Draft
from firstlight.store.layout import TEMPLATES

NEEDED = ["id", "author", "text", "lang", "posted", "place", "media"]
"""The columns of POSTS that these stages read."""


class Found(NamedTuple):
    """What the stages found, and the counts that a summary tells (see Summary)."""

    operations: list[Operation]
    events: tuple[OperationEvent, ...]
    counts: dict[str, int]


def find_operations(
    draft: Draft,
    rulebook: Rulebook,
    *,
    decisions: Sequence[Decision],
    seed: int,
    progress: Progress,
) -> Found:
    """Find the operations in the draft's shards; tables are written into the draft."""
    posts, mentions = draft.read_table("posts", NEEDED), draft.read_table("mentions")
    signals = draft.read_table("signals")
    templates = _templates(draft, posts, Known(mentions, signals, decisions), seed, progress)
    members = draft.read_table("members")
    if not draft.has("links"):
        progress.stage("weighing links")
        draft.write_table("links", find_links(posts, mentions, members))
    links = draft.read_table("links")
    progress.stage("assembling operations")
    assembly = assemble(
        posts,
        links,
        run=draft.run,
        previous=draft.previous.table("operation_posts") if draft.previous else None,
        decisions=decisions,
        signals=signals,
        rulebook=rulebook,
    )
    draft.write_table("operation_posts", assembly.membership)
    progress.stage("ranking operations")
    operations = rank(
        assembly,
        posts=posts,
        mentions=mentions,
        signals=signals,
        templates=templates,
        members=members,
        links=links,
        rulebook=rulebook,
    )
    counts = {
        "posts": posts.num_rows,
        "mentions": mentions.num_rows,
        "signals": signals.num_rows,
        "templates": len(templates),
        "links": int(pc.count_distinct(links["key"]).as_py()),
        "operations": len(operations),
    }
    return Found(operations, assembly.events, counts)


def _templates(
    draft: Draft, posts: pa.Table, known: Known, seed: int, progress: Progress
) -> list[Template]:
    """Return the templates, found now or by an earlier attempt."""
    if not draft.has(TEMPLATES):
        memory = remember(draft, posts.column("id"))
        keeper = Keeper(draft, memory)
        found = find_templates(
            posts,
            known.mentions,
            signals=known.signals,
            decisions=known.decisions,
            seed=seed,
            previous=draft.previous.table("members") if draft.previous and not memory else None,
            memory=memory,
            shelf=keeper,
            progress=progress,
        )
        keeper.left(found)
        draft.write_table("members", found.members)
        draft.write_lines(TEMPLATES, found.templates)
        return found.templates
    decoder = msgspec.json.Decoder(Template)
    return [decoder.decode(line) for line in draft.path(TEMPLATES).read_bytes().splitlines()]
