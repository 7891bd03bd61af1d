import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.model.tactic import Tactic, TacticResult
from firstlight.rulebook.taxonomy import load_taxonomy
from firstlight.trends.anchors import Anchors
from firstlight.trends.tactics import find_tactics
from firstlight.trends.words import split_words
from tests.trends.scene import panel, table

ANCHORS = Anchors(load_taxonomy())
MESSY = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["took", "their", "passports", "forced", "to work", "没收护照", "पासपोर्ट", "\u0301", ".",
         "<", ">", "|", "\ud800", "صادر", "جواز", "..", "12"]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MESSY)
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = split_words(text)
    starts = [0, *(start for start, _ in words.spans)]
    for (start, end), before in zip(words.spans, starts, strict=False):
        assert before <= start < end <= len(text)
    assert all(words.texts)


@settings(max_examples=150, deadline=None)
@given(MESSY, st.sampled_from([None, "en", "zh", "ar", "hi", "xx"]))
def test_hits_lie_in_the_text(text: str, language: str | None) -> None:
    for _, start, end in ANCHORS.find_in(text, language):
        assert 0 <= start < end <= len(text)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    texts = panel(planted="velvet compass ritual", takers=5, sources=20)
    rows = texts.to_pylist()
    random.Random(seed).shuffle(rows)  # noqa: S311
    assert find_tactics(table(rows)) == find_tactics(texts)


def _tested(result: TacticResult) -> list[Tactic]:
    """Return tactics without what counts documents and passages."""
    return [
        msgspec.structs.replace(
            tactic,
            passages=(),
            corridors=(),
            spread=tuple(msgspec.structs.replace(part, documents=0) for part in tactic.spread),
        )
        for tactic in result.tactics
    ]


@settings(max_examples=6, deadline=None)
@given(st.integers(2, 5))
def test_what_one_source_repeats_counts_once(times: int) -> None:
    once = find_tactics(panel(planted="velvet compass ritual", takers=5, sources=20))
    often = find_tactics(panel(planted="velvet compass ritual", takers=5, sources=20, repeat=times))
    assert _tested(often) == _tested(once)
    assert often.tested == once.tested


def test_shuffled_periods_bring_no_finding_beyond_the_rate() -> None:
    rows = panel(planted="velvet compass ritual", takers=12, sources=30).to_pylist()
    wrong = 0
    for seed in range(30):
        periods = [row["period"] for row in rows]
        random.Random(seed).shuffle(periods)  # noqa: S311
        mixed = [{**row, "period": period} for row, period in zip(rows, periods, strict=True)]
        wrong += any(tactic.found for tactic in find_tactics(table(mixed)).tactics)
    assert wrong <= 5  # at 5 % one or two are expected; six or more have a chance of 1 in 300
