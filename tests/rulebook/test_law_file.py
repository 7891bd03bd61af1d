"""The law as people write it, and what is refused."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from firstlight.model.errors import RulebookError
from firstlight.rulebook.help_checks import foreign_lines, stale_contacts
from firstlight.rulebook.law import ancestors
from firstlight.rulebook.lines import load_text
from firstlight.rulebook.load import load_rulebook
from tests.pace import quickest

HEAD = """\
country: XA
instruments: {act: {title: "Act 12", link: "https://law.example/12"}}
defaults:
  {checked_on: 2026-01-01, review_by: 2027-01-01, tier: A, currency: EUR, instrument: act}
rules:
"""
SERIES = """\
  - id: xa-min
    topic: minimum_wage
    unit: hour
    series:
      - {from: 2024-01-01, value: "10"}
      - {from: 2025-01-01, value: "11", article: "Art. 3"}
      - {from: 2026-01-01, by_place: {XA-1: "12", XA-1-77: "13"}}
"""
RULE = """\
  - id: xa-fee
    topic: fee
    unit: verdict
    value: forbidden
    effective_from: 2020-01-01
"""
HELP = """\
country: GB
contacts:
  - id: gb-line
    kind: trafficking_hotline
    name: "A line"
    english: "A line"
    lines: [{number: "+44 20 7946 0991"}, {number: "999", short: true}]
    hours: "24/7"
    languages: [en]
    when_you_call: {en: "Somebody answers."}
    verified: {title: "A page", link: "https://help.example/", on: 2026-11-01}
