"""What is known of a learned ranking: where it comes from, how well it ranks, where it ends.

The ranking orders posts for review. It holds nothing about a person, and no type here can.
"""

import msgspec

SECTION = "\x1e"
"""Parts the sections of a text that came from several columns. No column's own text holds it."""


class Range(msgspec.Struct, frozen=True):
    """A figure with its 95 % interval (bootstrap over groups, percentiles)."""

    value: float
    low: float
    high: float


class Budget(msgspec.Struct, frozen=True):
    """What is met when the first `share` of the items is read: precision and recall, 0 to 1."""

    share: float
    precision: Range
    recall: Range


class Bin(msgspec.Struct, frozen=True):
    """One row of the reliability table: items whose score lies in [low, high).

    `predicted` is their mean score, `observed` the share of positives; both weighted to the
    prevalence. `items` is a plain count.
    """

    low: float
    high: float
    items: int
    predicted: float
    observed: float


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """Measures over held-out folds. `positive` items are a `prevalence` share after weighting."""

    split: str
    prevalence: float
    average_precision: Range
    roc_auc: Range
    brier: float
    budgets: tuple[Budget, ...]
    reliability: tuple[Bin, ...]


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """What new texts are held against: held-out scores and unknown words of the training items.

    `edges` part the scores into bins that hold `shares` of them. `unknown` is the mean share of an
    item's words that the model does not know, `unknown_limit` and `index_limit` the most by which
    a held-out fold of the training items differed from the others.
    """

    edges: tuple[float, ...]
    shares: tuple[float, ...]
    items: int
    index_limit: float
    unknown: float
    unknown_limit: float


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """The model card: written by the run that learned the model, kept within it."""

    source: str
    digest: str
    items: int
    positives: int
    left_out: int
    positive: str
    negative: tuple[str, ...]
    grouping: str
    sections: int
    groups: int
    features: int
    grouped: Quality
    random: Quality
    baseline: Baseline
    uses: str
    limits: tuple[str, ...]
