"""Worked examples, most of them official, through Python and through the phone's script."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.load_law import rules_of
from tests.parity.compare import NODE, by_python, by_script

GOLDEN = Path(__file__).parents[1] / "golden" / "wages"
FILES = sorted(GOLDEN.glob("*.json"))


def load(path: Path) -> tuple[Rulebook, list[dict[str, Any]]]:
    data = json.loads(path.read_text("utf-8"))
    place = msgspec.convert(data["law"], PlaceFile)
    return Rulebook({}, {}, {place.country: rules_of(place, path)}), data["cases"]


def check(case: dict[str, Any], answer: dict[str, Any]) -> None:
    for field, amount in case["expect"].items():
        assert answer[field] == {"low": amount, "high": amount}, (case["name"], answer)
    found: dict[str, list[str]] = {}
    for month in answer["months"]:
        for line in month["lines"]:
            found.setdefault(line["code"], []).append(line["amount"])
    for code, amount in case.get("lines", {}).items():
        assert found.get(code) == [amount], (case["name"], code, found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_python_gives_the_worked_examples(path: Path) -> None:
    book, cases = load(path)
    for case in cases:
        check(case, by_python(book, case["case"]))


@pytest.mark.skipif(NODE is None, reason="node is absent")
def test_the_phones_script_gives_the_worked_examples() -> None:
    loaded = [load(path) for path in FILES]
    answers = iter(by_script([(book, [case["case"] for case in cases]) for book, cases in loaded]))
    for book, cases in loaded:
        for case in cases:
            answer = next(answers)
            check(case, answer)
            assert answer == by_python(book, case["case"])