"""


def load(folder: Path, text: str, kind: str = "places"):
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / "own.yaml").write_text(text, encoding="utf-8")
    return load_rulebook((folder,))


def test_a_series_and_a_table_give_plain_rules(tmp_path: Path) -> None:
    rules = load(tmp_path, HEAD + SERIES).law["XA"]
    assert [(rule.id, rule.jurisdiction, rule.value) for rule in rules] == [
        ("xa-min-2024-01-01", "XA", "10"),
        ("xa-min-2025-01-01", "XA", "11"),
        ("xa-min-2026-01-01-XA-1", "XA-1", "12"),
        ("xa-min-2026-01-01-XA-1-77", "XA-1-77", "13"),
    ]
    assert rules[0].effective_to == date(2024, 12, 31)
    assert rules[1].effective_to == date(2025, 12, 31)
    assert rules[2].effective_to is None
    assert rules[0].instrument.article is None
    assert rules[1].instrument.article == "Art. 3"
    assert {rule.instrument.title for rule in rules} == {"Act 12"}
    assert ancestors("XA-1-77") == ("XA-1-77", "XA-1", "XA")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SERIES.replace("2025-01-01", "2023-01-01"), "not in order"),
        (SERIES.replace('value: "11"', 'value: "9"'), "falls below"),
        (SERIES.replace("unit: hour\n", "unit: hour\n    uprated_every: 12\n").replace(
            "2025-01-01", "2025-12-01"), "seems to be missing"),
        (SERIES.replace("unit: hour", "unit: percent"), "is not written in 'percent'"),
        (SERIES.replace("topic: minimum_wage", "topic: wages"), "is no topic"),
        (SERIES.replace("    series:", "    effective_to: 2030-01-01\n    series:"), "of its own"),
        (SERIES.replace('"11", article', '"11", instrument: law2, article'), "no instrument"),
        (RULE.replace("forbidden", "never"), "is no verdict"),
        (RULE.replace("    value: forbidden\n", ""), "needs one of value"),
        (RULE.replace("    effective_from: 2020-01-01\n", ""), "lacks required"),
        (RULE + "    scope: {colour: red}\n", "is no scope"),
        (RULE + '    scope: {age: "over 21"}\n', "is no range"),
        (RULE + "    scope: {sector: moon}\n", "is no sector"),
        (RULE + "    status: repealed\n", "no last day"),
        (RULE + "    status: suspended\n", "by whom"),
        (RULE + "    status: announced\n", "was to begin"),
        (RULE + "    instrument: {title: An act}\n", "cannot be looked up"),
        (RULE + '    instrument: {title: Act 1, link: "javascript:x"}\n', "is no web address"),
        (RULE + RULE, "stands twice"),
        (RULE.replace("fee\n    unit: verdict\n    value: forbidden",
            "overtime_premium\n    unit: percent\n    value: \"50\""), "less than ordinary pay"),
        (RULE.replace("verdict\n    value: forbidden", "none\n    value: none").replace(
            "topic: fee", "topic: minimum_wage"), "what applies instead"),
    ],
)  # fmt: skip
def test_bad_law_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load(tmp_path, HEAD + text)
    assert says in str(caught.value)
    assert caught.value.line
    assert caught.value.remedy


def test_hundreds_of_places_under_one_rule_load_quickly(tmp_path: Path) -> None:
    table = ", ".join(f'XA-{at // 40}-{at}: "{1000 + at}"' for at in range(514))
    text = HEAD + SERIES.replace('XA-1: "12", XA-1-77: "13"', table)
    read = partial(load, tmp_path, text)
    assert len(read().law["XA"]) == 516
    assert quickest(read, enough=20, tries=3) < 20


def test_basic_pay_belongs_to_overtime_and_to_a_minimum(tmp_path: Path) -> None:
    for more, says in (
        ("    base: basic_pay\n", "no rule on overtime"),
        ('    basic_part: "9"\n', "is no part of it"),
    ):
        with pytest.raises(RulebookError) as caught:
            load(tmp_path, HEAD + RULE + more)
        assert says in str(caught.value)


def test_help_is_checked(tmp_path: Path) -> None:
    contact = load(tmp_path, HELP, "helplines").contacts["GB"][0]
    assert contact.fresh(date(2026, 11, 25))
    late = date(2026, 11, 1) + timedelta(days=181)
    assert not contact.fresh(late)
    assert stale_contacts([contact], late) == (contact,)
    moved = msgspec.structs.replace(contact, nationality=None)
    assert foreign_lines(moved, "GB") == ()
    assert foreign_lines(moved, "FR") == ("+44 20 7946 0991",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("+44 20 7946 0991", "+44 20", "is no valid number"),
        ("+44 20 7946 0991", "020 7946", "is no international number"),
        ('"999", short', '"98765", short', "is no short code"),
        ('lines: [{number: "+44 20 7946 0991"}, {number: "999", short: true}]', "lines: []",
         "cannot be reached"),
        ("{en: ", "{fr: ", "what happens when one calls"),
        ("languages: [en]", "languages: []", "languages spoken"),
        ("trafficking_hotline", "embassy", "whose embassy"),
        ('lines: [{number: "+44 20 7946 0991"}, ', "abroad: true\n    lines: [", "from abroad"),
        ("    hours:", "    opening:", "unknown field"),
    ],
)  # fmt: skip
def test_bad_help_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in HELP
    with pytest.raises(RulebookError) as caught:
        load(tmp_path, HELP.replace(old, new, 1), "helplines")
    assert says in str(caught.value)


def test_a_line_for_citizens_abroad_is_told_everywhere_but_at_home(tmp_path: Path) -> None:
    text = HELP.replace("    hours:", "    abroad: true\n    hours:", 1)
    book = load(tmp_path, text, "helplines")
    told = [(country, one.id) for country, one in book.from_home("QA", date(2026, 11, 25))]
    assert ("GB", "gb-line") in told
    assert {country for country, _ in book.from_home("GB", date(2026, 11, 25))}.isdisjoint({"GB"})
    assert not book.from_home("QA", date(2027, 9, 1))


def test_shipped_help_is_fresh_and_shipped_law_is_sound() -> None:
    book = load_rulebook()
    built = date(2026, 11, 30)
    for contacts in book.contacts.values():
        assert stale_contacts(contacts, built) == ()
    for rule in book.rules:
        assert rule.instrument.title
        assert rule.checked_on <= built


def test_on_and_country_codes_are_words_in_yaml() -> None:
    assert load_text("on: NO\nyes: true", "x") == {"on": "NO", "yes": True}
