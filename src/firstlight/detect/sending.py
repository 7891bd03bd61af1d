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
    ) -> Sending:
        """Return how posts were sent: contacts by mention where known, by filler otherwise.

        `columns`: `author` and `posted` of the posts, where known.
        """
        contacts = self._mentioned.values(posts, CONTACTS)
        for slot in slots:
            if slot.kind in CONTACTS and not contacts.get(slot.kind):
                contacts[slot.kind] = _canonical(slot.kind, fillers[slot.index])
        if links := contacts.get("link"):
            contacts["link"] = _by_host(links)
        times = [at for at in columns.get("posted", ()) if isinstance(at, datetime)]
        sending = Sending(
            posts=len(posts),
            contacts=contacts,
            authors=Counter(str(name) for name in columns.get("author", ()) if name),
            span=max(times) - min(times) if times else None,
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


def _canonical(kind: str, fillers: Counter[str]) -> Counter[str]:
    merged: Counter[str] = Counter()
    for filler, count in fillers.items():
        merged[canonical_contact(kind, filler)] += count
    return merged


def _by_host(links: Mapping[str, int]) -> Counter[str]:
    """Return links by their host, since pages of one site are one contact; short links as such."""
    hosts: Counter[str] = Counter()
    for link, count in links.items():
        bare = link.rpartition("://")[2].removeprefix("www.")
        host = bare.partition("/")[0]
        hosts[bare if host in SHORTENERS else host] += count
    return hosts
