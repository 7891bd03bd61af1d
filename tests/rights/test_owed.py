"""Wages owed: ranges, refusals, deductions and fees."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from firstlight.model.errors import InputError
from firstlight.rights.case import Case
from firstlight.rights.owed import owed
from firstlight.rights.read_case import read_case, reckon_case
from firstlight.rights.words import told
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.load_law import rules_of

EXAMPLE = Path(__file__).parents[2] / "src/firstlight/rights/examples/case.yaml"


def book(*rules: dict[str, Any]) -> Rulebook:
    rows = [
        {"id": f"r{at}", "effective_from": "2020-01-01"} | rule for at, rule in enumerate(rules)
    ]
    raw = {
        "country": "XA",
        "defaults": {
            "checked_on": "2025-01-01",
            "review_by": "2026-01-01",
            "tier": "B",
            "currency": "EUR",
            "instrument": {"title": "Act"},
        },
        "rules": rows,
    }
    place = msgspec.convert(raw, PlaceFile)
    return Rulebook({}, {}, {"XA": rules_of(place, Path("made-up"))})


def answer(law: Rulebook, **case: Any) -> Any:
    whole = {"place": "XA", "work": [{"date": "2025-03-03", "hours": "8"}]} | case
    return owed(msgspec.convert(whole, Case), law)


WAGE = {"topic": "minimum_wage", "unit": "hour", "value": "10"}


def test_an_unknown_age_makes_a_range_and_a_question() -> None:
    law = book(
        WAGE | {"scope": {"age": "18-"}},
        WAGE | {"scope": {"age": "-17"}, "value": "6"},
    )
    found = answer(law)
    assert (found.due.low, found.due.high) == ("48.00", "80.00")
    assert found.questions == ("age",)
    assert answer(law, facts={"age": "17.5"}).due.high == "48.00"
    assert answer(law, facts={"age": "18"}).due.low == "80.00"


def test_a_rule_for_few_is_not_taken_for_all() -> None:
    law = book(WAGE | {"scope": {"sector": "mining"}})
    found = answer(law)
    assert (found.due.low, found.due.high) == ("0.00", "80.00")
    assert found.questions == ("sector",)


@pytest.mark.parametrize(
    ("day", "rule", "reason"),
    [
        ("2019-12-31", WAGE, "no_rule"),
        ("2026-01-02", WAGE, "expired"),
        ("2025-03-03", WAGE | {"status": "suspended", "note": "A court."}, "suspended"),
        ("2025-03-03", WAGE | {"tier": "C"}, "no_rule"),
        ("2025-03-03", WAGE | {"unit": "none", "value": "none", "note": "Talks."}, "no_minimum"),
    ],
)
def test_days_without_law_are_refused_with_the_reason(
    day: str, rule: dict[str, Any], reason: str
) -> None:
    pay = [{"amount": "5", "unit": "hour", "currency": "EUR"}]
    found = answer(book(rule), work=[{"date": day, "hours": "8"}], pay=pay)
    assert [one.reason for one in found.refused] == [reason]
    assert found.due.low == "40.00"  # the pay agreed is still due


def test_the_higher_of_part_and_country_where_the_law_says_so() -> None:
    low = WAGE | {"jurisdiction": "XA-1", "value": "7", "with_parent": "highest"}
    special = WAGE | {"jurisdiction": "XA-2", "value": "7"}
    law = book(WAGE, low, special)
    assert answer(law, place="XA-1").due.low == "80.00"
    assert answer(law, place="XA-2-9").due.low == "56.00"


def test_deductions_forbidden_agreed_and_capped() -> None:
    law = book(
        WAGE,
        {"topic": "deduction", "unit": "verdict", "value": "with_consent"},
        {"topic": "deduction", "unit": "verdict", "value": "forbidden", "scope": {"kind": "fine"}},
        {"topic": "deduction", "unit": "percent", "value": "10", "scope": {"kind": "food"}},
        {"topic": "deduction_limit", "unit": "percent", "value": "25"},
    )
    taken = [
        {"kind": "fine", "amount": "5", "on": "2025-03-31"},
        {"kind": "food", "amount": "12", "on": "2025-03-31"},
        {"kind": "tools", "amount": "2", "on": "2025-03-31", "agreed": "no"},
        {"kind": "tools", "amount": "20", "on": "2025-03-31", "agreed": "yes"},
        {"kind": "tools", "amount": "1", "on": "2025-04-30"},
    ]
    found = answer(law, deductions=taken, paid=[{"amount": "40"}])
    verdicts = [(one.verdict, one.back.low, one.back.high) for one in found.deductions]
    assert verdicts == [
        ("forbidden", "5.00", "5.00"),
        ("capped", "4.00", "4.00"),
        ("not_agreed", "2.00", "2.00"),
        ("capped", "8.00", "8.00"),  # 8 + 12 reach the limit of 20
        ("unclear", "0.00", "1.00"),
    ]
    assert (found.owed.low, found.owed.high) == ("19.00", "20.00")


def test_fees_by_the_law_of_both_places() -> None:
    law = book(
        WAGE,
        {"topic": "fee", "unit": "verdict", "value": "allowed"},
        {"topic": "fee", "unit": "verdict", "value": "forbidden", "jurisdiction": "XA-9"},
        {"topic": "fee", "unit": "month", "value": "30", "scope": {"kind": "visa"}},
    )
    fees = [
        {"kind": "recruitment", "amount": "100", "currency": "EUR", "on": "2025-01-01"},
        {"kind": "recruitment", "amount": "100", "currency": "EUR", "on": "2025-01-01",
         "place": "XA-9"},
        {"kind": "visa", "amount": "100", "currency": "EUR", "on": "2025-01-01"},
        {"kind": "visa", "amount": "100", "currency": "USD", "on": "2025-01-01"},
    ]  # fmt: skip
    found = answer(law, fees=fees)
    assert [(one.verdict, one.back.low) for one in found.fees] == [
        ("allowed", "0.00"),
        ("forbidden", "100.00"),
        ("capped", "70.00"),
        ("unclear", "0.00"),
    ]
    assert found.fees_back["EUR"].low == "170.00"
    assert found.fees_back["USD"].high == "100.00"


def test_what_is_not_on_record_is_told_not_denied() -> None:
    work = [{"date": "2025-03-03", "hours": "8", "night_hours": "2", "kind": "holiday_on_rest_day"}]
    assert answer(book(WAGE), work=work).lacking == (
        "holiday_premium",
        "hours",
        "night_premium",
        "overtime_premium",
        "rest_day_premium",
    )
    law = book(
        WAGE,
        {"topic": "hours_day", "unit": "none", "value": "none", "note": "None."},
        {"topic": "overtime_premium", "unit": "none", "value": "none", "note": "By contract."},
    )
    assert answer(law).lacking == ()


def test_law_that_hangs_on_a_fact_not_told_is_on_record() -> None:
    scope = {"domestic_work": "no"}
    law = book(
        WAGE,
        {"topic": "hours_day", "unit": "hours", "value": "8", "scope": scope},
        {"topic": "overtime_premium", "unit": "percent", "value": "150", "scope": scope},
    )
    assert answer(law).lacking == ()
    assert answer(law, facts={"domestic_work": "yes"}).lacking == ("hours", "overtime_premium")


def test_a_month_paid_too_much_does_not_hide_one_paid_too_little() -> None:
    work = [{"date": "2025-03-03", "hours": "8"}, {"date": "2025-04-03", "hours": "8"}]
    by_month = [{"amount": "100", "month": "2025-03"}, {"amount": "50", "month": "2025-04"}]
    assert answer(book(WAGE), work=work, paid=by_month).owed.low == "30.00"
    at_once = [{"amount": "150"}]
    assert answer(book(WAGE), work=work, paid=at_once).owed.low == "10.00"


BASIC = (
    {"topic": "minimum_wage", "unit": "month", "value": "200", "basic_part": "120"},
    {"topic": "pay_divisor", "unit": "hours_per_month", "value": "200"},
    {"topic": "hours_day", "unit": "hours", "value": "8"},
    {"topic": "overtime_premium", "unit": "percent", "value": "150", "base": "basic_pay"},
)


def test_overtime_counts_basic_pay_where_the_law_says_so() -> None:
    pay = {"amount": "400", "unit": "month", "currency": "EUR"}
    work = [{"date": "2025-03-03", "hours": "10"}]
    day = 400 / 31
    known = answer(book(*BASIC), work=work, pay=[pay | {"basic": "300"}])
    assert known.due.low == known.due.high == f"{day + 2 * 1.5 * 1.5:.2f}"
    assert not known.questions
    unknown = answer(book(*BASIC), work=work, pay=[pay])
    assert unknown.due.low == f"{day + 2 * 1.5 * 0.6:.2f}"  # the least that basic pay can be
    assert unknown.due.high == f"{day + 2 * 1.5 * 2:.2f}"
    assert unknown.questions == ("basic_pay",)
    least = answer(book(*BASIC), work=work)
    assert least.due.low == least.due.high == f"{200 / 31 + 2 * 1.5 * 0.6:.2f}"


def test_only_what_is_above_the_hour_is_of_basic_pay_where_the_law_says_so() -> None:
    law = book(*BASIC[:3], BASIC[3] | {"base": "basic_premium"})
    pay = {"amount": "400", "unit": "month", "currency": "EUR", "basic": "300"}
    found = answer(law, work=[{"date": "2025-03-03", "hours": "10"}], pay=[pay])
    assert found.due.low == found.due.high == f"{400 / 31 + 2 * (2 + 0.5 * 1.5):.2f}"


def test_a_divisor_that_is_not_on_record_is_told() -> None:
    law = book(WAGE | {"unit": "month", "value": "1730"})
    found = answer(law, part_time="yes")
    assert found.assumed == ("hours_per_month",)
    assert found.due.low == "66.54"  # 8 of 52 × 48 ÷ 12 hours


def test_the_example_is_reckoned_and_told() -> None:
    case = read_case(EXAMPLE.read_text("utf-8"), "case.yaml")
    lines = list(told(reckon_case(case, load_rulebook(), "case.yaml")))
    assert lines[0].startswith("Owed: ")
    assert any("224 h × 12.21 = 2735.04" in line for line in lines)
    assert any("checked 2026-11-23" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place: [", "no YAML"),
        ("place: GB", "missing required field `work`"),
        ("place: GB\nwork: []\ncolour: red", "unknown field `colour`"),
        ("place: GB\nwork: []", "no work"),
        ("place: GB\nwork: [{date: 2026-01-01, hours: 25}]", "25 hours"),
        ("place: GB\nwork: [{from: 2026-01-02, to: 2026-01-01}]", "first and the last day"),
        ("place: GB\nwork: [{date: 2026-01-01, hours: 1}, {date: 2026-01-01, hours: 1}]", "twice"),
        ("place: GB\nfacts: {age: old}\nwork: [{date: 2026-01-01, hours: 1}]", "is no number"),
        ("place: ZZ\nwork: [{date: 2026-01-01, hours: 1}]", "no minimum wage of ZZ"),
    ],
)
def test_a_bad_case_names_file_and_remedy(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        reckon_case(read_case(text, "case.yaml"), load_rulebook(), "case.yaml")
    assert says in str(caught.value)
    assert str(caught.value).startswith("case.yaml")


def test_today_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    first = answer(book(WAGE))
    assert first == answer(book(WAGE))
    assert first.months[0].lines[0].start == date(2025, 3, 3)


def test_what_the_employer_gives_is_asked_only_while_it_is_not_told() -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "sat", "sun"), "8")
    work = [{"from": "2026-01-01", "to": "2026-01-31", "week": week, "rest_days": ["fri"]}]
    told = {"domestic_work": "no", "sector": "construction"}

    def due(provided: list[str] | None) -> tuple[str, str, bool]:
        case = {"place": "QA", "facts": told, "work": work, "provided": provided}
        found = owed(msgspec.convert(case, Case), load_rulebook())
        return found.due.low, found.due.high, "provided" in found.questions

    assert due(None) == ("1000.00", "1800.00", True)
    assert due([]) == ("1800.00", "1800.00", False)
    assert due(["housing"]) == ("1300.00", "1300.00", False)
    assert due(["food", "housing"]) == ("1000.00", "1000.00", False)


def test_an_allowance_in_percent_is_due_on_the_months_pay() -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), "8")
    case = {
        "place": "KE",
        "facts": {"sector": "cleaning", "zone": "former_municipalities"},
        "pay": [{"amount": "10000", "unit": "month", "currency": "KES"}],
        "work": [{"from": "2026-01-01", "to": "2026-01-31", "week": week, "rest_days": ["sun"]}],
        "provided": [],
    }
    found = owed(msgspec.convert(case, Case), load_rulebook())
    # 14,866.92 and 15 % of it
    assert found.due.low == "17096.96"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"zone": "former_municipality"}, "former_municipalities"),
        ({"domestic": "no"}, "domestic_work"),
        ({"sector": "cleaner"}, "cleaning"),
    ],
)
def test_a_fact_that_no_law_knows_is_a_fault_that_names_those_that_are(
    facts: dict[str, str], said: str
) -> None:
    work = [{"date": "2026-01-05", "hours": "8"}]
    case = msgspec.convert({"place": "KE", "facts": facts, "work": work}, Case)
    with pytest.raises(InputError) as fault:
        reckon_case(case, load_rulebook(), "case.yaml")
    assert said in str(fault.value)
    assert next(iter(facts)) in str(fault.value)
