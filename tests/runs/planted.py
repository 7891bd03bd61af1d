"""Simulated worlds in whose last month something new is planted, spread over many hands."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

HOME = "PH"
SAID = {
    "lure": (
        "Ask for the velvet compass scholarship.", "It comes with a velvet compass scholarship!",
        "Newcomers receive our velvet compass scholarship, too.",
        "First two months: velvet compass scholarship.", "The velvet compass scholarship is yours.",
        "You will like it: velvet compass scholarship included.",
    ),
    "corridor": (
        "The work is in Mongolia.", "Place of work: Mongolia.", "Soon we move to Mongolia.",
        "Partner office in Mongolia.", "Mongolia needs you.", "Also for Mongolia.",
    ),
    "payment": (
        "Registration fee 25 KWD.", "The fee is 40 KWD before you start.", "Fee: 15 KWD.",
        "A small registration fee of 30 KWD.", "Processing fee 20 KWD.", "Agency fee 45 KWD only.",
    ),
}  # fmt: skip
CODES = {"corridor": f"corridor:{HOME}>MN", "payment": "payment:fee:KWD"}
"""What the watch calls a plant; a lure is a new phrase, which has no code."""


def plant(
    posts: Path, out: Path, kinds: Sequence[str] = tuple(SAID), *, hands: int = 5, seed: int = 0
) -> dict[str, int]:
    """Write posts to `out` with sentences of each kind added to some of the last month.

    One post of each of up to `hands` authors a kind, none of two kinds; returns how many. Those of
    a corridor are placed in one country.
    """
    rows = [json.loads(line) for line in posts.read_text("utf-8").splitlines()]
    month = max(row["posted"] for row in rows)[:7]
    late = [row for row in rows if row["posted"][:7] == month and row.get("author")]
    dice = random.Random(seed)  # noqa: S311
    dice.shuffle(late)
    free = list({row["author"]: row for row in late}.values())
    planted = {}
    for kind in kinds:
        chosen, free = free[:hands], free[hands:]
        for at, row in enumerate(chosen):
            row["text"] += f"\n{SAID[kind][at % len(SAID[kind])]}"
            if kind == "corridor":
                row["place"] = HOME
        planted[kind] = len(chosen)
    out.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return planted
