"""Fees that the worker paid: what is to be given back, by currency."""

from collections.abc import Iterable
from fractions import Fraction

from babel.numbers import get_currency_precision

from firstlight.rights.answer import Judged, Span
from firstlight.rights.case import Case
from firstlight.rights.exact import ZERO, written
from firstlight.rights.pick import Law
from firstlight.rights.taken import judge_fee
from firstlight.rulebook.book import Rulebook


def judge_fees(case: Case, rulebook: Rulebook, pay: tuple[Fraction, str] | None) -> list[Judged]:
    """Return each fee with its judgement; `pay` is a month's pay and its currency."""

    def law_of(place: str) -> Law:
        return Law(rulebook.law.get(place[:2], ()), place, case.facts, "low")

    found = []
    for fee in case.fees:
        known = pay[0] if pay is not None and pay[1] == fee.currency else None
        judged = judge_fee(fee, case, law_of, known)
        digits = get_currency_precision(fee.currency)
        found.append(judged.told(fee.kind, fee.on, Fraction(fee.amount), fee.currency, digits))
    return found


def fees_back(fees: Iterable[Judged]) -> dict[str, Span]:
    """Return what is to be given back in each currency."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for fee in fees:
        low, high = found.get(fee.currency, (ZERO, ZERO))
        found[fee.currency] = (low + Fraction(fee.back.low), high + Fraction(fee.back.high))
    return {currency: _span(currency, *found[currency]) for currency in sorted(found)}


def _span(currency: str, low: Fraction, high: Fraction) -> Span:
    digits = get_currency_precision(currency)
    return Span(low=written(low, digits), high=written(high, digits))
