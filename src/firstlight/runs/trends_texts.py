"""Texts of a table of records: who speaks, when, and what shuffled periods would have shown."""

import re
from functools import partial

import numpy as np
import pyarrow as pa

from firstlight.model.errors import InputError
from firstlight.model.record import FIRST_ROW
from firstlight.model.run import Progress
from firstlight.model.tactic import TEXTS
from firstlight.runs.trends_work import Work
from firstlight.trends.patterns_periods import periods
from firstlight.trends.tactics import find_tactics

_SPEAKER = re.compile(
    r"^(source|author|operation|reporter|code|iso3?|country(_?code|_?name)?|organi[sz]ation)$", re.I
)
SHUFFLES = 10
MANY = 5000
"""Texts of a file above which nothing is shuffled: ten searches of so many take 20 CPU s."""


def texts_of(
    table: pa.Table, *, time: str, text: str, source: str | None, place: str | None
) -> tuple[pa.Table, tuple[str, ...]]:
    """Return a TEXTS table of records, and notes; ids are "row N".

    `source` None: a column named as speakers are, else every row speaks for itself.
    """
    when = periods(table.column(time))
    speaker = source or next((n for n in table.column_names if _SPEAKER.match(n)), None)
    numbers = table.column(FIRST_ROW).to_pylist()
    said = table.column(text).to_pylist()
    who = table.column(speaker).to_pylist() if speaker else [None] * len(said)
    where = table.column(place).to_pylist() if place else [None] * len(said)
    rows = [
        {
            "id": f"row {number}",
            "source": str(name) if name is not None else f"row {number}",
            "period": when.labels[code],
            "place": spot,
            "lang": None,
            "text": words,
        }
        for number, words, name, spot, code in zip(
            numbers, said, who, where, when.codes.tolist(), strict=True
        )
        if words and code >= 0
    ]
    if not rows:
        raise InputError(
            f"no row has both a text in '{text}' and a time in '{time}'", file="texts",
            remedy="Name other columns with --text and --time.",
        )  # fmt: skip
    notes = [
        f"{len(rows):,} texts of column {text}; a source is "
        + (f"a value of {speaker}" if speaker else "each row (name the speaker with --source)")
    ]
    if lost := len(said) - len(rows):
        notes.append(f"{lost:,} rows have no text or no time and are left out of the texts")
    return pa.Table.from_pylist(rows, schema=TEXTS), tuple(notes)


def shuffled_discoveries(
    texts: pa.Table,
    *,
    recent: int,
    seed: int,
    progress: Progress,
    work: Work,
    hits: pa.Table | None = None,
    most: int = MANY,
) -> list[int]:
    """Return how many tactics are reported on each shuffle of every source's own periods.

    Nothing is shuffled where it would take long (more than `most` texts).
    """
    if texts.num_rows > most:
        return []
    progress.stage("null test of texts", SHUFFLES)
    found = []
    for at in range(SHUFFLES):
        shuffled = partial(_one, texts, recent, [seed, at], hits)
        found.append(work.once(f"shuffle-{at}", int, shuffled))
        progress.advance()
    return found


def _one(texts: pa.Table, recent: int, seed: list[int], hits: pa.Table | None) -> int:
    """Return how many tactics are found when every source's periods are dealt anew among its own.

    What every source says, and how much is said in each period, stays as it is.
    """
    dice = np.random.default_rng(seed)
    held: dict[str, list[int]] = {}
    for at, source in enumerate(texts.column("source").to_pylist()):
        held.setdefault(source, []).append(at)
    when = texts.column("period").to_pylist()
    dealt = list(when)
    for places in held.values():
        for at, other in zip(places, dice.permutation(places).tolist(), strict=True):
            dealt[at] = when[other]
    at = texts.column_names.index("period")
    shuffled = texts.set_column(at, TEXTS.field("period"), pa.array(dealt, pa.string()))
    return sum(one.found for one in find_tactics(shuffled, recent=recent, hits=hits).tactics)
