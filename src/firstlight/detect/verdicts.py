"""Verdicts replayed: what a person decided stands for as long as the posts are largely the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from firstlight.model.decision import Decision

STANDS = 0.5
"""Share of a group's posts that must have been decided on for the verdict to stand."""


def replay(
    members: Sequence[frozenset[str]],
    proposed: npt.NDArray[np.bool_],
    decisions: Sequence[Decision],
) -> tuple[list[int], dict[int, Decision]]:
    """Return the numbers of the groups that are operations, and the verdict standing for each.

    A verdict stands for a group when at least half of its posts were decided on; of several, the
    latest stands. When a group has since more than doubled, the verdict lapses: there is new
    evidence. An upheld group stays an operation even where the figures would no longer propose it.
    """
    decided: dict[str, list[int]] = {}
    for number, decision in enumerate(decisions):
        for post in decision.posts:
            decided.setdefault(post, []).append(number)
    standing: dict[int, Decision] = {}
    for group, posts in enumerate(members):
        found = _standing(posts, decided, decisions)
        if found is not None:
            standing[group] = found
    chosen = [
        group
        for group in range(len(members))
        if proposed[group] or (group in standing and standing[group].verdict == "uphold")
    ]
    return chosen, {group: standing[group] for group in chosen if group in standing}


def _standing(
    posts: frozenset[str], decided: dict[str, list[int]], decisions: Sequence[Decision]
) -> Decision | None:
    """Return the latest decision that covers at least STANDS of the posts, or None."""
    cover: dict[int, int] = {}
    for post in posts:
        for number in decided.get(post, ()):
            cover[number] = cover.get(number, 0) + 1
    enough = [n for n, count in cover.items() if count >= STANDS * len(posts)]
    if not enough:
        return None
    return decisions[max(enough, key=lambda n: (decisions[n].decided, n))]
