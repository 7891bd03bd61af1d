"""The law pack holds what the rulebook holds, in few bytes."""

import gzip
from datetime import date
from typing import Any

import msgspec
import pytest

from firstlight.rights.pack import FORMAT, law_pack
from firstlight.rulebook.law import Rule
from firstlight.rulebook.load import load_rulebook

BOOK = load_rulebook()
ON = date(2026, 11, 20)


def rules_of(pack: dict[str, Any]) -> set[tuple[Any, ...]]:
    """Return the pack's rules one by one, as the phone's script expands them."""
    found = set()
    for rule in pack["rules"]:
        table = rule.get("by_place") or {rule.get("place", pack["country"]): rule["value"]}
        for place, value in table.items():
            name = f"{rule['id']}-{place}" if "by_place" in rule else rule["id"]
            title = pack["instruments"][rule["instrument"]]["title"]
            found.add((name, place, value, rule["topic"], rule["unit"], rule["from"],
                       rule.get("to"), rule.get("status", "in_force"), title))  # fmt: skip
    return found


def flat(rule: Rule) -> tuple[Any, ...]:
    to = None if rule.effective_to is None else str(rule.effective_to)
    return (rule.id, rule.jurisdiction, rule.value, rule.topic, rule.unit,
            str(rule.effective_from), to, rule.status, rule.instrument.title)  # fmt: skip


@pytest.mark.parametrize("country", sorted(BOOK.law))
def test_a_pack_holds_every_rule_but_the_unconfirmed(country: str) -> None:
    encoded = msgspec.json.encode(law_pack(BOOK, country, on=ON))
    pack = msgspec.json.decode(encoded)
    assert pack["format"] == FORMAT
    assert rules_of(pack) == {flat(rule) for rule in BOOK.law[country] if rule.tier != "C"}
    assert len(gzip.compress(encoded)) < 60_000


def test_stale_help_is_left_out() -> None:
    for country in BOOK.contacts:
        assert law_pack(BOOK, country, on=date(2030, 1, 1))["help"] == []
