"""Labelled texts made from a seed: two vocabularies that overlap, and some texts repeated."""

import random

import numpy as np

from firstlight.detect.learn import Labelled, groups_of, learn
from firstlight.detect.learn_card import Told
from firstlight.detect.learn_model import Model

_WORDS = """
earn weekly cash from home no experience needed send fee passport agent visa fast money contact us
now urgent travel paid abroad hostess dancer club easy
|team engineer degree project software manage report client budget support years skills office
training benefits insurance pension nurse licence shift school teacher
|the a and of to in for with we you our job work company full time apply day
"""
SOUGHT, OTHERS, COMMON = (part.split() for part in _WORDS.split("|"))
TOLD = Told("made.csv", "1", ("0",), 0, "A template's texts are one group.")


def rows(count: int = 120, seed: int = 3) -> list[tuple[str, int]]:
    """Return texts with labels; a fifth of the texts repeat another one with a new number."""
    dice = random.Random(seed)  # noqa: S311
    found: list[tuple[str, int]] = []
    for at in range(count):
        label = at % 2
        if found and dice.random() < 0.2:
            text, label = dice.choice(found)
            found.append((f"{text.rsplit(' ', 1)[0]} {dice.randrange(1000)}", label))
            continue
        own = SOUGHT if label else OTHERS
        words = [dice.choice(own if dice.random() < 0.5 else COMMON) for _ in range(25)]
        found.append((" ".join([*words, str(dice.randrange(1000))]), label))
    return found


def items(pairs: list[tuple[str, int]]) -> Labelled:
    """Return the pairs as items without groups of their own."""
    labels = np.array([label for _, label in pairs], np.int64)
    return Labelled([text for text, _ in pairs], labels, [""] * len(pairs))


def learned(pairs: list[tuple[str, int]], prevalence: float | None = None) -> Model:
    """Learn from pairs as the verb does."""
    ordered = items(pairs).ordered()
    return learn(ordered, groups_of(ordered), told=TOLD, prevalence=prevalence)
