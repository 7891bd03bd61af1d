"""Every matter of every country is on record, or is said to be missing."""

from datetime import date

import pytest
from bench.make_law_table import COUNTRIES, PAGE, table, with_table
from typer.testing import CliRunner

from firstlight.cli.main import app
from firstlight.rights.coverage import MATTERS, gaps
from firstlight.rulebook.law import Instrument, Rule
from firstlight.rulebook.load import load_rulebook

BOOK = load_rulebook()
ON = date(2026, 11, 30)


def rule(topic: str, **more: object) -> Rule:
    given = {
        "id": "xx", "jurisdiction": "XX", "topic": topic, "value": "forbidden", "unit": "verdict",
        "effective_from": date(2020, 1, 1), "instrument": Instrument(title="Act", number="1"),
        "checked_on": ON, "review_by": date(2027, 1, 1), "tier": "A",
    }  # fmt: skip
    return Rule(**given | more)


def open_matters(*rules: Rule) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {gap.matter: (len(gap.held), gap.places) for gap in gaps(rules, ON, "XX")}


def test_nothing_on_record_leaves_everything_open() -> None:
    assert set(open_matters()) == set(MATTERS)


@pytest.mark.parametrize(
    ("held", "state"),
    [
        ({}, None),
        ({"scope": {"sector": "!fishing", "domestic_work": "no"}}, None),
        ({"scope": {"sector": "fishing"}}, (1, ())),
        ({"scope": {"regime": "federal"}}, (1, ())),
        ({"scope": {"domestic_work": "yes"}}, (1, ())),
        ({"jurisdiction": "XX-1"}, (1, ())),
        ({"tier": "C"}, (0, ())),
        ({"review_by": date(2026, 11, 29)}, (0, ())),
        ({"status": "suspended"}, (0, ())),
    ],
)
def test_a_rule_for_some_or_withheld_leaves_its_matter_open(held, state) -> None:
    assert open_matters(rule("documents", **held)).get("documents") == state


def test_a_part_whose_wage_is_not_known_today_is_named() -> None:
    wage = {"value": "10", "unit": "hour", "currency": "EUR"}
    one = rule("minimum_wage", jurisdiction="XX-1", **wage)
    ended = rule("minimum_wage", jurisdiction="XX-2", effective_to=date(2025, 1, 1), **wage)
    assert open_matters(one, ended)["wages"] == (0, ("XX-2",))
    assert "wages" not in open_matters(one)
    home = rule("minimum_wage", jurisdiction="XX-2", scope={"domestic_work": "yes"}, **wage)
    assert open_matters(one, ended, home)["wages"] == (0, ("XX-2",))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_cell_is_held_or_said_to_be_missing(country: str) -> None:
    told = CliRunner().invoke(app, ["rights", "show", country, "--on", str(ON)]).stdout
    stated = {one.topic for one in BOOK.law.get(country, ()) if one.stated(ON)}
    for matter, topics in MATTERS.items():
        unknown = f"We do not know {topics[0].replace('_', ' ')}"
        assert stated & set(topics) or unknown in told or matter == "household"
        if matter not in {gap.matter for gap in gaps(BOOK.law.get(country, ()), ON, country)}:
            assert unknown not in told
    assert "  help: " in told or "no checked number of help" in told
    assert ("We do not know" in told) == ("  Ask: " in told)


def test_the_page_has_the_table_of_the_rulebook() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_table(page, BOOK), "run: python bench/make_law_table.py"
    assert table(BOOK, ON).count("\n") == len(COUNTRIES) + 1
