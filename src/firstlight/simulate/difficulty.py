"""How hard a world is: one number from 0 (easy) over 0.5 (default) to 1 (hard), and its effects."""

from typing import NamedTuple

from firstlight.model.errors import InputError

_NAMED = {"easy": 0.0, "default": 0.5, "hard": 1.0}


class Difficulty(NamedTuple):
    """Shares are of posts unless said otherwise; see `_LEVELS` for their figures."""

    operations: float
    """posts that belong to a trafficking operation"""
    word_noise: float
    """words of a template that a post changes"""
    disguise: float
    """posts of operations whose words are disguised (look-alike letters, digits, glue)"""
    hidden: float
    """identifiers of operations that are written in disguise"""
    bare: float
    """posts of operations without any identifier"""
    loose: float
    """posts of operations that follow no template"""
    life: float
    """days that a number of an operation is in use"""
    overlap: float
    """honest posts that use phrases which operations use too"""
    inherited: float
    """honest posts with a number that was an operation's before"""


_LEVELS = (
    Difficulty(0.15, 0.02, 0.08, 0.12, 0.05, 0.02, 50.0, 0.05, 0.002),
    Difficulty(0.12, 0.05, 0.20, 0.30, 0.20, 0.11, 30.0, 0.15, 0.005),
    Difficulty(0.05, 0.10, 0.45, 0.55, 0.30, 0.15, 14.0, 0.35, 0.015),
)


def difficulty(level: str | float) -> Difficulty:
    """Return the figures of a level: "easy", "default", "hard" or a number from 0 to 1.

    Between the three named levels every figure runs in a straight line. Anything else is an
    InputError.
    """
    at = _NAMED.get(level) if isinstance(level, str) else level
    if at is None:
        try:
            at = float(level)
        except ValueError:
            at = -1.0
    if not 0 <= at <= 1:
        raise InputError(
            f"'{level}' is no difficulty",
            file="--difficulty",
            remedy="Give easy, default, hard or a number from 0 to 1.",
        )
    low, high = (_LEVELS[0], _LEVELS[1]) if at <= 0.5 else (_LEVELS[1], _LEVELS[2])
    share = at * 2 if at <= 0.5 else at * 2 - 1
    return Difficulty(*(a + (b - a) * share for a, b in zip(low, high, strict=True)))
