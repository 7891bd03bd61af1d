"""What a worker is owed for any past period: the sum, its range, its working and its sources.

Every day is paid at the rate of that day. The reckoning is done twice, at the legal minimum and at
the pay agreed, with the premiums of the law on both; each month counts on the basis that pays more.
It is done for the rules that surely hold (`low`) and for those that may (`high`): where a fact is
not known the answer is a range. Days without law on record are refused, with the reason.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec
from babel.numbers import get_currency_precision

from firstlight.rights.answer import Answer, Span
from firstlight.rights.case import Case
from firstlight.rights.days import CaseFault, Day, lay_out
from firstlight.rights.exact import ZERO, rounded, written
from firstlight.rights.fees import fees_back, judge_fees
from firstlight.rights.lines import MonthPay, by_month
from firstlight.rights.pick import Law, Mode
from firstlight.rights.rates import BasisName
from firstlight.rights.reckon import reckon
from firstlight.rights.refused import lacking, refused_days
from firstlight.rights.sources import sources
from firstlight.rights.taken import Judgement, judge_deductions
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule

_NUMBER = re.compile(r"^[0-9]{1,6}(\.[0-9]{1,4})?$")
_MODES: tuple[Mode, Mode] = ("low", "high")


class _Sum(msgspec.Struct, frozen=True):
    """The reckoning in one mode."""

    months: dict[str, MonthPay]
    due: Fraction
    back: list[Judgement]
    owed: Fraction
    unsure: frozenset[str]


def owed(case: Case, rulebook: Rulebook) -> Answer:
    """Return what is owed. Raises CaseFault for a case that cannot be reckoned."""
    days = lay_out(case)
    check_facts(case)
    rules = [rule for rule in rulebook.law.get(case.place[:2], ()) if rule.tier != "C"]
    currency = _currency(case, rules)
    digits = get_currency_precision(currency)
    sums = {mode: _sum(case, days, rules, mode, currency) for mode in _MODES}
    low, high = sums["low"], sums["high"]
    most = max((month.due for month in low.months.values()), default=None)
    fees = judge_fees(case, rulebook, None if most is None else (most, currency))
    laws = [Law(rules, case.place, case.facts, mode) for mode in _MODES]
    refused = refused_days(days, laws[0], case)
    deductions = tuple(
        _wider(one, other).told(taken.kind, taken.on, Fraction(taken.amount), currency, digits)
        for taken, one, other in zip(case.deductions, low.back, high.back, strict=True)
    )
    paid = _paid_by_month(case)
    months = tuple(
        month.written(digits, None if paid is None else paid.get(month.month, ZERO))
        for month in low.months.values()
    )
    return Answer(
        currency=currency,
        due=_span(low.due, high.due, digits),
        paid=written(_paid(case), digits),
        owed=_span(low.owed, high.owed, digits),
        months=months,
        deductions=deductions,
        fees=tuple(fees),
        fees_back=fees_back(fees),
        refused=refused,
        questions=tuple(sorted(low.unsure | high.unsure)),
        assumed=tuple(sorted({name for m in months for line in m.lines for name in line.assumed})),
        lacking=lacking(days, laws, case.pay[0].unit if case.pay else None),
        sources=sources(rulebook, months, (*deductions, *fees), refused),
    )


def check_facts(case: Case) -> None:
    """Raise CaseFault for a fact that is not one."""
    for key in ("age", "employer_size", "service_years"):
        value = case.facts.get(key)
        if value is not None and not _NUMBER.match(value):
            raise CaseFault(f"the {key} '{value}' is no number", f"facts.{key}", "Write a number.")
    if any(pay.basic and Fraction(pay.basic) > Fraction(pay.amount) for pay in case.pay):
        raise CaseFault(
            "basic pay is more than the pay", "pay", "Give the part without allowances."
        )
    if len({pay.currency for pay in case.pay}) > 1 or len({pay.unit for pay in case.pay}) > 1:
        raise CaseFault("pay is in two units", "pay", "Make a case for each.")
    starts = [pay.start for pay in case.pay[1:]]
    if None in starts or starts != sorted(filter(None, starts)):
        raise CaseFault("pay is not in order of time", "pay", "Give 'from', the earliest first.")


def _currency(case: Case, rules: Sequence[Rule]) -> str:
    legal = {rule.currency for rule in rules if rule.topic == "minimum_wage" and rule.currency}
    if case.pay:
        return case.pay[0].currency
    if not legal:
        raise CaseFault(
            f"no pay was agreed and no minimum wage of {case.place} is on record",
            "pay",
            "Give the pay agreed.",
        )
    return min(legal)


def _sum(case: Case, days: Sequence[Day], rules: Sequence[Rule], mode: Mode, currency: str) -> _Sum:
    law = Law(rules, case.place, case.facts, mode)
    bases: tuple[BasisName, ...] = ("agreed", "minimum") if case.pay else ("minimum",)
    reckoned = [(basis, reckon(case, days, law, basis, currency)) for basis in bases]
    digits = get_currency_precision(currency)
    months = by_month(reckoned, digits)
    due = {month: pay.due for month, pay in months.items()}
    back = judge_deductions(case.deductions, law, due)
    left = _owed(case, due, back, mode, digits)
    return _Sum(months, sum(due.values(), ZERO), back, left, frozenset(law.unsure))


def _owed(
    case: Case,
    due: Mapping[str, Fraction],
    back: Sequence[Judgement],
    mode: Mode,
    digits: int,
) -> Fraction:
    """Return pay due less pay received and what was lawfully taken, month by month where told."""
    lawful: dict[str, Fraction] = {}
    for taken, judged in zip(case.deductions, back, strict=True):
        month = taken.on.isoformat()[:7]
        given_back = judged.low if mode == "low" else judged.high
        lawful[month] = lawful.get(month, ZERO) + Fraction(taken.amount) - given_back
    paid = _paid_by_month(case)
    if paid is None:
        left = sum(due.values(), ZERO) - _paid(case) - sum(lawful.values(), ZERO)
        return max(rounded(left, digits), ZERO)
    months = {*due, *paid, *lawful}
    each = (due.get(m, ZERO) - paid.get(m, ZERO) - lawful.get(m, ZERO) for m in months)
    return sum((max(rounded(left, digits), ZERO) for left in each), ZERO)


def _paid(case: Case) -> Fraction:
    return sum((Fraction(one.amount) for one in case.paid), ZERO)


def _paid_by_month(case: Case) -> dict[str, Fraction] | None:
    """Return what was paid for each month, None unless every payment tells its month."""
    if not case.paid or any(one.month is None for one in case.paid):
        return None
    months: dict[str, Fraction] = {}
    for one in case.paid:
        months[str(one.month)] = months.get(str(one.month), ZERO) + Fraction(one.amount)
    return months


def _wider(low: Judgement, high: Judgement) -> Judgement:
    """Return what is sure in the low reckoning and possible in the high."""
    return Judgement(low.verdict, min(low.low, high.low), max(low.high, high.high), low.rules)


def _span(low: Fraction, high: Fraction, digits: int) -> Span:
    return Span(low=written(low, digits), high=written(max(low, high), digits))
