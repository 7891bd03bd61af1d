"""What was taken from the worker: deductions from pay, and fees for the job, under the law."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction

import msgspec

from firstlight.rights.answer import Judged, Span
from firstlight.rights.case import Case, Charged, Taken
from firstlight.rights.exact import ZERO, written
from firstlight.rights.pick import Law
from firstlight.rulebook.law import Rule

_STRICT = {"forbidden": 0, "capped": 1, "not_agreed": 2, "unclear": 3, "allowed": 4}
Laws = Callable[[str], Law]
"""The law of a place for the worker of a case."""


class Judgement(msgspec.Struct, frozen=True):
    """A verdict on an amount: what must be given back, for sure (`low`) and at most (`high`)."""

    verdict: str
    low: Fraction
    high: Fraction
    rules: tuple[str, ...]

    def told(self, kind: str, on: date, amount: Fraction, currency: str, digits: int) -> Judged:
        """Return the judgement as written."""
        return Judged(
            kind=kind,
            on=on,
            amount=written(amount, digits),
            currency=currency,
            verdict=self.verdict,
            back=Span(low=written(self.low, digits), high=written(self.high, digits)),
            rules=self.rules,
        )


def judge_deductions(
    deductions: Iterable[Taken], law: Law, due: Mapping[str, Fraction]
) -> list[Judgement]:
    """Return a judgement of each deduction, in order. `due` is the pay due by month ("2026-03").

    Deductions of a month that together pass the law's limit, a share of that month's pay, must be
    given back above it: the last ones first hit it.
    """
    lawful: dict[str, Fraction] = {}
    found = []
    for one in deductions:
        judged = _deduction(one, law, due)
        month = one.on.isoformat()[:7]
        judged = _limited(judged, one, law, due.get(month), lawful.get(month, ZERO))
        lawful[month] = lawful.get(month, ZERO) + Fraction(one.amount) - judged.low
        found.append(judged)
    return found


def _deduction(one: Taken, law: Law, due: Mapping[str, Fraction]) -> Judgement:
    amount = Fraction(one.amount)
    rule = law.rule("deduction", one.on, kind=one.kind)
    pay = due.get(one.on.isoformat()[:7])
    return _judge(rule, amount, one.agreed, pay)


def _limited(
    judged: Judgement, one: Taken, law: Law, pay: Fraction | None, before: Fraction
) -> Judgement:
    rule = law.rule("deduction_limit", one.on)
    if rule is None or rule.unit != "percent" or pay is None:
        return judged
    amount = Fraction(one.amount)
    room = max(pay * Fraction(rule.value) / 100 - before, ZERO)
    over = max(amount - room, ZERO)
    if over <= judged.low:
        return judged
    verdict = "capped" if judged.verdict != "forbidden" else judged.verdict
    return Judgement(verdict, over, max(over, judged.high), (*judged.rules, rule.id))


def judge_fee(fee: Charged, case: Case, laws: Laws, pay: Fraction | None) -> Judgement:
    """Return the judgement of a fee under the law of the place of work and of where it was paid.

    The stricter of both counts: what one law forbids is to be given back. `pay` is a month's pay
    in the fee's currency, None where not known.
    """
    found = []
    for place in dict.fromkeys((case.place, fee.place or case.place)):
        rule = laws(place).rule("fee", fee.on, kind=fee.kind)
        if rule is None or rule.currency in {None, fee.currency} or rule.unit == "verdict":
            found.append(_judge(rule, Fraction(fee.amount), None, pay))
    unclear = Judgement("unclear", ZERO, Fraction(fee.amount), ())
    told = [one for one in found if one.rules] or [unclear]
    return min(told, key=lambda one: (-one.low, _STRICT[one.verdict], one.high))


def _judge(
    rule: Rule | None, amount: Fraction, agreed: str | None, pay: Fraction | None
) -> Judgement:
    if rule is None:
        return Judgement("unclear", ZERO, amount, ())
    rules = (rule.id,)
    if rule.unit == "verdict":
        return _by_verdict(rule, amount, agreed)
    most = _most(rule, pay)
    if most is None:
        return Judgement("unclear", ZERO, amount, rules)
    over = max(amount - most, ZERO)
    return Judgement("capped" if over else "allowed", over, over, rules)


def _by_verdict(rule: Rule, amount: Fraction, agreed: str | None) -> Judgement:
    rules = (rule.id,)
    match rule.value, agreed:
        case "forbidden", _:
            return Judgement("forbidden", amount, amount, rules)
        case ("allowed", _) | ("with_consent", "yes"):
            return Judgement("allowed", ZERO, ZERO, rules)
        case "with_consent", "no":
            return Judgement("not_agreed", amount, amount, rules)
        case _:
            return Judgement("unclear", ZERO, amount, rules)


def _most(rule: Rule, pay: Fraction | None) -> Fraction | None:
    """Return the most that a rule lets be taken, None where it hangs on a pay not known."""
    value = Fraction(rule.value)
    if rule.unit == "percent":
        return None if pay is None else pay * value / 100
    if rule.unit == "months_of_pay":
        return None if pay is None else pay * value
    if rule.unit == "days_of_pay":
        return None if pay is None else pay * value / 30
    return value if rule.unit in {"month", "piece"} else None
