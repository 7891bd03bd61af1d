"""An answer in English sentences, line by line, for people who check it."""

from collections.abc import Iterator, Mapping

from firstlight.rights.answer import Answer, Cited, Judged, Line, Span
from firstlight.rulebook.topics import MONEY

_CODES = {
    "hours": "normal hours",
    "days": "days",
    "month": "share of the month",
    "pieces": "pieces",
    "overtime": "overtime",
    "night": "added for night work",
    "rest_day": "work on a rest day",
    "holiday": "work on a holiday",
    "special_day": "work on a special day",
    "holiday_on_rest_day": "work on a holiday that is a rest day",
    "special_day_on_rest_day": "work on a special day that is a rest day",
    "holiday_pay": "holiday not worked",
    "whole_day": "up to a whole day's pay",
    "allowance": "allowance",
}
_UNITS = {
    "hour": "h",
    "basic_hour": "h of basic pay",
    "day": "days",
    "day_pay": "days' pay",
    "month": "months",
    "piece": "pieces",
}
_REASONS = {
    "no_rule": "no minimum wage is on record for these days",
    "expired": "the rule on record is past its review and is not stated as law",
    "suspended": "the rule on record is suspended",
    "announced": "the rule on record is only announced",
    "no_minimum": "the law sets no minimum wage",
    "other_currency": "the minimum wage is in another currency than the pay",
}
_ASSUMED = {
    "hours_per_day": "a day of 8 hours",
    "hours_per_week": "a week of 48 hours",
    "hours_per_month": "52 weeks in 12 months",
}
_VERDICTS = {
    "forbidden": "the law forbids it",
    "allowed": "the law allows it",
    "capped": "it is more than the law allows",
    "not_agreed": "the law asks for the worker's written agreement, and there was none",
    "unclear": "the law on record does not decide it",
}


def told(answer: Answer) -> Iterator[str]:
    """Yield the answer as lines of text."""
    yield f"Owed: {_span(answer.owed, answer.currency)}"
    yield f"  pay due {_span(answer.due, answer.currency)}, received {answer.paid}"
    for currency, span in answer.fees_back.items():
        yield f"Fees to be given back: {_span(span, currency)}"
    for month in answer.months:
        basis = "legal minimum" if month.basis == "minimum" else "pay agreed"
        paid = "" if month.paid is None else f", received {month.paid}"
        yield f"{month.month}: {month.due} ({basis}{paid})"
        for line in month.lines:
            yield f"  {_line(line)}"
    for name, judged in (("Deduction", answer.deductions), ("Fee", answer.fees)):
        for one in judged:
            yield _judged(name, one)
    for days in answer.refused:
        yield f"Not reckoned: {days.start} to {days.to}: {_REASONS[days.reason]}."
    if answer.questions:
        yield f"To make the range narrower, tell: {', '.join(answer.questions)}."
    for topic in answer.lacking:
        yield f"No law on record: {topic.replace('_', ' ')}. What it may give is left out."
    for name in answer.assumed:
        yield f"Not on record, so taken as usual: {_ASSUMED.get(name, name)}."
    yield from _sources(answer.sources)


def _span(span: Span, currency: str) -> str:
    if span.low == span.high:
        return f"{span.low} {currency}"
    return f"{span.low} {currency} for sure, perhaps up to {span.high} {currency}"


def _line(line: Line) -> str:
    percent = "" if line.percent == "100" else f" × {line.percent} %"
    days = f"{line.start}" if line.start == line.to else f"{line.start} to {line.to}"
    what = _CODES.get(line.code, line.code)
    sums = f"{line.quantity} {_UNITS.get(line.unit, line.unit)} × {line.rate}{percent}"
    return f"{what}, {days}: {sums} = {line.amount}  [{', '.join(line.rules)}]"


def _judged(name: str, one: Judged) -> str:
    back = _span(one.back, one.currency)
    rules = f"  [{', '.join(one.rules)}]" if one.rules else ""
    reason = _VERDICTS[one.verdict]
    return (
        f"{name} {one.kind} {one.amount} {one.currency} on {one.on}: {reason}; back {back}{rules}"
    )


def _sources(sources: Mapping[str, Cited]) -> Iterator[str]:
    if sources:
        yield "Sources:"
    for key, rule in sources.items():
        yield f"  [{key}] {cited(rule)}"


def cited(rule: Cited) -> str:
    """Return a rule of law as a line: what it says, since when, its instrument, when checked."""
    money = f" {rule.currency}" if rule.currency and rule.unit in MONEY else ""
    until = f" to {rule.effective_to}" if rule.effective_to else ""
    parts = (rule.title, rule.number, rule.article, rule.link)
    text = ", ".join(part for part in parts if part)
    later = f"; may be higher from {rule.may_change}" if rule.may_change else ""
    return (
        f"{rule.topic} {rule.value}{money} ({rule.unit}), from {rule.effective_from}{until}: "
        f"{text}; checked {rule.checked_on}{later}"
    )
