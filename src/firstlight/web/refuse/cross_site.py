"""Refuse writes that another site's page sends: Sec-Fetch-Site decides, else Origin must be ours.

Browsers set both themselves and no page can forge them. A write that carries neither proof is
refused as well.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from firstlight.web.pages.errors import refusal

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def ours(headers: Headers) -> bool:
    """Tell whether a write with these headers was sent by one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and origin == f"http://{headers.get('host', '')}"


class CrossSite:
    """Answer 403 to unsafe methods that do not come from our own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass safe methods and our own writes on."""
        if scope["type"] != "http" or scope["method"] in SAFE or ours(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        response = refusal(Request(scope, receive), 403, "This did not come from Firstlight's page")
        await response(scope, receive, send)
