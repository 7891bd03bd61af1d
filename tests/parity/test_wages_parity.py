import json
from datetime import date
from typing import Any

import pytest
from babel.numbers import get_currency_precision, list_currencies

from firstlight.rights.pack import law_pack
from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import READ, UNREAD, for_sums
from tests.parity.compare import NODE, batches, differences, plain, run_node

pytestmark = pytest.mark.skipif(NODE is None, reason="node is absent")


def test_python_and_the_phones_script_agree_in_every_field() -> None:
    batch = list(batches(seed=20261125, count=500))
    found = differences(batch)
    assert not found, json.dumps(found[0], indent=1)


def test_the_script_knows_the_decimals_of_every_currency() -> None:
    codes = sorted(list_currencies())
    script = f"process.stdout.write(JSON.stringify({codes}.map(globalThis.wages.digitsOf)))"
    assert json.loads(run_node(script)) == [get_currency_precision(code) for code in codes]


def test_the_apps_columns_hold_every_rule_that_its_scripts_read() -> None:
    book = load_rulebook()
    packs = [law_pack(book, country, on=date(2026, 11, 30)) for country in sorted(book.law)]
    given = json.dumps([[plain(pack), plain(for_sums(pack))] for pack in packs])
    told = """for (const pair of JSON.parse(require("node:fs").readFileSync(0, "utf8")))
        console.log(JSON.stringify(pair.map((pack) => globalThis.lawbook.rulesOf(pack))))"""
    out = run_node(told, given).splitlines()
    for pack, (whole, lean) in zip(packs, map(json.loads, out), strict=True):
        read = [rule for rule in whole if rule["topic"] in READ]
        assert sorted(map(bare, read)) == sorted(map(bare, lean)), pack["country"]
        assert len({rule["id"] for rule in lean}) == len(lean)


def bare(rule: dict[str, Any]) -> str:
    """Return what the scripts read of a rule, as one text."""
    kept = {name: told for name, told in rule.items() if name not in UNREAD | {"id", "text"}}
    text = {name: told for name, told in rule["text"].items() if name not in UNREAD}
    return json.dumps([kept, text], sort_keys=True)
