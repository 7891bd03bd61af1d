"""A tactic: wording, or a coded method, that spreads from source to source over time."""

from typing import Literal

import msgspec
import pyarrow as pa

TacticKind = Literal["anchored", "new"]
"""anchored: an entry of the taxonomy (or another known code) that spreads; new: a phrase nobody
listed, found by its spread alone."""
TacticStage = Literal["recruitment", "control", "exploitation"]

TEXTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("place", pa.string()),
        pa.field("lang", pa.string()),
        pa.field("text", pa.string(), nullable=False),
    ]
)
"""One row per text. `source` is whoever speaks (a country's report, an author, an operation) and
counts once however often it repeats itself; `period` sorts as text (ISO 8601 year, month, day);
`place` is a place or a corridor "MM>TH"; `place` and `lang` may be absent or null."""

TACTICS = pa.schema(
    [
        pa.field("tactic", pa.string(), nullable=False),
        pa.field("rank", pa.int32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("code", pa.string()),
        pa.field("stage", pa.string()),
        pa.field("first_seen", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("documents", pa.int32(), nullable=False),
        pa.field("sources", pa.int32(), nullable=False),
        pa.field("new_sources", pa.int32(), nullable=False),
        pa.field("p_value", pa.float64(), nullable=False),
        pa.field("q_value", pa.float64(), nullable=False),
    ]
)
"""One row per tactic and period in which it occurs."""


class Passage(msgspec.Struct, frozen=True):
    """Where a tactic stands: the text's id and its span in code points, end exclusive."""

    id: str
    start: int
    end: int


class Spread(msgspec.Struct, frozen=True):
    """What a period holds of a tactic: documents, sources, and sources that never had it before."""

    period: str
    documents: int
    sources: int
    new_sources: int


class CorridorCount(msgspec.Struct, frozen=True):
    """Documents and sources of a tactic in one place or corridor and period."""

    corridor: str
    period: str
    documents: int
    sources: int


class Tactic(msgspec.Struct, frozen=True, kw_only=True):
    """A way of recruiting, controlling or exploiting that reached new sources of late.

    `id` is stable for the same kind and name. `phrases` are the wordings that stand for it (of an
    anchored tactic: the wordings seen). `p_value` is the exact one-sided spread test of
    `trends.spread`; `q_value` is adjusted for all tests of its kind (Benjamini and Hochberg 1995).
    `found` tells whether q is within the rate asked for: otherwise it is a lead, not a finding.
    """

    id: str
    kind: TacticKind
    name: str
    code: str | None
    phrases: tuple[str, ...]
    stage: TacticStage | None
    first_seen: str
    spread: tuple[Spread, ...]
    new_sources: int
    p_value: float
    q_value: float
    found: bool
    passages: tuple[Passage, ...]
    corridors: tuple[CorridorCount, ...] = ()


class TacticResult(msgspec.Struct, frozen=True, kw_only=True):
    """Tactics in order of evidence, and what was looked at to find them.

    `recent` are the periods asked about, `tested` how many hypotheses each kind had, `fdr` the
    false-discovery rate asked for, `house_style` the wordings set aside as the editors' own.
    """

    tactics: tuple[Tactic, ...]
    periods: tuple[str, ...]
    recent: tuple[str, ...]
    documents: int
    sources: int
    tested: dict[str, int]
    fdr: float
    house_style: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
