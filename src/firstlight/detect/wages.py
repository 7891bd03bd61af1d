"""Pay below the legal minimum: a wage mention against the dated floors of the place named.

Compared only like with like: same currency, same period, a floor that may be stated for the day.
Of the floors of several ages, sectors or parts of a country the lowest is taken, so that what is
called below the minimum is below every rate that could apply. No floor, no signal.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from firstlight.model.mention import Mention
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule

TOPIC = "minimum_wage"
_SANE = Decimal("0.02")
"""Below this share of the floor a figure is a slip or a token, not a wage."""


def below_minimum(
    rulebook: Rulebook, mentions: Sequence[Mention], *, place: str | None, on: date
) -> list[Mention]:
    """Return the wage mentions that are below the floor of every place that could be meant."""
    wages = [mention for mention in mentions if mention.kind == "wage"]
    if not wages:
        return []
    named = {mention.value for mention in mentions if mention.kind == "place"}
    places = named or ({place} if place else set())
    found = []
    for mention in wages:
        amount, currency, period = read_wage(mention.value)
        if amount is None:
            continue
        floors = [_floor(rulebook, where, currency, period, on) for where in sorted(places)]
        known = [floor for floor in floors if floor is not None]
        if known and all(floor * _SANE < amount < floor for floor in known):
            found.append(mention)
    return found


def read_wage(value: str) -> tuple[Decimal | None, str, str]:
    """Return amount, currency and period of "1500 USD/month"; None where it is not so written."""
    money, _, period = value.partition("/")
    figure, _, currency = money.partition(" ")
    try:
        amount = Decimal(figure)
    except InvalidOperation:
        return None, currency, period
    return (amount if amount.is_finite() else None), currency, period


def _floor(rulebook: Rulebook, place: str, currency: str, period: str, on: date) -> Decimal | None:
    code = place.partition(":")[0]
    for rules in (rulebook.stated(TOPIC, code, on), _of_country(rulebook, code[:2], on)):
        amounts = [rule.amount for rule in rules if _comparable(rule, currency, period)]
        if amounts:
            return min(amounts)
    return None


def _of_country(rulebook: Rulebook, country: str, on: date) -> Iterable[Rule]:
    return [
        rule for rule in rulebook.law.get(country, ()) if rule.topic == TOPIC and rule.stated(on)
    ]


def _comparable(rule: Rule, currency: str, period: str) -> bool:
    return rule.currency == currency and rule.unit == period
