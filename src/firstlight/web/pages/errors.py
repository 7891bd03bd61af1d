"""The pages for what cannot be shown: a plain sentence, what to do next, nothing of the inside."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from firstlight.model.errors import FirstlightError
from firstlight.web.pages.render import page
from firstlight.web.refuse.headers import HEADERS

SENTENCES = {
    400: "The request could not be read",
    403: "Not allowed",
    404: "There is nothing at this address",
    405: "This address does not take that",
    409: "The evidence changed while you were reading",
    413: "That is too large",
    503: "That question took too long",
}


def refusal(request: Request, status: int, title: str, *, wrong_token: bool = False) -> Response:
    """Return the page for a request that was refused at the door; it tells how to log in."""
    return page(request, "refused.html", status, title=title, wrong_token=wrong_token)


def http_error(request: Request, error: Exception) -> Response:
    """Return the page for an error with a status; details are ours, never the input's."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = SENTENCES.get(status, "Something went wrong")
    detail = error.detail if isinstance(error, HTTPException) else ""
    return page(request, "error.html", status, status=status, title=title, detail=detail)


def input_error(request: Request, error: Exception) -> Response:
    """Return the page for a fault of the input: its sentence names file, row and remedy."""
    sentence = str(error) if isinstance(error, FirstlightError) else ""
    title = "The input cannot be used"
    return page(request, "error.html", 400, status=400, title=title, detail=sentence)


def server_error(request: Request, _error: Exception) -> Response:
    """Return the page for a fault of ours; the cause stays in the server's log."""
    answer = page(
        request, "error.html", 500, status=500, title="Something went wrong here", detail=""
    )
    answer.headers.update(HEADERS)  # this page is made outside of all refusals
    return answer
