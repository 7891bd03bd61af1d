"""The offer check: what it finds, quotes, compares, misses and asks."""

from datetime import date

import pytest

from firstlight.rights.case import Pay
from firstlight.rights.offer import ASK, ASKED_FOR, HONEST, NOT_SAFE, TOPICS, OfferChecker
from firstlight.rights.pay_said import pay_said, read_number
from firstlight.rights.pay_words import BY_PLACE, LARGE, MONEY_WORDS, OTHER, PAY, PERIODS, RESTS
from firstlight.rulebook.indicator import LANGUAGES, Group
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.topics import TOPICS as LAW_TOPICS

ON = date(2026, 11, 20)
CHECKER = OfferChecker(load_rulebook())
BAD = (
    "Cleaner in London, £900 per month. Hand over your passport on arrival. "
    "Pay the $150 processing fee today."
)
GOOD = (
    "Company name: Example Cleaning Ltd. £13.50 per hour, 8 hours a day, day off Sunday, "
    "employment contract before you travel."
)


def test_signs_are_quoted_as_they_stand() -> None:
    found = CHECKER.check(BAD, place="GB", on=ON, lang="en")
    assert found.found
    assert {"documents.kept", "fee.recruitment"} <= {sign.code for sign in found.signs}
    for sign in found.signs:
        assert sign.sentence.endswith(".")
        for quote in sign.quotes:
            assert BAD[quote.start : quote.end] == quote.text
    (pay,) = found.pay
    assert (pay.verdict, pay.amount, pay.currency, pay.unit) == ("below", "900", "GBP", "month")
    assert pay.rules
    assert set(pay.rules) <= set(found.sources)
    assert {"fees", "documents", "check"} <= set(found.ask)


def test_an_honest_offer_misses_nothing_and_is_not_called_safe() -> None:
    found = CHECKER.check(GOOD, place="GB", on=ON, lang="en", facts={"age": "30"})
    assert not found.found
    assert found.missing == ()
    assert [pay.verdict for pay in found.pay] == ["not_below"]
    assert found.ask == ("check",)
    assert "does not mean that the offer is safe" in NOT_SAFE


def test_no_sentence_accuses() -> None:
    words = ("scam", "criminal", "trafficker", "guilty", "fraud")
    for text in (*ASK.values(), NOT_SAFE):
        assert not any(word in text.lower() for word in words)


def test_pay_is_unknown_without_law_part_time_or_in_other_money() -> None:
    def verdicts(text: str, place: str | None) -> list[str]:
        return [one.verdict for one in CHECKER.check(text, place=place, on=ON, lang="en").pay]

    assert verdicts("£900 per month", None) == ["unknown"]
    assert verdicts("900 EUR per month", "GB") == ["unknown"]
    assert verdicts("part time job, £100 per month", "GB") == ["unknown"]
    assert CHECKER.check("£9 per hour", place="GB", on=date(2035, 1, 1)).pay[0].verdict == "unknown"
    given = Pay(amount="5", unit="hour", currency="GBP")
    assert CHECKER.check("hello", place="GB", on=ON, pay=given).pay[0].verdict == "below"


def test_every_group_leads_to_law_and_questions_that_there_are() -> None:
    groups = set(Group.__args__)
    assert TOPICS.keys() <= groups
    assert ASKED_FOR.keys() <= groups
    assert set(ASKED_FOR.values()) | set(HONEST) <= ASK.keys()
    assert {topic for pairs in TOPICS.values() for topic, _ in pairs} <= LAW_TOPICS.keys()


