from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from firstlight.detect.evidence import PRIOR, combine
from firstlight.detect.signals import SENTENCE, Signaller
from firstlight.model.mention import Mention
from firstlight.model.signal import Signal
from firstlight.rulebook.load import load_rulebook
from firstlight.simulate.world import simulate
from tests.pace import quickest

BOOK = load_rulebook()
SIGNALLER = Signaller(BOOK)
CASES = [
    tuple(part.strip() for part in line.split(" | ", 3))
    for line in (Path(__file__).parent / "signal_cases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def codes(text: str, lang: str | None = "en") -> set[str]:
    return {signal.indicator for signal in SIGNALLER.find(text, lang=lang, mentions=())}


def groups(text: str, lang: str | None) -> set[str]:
    """Return the groups that phrases find; sentences are judged in test_sentences."""
    found = (BOOK.indicators[code] for code in codes(text, lang))
    return {one.group for one in found if one.rule != SENTENCE}


@pytest.mark.parametrize("known", [True, False], ids=["language known", "language unknown"])
@pytest.mark.parametrize("lang", sorted({case[0] for case in CASES}))
def test_development_sentences(lang: str, *, known: bool) -> None:
    wrong = [
        (group, sign, text)
        for case, group, sign, text in CASES
        if case == lang and (group in groups(text, lang if known else None)) != (sign == "+")
    ]
    assert wrong == []


def test_spans_are_of_the_original_text() -> None:
    text = "🙂 Hi! We will kе\u200bep your pass\u00adport until you leave."
    (signal,) = (one for one in SIGNALLER.find(text, lang="en", mentions=()) if one.weight > 4)
    assert text[signal.start : signal.end] == "We will kе\u200bep your pass\u00adport"


@pytest.mark.parametrize(
    "text",
    [
        "We keep your p a s s p o r t",
        "we keep your p4ssport",
        "we keep your p.a.s.s.p.o.r.t",
        "wе kеер yоur pаsspоrt",
        "we keep your p@$$port",
        "We ⓚⓔⓔⓟ your 𝗽𝗮𝘀𝘀𝗽𝗼𝗿𝘁",
        "we keep your pass🔥port",
    ],
)
def test_disguise_does_not_hide_a_phrase(text: str) -> None:
    assert "documents.kept" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "We never keep your passport.",
        "We don't keep your passport",
        "No one here will keep your passport",
        "Do they keep your passport?",
        "Is it legal that the company keeps my passport",
        "Beware: the company keeps your passport and then asks for money.",
        "If an employer keeps your passport, call the hotline.",
        "According to police, the agency kept the passports of twelve workers.",
        "Under the law the employer must not keep your passport.",
        'Never answer posts that say "we keep your passport".',
        "We keep a copy of your passport.",
        "The worker must hold a valid passport.",
    ],
)
def test_what_is_denied_asked_warned_of_or_reported_does_not_fire(text: str) -> None:
    assert "documents.kept" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "No experience, no problem: we keep your passport safe until you leave.",
        "We do not charge fees but we keep your passport.",
        "If you don't obey we keep your passport.",
        "Not only low pay: the boss keeps our passports.",
    ],
)
def test_a_negation_elsewhere_does_not_silence(text: str) -> None:
    assert "documents.kept" in codes(text)


def test_a_list_under_a_warning_is_a_warning() -> None:
    text = "Red flags in job offers:\n- they keep your passport\n- you pay a visa fee first\n"
    assert codes(text) == set()


def test_an_offer_that_warns_of_others_still_fires() -> None:
    text = (
        "Beware of scams! We are hiring waiters now, contact us on Telegram, apply now. "
        "Pay the registration fee of 100 USD first. We keep your passport in the office."
    )
    assert {"fee.recruitment", "documents.kept"} <= codes(text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Pay 500 dollars before you travel."),
        ("hi", "यात्रा से पहले 500 डॉलर दो।"),
        ("am", "ከመጓዝህ በፊት 500 ዶላር ክፈል።"),
    ],
)
def test_a_sum_to_pay_before_the_journey_is_a_fee(lang: str, text: str) -> None:
    assert "fee.recruitment" in codes(text, lang)


def test_an_employer_who_pays_before_the_journey_asks_no_fee() -> None:
    assert "fee.recruitment" not in codes("We pay your 500 dollar ticket before you travel.")


def test_a_counter_signal_takes_back_what_it_denies() -> None:
    found = codes("You keep your own passport. The employer pays the visa and ticket.")
    assert {"fair.own_passport", "fair.employer_pays"} <= found
    assert not found & {"documents.kept", "debt.travel_advance", "fee.recruitment"}


def test_a_deduction_is_no_gift() -> None:
    found = codes("The company pays your ticket and it is deducted from your salary later.")
    assert "debt.travel_advance" in found
    assert "fair.employer_pays" not in found


def test_adverts_of_consenting_adults_are_no_signal() -> None:
    for text in (
        "Independent escort, 28, outcalls only, message me for rates.",
        "Relaxing massage, available tonight, cash or card.",
        "Filipina nanny, 30, looking for full time work in Dubai.",
        "Poor family from a village looks for farm work.",
    ):
        assert not any(BOOK.indicators[code].weight > 1 for code in codes(text)), text


