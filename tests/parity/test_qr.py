"""The phone's QR codes are those of a known maker, module by module."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
import segno

SCRIPT = Path(__file__).parents[2] / "src" / "firstlight" / "worker" / "static" / "qr.js"
FULL = {1: 17, 6: 134, 10: 271, 15: 520, 20: 858, 25: 1273}
"""Bytes that fill a version at level L: there is no padding, where makers may differ."""


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_codes_equal_a_known_makers():
    dice = random.Random(4)  # noqa: S311
    cases = [[list(dice.randbytes(size)), mask] for size in FULL.values() for mask in range(8)]
    program = f"""
      globalThis.window = globalThis; require({json.dumps(str(SCRIPT))});
      const cases = JSON.parse(require("fs").readFileSync(0));
      console.log(JSON.stringify(cases.map(([bytes, mask]) =>
        qr(Uint8Array.from(bytes), mask).map((row) => Array.from(row)))));"""
    done = subprocess.run(
        ["node", "-e", program], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    for (data, mask), made in zip(cases, json.loads(done.stdout), strict=True):
        known = segno.make(
            bytes(data), error="l", mask=mask, mode="byte", boost_error=False, micro=False
        )
        assert made == [list(row) for row in known.matrix], (len(data), mask)
