"""The queue: operations, most urgent first, each with its reason and a quote before any figure."""

from collections.abc import Mapping, Sequence
from typing import Any

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
from firstlight.web.show.timeline import spark

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
    verdict: str | None
    quote: list[Piece]
    lang: str | None
    indicator: str
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
    lines = _lines(request, view, chosen[where.first : where.last], verdicts)
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


def _lines(
    request: Request, view: View, shown: Sequence[Operation], verdicts: Mapping[str, Decision]
) -> list[Line]:
    ids = [operation.id for operation in shown]
    quotes = queries.strongest_quotes(view.snapshot, ids)
    quotes |= queries.first_posts(view.snapshot, [one for one in ids if one not in quotes])
    marks = queries.spans(view.snapshot, [row["post"] for row in quotes.values()])
    active = queries.activity(view.snapshot, ids)
    return [
        Line(
            operation=operation,
            verdict=verdicts[operation.id].verdict if operation.id in verdicts else None,
            quote=_quote(quotes.get(operation.id), marks),
            lang=quotes.get(operation.id, {}).get("lang"),
            indicator=_title(request, quotes.get(operation.id)),
            spark=spark(active.get(operation.id, [])),
        )
        for operation in shown
    ]


def _quote(row: Mapping[str, Any] | None, marks: Mapping[str, list[Span]]) -> list[Piece]:
    if row is None:
        return []
    signals = [span for span in marks.get(row["post"], []) if span.layer == "signal"]
    strongest = [span for span in signals if span.start == row.get("start")]
    return pieces(row["text"], signals, excerpt(row["text"], strongest or signals, 240))


def _title(request: Request, row: Mapping[str, Any] | None) -> str:
    return desk(request).sentence(row["indicator"]).title if row and "indicator" in row else ""


def _choices(operations: Sequence[Operation]) -> dict[str, list[str]]:
    return {
        "kind": sorted({kind for one in operations for kind in one.link_kinds}),
        "place": sorted({place for one in operations for place in one.places}),
        "lang": sorted({lang for one in operations for lang in one.languages}),
    }
