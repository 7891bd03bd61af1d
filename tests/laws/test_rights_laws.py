"""What must hold of wages owed, whatever the law and the case."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.rights.answer import Answer
from firstlight.rights.case import Case
from firstlight.rights.days import CaseFault
from firstlight.rights.exact import rounded, short, written
from firstlight.rights.owed import owed
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.load_law import rules_of
from tests.parity.worlds import NOWHERE, LawMaker, make_case

DIGITS = {"EUR": 2, "JPY": 0, "BHD": 3, "MYR": 2, "CLF": 4, "USD": 2}
SEEDS = st.integers(0, 10**9)


def world(seed: int) -> tuple[Rulebook, dict[str, Any]]:
    rng = random.Random(seed)  # noqa: S311
    maker = LawMaker(rng)
    return maker.book(), make_case(rng, maker.currency)


def answer_of(book: Rulebook, case: dict[str, Any]) -> Answer | None:
    try:
        return owed(msgspec.convert(case, Case), book)
    except CaseFault:
        return None


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_parts_add_up_and_nothing_is_negative(seed: int) -> None:
    answer = answer_of(*world(seed))
    if answer is None:
        return
    assert Decimal(answer.due.low) == sum(Decimal(month.due) for month in answer.months)
    for month in answer.months:
        assert Decimal(month.due) == sum(Decimal(line.amount) for line in month.lines)
    assert Decimal(0) <= Decimal(answer.owed.low) <= Decimal(answer.owed.high)
    for one in (*answer.deductions, *answer.fees):
        assert 0 <= Decimal(one.back.low) <= Decimal(one.back.high) <= Decimal(one.amount)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_rule_is_applied_only_to_days_on_which_it_was_law(seed: int) -> None:
    book, case = world(seed)
    answer = answer_of(book, case)
    if answer is None:
        return
    rules = {rule.id: rule for rule in book.rules}
    for month in answer.months:
        for line in month.lines:
            for name in line.rules:
                assert rules[name].stated(line.start), (name, line)
                assert rules[name].stated(line.to), (name, line)
    for days in answer.refused:
        assert days.start <= days.to


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_order_in_which_a_case_is_told_changes_nothing(seed: int) -> None:
    book, case = world(seed)
    turned = case | {"work": case["work"][::-1]}
    assert answer_of(book, turned) == answer_of(book, case)


SENSIBLE = {
    "country": "XA",
    "defaults": {
        "checked_on": "2026-01-01", "review_by": "2030-01-01", "tier": "B", "currency": "EUR",
        "instrument": {"title": "Act 1"},
    },
    "rules": [
        {"id": "w", "topic": "minimum_wage", "unit": "hour",
         "series": [{"from": "2020-01-01", "value": "10"},
                    {"from": "2024-03-14", "value": "11.5"}]},
        {"id": "hd", "topic": "hours_day", "unit": "hours", "value": "8"},
        {"id": "hw", "topic": "hours_week", "unit": "hours", "value": "40"},
        {"id": "m", "topic": "pay_divisor", "unit": "hours_per_month", "value": "173"},
        {"id": "o1", "topic": "overtime_premium", "unit": "percent", "value": "125",
         "band": {"to": "8"}},
        {"id": "o2", "topic": "overtime_premium", "unit": "percent", "value": "150",
         "band": {"above": "8"}},
        {"id": "r", "topic": "rest_day_premium", "unit": "percent", "value": "200"},
        {"id": "h", "topic": "holiday_premium", "unit": "percent", "value": "250"},
        {"id": "n", "topic": "night_premium", "unit": "percent", "value": "120"},
    ],
}  # fmt: skip
for _row in SENSIBLE["rules"]:
    if "series" not in _row:
        _row["effective_from"] = "2000-01-01"
BOOK = Rulebook({}, {}, {"XA": rules_of(msgspec.convert(SENSIBLE, PlaceFile), NOWHERE)})


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    start = date(2024, 3, 1) + timedelta(days=draw(st.integers(0, 20)))
    count = draw(st.integers(1, 24))
    kinds = st.sampled_from(["ordinary", "ordinary", "ordinary", "rest_day", "holiday"])
    work = [
        {"date": str(start + timedelta(days=step)), "hours": str(draw(st.integers(0, 22))),
         "kind": draw(kinds), "pieces": str(draw(st.integers(0, 50)))}
        for step in range(count)
    ]  # fmt: skip
    units = st.sampled_from([None, "hour", "day", "week", "month"])
    case: dict[str, Any] = {"place": "XA", "work": work}
    unit = draw(units)
    if unit:
        amount = str(draw(st.integers(1, 40)) * {"day": 8, "week": 40, "month": 173}.get(unit, 1))
        case["pay"] = [{"amount": amount, "unit": unit, "currency": "EUR"}]
    return case


@settings(max_examples=80, deadline=None)
@given(cases(), st.data())
def test_more_hours_never_give_less(case: dict[str, Any], data: st.DataObject) -> None:
    # Piece work is left out: more hours for the same pieces lower what an hour earns, and with it
    # the premium of overtime on another day of the week. That is the law (29 CFR 778.111).
    before = answer_of(BOOK, case)
    at = data.draw(st.integers(0, len(case["work"]) - 1))
    longer = case["work"][at] | {"hours": str(int(case["work"][at]["hours"]) + 1)}
    after = answer_of(BOOK, case | {"work": [*case["work"][:at], longer, *case["work"][at + 1 :]]})
    assert before is not None
    assert after is not None
    lines = sum(len(month.lines) for month in (*before.months, *after.months))
    slack = lines * Decimal("0.005")  # each line is rounded once
    for end in ("low", "high"):
        less, more = Decimal(getattr(before.due, end)), Decimal(getattr(after.due, end))
        assert more >= less - slack


@settings(max_examples=40, deadline=None)
@given(cases())
def test_the_minimum_is_never_undercut(case: dict[str, Any]) -> None:
    answer = answer_of(BOOK, case)
    assert answer is not None
    floor = sum(
        Decimal(work["hours"]) * (Decimal("11.5") if work["date"] >= "2024-03-14" else 10)
        for work in case["work"]
    )
    assert Decimal(answer.due.low) >= floor - Decimal("0.5")


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_rounding_is_half_up_and_written_as_rounded(value: Any, digits: int) -> None:
    near = rounded(value, digits)
    assert abs(near - value) * 10**digits <= Decimal("0.5")
    assert Decimal(written(value, digits)) == Decimal(near.numerator) / Decimal(near.denominator)
    assert rounded(near, digits) == near
    assert abs(Decimal(short(value)) - Decimal(written(value, 4))) == 0
