"""Wages owed, the offer check and the law of a place: a page for caseworkers and a JSON API.

Nothing that is sent here is kept: no row, no file, no line in a log holds it.
"""

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from firstlight.model.errors import InputError
from firstlight.rights.answer import Answer
from firstlight.rights.case import Case
from firstlight.rights.offer import ASK, NOT_SAFE, OfferAnswer, OfferChecker
from firstlight.rights.read_case import read_case, reckon_case
from firstlight.rights.shown import place_law
from firstlight.rights.words import cited, told
from firstlight.rulebook.load import load_rulebook
from firstlight.web.pages.render import page

_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}")
_FIELD = 60_000


class OfferAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of POST /api/rights/check."""

    text: str
    place: str | None = None
    lang: str | None = None
    on: date | None = None
    facts: dict[str, str] = {}


@cache
def checker() -> OfferChecker:
    """Return the checker of the shipped rulebook, made when first asked for."""
    return OfferChecker(load_rulebook())


def rights(request: Request) -> Response:
    """Show the forms."""
    return _shown(request)


async def rights_owed(request: Request) -> Response:
    """Reckon the case of the form."""
    text = await _field(request, "case")
    try:
        answer = await run_in_threadpool(_reckon, text)
    except InputError as fault:
        return _shown(request, case=text, fault=str(fault), status=400)
    return _shown(request, case=text, lines=list(told(answer)))


async def rights_check(request: Request) -> Response:
    """Check the offer of the form."""
    async with request.form(max_files=0, max_fields=4, max_part_size=_FIELD * 4) as form:
        text, place = str(form.get("text", "")), str(form.get("place", "")).strip().upper()
    if place and not _PLACE.fullmatch(place):
        fault = "The place is an ISO 3166 code such as MY or US-CA."
        return _shown(request, text=text, fault=fault, status=400)
    found = await run_in_threadpool(_check, OfferAsked(text[:_FIELD], place or None))
    return _shown(request, text=text, place=place, found=found)


async def api_owed(request: Request) -> Response:
    """Answer a case in JSON with the answer in JSON."""
    case = await _body(request, Case)
    try:
        return _json(await run_in_threadpool(reckon_case, case, load_rulebook(), "case"))
    except InputError as fault:
        raise HTTPException(400, str(fault)) from fault


async def api_check(request: Request) -> Response:
    """Answer an offer in JSON with what the check found."""
    asked = await _body(request, OfferAsked)
    return _json(await run_in_threadpool(_check, asked))


def api_law(request: Request) -> Response:
    """Answer with the law and the help on record of a place; ?on=2026-11-25 for a day."""
    place = request.path_params["place"]
    try:
        on = date.fromisoformat(request.query_params.get("on") or str(_today()))
    except ValueError as fault:
        raise HTTPException(400, "on: write a day as 2026-11-25.") from fault
    if not _PLACE.fullmatch(place):
        raise HTTPException(400, "The place is an ISO 3166 code such as MY or US-CA.")
    return _json(place_law(load_rulebook(), place, on))


def _reckon(text: str) -> Answer:
    return reckon_case(read_case(text, "case"), load_rulebook(), "case")


def _check(asked: OfferAsked) -> OfferAnswer:
    day = asked.on or _today()
    return checker().check(
        asked.text, place=asked.place, on=day, lang=asked.lang, facts=asked.facts
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


async def _body(request: Request, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise HTTPException(400, f"The body is not as it must be: {fault}.") from fault


async def _field(request: Request, name: str) -> str:
    async with request.form(max_files=0, max_fields=2, max_part_size=_FIELD * 4) as form:
        return str(form.get(name, ""))[:_FIELD]


def _shown(request: Request, status: int = 200, **known: Any) -> Response:
    empty: dict[str, Any] = {
        "case": "", "text": "", "place": "", "fault": None, "lines": None, "found": None
    }  # fmt: skip
    context = empty | known
    return page(request, "rights.html", status, ask=ASK, not_safe=NOT_SAFE, cited=cited, **context)
