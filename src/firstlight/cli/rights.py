"""firstlight rights: wages owed, the offer check, the law of a place."""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Rules
from firstlight.cli.output import say, say_json
from firstlight.model.errors import InputError
from firstlight.rights.offer import ASK, NOT_SAFE, OfferAnswer, OfferChecker
from firstlight.rights.read_case import read_case, reckon_case
from firstlight.rights.shown import PlaceLaw, place_law
from firstlight.rights.words import cited, told
from firstlight.rulebook.help import Contact, Line
from firstlight.rulebook.help_checks import from_abroad
from firstlight.rulebook.load import load_rulebook

rights = typer.Typer(no_args_is_help=True, help="What the law of a place gives a worker.")
app.add_typer(rights, name="rights")

_LONGEST = 200_000
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="Where the work is: ISO 3166 code, MY or US-CA.")
]
OnOption = Annotated[
    str | None, typer.Option("--on", help="The day whose law counts. [default: today]")
]
CaseFile = Annotated[Path, typer.Argument(help="The case as YAML; '-' is standard input.")]
OfferFile = Annotated[Path, typer.Argument(help="The offer as text; '-' is standard input.")]


@rights.command()
def owed(case: CaseFile, *, rules: Rules = None, json: Json = False) -> None:
    """Reckon the wages owed in a case, line by line, with the law behind each line."""
    name = str(case)
    answer = reckon_case(read_case(_read(case), name), load_rulebook(rules or ()), name)
    if json:
        say_json(answer)
        return
    for line in told(answer):
        say(line)


@rights.command()
def check(
    offer: OfferFile,
    *,
    place: PlaceOption = None,
    lang: Annotated[str | None, typer.Option(help="Language of the text. [default: all]")] = None,
    on: OnOption = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Check an offer, contract or message: warning signs, pay against the law, what is missing."""
    checker = OfferChecker(load_rulebook(rules or ()))
    answer = checker.check(_read(offer), place=place, on=_day(on), lang=lang)
    if json:
        say_json(answer)
        return
    _tell_offer(answer)


@rights.command()
def show(
    place: Annotated[str, typer.Argument(help="ISO 3166 code of a country or a part of it.")],
    *,
    on: OnOption = None,
    rules: Rules = None,
    json: Json = False,
) -> None:
    """Show the law on record of a place on a day, what is withheld, and whom to ask for help."""
    found = place_law(load_rulebook(rules or ()), place, _day(on))
    if json:
        say_json(found)
    else:
        _tell_law(found)


def _tell_offer(answer: OfferAnswer) -> None:
    warnings = [sign for sign in answer.signs if not sign.counter]
    for sign in warnings:
        say(f"Look at this: {sign.sentence}")
        for quote in sign.quotes:
            say(f"  “{' '.join(quote.text.split())}”")
    for pay in answer.pay:
        least = f"; the least by law is {pay.minimum} an {pay.minimum_unit}" if pay.minimum else ""
        verdict = {"below": "is below the law", "not_below": "is not below the law"}
        says = verdict.get(pay.verdict, "cannot be compared with the law on record")
        say(f"Pay of {pay.amount} {pay.currency} a {pay.unit} {says}{least}")
    for sign in answer.signs:
        if sign.counter:
            say(f"It also says: {sign.sentence}")
    if not answer.found:
        say(NOT_SAFE)
    say(f"An honest offer also tells: {', '.join(answer.missing) or 'all of it is there'}")
    say("Ask:")
    for code in answer.ask:
        say(f"  {ASK[code]}")
    for key, rule in answer.sources.items():
        say(f"  [{key}] {cited(rule)}")


def _tell_law(found: PlaceLaw) -> None:
    say(f"{found.place} on {found.on}")
    for rule in found.rules:
        scope = ", ".join(f"{key} {value}" for key, value in rule.scope.items())
        say(f"  {cited(rule.cited)}" + (f" — for {scope}" if scope else ""))
    for one in found.withheld:
        say(f"  withheld: {one.id} ({one.reason})")
    for contact in found.help:
        say(f"  help: {_reach(contact, contact.lines)}")
    for country, contact in found.home:
        say(f"  help from home for {country}: {_reach(contact, from_abroad(contact))}")
    if not found.rules:
        say("  No law of this place is on record.")
    if found.parts:
        say(f"  Parts with law of their own (show one of them): {', '.join(found.parts)}")
    _tell_missing(found)


def _tell_missing(found: PlaceLaw) -> None:
    for one in found.missing:
        topic = one.topic.replace("_", " ")
        if one.places:
            say(f"  We do not know the {topic} of {', '.join(one.places)}.")
        elif one.only:
            say(f"  We do not know {topic}, but for: {'; '.join(one.only)}.")
        else:
            say(f"  We do not know {topic}.")
    if not found.help:
        say("  We have no checked number of help in this place.")
    if found.missing:
        ask = "; ".join(_reach(one, one.lines) for one in found.ask[:2])
        say(f"  Ask: {ask or 'a lawyer, a union or the labour ministry; we know no number'}")


def _reach(contact: Contact, lines: Iterable[Line]) -> str:
    numbers = ", ".join(dict.fromkeys(line.number for line in lines))
    return f"{contact.english}: {numbers or contact.web or contact.email}"


def _read(path: Path) -> str:
    """Return the text of a file or of standard input; a fault names it."""
    try:
        data: Any = sys.stdin.buffer.read(_LONGEST * 4) if str(path) == "-" else path.read_bytes()
        text = str(data.decode("utf-8-sig"))
    except OSError as fault:
        raise InputError(
            f"it cannot be read ({fault.strerror})", file=str(path), remedy="Check the path."
        ) from fault
    except UnicodeDecodeError as fault:
        raise InputError("it is not UTF-8", file=str(path), remedy="Save it as UTF-8.") from fault
    if len(text) > _LONGEST:
        raise InputError(
            "it is longer than 200,000 characters", file=str(path), remedy="Give the offer alone."
        )
    return text


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--on {text}: write a day as 2026-11-25") from None
