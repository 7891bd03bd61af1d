"""What a place's page says of law: dated, sourced, in the reader's language, withheld when old."""

from datetime import date
from decimal import Decimal

import pytest

from firstlight.rulebook.law import Instrument, Rule
from firstlight.worker.law import Reader
from firstlight.worker.say import Say

TODAY = date(2026, 11, 25)


def rule(**more):
    given = {
        "id": "xx-1", "jurisdiction": "XX", "topic": "minimum_wage", "value": "1234.5",
        "unit": "month", "currency": "QAR", "effective_from": date(2026, 1, 1),
        "instrument": Instrument(title="Law on Wages", number="17", article="2"),
        "checked_on": date(2026, 11, 1), "review_by": date(2027, 1, 1), "tier": "A",
    }  # fmt: skip
    return Rule(**given | more)


def law(*rules, tag="en", on=TODAY, zones=()):
    return Reader(Say(tag), on, dict(zones)).law(rules)


def test_an_amount_has_its_source_and_dates():
    (wage,) = law(rule()).wages
    money = wage.amounts[0].money.replace("\xa0", "")
    assert (money, wage.amounts[0].unit) == ("QAR1,234.50", "per_month")
    assert wage.source == "Law on Wages, 17, 2"
    assert (wage.since, wage.checked) == ("January 1, 2026", "November 1, 2026")


@pytest.mark.parametrize("tag", ["ar", "hi", "fr"])
def test_amounts_and_dates_are_written_in_the_language(tag):
    (wage,) = law(rule(), tag=tag).wages
    assert wage.since != "January 1, 2026"
    assert "2026" in wage.since or "٢٠٢٦" in wage.since


def test_a_figure_past_its_review_is_withheld():
    found = law(rule(review_by=date(2026, 11, 24)))
    assert (found.wages, found.withheld) == ((), True)


def test_an_unconfirmed_figure_is_never_shown():
    found = law(rule(tier="C"))
    assert (found.wages, found.withheld, found.topics) == ((), False, ())


def test_a_suspended_rule_is_shown_as_such():
    (wage,) = law(rule(status="suspended")).wages
    assert wage.status == "suspended"


def test_parts_of_a_country_stand_in_one_table():
    parts = [rule(id=f"xx-{n}", jurisdiction=f"XX-{n}", value=str(n)) for n in (2, 1)]
    (wage,) = law(*parts, zones={"XX-1": "North", "XX-2": "East"}).wages
    assert [zone.name for zone in wage.zones] == ["East", "North"]


def test_no_statutory_minimum_is_said():
    found = law(rule(unit="none", value="none", currency=None))
    assert found.no_minimum
    assert not found.wages


def test_scopes_are_words():
    reader = Reader(Say("en"), TODAY, {})
    told = {
        "21-": "21 years and older", "-17": "up to 17 years old", "18-20": "18 to 20 years old"
    }  # fmt: skip
    for value, words in told.items():
        assert reader.who(rule(scope={"age": value})) == words
    assert reader.who(rule(scope={"domestic_work": "yes"})) == "work in a household"
    assert reader.who(rule(scope={"sector": "construction|mining"})) == "building / mining"


def test_verdicts_and_premiums_are_words():
    found = law(
        rule(id="d", topic="documents", unit="verdict", value="forbidden", currency=None),
        rule(id="o", topic="overtime_premium", unit="percent", value="125", currency=None),
    )
    values = {topic.key: topic.lines[0].value for topic in found.topics}
    assert values == {
        "topic_documents": "Not allowed",
        "topic_overtime_premium": "125 % of normal pay",
    }
    assert "Passport" not in found.missing
    assert "Fees" in found.missing


def test_numbers_keep_their_value():
    assert Reader(Say("en"), TODAY, {}).number(Decimal("151.67")) == "151.67"
