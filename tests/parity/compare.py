"""Runs the same cases through Python and through the phone's script, and compares every field."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from firstlight.rights.case import Case
from firstlight.rights.days import CaseFault
from firstlight.rights.owed import owed
from firstlight.rights.pack import law_pack
from firstlight.rulebook.book import Rulebook
from tests.parity.worlds import LawMaker, make_case

SCRIPT = Path(__file__).with_name("run_wages.js")
STATIC = SCRIPT.parents[2] / "src/firstlight/worker/static"
NODE = shutil.which("node")
Batch = tuple[Rulebook, list[dict[str, Any]]]


def batches(seed: int, count: int, each: int = 10) -> Iterable[Batch]:
    """Yield made-up law with made-up cases under it, `count` cases in all."""
    for number in range(-(-count // each)):
        rng = random.Random(seed * 1_000_003 + number)  # noqa: S311
        maker = LawMaker(rng)
        book = maker.book()
        size = min(each, count - number * each)
        yield book, [make_case(rng, maker.currency) for _ in range(size)]


def by_python(book: Rulebook, case: dict[str, Any]) -> dict[str, Any]:
    """Return the answer as JSON has it, or the fault."""
    try:
        answer = owed(msgspec.convert(case, Case), book)
    except CaseFault as fault:
        return {"fault": fault.where}
    return dict(msgspec.json.decode(msgspec.json.encode(answer)))


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def by_script(batch: Iterable[Batch]) -> list[dict[str, Any]]:
    """Return the script's answers to all cases, in order."""
    day = date(2026, 11, 25)
    lines = [
        json.dumps(
            {
                "packs": {
                    country: msgspec.json.decode(
                        msgspec.json.encode(law_pack(book, country, on=day))
                    )
                    for country in book.law
                },
                "cases": cases,
            }
        )
        for book, cases in batch
    ]
    assert NODE is not None
    done = subprocess.run(
        [NODE, str(SCRIPT)], input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.split("\n")]


def run_node(program: str, given: str = "") -> str:
    """Return what a program that has the phone's script at hand writes; it may read `given`."""
    assert NODE is not None
    needed = "".join(
        f"require({json.dumps(str(STATIC / name))});" for name in ("law.js", "wages.js")
    )
    whole = f"{needed}{program}"
    done = subprocess.run(
        [NODE, "-e", whole], input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def differences(batch: list[Batch]) -> list[tuple[dict[str, Any], Any, Any]]:
    """Return the cases on which the two disagree in any field, with both answers."""
    script = iter(by_script(batch))
    found = []
    for book, cases in batch:
        for case in cases:
            one, other = by_python(book, case), next(script)
            if one != other:
                found.append((case, one, other))
    return found
