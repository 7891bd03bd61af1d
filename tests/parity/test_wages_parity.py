import json

import pytest
from babel.numbers import get_currency_precision, list_currencies

from tests.parity.compare import NODE, batches, differences, run_node

pytestmark = pytest.mark.skipif(NODE is None, reason="node is absent")


def test_python_and_the_phones_script_agree_in_every_field() -> None:
    batch = list(batches(seed=20261125, count=500))
    found = differences(batch)
    assert not found, json.dumps(found[0], indent=1)


def test_the_script_knows_the_decimals_of_every_currency() -> None:
    codes = sorted(list_currencies())
    script = f"process.stdout.write(JSON.stringify({codes}.map(globalThis.wages.digitsOf)))"
    assert json.loads(run_node(script)) == [get_currency_precision(code) for code in codes]
