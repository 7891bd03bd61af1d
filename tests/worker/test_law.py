"""What a place's page says of law: dated, sourced, in the reader's language, withheld when old."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from firstlight.rights.coverage import MATTERS
from firstlight.rulebook.law import Instrument, Rule
from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import build
from firstlight.worker.catalogue import BY_TAG, LANGUAGES
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


def test_a_figure_says_from_when_it_may_be_higher():
    (wage,) = law(rule()).wages
    assert (wage.later, wage.due) == ("January 2, 2027", False)
    (wage,) = law(rule(effective_from=date(2025, 7, 1), uprated_every=12)).wages
    assert (wage.later, wage.due) == ("July 1, 2026", True)
    (wage,) = law(rule(effective_to=date(2026, 12, 31))).wages
    assert (wage.later, wage.due) == ("", False)


def test_people_whose_figure_is_held_back_beside_others_are_named():
    home = {"scope": {"domestic_work": "yes"}, "review_by": date(2026, 11, 24)}
    found = law(rule(), rule(id="xx-2", **home))
    assert (len(found.wages), found.withheld, found.stale) == (1, False, "work in a household")
    part = rule(id="xx-3", jurisdiction="XX-1", **home)
    assert law(rule(), part, zones={"XX-1": "North"}).stale == "North: work in a household"


def test_an_unconfirmed_figure_is_never_shown():
    found = law(rule(tier="C"))
    assert (found.wages, found.withheld, found.topics) == ((), False, ())


def test_a_suspended_rule_is_shown_as_such():
    (wage,) = law(rule(status="suspended")).wages
    assert wage.status == "suspended"


def test_parts_of_a_country_stand_in_one_table():
    parts = [rule(id=f"xx-{n}", jurisdiction=f"XX-{n}", value=str(n)) for n in (2, 1)]
    (wage,) = law(*parts, zones={"XX-1": "North", "XX-2": "East"}).wages
    assert [zone.part.name for zone in wage.zones] == ["East", "North"]


def test_a_part_is_named_in_letters_that_can_be_read_and_found_in_its_own_part():
    reader = Reader(Say("en"), TODAY, {"JP-13": "東京都", "ID-JB-3201": "Kabupaten Bogor"})
    rules = [rule(id=code, jurisdiction=code) for code in ("JP-13", "ID-JB-3201", "ID-JB", "US-NY")]
    parts = {part.key: part[1:] for part in reader.parts(reader.law(rules).wages)}
    assert parts == {
        "JP-13": ("Tokyo · 東京都", ""),
        "ID-JB-3201": ("Kabupaten Bogor", "Jawa Barat"),
        "ID-JB": ("Jawa Barat", "Jawa Barat"),
        "US-NY": ("New York", ""),
    }


def test_a_rate_of_two_zones_stands_under_each():
    names = {"PH-03": "Central Luzon", "one": "Aurora", "two": "Other towns"}
    (wage,) = law(rule(jurisdiction="PH-03", scope={"zone": "one|two"}), zones=names).wages
    told = [(zone.part.key, zone.part.name) for zone in wage.zones]
    assert told == [
        ("PH-03/one", "Central Luzon: Aurora"), ("PH-03/two", "Central Luzon: Other towns")
    ]  # fmt: skip


def test_what_is_for_the_same_people_throughout_is_told_once():
    given = {"unit": "hours", "currency": None}
    most = [rule(id=t, topic=t, scope={"domestic_work": "no"}, **given)
            for t in ("hours_day", "hours_week")]  # fmt: skip
    one = rule(id="o", topic="rest_day", scope={"service_years": "5-"}, **given)
    found = law(*most, one)
    assert found.who == "all but work in a household"
    assert [topic.lines[0].who for topic in found.topics] == ["", "", "5 years or more in the job"]
    assert law(*most, rule(id="n", topic="notice", **given)).who == ""


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


@pytest.mark.parametrize("tag", [language.tag for language in LANGUAGES])
def test_times_are_words_in_every_language(tag):
    given = {"currency": None, "topic": "hours_week"}
    for unit in ("minutes", "hours", "days", "weeks", "months", "years", "days_of_pay"):
        (topic,) = law(rule(unit=unit, value="8", **given), tag=tag).topics
        assert "duration" not in topic.value
        assert "8" in topic.value


def test_one_day_is_not_days():
    (topic,) = law(rule(topic="rest_day", unit="days", value="1", currency=None)).topics
    assert topic.value == "1 day"


def test_every_matter_of_every_country_is_told_or_said_to_be_missing(tmp_path):
    book = load_rulebook()
    build(tmp_path, book, languages=(BY_TAG["en"],), on=datetime(2026, 11, 30, tzinfo=UTC))
    words = Say("en").plain
    for country in sorted({*book.law, *book.contacts}):
        page = (tmp_path / "en" / f"c-{country}.html").read_text("utf-8")
        missing = page.partition("for this country: ")[2].partition("</p>")[0]
        for matter, topics in MATTERS.items():
            wages = matter == "wages" and ('class="rate' in page or words("no_minimum") in page)
            heads = [f"<h2>{words(f'topic_{topic}')}</h2>" in page for topic in topics]
            told = wages or any(heads) or matter == "household"
            assert told or words(f"topic_{topics[0]}") in missing, (country, matter)
        assert not missing or "know. Ask: " in missing
        assert 'class="help"' in page or "checked number for this country yet" in page


def test_for_whom_alone_a_matter_is_known_is_said():
    fishing = rule(topic="fee", unit="verdict", value="forbidden", scope={"sector": "fishing"})
    assert "Fees for getting a job (≠ fishing)" in law(fishing).missing
    late = rule(id="xx-2", jurisdiction="XX-2", review_by=date(2026, 1, 1))
    said = law(rule(), late, zones={"XX-2": "North"}).missing
    assert "The least pay by law (North)" in said
