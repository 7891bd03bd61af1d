"""Small panels of texts with a known tactic in them."""

import random
from collections.abc import Sequence

import pyarrow as pa

from firstlight.model.tactic import TEXTS

PERIODS = ("2020", "2021", "2022", "2023", "2024")
_WORDS = [
    "market", "river", "school", "lamp", "copper", "winter", "garden", "letter", "bridge", "music",
    "orchard", "silver", "window", "castle", "ribbon", "planet", "pepper", "island", "forest",
    "candle",
]  # fmt: skip


def panel(
    *, planted: str = "", takers: int = 0, sources: int = 40, seed: int = 1, repeat: int = 1
) -> pa.Table:
    """Return texts of random words; `takers` sources carry the planted wording in the last one."""
    dice = random.Random(seed)  # noqa: S311
    rows = []
    for source in range(sources):
        for period in PERIODS:
            words = " ".join(dice.choices(_WORDS, k=25))
            if period == PERIODS[-1] and source < takers:
                words += f". It was a {planted} for them"
            rows.extend(row(f"s{source}", period, words, copy) for copy in range(repeat))
    return table(rows)


def row(source: str, period: str, text: str, copy: int = 0, **more: str) -> dict[str, str]:
    return {
        "id": f"{source}-{period}-{copy}",
        "source": source,
        "period": period,
        "text": text,
        "place": f"P{source[-1]}",
        "lang": "en",
        **more,
    }


def table(rows: Sequence[dict[str, str]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=TEXTS)