def test_swahili_negative_prefixes_and_habitual() -> None:
    assert "documents.kept" in codes("Tutachukua pasipoti yako ukifika", "sw")
    assert "documents.kept" not in codes("Hatutachukua pasipoti yako", "sw")
    assert "documents.kept" not in codes("Hawachukui pasipoti za wafanyakazi", "sw")


def test_one_indicator_is_quoted_five_times_at_most() -> None:
    text = "We keep your passport. " * 50
    found = [one for one in SIGNALLER.find(text, lang="en", mentions=()) if one.weight == 9]
    assert len(found) == 5


def wage(value: str) -> Mention:
    return Mention("wage", value, 0, 5)


@pytest.mark.parametrize(
    ("value", "place", "day", "fires"),
    [
        ("9 GBP/hour", "GB", date(2026, 5, 1), False),  # under eighteen it is lawful: no signal
        ("7.50 GBP/hour", "GB", date(2026, 5, 1), True),
        ("12.00 EUR/hour", "FR", date(2026, 7, 1), True),
        ("12.31 EUR/hour", "FR", date(2026, 7, 1), False),
        ("12.00 EUR/hour", "FR:Paris", date(2026, 7, 1), True),
        ("11.90 EUR/hour", "FR", date(2025, 3, 1), False),  # judged by the law of its day
        ("900 EUR/month", "FR", date(2026, 7, 1), True),
        ("900 USD/month", "FR", date(2026, 7, 1), False),  # another currency
        ("900 EUR/?", "FR", date(2026, 7, 1), False),
        ("900 EUR/month", "AE", date(2026, 7, 1), False),  # no floor known
        ("300 THB/day", "TH-10", date(2026, 7, 1), True),
        ("350 THB/day", "TH", date(2026, 7, 1), False),  # above the lowest province
        ("12.00 EUR/hour", "DE", date(2028, 7, 1), False),  # expired: withheld
        ("12.00 EUR/hour", "DE", date(2025, 7, 1), True),
        ("0.01 EUR/hour", "FR", date(2026, 7, 1), False),  # a slip
        ("NaN EUR/hour", "FR", date(2026, 7, 1), False),
        ("lots", "FR", date(2026, 7, 1), False),
    ],
)
def test_pay_below_the_minimum_of_the_place(
    value: str, place: str, day: date, *, fires: bool
) -> None:
    mentions = [wage(value), Mention("place", place, 6, 8)]
    found = SIGNALLER.find("12345 at", lang="en", mentions=mentions, on=day)
    assert [one.indicator for one in found] == (["wage.below_minimum"] if fires else [])


def test_the_place_of_the_post_stands_in_and_part_time_is_left_alone() -> None:
    day = date(2026, 7, 1)
    mentions = [wage("900 EUR/month")]
    found = SIGNALLER.find("12345", lang="en", mentions=mentions, place="FR", on=day)
    assert [one.indicator for one in found] == ["wage.below_minimum"]
    text = "12345 part-time"
    assert SIGNALLER.find(text, lang="en", mentions=mentions, place="FR", on=day) == []


def test_evidence_of_one_group_is_capped() -> None:
    one = [Signal("documents.kept", 0, 1, 9)]
    many = [Signal(code, 0, 1, 0) for code in ("fee.recruitment",)]
    assert combine([], BOOK) == PRIOR
    assert combine(one * 10, BOOK) == combine(one, BOOK) == PRIOR + 9
    assert combine(one + many, BOOK) == PRIOR + 9 + BOOK.indicators["fee.recruitment"].weight
    hours = [Signal(code, 0, 1, 0) for code in ("isolation.contact", "isolation.remote")]
    assert combine(hours, BOOK) == pytest.approx(PRIOR + 8 + 2 / 3)


def test_one_common_indicator_alone_stays_below_even_odds() -> None:
    for code, item in BOOK.indicators.items():
        assert combine([Signal(code, 0, 1, item.weight)], BOOK) < 0


@pytest.mark.parametrize(
    "unit", ["never we keep your passport ", '"we keep your passport" ', "pay fee ", "扣押护照没有"]
)
def test_hostile_repetition_stays_linear(unit: str) -> None:
    text = (unit * 5000)[:40_000]
    assert quickest(partial(SIGNALLER.find, text, lang=None, mentions=()), enough=10) < 10


def test_the_simulated_scene_is_told_from_its_honest_majority() -> None:
    """Strong signals on operations' posts and on honest ones (phrases were widened on this scene).

    The bounds are below what is measured; see the development sentences for single indicators.
    """
    told: Counter[tuple[bool, bool]] = Counter()
    for truth in simulate(1500, 4711):
        found = SIGNALLER.find(truth.post.text, lang=truth.post.lang, mentions=())
        told[bool(truth.operation), any(one.weight >= 4 for one in found)] += 1
    honest = told[False, True] / (told[False, True] + told[False, False])
    caught = told[True, True] / (told[True, True] + told[True, False])
    assert honest < 0.05
    assert caught > 0.75
