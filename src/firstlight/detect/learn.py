"""Learning a ranking from labelled texts: honest splits first, then the model.

Held-out figures come from five folds that keep each template (and each given group) whole; a
random split is measured beside them, to show what it flatters by. Nothing is tuned on the items:
the settings are fixed, so that no held-out item has a say in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from firstlight.detect.learn_card import Told, write_card
from firstlight.detect.learn_drift import baseline
from firstlight.detect.learn_features import LEAST_GROUPS
from firstlight.detect.learn_fit import (
    Seen,
    Weights,
    calibrate,
    class_weights,
    fit,
    margins,
    see,
)
from firstlight.detect.learn_measures import Held, quality
from firstlight.detect.learn_model import Block, Model, sigmoid
from firstlight.detect.learn_splits import (
    FOLDS,
    canonical,
    folds,
    joined,
    numbered,
    template_groups,
)
from firstlight.model.learned import SECTION, Quality
from firstlight.model.run import Progress, Silent

Ints = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
KINDS = {"words": 1.0, "letters": 0.7}
"""Kinds of n-grams, and each one's share in the margin."""
LEAST = FOLDS
"""Groups that each class must have: one for every fold."""
SEED = 42


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled items: texts, labels (1 sought, 0 not) and groups ("": none given)."""

    texts: list[str]
    labels: Ints
    groups: list[str]

    def ordered(self) -> "Labelled":
        """Return the items in an order that does not depend on how they came."""
        order = canonical(self.texts, self.labels.tolist(), self.groups)
        texts, groups = ([one[at] for at in order] for one in (self.texts, self.groups))
        return Labelled(texts, self.labels[order], groups)

    def digest(self) -> str:
        """Return the BLAKE2b digest of the items in order."""
        digest = blake2b(digest_size=16)
        for text, label, group in zip(self.texts, self.labels, self.groups, strict=True):
            for part in (text, str(label), group):
                raw = part.encode(errors="surrogatepass")
                digest.update(len(raw).to_bytes(8, "big") + raw)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What each item got when it was held out: margin, fold, calibrated score, unknown words."""

    margins: Reals
    folds: Ints
    scores: Reals
    unknown: Reals


def groups_of(items: Labelled, progress: Progress | None = None) -> Ints:
    """Return the groups that stay whole: templates, joined where a given group spans them."""
    found = template_groups(items.texts, progress)
    given = numbered([group or f"\0{at}" for at, group in enumerate(items.groups)])
    return joined(found, given)


def too_few(labels: Ints, groups: Ints) -> str:
    """Return why the items are too few to learn from; empty: they are enough."""
    for of, name in ((1, "positive"), (0, "negative")):
        count = len(np.unique(groups[labels == of]))
        if count < LEAST:
            return (
                f"of the {name} items there are only {count} that differ (one template counts "
                f"once), {LEAST} are needed"
            )
    return ""


def learn(
    items: Labelled,
    groups: Ints,
    *,
    told: Told,
    prevalence: float | None = None,
    progress: Progress | None = None,
) -> Model:
    """Learn a ranking from `ordered` items that are not `too_few` for their groups, with its card.

    `prevalence` is the share of positives where the model will be used (None: as in the items);
    probabilities and figures are weighted to it.
    """
    progress = progress or Silent()
    share = float(items.labels.mean()) if prevalence is None else prevalence
    progress.stage("learning", 2 * FOLDS + 1)
    seen = see(items.texts, KINDS)
    alone = numbered(range(len(groups)))
    grouped = hold_out(seen, items.labels, groups, share, progress=progress)
    shuffled = hold_out(seen, items.labels, alone, share, progress=progress)
    whole = fit(seen, items.labels, groups, np.arange(len(groups)))
    progress.advance()
    weight = class_weights(items.labels, share)
    slope, offset = calibrate(grouped.margins, items.labels, weight)
    blocks = tuple(_block(*parts) for parts in zip(seen, *whole[:3], strict=True))
    card = write_card(
        told,
        digest=items.digest(),
        labels=items.labels,
        groups=len(np.unique(groups)),
        sections=1 + max(text.count(SECTION) for text in items.texts),
        least=LEAST_GROUPS,
        features=sum(len(block.grams) for block in blocks),
        grouped=_measured(items.labels, grouped, groups, share, "grouped"),
        random=_measured(items.labels, shuffled, alone, share, "random"),
        base=baseline(grouped.scores, grouped.unknown, grouped.folds, weight),
    )
    return Model(blocks, whole.prior, slope, offset, card)


def hold_out(
    seen: Sequence[Seen],
    labels: Ints,
    groups: Ints,
    prevalence: float,
    *,
    seed: int = SEED,
    progress: Progress | None = None,
) -> HeldOut:
    """Hold each fold out in turn; a fold's scores are calibrated on the other folds' margins."""
    count = len(labels)
    margin, fold, score = np.zeros(count), np.zeros(count, np.int64), np.zeros(count)
    unknown = np.zeros(count)
    for number, (train, test) in enumerate(folds(labels, groups, seed)):
        fitted = fit(seen, labels, groups, train)
        margin[test], fold[test] = margins(seen, fitted, test), number
        unknown[test] = _unknown(seen[0], fitted, test)
        if progress:
            progress.advance()
    weight = class_weights(labels, prevalence)
    for number in range(FOLDS):
        here = fold == number
        slope, offset = calibrate(margin[~here], labels[~here], weight[~here])
        score[here] = sigmoid(slope * margin[here] + offset)
    return HeldOut(margin, fold, score, unknown)


def _unknown(seen: Seen, fitted: Weights, rows: Ints) -> Reals:
    """Return the share of each row's single words that a fitted model does not know."""
    single = np.array([" " not in gram for gram in seen.grams], np.float64)
    known = np.zeros(len(seen.grams))
    known[fitted.columns[0]] = 1.0
    here = seen.matrix[rows]
    total = here @ single
    share: Reals = 1.0 - (here @ (single * known)) / np.maximum(total, 1.0)
    return np.where(total > 0, share, 0.0)


def _block(seen: Seen, columns: Ints, ratio: Reals, weight: Reals) -> Block:
    """Return the columns of a kind in the order of their n-grams, as a model holds them."""
    grams = [seen.grams[at] for at in columns]
    order = np.array(sorted(range(len(grams)), key=grams.__getitem__), np.int64)
    return Block(
        seen.kind,
        [grams[at] for at in order],
        ratio[order].astype(np.float32),
        weight[order].astype(np.float32),
    )


def _measured(labels: Ints, one: HeldOut, groups: Ints, share: float, split: str) -> Quality:
    return quality(Held(labels, one.margins, one.scores, one.folds, share), groups, split)
