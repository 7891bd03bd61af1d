"""New corridors: which origin→destination pairs named for the first time are here to stay.

A logistic regression learns from the new corridors of earlier years what share of the reports
since then named them again, and scores those of this year. It sees nothing later than `year`. The
score is about a corridor as a subject of reports; it says nothing about any person who travels it.
"""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
from sklearn.linear_model import LogisticRegression

from firstlight.model.errors import InputError
from firstlight.trends.corridors_features import (
    AGAIN,
    FIRST,
    SINCE,
    cohort,
    first_look,
    later_look,
)
from firstlight.trends.corridors_history import SCHEMA, Floats, History, read_history
from firstlight.trends.corridors_surroundings import AROUND, distances, surroundings

STRENGTH = 0.003
"""Inverse penalty of the regression, chosen on new corridors of 2004–2007 judged by 2009."""
PATIENCE = 0.3
"""A year's outcome counts more the longer it was watched: years to this power."""
FEWEST = 30
"""New corridors of earlier years below which nothing is learned."""
REASONS = 3


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What moved a score: the fact, its value, and its push in log odds against the usual."""

    fact: str
    value: float
    push: float


class Corridor(msgspec.Struct, frozen=True, kw_only=True):
    """A new corridor: year first named, and the share of later reports expected to name it."""

    origin: str
    destination: str
    first: int
    score: float
    reasons: tuple[Reason, ...]


class Corridors(msgspec.Struct, frozen=True, kw_only=True):
    """New corridors, most lasting first; `learned_from` earlier ones taught the score.

    `look` 0: judged when first named; 1 and more: judged so many years later, knowing whether it
    was named again.
    """

    year: int
    look: int
    learned_from: int
    corridors: tuple[Corridor, ...]


def score_corridors(
    reports: pa.Table,
    *,
    year: int,
    look: int = 0,
    spots: Mapping[str, tuple[float, float]] | None = None,
) -> Corridors:
    """Return the corridors first named in `year` − `look`, scored with what `year` knows.

    `reports` has the columns of corridors_history.SCHEMA; infer_reporters fills in reporters.
    `spots` are latitude and longitude of places, in degrees: with them distance and neighbours
    count, too.
    Raises InputError where the table is not of that form or the past is too short to learn from.
    """
    missing = [name for name in SCHEMA.names if name not in reports.column_names]
    if missing or look < 0:
        raise InputError(
            f"columns missing: {', '.join(missing)}" if missing else f"look is {look}",
            file="corridors",
            remedy="Give year, origin, destination and reporter; look is 0 or more.",
        )
    history = read_history(reports, year=year)
    now = len(history.years) - 1 - look
    far = distances(history, spots)
    learned = _learn(history, now, look, far)
    origins, destinations = cohort(history, now)
    facts = _facts(history, now, look, far)
    found = [
        Corridor(
            origin=history.places[origin],
            destination=history.places[destination],
            first=history.years[now],
            score=score,
            reasons=reasons,
        )
        for origin, destination, (score, reasons) in zip(
            origins, destinations, learned.judge(facts), strict=True
        )
    ]
    found.sort(key=lambda one: (-one.score, one.origin, one.destination))
    return Corridors(year=year, look=look, learned_from=learned.size, corridors=tuple(found))


def recent_corridors(
    reports: pa.Table,
    *,
    year: int,
    back: int = 4,
    spots: Mapping[str, tuple[float, float]] | None = None,
    newest: Corridors | None = None,
) -> tuple[Corridor, ...]:
    """Return the corridors first named in `year` and the `back` years before, as seen from `year`.

    Most lasting first. Each is scored with all that `year` knows of it (score_corridors with the
    look of its age); years too early for that are left out. `newest` are those of `year`, where
    they are scored already. Raises InputError as score_corridors.
    """
    newest = newest or score_corridors(reports, year=year, spots=spots)
    found = list(newest.corridors)
    for look in range(1, back + 1):
        try:
            found += score_corridors(reports, year=year, look=look, spots=spots).corridors
        except InputError:
            break
    return tuple(sorted(found, key=lambda one: (-one.score, one.origin, one.destination)))


class _Learned(NamedTuple):
    """Weights on standardised facts, and how many corridors they come from."""

    centre: Floats
    spread: Floats
    weights: Floats
    constant: float
    size: int

    def judge(self, facts: Floats) -> list[tuple[float, tuple[Reason, ...]]]:
        """Return score and strongest reasons of each row."""
        pushes = (facts - self.centre) / self.spread * self.weights
        scores = 1 / (1 + np.exp(-(pushes.sum(axis=1) + self.constant)))
        names = AROUND + FIRST + AGAIN + SINCE
        return [
            (
                float(score),
                tuple(
                    Reason(fact=names[at], value=float(row[at]), push=float(push[at]))
                    for at in np.argsort(-np.abs(push), kind="stable")[:REASONS]
                ),
            )
            for score, push, row in zip(scores, pushes, facts, strict=True)
        ]


def _facts(history: History, at: int, look: int, far: Floats | None) -> Floats:
    looked = later_look(history, at, look) if look else first_look(history, at)
    return np.column_stack([surroundings(history, at, cohort(history, at), far), looked])


def _learn(history: History, now: int, look: int, far: Floats | None) -> _Learned:
    """Return the weights that the new corridors of earlier years teach."""
    latest = len(history.years) - 1
    facts, shares, watched = [], [], []
    for at in range(1, now):
        since = at + look + 1
        if since > latest:
            continue
        origins, destinations = cohort(history, at)
        facts.append(_facts(history, at, look, far))
        shares.append(history.seen[since : latest + 1, origins, destinations].mean(axis=0))
        watched.append(np.full(len(origins), float(latest + 1 - since) ** PATIENCE))
    if sum(map(len, facts)) < FEWEST:
        raise InputError(
            f"fewer than {FEWEST} new corridors in the years before",
            file="corridors",
            remedy="Give more years of reports.",
        )
    rows, share, weight = np.concatenate(facts), np.concatenate(shares), np.concatenate(watched)
    centre, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    plain = (rows - centre) / spread
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(
        np.concatenate([plain, plain]),
        np.repeat([1, 0], len(plain)),
        sample_weight=np.concatenate([share * weight, (1 - share) * weight]),
    )
    return _Learned(centre, spread, model.coef_[0], float(model.intercept_[0]), len(rows))
