"""The model card: what the run knows of its model, and what nobody should do with it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.model.learned import Baseline, Card, Quality, Range

USES = (
    "Puts posts and templates into an order of review, for a person who reads them and decides. "
    "The score speaks of a text, never of who wrote it, is named in it or answers it."
)
_NO_PERSON = (
    "Do not use it to score, rank or label a person, to refuse somebody work, passage or help, or "
    "to act without a person having read the post."
)
_ITS_WORDS = (
    "It knows the words of its training items. Other languages, channels and years need labels of "
    "their own; 'firstlight score' warns when texts differ."
)
LIMITS = (
    _NO_PERSON,
    _ITS_WORDS,
    "A high score is no finding: it says that the words are like those of items labelled before.",
    "Labels carry the habits of those who gave them; what they overlooked, it overlooks.",
)


class Told(NamedTuple):
    """What only the caller knows: the source, the labels' names, the rows left out, the groups."""

    source: str
    positive: str
    negative: tuple[str, ...]
    left_out: int
    grouping: str


def write_card(
    told: Told,
    *,
    digest: str,
    labels: npt.NDArray[np.int64],
    groups: int,
    sections: int,
    least: int,
    features: int,
    grouped: Quality,
    random: Quality,
    base: Baseline,
) -> Card:
    """Return the card of a model."""
    privacy = (
        f"It holds words that texts of at least {least} templates share, with every digit hidden, "
        "and no text."
    )
    return Card(
        source=told.source,
        digest=digest,
        items=len(labels),
        positives=int(labels.sum()),
        left_out=told.left_out,
        positive=told.positive,
        negative=told.negative,
        grouping=told.grouping,
        groups=groups,
        sections=sections,
        features=features,
        grouped=grouped,
        random=random,
        baseline=base,
        uses=USES,
        limits=(*LIMITS, privacy),
    )


def as_markdown(card: Card) -> str:
    """Return a card as a page of Markdown."""
    return "\n".join(_page(card)) + "\n"


def _page(card: Card) -> Iterator[str]:
    yield from ("# Model card", "", card.uses, "", "## Learned from", "")
    source, *others = (_plain(name) for name in (card.source, card.positive, *card.negative))
    yield f"- Source: {source} (digest of the items {card.digest})"
    yield f"- Items: {card.items:,}, of which {card.positives:,} are “{others[0]}” (sought); "
    yield f"  the others are {', '.join(f'“{name}”' for name in others[1:])}. "
    yield f"  Left out: {card.left_out:,} rows without a text or a label."
    yield f"- Groups: {card.groups:,}. {card.grouping}"
    yield f"- Features: {card.features:,} n-grams of words and of letters within words."
    if card.sections > 1:
        yield f"- Columns: {card.sections}, each with word n-grams of its own."
    yield from ("", "## How well it ranks texts that it has not seen", "")
    yield from _figures(card)
    yield from ("", "## What a review budget meets", "")
    yield "Held out by group. Read the first share of the items, in order:"
    yield from ("", "| read | are sought (95 % interval) | of all sought |", "|---|---|---|")
    for one in card.grouped.budgets:
        yield f"| {one.share:.0%} | {_range(one.precision)} | {_range(one.recall)} |"
    yield from ("", "## Whether the scores are true", "")
    yield f"Brier score {card.grouped.brier:.4f} (0 is best), held out by group."
    yield from ("", "| score | items | mean score | are sought |", "|---|---|---|---|")
    for row in card.grouped.reliability:
        ends = f"{row.low:.1f}–{row.high:.1f}"
        yield f"| {ends} | {row.items:,} | {row.predicted:.3f} | {row.observed:.3f} |"
    yield from ("", "## Limits", "")
    yield from (f"- {limit}" for limit in card.limits)


def _figures(card: Card) -> Iterator[str]:
    grouped, random = card.grouped, card.random
    yield f"Positives are weighted to {grouped.prevalence:.2%} of the items. Five folds."
    yield ""
    yield "| split | average precision (95 % interval) | area under ROC |"
    yield "|---|---|---|"
    for name, one in (("**groups kept whole**", grouped), ("random (flatters)", random)):
        yield f"| {name} | {_range(one.average_precision)} | {_range(one.roc_auc)} |"
    gap = 100 * (random.average_precision.value - grouped.average_precision.value)
    yield ""
    yield (
        f"A random split would have said {gap:+.1f} points of average precision, because texts of "
        "one template stand on both sides of it. Expect the first row."
    )


def _range(one: Range) -> str:
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"


def _plain(text: str) -> str:
    """Return a name from outside so that it stays words in a page of Markdown."""
    short = " ".join(text.split())[:200]
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#|!&~" else char for char in short)
