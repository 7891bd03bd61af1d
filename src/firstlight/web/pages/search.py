"""Search over posts, with the hits marked, and the page of a single post."""

import shlex

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from firstlight.store.texts import plain
from firstlight.web import queries
from firstlight.web.desk import desk
from firstlight.web.pages.operation import numbered
from firstlight.web.pages.paging import paging
from firstlight.web.pages.render import page
from firstlight.web.show.pairs import nearest
from firstlight.web.show.quote import Span, excerpt, pieces

PER_PAGE = 20
LONGEST_QUERY, MOST_TERMS = 400, 12
LONGEST_SHOWN = 100_000


def search(request: Request) -> Response:
    """Show the posts that hold every word asked for; "quoted words" stay together."""
    view = desk(request).view()
    query = request.query_params.get("q", "")[:LONGEST_QUERY]
    lang = request.query_params.get("lang", "")[:12]
    terms = split(query)
    if view is None or not terms:
        return page(request, "search.html", query=query, lang=lang, found=None)
    first = (paging(request, 10**9, PER_PAGE).number - 1) * PER_PAGE
    answer = queries.search(
        view.snapshot, terms, lang=lang, limit=PER_PAGE, offset=min(first, queries.COUNTED)
    )
    ids = [post["id"] for post in answer.posts]
    held = queries.operations_of(view.snapshot, ids)
    valued = queries.valued(view.snapshot, ids, terms)
    found = []
    for post in answer.posts:
        spans = hits(post["text"], terms) + valued.get(post["id"], [])
        cut = pieces(post["text"], spans, excerpt(post["text"], spans, 320))
        found.append({"post": post, "pieces": cut, "operation": held.get(post["id"])})
    where = paging(request, min(answer.total, queries.COUNTED), PER_PAGE)
    return page(
        request,
        "search.html",
        query=query,
        lang=lang,
        found=found,
        where=where,
        total=answer.total,
        loosely=answer.loosely and answer.total > 0,
        counted=queries.COUNTED,
    )


def split(query: str) -> list[str]:
    """Split a query into words; words in double quotes stay together, a lone quote is a sign."""
    lexer = shlex.shlex(query, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
    try:
        terms = list(lexer)
    except ValueError:
        terms = query.replace('"', " ").split()
    return [term for term in terms if term.strip()][:MOST_TERMS]


def hits(text: str, terms: list[str]) -> list[Span]:
    """Return where the terms stand in the text, any case, with or without accents; at most 200."""
    letters: dict[str, str | int | None] = {
        char: low for char in set(text) if len(low := plain(char)) == 1 and low != char
    }
    folded = text.translate(str.maketrans(letters))
    out: list[Span] = []
    for term in map(plain, terms):
        at = folded.find(term)
        while at != -1 and len(out) < 200:
            out.append(Span(at, at + len(term), "hit"))
            at = folded.find(term, at + len(term))
    return out


def post(request: Request) -> Response:
    """Show one post in full, with what was found in it."""
    where = desk(request)
    view = where.view()
    rows = queries.posts(view.snapshot, [request.path_params["id"]]) if view else []
    if view is None or not rows:
        raise HTTPException(404, "No post of this id in the latest run.")
    found = rows[0]
    identifier = found["id"]
    spans, notes = numbered(queries.spans(view.snapshot, [identifier]).get(identifier, []))
    shown = (0, min(len(found["text"]), LONGEST_SHOWN))
    cut_text = pieces(found["text"], spans, shown)
    operation = queries.operations_of(view.snapshot, [identifier]).get(identifier)
    return page(
        request,
        "post.html",
        post=found,
        pieces=cut_text,
        hidden=sum(run.ghost is not None for piece in cut_text for run in piece.runs),
        notes=notes,
        mentions=queries.mentions(view.snapshot, identifier),
        sentence=where.sentence,
        operation=operation,
        pairs=nearest(view.snapshot, identifier, operation) if operation else [],
        cut=len(found["text"]) - shown[1],
    )
