"""Paging: which part of a list is shown, and the addresses of the parts before and after."""

from urllib.parse import urlencode

import msgspec
from starlette.requests import Request

MOST_PAGES = 10_000


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """Items `first`…`last` (end exclusive) of `total`; addresses are None at the ends."""

    first: int
    last: int
    total: int
    number: int
    pages: int
    before: str | None
    after: str | None


def paging(request: Request, total: int, per_page: int, name: str = "page") -> Paging:
    """Read the page number from the query (1 where absent or absurd) and keep it in range."""
    pages = max(1, min(-(-total // per_page), MOST_PAGES))
    asked = request.query_params.get(name, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = min(max(number, 1), pages)
    first = (number - 1) * per_page
    return Paging(
        first=first,
        last=min(first + per_page, total),
        total=total,
        number=number,
        pages=pages,
        before=address(request, **{name: number - 1}) if number > 1 else None,
        after=address(request, **{name: number + 1}) if number < pages else None,
    )


def address(request: Request, **changed: object) -> str:
    """Return this page's address with some query values changed; None takes a value out."""
    query: dict[str, object] = {**request.query_params, **changed}
    return "?" + urlencode({name: value for name, value in query.items() if value is not None})
