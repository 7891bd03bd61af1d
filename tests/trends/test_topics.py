import random

from firstlight.trends.topics import find_topics
from tests.trends.scene import PERIODS, row, table

ORCHARD = [
    "orange", "harvest", "pickers", "orchard", "ladder", "crates", "peach", "plum", "pruning",
]  # fmt: skip
SEA = [
    "trawler", "deckhands", "nets", "vessel", "harbour", "ice", "anchor", "captain", "squid",
]  # fmt: skip


def test_two_topics_are_told_apart_and_the_new_one_is_seen() -> None:
    dice = random.Random(4)  # noqa: S311
    rows = []
    for source in range(30):
        for period in PERIODS:
            fresh = period == PERIODS[-1] and source < 12
            words = dice.sample(ORCHARD if fresh or source >= 25 else SEA, 4)
            rows.append(row(f"s{source}", period, ", ".join(words)))
    topics = find_topics(table(rows), topics=2)
    assert len(topics) == 2
    assert set(topics[0].terms) <= set(ORCHARD)
    assert topics[0].new_sources == 12
    assert topics[0].p_value < 0.001
    assert set(topics[1].terms) <= set(SEA)
    assert find_topics(table(rows), topics=2) == topics


def test_too_few_texts_have_no_topics() -> None:
    assert find_topics(table([row("a", "2020", "a single text")])) == ()
