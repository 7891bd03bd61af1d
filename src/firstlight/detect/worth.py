"""Worth a look, or an honest sender: what a group of posts must show before it is proposed.

One hand behind many posts is no offence: agencies repeat their offers under one stable number, and
sellers of loans rotate numbers as traffickers do. What speaks for a look is evasion (contacts and
senders that rotate behind one text) and signals of exploitation; what speaks against it are
counter-signals (a licence number, no fees) and stability. Both are added in decibans to a prior.
Neither a stable sender's text and contact nor rotation ever suffice alone: the words must say
something. Only where the rulebook has no words for a group's language does rotation count in full.
"""

from collections.abc import Container
from typing import NamedTuple

import numpy as np

from firstlight.detect.profile import Profile
from firstlight.detect.specificity import Floats

PRIOR = -10.0
"""Decibans before evidence: of groups with one hand behind them, one in ten is worth a look."""
ROTATION_LIMIT = 20.0
"""Decibans that rotation can add at most, however many numbers are used."""
ROTATION_ALONE = 6.0
"""Decibans of rotation that count for proposing a group whose language the rulebook speaks."""
SIGNALS_LIMIT = 30.0
"""Decibans that signals can add or take away at most."""


class Worth(NamedTuple):
    """Decibans per group.

    `rotation` of contacts and senders, the part of it that is `counted` for proposing, `signals`,
    and `total`: prior, counted rotation and signals.
    """

    rotation: Floats
    counted: Floats
    signals: Floats
    total: Floats


def worth(figures: Profile, spoken: Container[str] = ()) -> Worth:
    """Return the decibans for a look at each group; above 0 it is proposed as an operation.

    `spoken` are the languages that the rulebook has words for: in them, silence tells something.
    """
    rotation = np.minimum(_decibans(figures.contacts) + _decibans(figures.accounts), ROTATION_LIMIT)
    heard = np.array([language in spoken for language in figures.languages], dtype=bool)
    counted = np.where(heard, np.minimum(rotation, ROTATION_ALONE), rotation)
    signals = np.clip(figures.signals, -SIGNALS_LIMIT, SIGNALS_LIMIT)
    return Worth(rotation, counted, signals, PRIOR + counted + signals)


def _decibans(effective: Floats) -> Floats:
    """Return ten times the decimal logarithm of an effective number, 0 for one or none."""
    return 10 * np.log10(np.maximum(effective, 1.0))


def unworthy(judged: Worth, group: int) -> str:
    """Return the sentence that says why a group is not proposed."""
    parts = [f"rotation of contacts and senders adds {judged.counted[group]:.0f} decibans"]
    signals = judged.signals[group]
    word = "add" if signals >= 0 else "take away"
    parts.append(f"signals {word} {abs(signals):.0f}")
    parts.append(f"with {PRIOR:.0f} to begin with that is {judged.total[group]:.0f}, not above 0")
    return "One hand, but nothing worth a look: " + ", ".join(parts) + "."
