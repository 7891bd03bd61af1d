"""An operation's page: what its posts say, what ties them, when and where; then the decision."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from firstlight.model.operation import Operation
from firstlight.web import queries
from firstlight.web.desk import Desk, View, desk
from firstlight.web.pages.decide import evidence_of
from firstlight.web.pages.paging import paging
from firstlight.web.pages.queue import neighbours
from firstlight.web.pages.render import page
from firstlight.web.show import graph, timeline, waterfall, worldmap
from firstlight.web.show.alignment import Alignment, align, slots_of
from firstlight.web.show.quote import Piece, Span, excerpt, pieces
from firstlight.web.show.reason import lead
from firstlight.web.show.words import chance
from firstlight.web.show.words import place as place_name

PER_PAGE = 10
LINKS_SHOWN = 60


class Note(NamedTuple):
    """The number of an indicator in a post, its code, and whether it is a counter-signal."""

    number: int
    code: str
    against: bool


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A post as quoted, with the notes that stand beside it."""

    post: dict[str, Any]
    pieces: list[Piece]
    notes: list[Note]
    similarity: float | None = None
    template: str | None = None


class Tie(msgspec.Struct, frozen=True):
    """One shared thing in the list of ties."""

    kind: str
    key: str
    posts: int
    bits: float
    label: str
    chance: str


def operation(request: Request) -> Response:
    """Show one operation with all its evidence, then ask for a decision."""
    where = desk(request)
    view, one = find(where, request.path_params["id"])
    key = request.query_params.get("key", "")
    shown = paging(request, queries.count_members(view.snapshot, one.id, key=key), PER_PAGE)
    links = queries.links(view.snapshot, one.id)
    ties = _ties(links, one.templates)
    before, after = neighbours(view, one.id)
    return page(
        request,
        "operation.html",
        operation=one,
        run=view.run,
        before=before,
        after=after,
        key=key,
        key_label=graph.label(key, one.templates),
        where=shown,
        templates=[view.templates[t] for t in one.templates if t in view.templates],
        alignments=_alignments(view, one),
        signals=_signals(where, view, one),
        posts=quoted(
            view,
            queries.member_posts(
                view.snapshot, one.id, key=key, limit=PER_PAGE, offset=shown.first
            ),
        ),
        ties=ties[:LINKS_SHOWN],
        ties_total=len(ties),
        graph=graph.draw(((row["kind"], row["key"], row["post"]) for row in links), one.templates),
        timeline=_timeline(view, one),
        map=_map(view, one),
        steps=waterfall.steps(one.reasons),
        lead=lead(one.reasons),
        events=where.workspace.events(one.id),
        decisions=where.history(one.id),
        decision=where.verdicts().get(one.id),
        evidence=evidence_of(view, one),
        sentence=where.sentence,
    )


def find(where: Desk, identifier: str) -> tuple[View, Operation]:
    """Return the latest view and the operation of that id, or answer 404."""
    view = where.view()
    if view is None or identifier not in view.by_id:
        raise HTTPException(404, "No operation of this id in the latest run.")
    return view, view.by_id[identifier]


def quoted(view: View, posts: Sequence[dict[str, Any]]) -> list[Quoted]:
    """Return posts with signals numbered and slots marked, whole texts (at most 6,000 signs)."""
    ids = [post["id"] for post in posts]
    marks, members = queries.spans(view.snapshot, ids), queries.memberships(view.snapshot, ids)
    out = []
    for post in posts:
        member = members.get(post["id"])
        template = view.templates.get(member["template"]) if member else None
        kinds = {slot.index: slot.kind for slot in slots_of(template)} if template else {}
        spans, notes = numbered(marks.get(post["id"], []))
        spans += queries.fillers_of(members, post["id"], kinds)
        out.append(
            Quoted(
                post=post,
                pieces=pieces(post["text"], spans, (0, min(len(post["text"]), 6000))),
                notes=notes,
                similarity=member["similarity"] if member else None,
                template=member["template"] if member else None,
            )
        )
    return out


def numbered(spans: Sequence[Span]) -> tuple[list[Span], list[Note]]:
    """Return spans with their indicators numbered as they appear, and what the numbers mean."""
    notes: dict[str, Note] = {}
    out = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        number = 0
        if span.layer == "signal":
            note = notes.setdefault(span.name, Note(len(notes) + 1, span.name, span.against))
            number = note.number
        out.append(msgspec.structs.replace(span, note=number))
    return out, list(notes.values())


def _signals(where: Desk, view: View, one: Operation) -> list[dict[str, Any]]:
    out = []
    for row in queries.indicators(view.snapshot, one.id):
        span = Span(row["start"], row["end"], "signal", row["indicator"], against=row["weight"] < 0)
        cut = pieces(row["text"], [span], excerpt(row["text"], [span], 300))
        out.append({**row, "pieces": cut, "words": where.sentence(row["indicator"])})
    return out


def _alignments(view: View, one: Operation) -> dict[str, Alignment]:
    members = queries.aligned(view.snapshot, one.id)
    return {
        identifier: align(view.templates[identifier], members.get(identifier, ()))
        for identifier in one.templates
        if identifier in view.templates
    }


def _ties(links: Sequence[dict[str, Any]], templates: Sequence[str]) -> list[Tie]:
    found: dict[tuple[str, str], tuple[int, float]] = {}
    for row in links:
        posts, bits = found.get((row["kind"], row["key"]), (0, 0.0))
        found[row["kind"], row["key"]] = posts + 1, max(bits, row["weight"])
    ties = [
        Tie(kind, key, posts, bits, graph.label(key, templates), chance(bits))
        for (kind, key), (posts, bits) in found.items()
    ]
    return sorted(ties, key=lambda tie: (-tie.bits, -tie.posts, tie.key))


def _timeline(view: View, one: Operation) -> timeline.Timeline | None:
    moments = queries.moments(view.snapshot, one.id)
    if len({place for _, place, _ in moments if place}) > 1:
        return timeline.draw((at, place_name(p) if p else "") for at, p, _ in moments)
    names = {identifier: f"template {n}" for n, identifier in enumerate(one.templates, start=1)}
    return timeline.draw((at, names.get(t, "")) for at, _, t in moments)


def _map(view: View, one: Operation) -> worldmap.WorldMap | None:
    seen = [
        worldmap.Seen(code=row["code"], posts=row["posts"], first=row["since"])
        for row in queries.places(view.snapshot, one.id)
    ]
    return worldmap.draw(seen)
