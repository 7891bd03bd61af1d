"""The queue: operations, most urgent first, each with its reason and a quote before any figure."""

from collections.abc import Mapping, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from firstlight.model.decision import Decision
from firstlight.model.operation import Operation
from firstlight.web import queries
from firstlight.web.desk import View, desk
from firstlight.web.pages.paging import paging
from firstlight.web.pages.render import page
from firstlight.web.show.quote import Piece, Span, excerpt, pieces
from firstlight.web.show.reason import Said, lead, others
from firstlight.web.show.timeline import spark
from firstlight.web.show.words import brief

PER_PAGE = 20
ORDERS = {"urgency": "most urgent", "latest": "latest posts", "size": "most posts"}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader asked the queue for; empty means any."""

    state: str = ""
    kind: str = ""
    place: str = ""
    lang: str = ""
    order: str = "urgency"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One operation as the queue shows it."""

    operation: Operation
    lead: Said
    others: list[Said]
    verdict: str | None
    quote: list[Piece]
    lang: str | None
    spark: list[list[float]]


def queue(request: Request) -> Response:
    """Show the queue, or how to begin where no run has been made."""
    view = desk(request).view()
    if view is None:
        return page(request, "empty.html")
    wanted = _wanted(request)
    verdicts = desk(request).verdicts()
    chosen = _chosen(view.operations, wanted, verdicts)
    where = paging(request, len(chosen), PER_PAGE)
    lines = _lines(view, chosen[where.first : where.last], verdicts)
    return page(
        request,
        "queue.html",
        summary=view.summary,
        lines=lines,
        where=where,
        wanted=wanted,
        choices=_choices(view.operations),
        orders=ORDERS,
        total=len(view.operations),
        undecided=sum(operation.id not in verdicts for operation in view.operations),
    )


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    order = asked.get("order", "urgency")
    return Wanted(
        order=order if order in ORDERS else "urgency",
        **{name: asked.get(name, "") for name in ("state", "kind", "place", "lang")},
    )


def neighbours(view: View, operation: str) -> tuple[str | None, str | None]:
    """Return the operations before and after one in the queue's own order."""
    ids = [one.id for one in view.operations]
    at = ids.index(operation)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def _chosen(
    operations: Sequence[Operation], wanted: Wanted, verdicts: Mapping[str, Decision]
) -> list[Operation]:
    def state(operation: Operation) -> str:
        decision = verdicts.get(operation.id)
        return decision.verdict if decision else "new"

    kept = [
        one
        for one in operations
        if (not wanted.state or state(one) == wanted.state)
        and (not wanted.kind or wanted.kind in one.link_kinds)
        and (not wanted.place or wanted.place in one.places)
        and (not wanted.lang or wanted.lang in one.languages)
    ]
    if wanted.order == "latest":
        kept.sort(key=lambda one: one.last_seen.timestamp() if one.last_seen else 0, reverse=True)
    elif wanted.order == "size":
        kept.sort(key=lambda one: -one.posts)
    return kept


def _lines(view: View, shown: Sequence[Operation], verdicts: Mapping[str, Decision]) -> list[Line]:
    ids = [operation.id for operation in shown]
    leads = {operation.id: lead(operation.reasons) for operation in shown}
    quotes = _posts_to_quote(view, leads)
    marks = queries.spans(view.snapshot, [row["id"] for row in quotes.values()])
    active = queries.activity(view.snapshot, ids)
    return [
        Line(
            operation=operation,
            lead=leads[operation.id],
            others=others(operation.reasons, leads[operation.id])[:1],
            verdict=verdicts[operation.id].verdict if operation.id in verdicts else None,
            quote=_quote(quotes.get(operation.id), marks, leads[operation.id].quote),
            lang=quotes.get(operation.id, {}).get("lang"),
            spark=spark(active.get(operation.id, [])),
        )
        for operation in shown
    ]


def _posts_to_quote(view: View, leads: Mapping[str, Said]) -> dict[str, queries.Row]:
    """Return per operation the post that its leading reason quotes, else its earliest post."""
    named = [said.post for said in leads.values() if said.post]
    posts = {row["id"]: row for row in queries.posts(view.snapshot, named)}
    found = {one: posts[said.post] for one, said in leads.items() if said.post in posts}
    return found | queries.first_posts(view.snapshot, [one for one in leads if one not in found])


def _quote(row: queries.Row | None, marks: Mapping[str, list[Span]], quoted: str) -> list[Piece]:
    if row is None:
        return []
    text, start = row["text"], quoted.rstrip("…")
    signals = [span for span in marks.get(row["id"], []) if span.layer == "signal"]
    led = [span for span in signals if brief(text[span.start : span.end]).startswith(start)]
    return pieces(text, signals, excerpt(text, led or signals, 240))


def _choices(operations: Sequence[Operation]) -> dict[str, list[str]]:
    return {
        "kind": sorted({kind for one in operations for kind in one.link_kinds}),
        "place": sorted({place for one in operations for place in one.places}),
        "lang": sorted({lang for one in operations for lang in one.languages}),
    }
