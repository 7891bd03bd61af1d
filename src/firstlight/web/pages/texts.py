"""Shared texts: every template with its class and the reasons for it, the benign ones too."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from firstlight.web import queries
from firstlight.web.desk import desk
from firstlight.web.pages.paging import paging
from firstlight.web.pages.render import page
from firstlight.web.show.words import CLASS_WORDS

PER_PAGE = 20
BENIGN = "benign"
GROUPS = {BENIGN: ("agency", "notice", "chatter"), **{kind: (kind,) for kind in CLASS_WORDS}}
"""What can be asked for: the benign classes together, or one class."""


def texts(request: Request) -> Response:
    """Show the templates of a class, most used first, with their reasons and some posts."""
    view = desk(request).view()
    if view is None:
        return page(request, "empty.html")
    asked = request.query_params.get("class", "")
    wanted = GROUPS.get(asked, tuple(CLASS_WORDS))
    chosen = [template for template in view.templates.values() if template.kind in wanted]
    where = paging(request, len(chosen), PER_PAGE)
    shown = chosen[where.first : where.last]
    counts = Counter[str](template.kind for template in view.templates.values())
    return page(
        request,
        "texts.html",
        asked=asked if asked in GROUPS else "",
        choices={kind: counts[kind] for kind in CLASS_WORDS},
        benign=sum(counts[kind] for kind in GROUPS[BENIGN]),
        total=len(view.templates),
        chosen=len(chosen),
        shown=shown,
        held=queries.held_by(view.snapshot, [template.id for template in shown]),
        where=where,
    )
