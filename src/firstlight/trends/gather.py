"""From occurrences to a tactic: counts per period, passages to open, corridors."""

from collections import Counter
from hashlib import blake2b

import msgspec
import numpy as np

from firstlight.model.tactic import (
    CorridorCount,
    Passage,
    Spread,
    Tactic,
    TacticKind,
    TacticStage,
)
from firstlight.trends.corpus import Corpus, Ints
from firstlight.trends.spread import SpreadTest

PASSAGES = 24
"""Passages kept with a tactic: one of every source before a second of any, latest first."""


class Seen(msgspec.Struct, frozen=True):
    """Occurrences of one thing: parallel arrays of document and span in code points."""

    document: Ints
    start: Ints
    end: Ints


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """What the test said of a thing, and how it is called."""

    kind: TacticKind
    name: str
    code: str | None
    phrases: tuple[str, ...]
    stage: TacticStage | None
    new_sources: int
    p_value: float
    q_value: float


def tactic_of(corpus: Corpus, test: SpreadTest, seen: Seen, tested: Tested, fdr: float) -> Tactic:
    """Return the tactic of a thing's occurrences and its test."""
    spread = spread_of(corpus, test, seen.document)
    return Tactic(
        id=tactic_id(tested.kind, tested.code or tested.name),
        kind=tested.kind,
        name=tested.name,
        code=tested.code,
        phrases=tested.phrases,
        stage=tested.stage,
        first_seen=spread[0].period,
        spread=spread,
        new_sources=tested.new_sources,
        p_value=tested.p_value,
        q_value=tested.q_value,
        found=tested.q_value <= fdr,
        passages=_passages(corpus, seen),
        corridors=_corridors(corpus, seen),
    )


def tactic_id(kind: str, name: str) -> str:
    """Return the stable id of a tactic: 16 hex digits of its kind and name."""
    return blake2b(f"{kind}\0{name}".encode(), digest_size=8).hexdigest()


def spread_of(corpus: Corpus, test: SpreadTest, document: Ints) -> tuple[Spread, ...]:
    """Return the counts per period of the documents given, repeated or not."""
    documents = np.unique(document)
    period = corpus.doc_period[documents]
    unit = np.unique(corpus.doc_source[documents] * test.periods + period)
    _, first = test.first_units(np.zeros(len(unit), np.int64), unit)
    counts = [
        np.bincount(values, minlength=test.periods).tolist()
        for values in (period, unit % test.periods, first % test.periods)
    ]
    return tuple(
        Spread(name, docs, sources, new)
        for name, docs, sources, new in zip(corpus.panel.periods, *counts, strict=True)
        if docs
    )


def _passages(corpus: Corpus, seen: Seen) -> tuple[Passage, ...]:
    order = np.lexsort((seen.start, seen.document, -corpus.doc_period[seen.document]))
    turn: Counter[int] = Counter()
    ranked: list[tuple[int, int]] = []
    for index in order.tolist():
        source = int(corpus.doc_source[seen.document[index]])
        ranked.append((turn[source], index))
        turn[source] += 1
    ranked.sort(key=lambda pair: pair[0])
    return tuple(
        Passage(corpus.ids[seen.document[index]], int(seen.start[index]), int(seen.end[index]))
        for _, index in ranked[:PASSAGES]
    )


def _corridors(corpus: Corpus, seen: Seen) -> tuple[CorridorCount, ...]:
    documents: Counter[tuple[str, str]] = Counter()
    sources: dict[tuple[str, str], set[int]] = {}
    for document in np.unique(seen.document).tolist():
        place = corpus.places[document]
        if place:
            key = (place, corpus.panel.periods[corpus.doc_period[document]])
            documents[key] += 1
            sources.setdefault(key, set()).add(int(corpus.doc_source[document]))
    return tuple(
        CorridorCount(place, period, documents[place, period], len(sources[place, period]))
        for place, period in sorted(documents)
    )
