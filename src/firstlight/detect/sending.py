"""How a template was sent: contacts, accounts, time, signals and the team's decisions, counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.slots import Mentioned, canonical_contact
from firstlight.detect.template_class import CONTACTS, Sending
from firstlight.detect.urls import SHORTENERS
from firstlight.model.decision import Decision
from firstlight.model.template import Slot

UPHELD, DISMISSED = 1, 2


class Sent:
    """Looks up how some posts of one table were sent. Post numbers are rows of the table."""

    def __init__(
        self,
        ids: pa.ChunkedArray,
        mentioned: Mentioned,
        signals: pa.Table | None,
        decisions: Sequence[Decision],
    ) -> None:
        self._mentioned = mentioned
        self._signals: npt.NDArray[np.float64] | None = None
        if not decisions and (signals is None or not len(signals)):
            return
        ids = ids.cast(pa.string())
        self._signals = _summed(ids, signals)
        told = verdicts(ids, decisions)
        self._upheld, self._dismissed = told == UPHELD, told == DISMISSED

    def sending(
        self,
        posts: list[int],
        columns: Mapping[str, list[object]],
        slots: Sequence[Slot],
        fillers: Sequence[Counter[str]],
        alike: float = 1.0,
    ) -> Sending:
        """Return how posts were sent: contacts by mention where known, by filler otherwise.

        `columns`: `author` and `posted` of the posts, where known; `alike`: as in Sending.
        """
        authors = [str(name) if name else "" for name in columns.get("author", ())]
        contacts: dict[str, Counter[str]] = {kind: Counter() for kind in CONTACTS}
        given_by: dict[str, set[tuple[str, str]]] = {kind: set() for kind in CONTACTS}
        found = self._mentioned.values(posts, CONTACTS)
        for at, kind, value in {(at, kind, _canonical(kind, value)) for at, kind, value in found}:
            contacts[kind][value] += 1
            if authors and authors[at]:
                given_by[kind].add((authors[at], value))
        for slot in slots:
            if slot.kind in CONTACTS and not contacts[slot.kind]:
                contacts[slot.kind] = _merged(slot.kind, fillers[slot.index])
        times = [at for at in columns.get("posted", ()) if isinstance(at, datetime)]
        sending = Sending(
            posts=len(posts),
            contacts=contacts,
            authors=Counter(filter(None, authors)),
            given_by=given_by,
            span=max(times) - min(times) if times else None,
            alike=alike,
        )
        if self._signals is None:
            return sending
        return replace(
            sending,
            signals=float(self._signals[posts].mean()),
            upheld=int(self._upheld[posts].sum()),
            dismissed=int(self._dismissed[posts].sum()),
        )


def _summed(ids: pa.ChunkedArray, signals: pa.Table | None) -> npt.NDArray[np.float64]:
    """Return the decibans of each post, the strongest signal of each indicator counted once."""
    total = np.zeros(len(ids))
    if signals is None or not len(signals):
        return total
    each = signals.group_by(["post", "indicator"], use_threads=False)
    once = each.aggregate([("weight", "max")])
    row = pc.index_in(once.column("post"), value_set=ids).fill_null(-1).to_numpy()
    weight = once.column("weight_max").to_numpy()
    np.add.at(total, row[row >= 0], weight[row >= 0])
    return total


def verdicts(ids: pa.ChunkedArray, decisions: Sequence[Decision]) -> npt.NDArray[np.int64]:
    """Return what the latest decision on each post told: UPHELD, DISMISSED, or 0 for neither."""
    last: dict[str, str] = {}
    for decision in sorted(decisions, key=lambda one: one.decided):
        last.update(dict.fromkeys(decision.posts, decision.verdict))
    known = pa.array(last, pa.string())
    number = pc.index_in(ids.cast(pa.string()), value_set=known).fill_null(-1).to_numpy()
    codes = {"uphold": UPHELD, "dismiss": DISMISSED}
    told = np.array([codes.get(one, 0) for one in (*last.values(), "")], np.int64)
    return np.asarray(told[number])


def _merged(kind: str, fillers: Counter[str]) -> Counter[str]:
    """Return fillers whose spellings are one contact as one."""
    merged: Counter[str] = Counter()
    for filler, count in fillers.items():
        merged[_canonical(kind, canonical_contact(kind, filler))] += count
    return merged


def _canonical(kind: str, value: str) -> str:
    """Return a link's host, since pages of one site are one contact; short links as they are."""
    if kind != "link":
        return value
    bare = value.rpartition("://")[2].removeprefix("www.")
    host = bare.partition("/")[0]
    return bare if host in SHORTENERS else host
