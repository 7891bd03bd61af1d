"""Refuse whoever does not hold the token that `firstlight serve` printed (as Jupyter does it).

An address with `?token=` is answered once with a cookie and a redirect to the same address without
the token, so that the token stays out of the address bar, the history and copied links. The cookie
holds a digest of the token, never the token.
"""

import hmac
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from firstlight.web.pages.errors import refusal

OPEN = ("/static/",)
"""Our own code and icons: the same for everyone, so the refusing page can be laid out."""


class Login:
    """Let requests with the right cookie through, turn a right token into the cookie, else 403."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token.encode()
        self.proof = hmac.new(self.token, b"firstlight session", sha256).hexdigest()
        self.cookie = "firstlight_" + sha256(self.proof.encode()).hexdigest()[:8]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Decide by token, then by cookie; lifespan messages pass."""
        if scope["type"] != "http" or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        offered = request.query_params.get("token")
        if offered is not None and request.method == "GET" and self._same(offered, self.token):
            await self._welcome(request)(scope, receive, send)
        elif self._same(request.cookies.get(self.cookie, ""), self.proof.encode()):
            await self.app(scope, receive, send)
        else:
            response = refusal(request, 403, "Log in first", wrong_token=offered is not None)
            await response(scope, receive, send)

    @staticmethod
    def _same(offered: str, expected: bytes) -> bool:
        return hmac.compare_digest(offered.encode("utf-8", "surrogatepass"), expected)

    def _welcome(self, request: Request) -> Response:
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        path = "/" + request.url.path.lstrip("/")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        answer.set_cookie(self.cookie, self.proof, httponly=True, samesite="strict", path="/")
        return answer
