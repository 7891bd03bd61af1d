from datetime import date
from pathlib import Path

import msgspec
import pytest

from firstlight.model.errors import RulebookError
from firstlight.rulebook.indicator import LANGUAGES, Group
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.schema import rulebook_schema

INDICATOR = """\
code: own.sign
group: deception
sentence: "A sign of our own."
weight: 3
basis:
  kind: judgement
  note: "Ours."
source:
  instrument: "A handbook"
  author: "A union"
  year: 2020
phrases:
  en:
    - "secret handshake"
"""
PLACE = """\
country: XA
rules:
  - id: xa-1
    jurisdiction: XA
    topic: minimum_wage
    value: "10"
    unit: hour
    currency: EUR
    effective_from: 2024-01-01
    effective_to: 2024-12-31
    instrument: {title: "Act 12"}
    checked_on: 2026-01-01
    review_by: 2027-01-01
    tier: A
  - id: xa-2
    jurisdiction: XA
    topic: minimum_wage
    value: "11"
    unit: hour
    currency: EUR
    effective_from: 2025-01-01
    instrument: {title: "Act 12"}
    checked_on: 2026-01-01
    review_by: 2027-01-01
    tier: A
"""


def pack(folder: Path, kind: str, text: str, name: str = "own.yaml") -> Path:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("weight: 3", "weight: 3\ncolour: red", 5, "unknown field `colour`"),
        ("  year: 2020", "  year: 2020\n  page: 3", 12, "unknown field `page`"),
        ("  author: ", "  # author: ", 8, "missing required field `author`"),
        ("source:", "x-source:", None, "field"),
        ("weight: 3", "weight: high", 4, "Expected `float`"),
        ("weight: 3", "weight: 99", 4, "<= 20"),
        ("group: deception", "group: poverty", 2, "Invalid enum value 'poverty'"),
        ("code: own.sign", "code: Own Sign", 1, "matching regex"),
        ('"secret handshake"', '".. handshake"', 14, "begin or end with a gap"),
        ('"secret handshake"', '"{nosuchterm} handshake"', 14, "no term {nosuchterm}"),
        ('"secret handshake"', '"[secret handshake"', 14, "cannot read"),
        ('"secret handshake"', '"[a .. b] handshake"', 14, "is no word"),
        ('"secret handshake"', '"se*cret"', 14, "may only begin or end"),
        ('"secret handshake"', '"a ..20 b"', 14, "1 to 12 words"),
        ('"secret handshake"', '"<hour> b"', 14, "unknown class"),
        ("weight: 3", "weight: 3\nweight: 4", 5, "stands twice"),
        ("weight: 3", "weight: *x", 4, "alias"),
        ("basis:", "basis: [", None, ""),
    ],
)
def test_a_broken_indicator_names_file_and_line(
    tmp_path: Path, old: str, new: str, line: int | None, says: str
) -> None:
    assert old in INDICATOR
    folder = pack(tmp_path, "indicators", INDICATOR.replace(old, new, 1))
    with pytest.raises(RulebookError) as caught:
        load_rulebook((folder,))
    assert says in str(caught.value)
    assert caught.value.file.endswith("own.yaml")
    assert caught.value.remedy
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2024-12-31", "2024-11-30", 21, "gap in time"),
        ("2024-12-31", "2025-01-31", 21, "overlaps"),
        ("    effective_to: 2024-12-31\n", "", 20, "overlaps"),
        ("2024-12-31", "2023-12-31", 9, "ends before it begins"),
        ('value: "10"', 'value: "ten"', 6, "is no number"),
        ("jurisdiction: XA", "jurisdiction: XB", 3, "not of XA"),
        ('instrument: {title: "Act 12"}', "instrument: {}", 11, "missing required field `title`"),
        ("tier: A", "tier: D", 14, "Invalid enum value 'D'"),
    ],
)
def test_a_broken_law_names_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in PLACE
    folder = pack(tmp_path, "places", PLACE.replace(old, new, 1))
    with pytest.raises(RulebookError) as caught:
        load_rulebook((folder,))
    assert says in str(caught.value)
    assert caught.value.line == line


def test_an_absent_folder_and_bad_bytes_are_named(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="no such folder"):
        load_rulebook((tmp_path / "absent",))
    folder = pack(tmp_path, "indicators", INDICATOR)
    (folder / "indicators" / "own.yaml").write_bytes(b"code: \xff\xfe")
    with pytest.raises(RulebookError, match="not UTF-8"):
        load_rulebook((folder,))


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    pack(tmp_path, "indicators", INDICATOR)
    pack(tmp_path, "indicators", INDICATOR, "two.yaml")
    with pytest.raises(RulebookError, match=r"is also in own\.yaml"):
        load_rulebook((tmp_path,))


def test_a_pack_adds_and_overrides(tmp_path: Path) -> None:
    changed = INDICATOR.replace("own.sign", "documents.kept")
    pack(tmp_path, "indicators", INDICATOR)
    pack(tmp_path, "indicators", changed, "two.yaml")
    pack(tmp_path, "places", PLACE)
    shipped, own = load_rulebook(), load_rulebook((tmp_path,))
    assert "own.sign" not in shipped.indicators
    assert own.indicators["own.sign"].weight == 3
    assert own.indicators["documents.kept"].sentence == "A sign of our own."
    assert [rule.value for rule in own.stated("minimum_wage", "XA", date(2024, 5, 1))] == ["10"]


def test_law_is_withheld_when_expired_suspended_or_unconfirmed(tmp_path: Path) -> None:
    def stated(text: str, on: date, name: str) -> list[str]:
        folder = tmp_path / name
        folder.mkdir()
        book = load_rulebook((pack(folder, "places", text),))
        return [rule.id for rule in book.stated("minimum_wage", "XA", on)]

    assert stated(PLACE, date(2026, 12, 31), "a") == ["xa-2"]
    assert stated(PLACE, date(2027, 1, 2), "b") == []  # review date passed: open rule withheld
    assert stated(PLACE, date(2024, 3, 1), "c") == ["xa-1"]  # a closed period stays true
    assert stated(PLACE.replace("tier: A", "tier: C"), date(2026, 1, 1), "d") == []
    suspended = PLACE.replace(
        "    tier: A", "    status: suspended\n    note: By a court.\n    tier: A"
    )
    assert stated(suspended, date(2026, 1, 1), "e") == []


def test_the_shipped_rulebook_covers_groups_and_languages() -> None:
    book = load_rulebook()
    assert len(book.indicators) >= 28
    assert {item.group for item in book.indicators.values()} == set(Group.__args__)
    for item in book.indicators.values():
        if item.rule is None:
            assert set(item.phrases) == set(LANGUAGES), item.code
        assert item.counter == (item.group == "fair_recruitment")
        assert item.sentence.endswith(".")


def test_no_indicator_is_about_sex_nationality_or_consent() -> None:
    words = ("prostitut", "massage", "nationality", "poor people", "onlyfans")
    for item in load_rulebook().indicators.values():
        assert not any(word in item.sentence.lower() for word in words)


def test_the_schema_is_generated_from_the_structs() -> None:
    schema = rulebook_schema()
    assert set(schema) == {"indicators", "terms", "places", "helplines"}
    fields = schema["indicators"]["$defs"]["Indicator"]
    assert fields["additionalProperties"] is False
    assert {"code", "group", "sentence", "weight", "basis", "source"} == set(fields["required"])
    assert msgspec.json.encode(schema)