def test_what_an_honest_offer_tells_is_known_in_every_language() -> None:
    terms = load_rulebook().terms
    for name in HONEST[1:]:
        assert set(terms[f"cue_said_{name}"].words) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "power", "number"),
    [
        ("1500", 0, "1500"), ("1,500", 0, "1500"), ("1.500", 0, "1500"), ("12,50", 0, "12.5"),
        ("1.234,50", 0, "1234.5"), ("1,234.50", 0, "1234.5"), ("1'500", 0, "1500"),
        ("4.000.000", 0, "4000000"), ("0.500", 0, "0.5"), ("1.5", 3, "1500"), ("90", 3, "90000"),
        ("15 000", 0, "15000"), ("1 234,50", 0, "1234.5"), ("0", 0, None), ("000", 0, None),
        ("1,2,3.4.5", 0, None), ("1,50,000", 0, "150000"), ("9" * 16, 0, None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_written_in_each_country(
    text: str, power: int, number: str | None
) -> None:
    assert read_number(text, power) == number


@pytest.mark.parametrize(
    ("text", "country", "read"),
    [
        ("salary 1,500 usd per month", "", [("1500", "USD", "month")]),
        ("$5 per hour", "", []),
        ("$5 per hour", "US", [("5", "USD", "hour")]),
        ("gaji 5 juta rp per bulan", "ID", [("5000000", "IDR", "month")]),
        ("Rs. 20k monthly", "NP", [("20000", "NPR", "month")]),
        ("月薪5000元,每天12小时", "CN", [("5000", "CNY", "month")]),
        ("fee 300 eur", "", []),
        ("راتب شهري 1500 ريال", "SA", [("1500", "SAR", "month")]),
        ("तलब महिनाको ७०० रियाल।", "QA", [("700", "QAR", "month")]),
        ("वेतन 2200 दिरहम प्रति माह, 8 घंटे", "AE", [("2200", "AED", "month")]),
        ("বেতন মাসে ৮০০ রিয়াল", "SA", [("800", "SAR", "month")]),
        ("تنخواہ ماہانہ 1200 درہم، روزانہ 8 گھنٹے", "AE", [("1200", "AED", "month")]),
        ("Mshahara 1,000 riyali kwa mwezi", "SA", [("1000", "SAR", "month")]),
        ("တစ်ရက် ၂၀၀ ဘတ်။ တစ်နေ့ ၁၄ နာရီ", "TH", [("200", "THB", "day")]),
        ("ค่าจ้าง 350 บาทต่อวัน", "TH", [("350", "THB", "day")]),
        ("ደመወዝ በወር 1000 ሪያል", "SA", [("1000", "SAR", "month")]),
        ("9 євро на годину, 12 годин на день", "DE", [("9", "EUR", "hour")]),
        ("зарплата 15 000 рублей в месяц", "RU", [("15000", "RUB", "month")]),
        ("900 dollars a month", "SG", [("900", "SGD", "month")]),
        # hours and rest days are no time of pay; rent, fees and allowances are no pay
        ("Salary: 1500 QAR. Duty: 8 hours per day", "QA", []),
        ("8 hours per day 1500 QAR", "QA", []),
        ("Salary 1500 QAR, weekly off Friday", "QA", []),
        ("1500 QAR per month 8 hours duty", "QA", [("1500", "QAR", "month")]),
        ("14.20 EUR per hour. Accommodation 210 EUR a month.", "DE", [("14.2", "EUR", "hour")]),
        (
            "Salary 1000 QAR per month, food allowance 300 QAR per month",
            "QA",
            [("1000", "QAR", "month")],
        ),
        ("300 QAR food allowance per month", "QA", []),
    ],
)
def test_pay_is_read_with_its_currency_and_time(
    text: str, country: str, read: list[tuple[str, str, str]]
) -> None:
    assert [(one.amount, one.currency, one.unit) for one in pay_said(text, country)] == read


def test_pay_is_compared_with_an_adults_minimum_unless_an_age_is_told() -> None:
    (pay,) = CHECKER.check("£9 an hour, cleaner", place="GB", on=ON, lang="en").pay
    assert (pay.verdict, pay.minimum) == ("below", "12.71")
    young = CHECKER.check("£9 an hour", place="GB", on=ON, lang="en", facts={"age": "17"}).pay[0]
    assert (young.verdict, young.minimum) == ("not_below", "8")


def test_pay_below_that_of_every_part_of_a_country_is_below() -> None:
    def verdict(text: str) -> str:
        return CHECKER.check(text, place="JP", on=ON, lang="en").pay[0].verdict

    assert verdict("900 yen an hour") == "below"
    assert verdict("1100 yen an hour") == "unknown"


def test_a_good_sign_is_not_missed_in_the_same_answer() -> None:
    text = "Contract in English and German before arrival. Hotel Adler GmbH."
    found = CHECKER.check(text, place="DE", on=ON, lang="en")
    assert "fair.contract_first" in {sign.code for sign in found.signs}
    assert {"contract", "employer"}.isdisjoint(found.missing)


def test_a_debt_and_an_oath_are_no_good_sign() -> None:
    text = (
        "You will not pay anything now, you pay me back 30,000 euro from your work. We will swear "
        "at the shrine. A man will cross you from Libya by boat. Tell your mother you go to school."
    )
    codes = {one.code for one in CHECKER.check(text, place="IT", on=ON, lang="en").signs}
    assert {"debt.travel_advance", "oath.sworn", "border.irregular", "secrecy.demanded"} <= codes
    assert "fair.no_fee" not in codes


def test_words_of_money_and_time_are_folded() -> None:
    words = [*MONEY_WORDS, *BY_PLACE, *LARGE, *RESTS, *PAY, *OTHER]
    words += [word for own in PERIODS.values() for word in own]
    assert [word for word in words if fold(word).text != word] == []
