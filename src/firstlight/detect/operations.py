"""Operations: posts held together by links of at least two independent kinds.

Links → communities (two independent shared values unite) → groups that hold two kinds → those
worth a look → ids carried over from the last run, with events → verdicts replayed.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.communities import communities, tying
from firstlight.detect.identity import name_events, name_groups
from firstlight.detect.links import incidence_of
from firstlight.detect.profile import profile
from firstlight.detect.specificity import Floats, Incidence, Ints, company, trim
from firstlight.detect.verdicts import replay
from firstlight.detect.worth import unworthy, worth
from firstlight.model.decision import Decision
from firstlight.model.link import LINKS
from firstlight.model.operation import OPERATION_POSTS, OperationEvent
from firstlight.rulebook.book import Rulebook

SMALLEST = 3
"""Posts that an operation has at least: two alike are a repetition."""

OPERATION_LINKS = pa.schema([pa.field("operation", pa.string(), nullable=False), *LINKS])
"""The links inside each operation: rows of LINKS whose key ties at least two of its posts."""


class Benign(NamedTuple):
    """A group that is not proposed, and why, so that nothing found is lost."""

    posts: tuple[str, ...]
    reason: str


class Assembly(NamedTuple):
    """The operations of a run.

    `membership` is OPERATION_POSTS, `links` OPERATION_LINKS, `events` what happened to the ids,
    `benign` the groups that are not proposed, `verdicts` the decision that still stands for an
    id, `worth` the decibans for a look per id.
    """

    membership: pa.Table
    links: pa.Table
    events: tuple[OperationEvent, ...]
    benign: tuple[Benign, ...]
    verdicts: Mapping[str, Decision]
    worth: Mapping[str, float]


def assemble(
    posts: pa.Table,
    links: pa.Table,
    *,
    run: str,
    previous: pa.Table | None = None,
    decisions: Sequence[Decision] = (),
    signals: pa.Table | None = None,
    rulebook: Rulebook | None = None,
) -> Assembly:
    """Return the operations that the links hold together, under ids that last.

    `posts` has id, author, place, lang of POSTS; `links` is LINKS; `previous` the membership of the
    last run; `decisions` are replayed onto groups that hold mostly the posts decided on; `signals`
    (SIGNALS), grouped as the `rulebook` says, weigh whether a group is worth a look.
    """
    incidence = incidence_of(links, posts["id"])
    group = _groups(incidence, _weights(links, incidence), posts)
    groups = int(group.max(initial=-1)) + 1
    figures = profile(group, groups, posts=posts, links=links, signals=signals, rulebook=rulebook)
    judged = worth(figures, rulebook.languages if rulebook else ())
    members = _members(group, groups, posts["id"])
    chosen, verdicts = replay(members, judged.total > 0, decisions)
    operations = [members[g] for g in chosen]
    before = _mapping(previous)
    names = name_groups(operations, before)
    named = dict(zip(chosen, names, strict=True))
    return Assembly(
        membership=_membership(operations, names),
        links=_inside(group, incidence, named, links),
        events=name_events(run, operations, names, before),
        benign=tuple(
            Benign(posts=tuple(sorted(members[g])), reason=unworthy(judged, g))
            for g in range(groups)
            if g not in named
        ),
        verdicts={named[g]: verdict for g, verdict in verdicts.items()},
        worth={name: float(judged.total[g]) for g, name in named.items()},
    )


def _weights(links: pa.Table, incidence: Incidence) -> Floats:
    """Return the weight of each key as the table gives it, 0 for a route.

    Two operations that copy one text at different times and places make an orderly route, too: it
    tells how a text moves, not that one hand moves it, so it is shown and unites nothing.
    """
    weight = np.zeros(incidence.keys)
    weight[incidence.key] = np.asarray(links["weight"], dtype=np.float64)
    route = np.zeros(incidence.keys, dtype=bool)
    route[incidence.key] = np.asarray(pc.equal(links["kind"], "route"))
    return np.where(route, 0.0, weight)


def _groups(incidence: Incidence, weight: Floats, posts: pa.Table) -> Ints:
    """Return a group number per post, -1 for groups smaller than SMALLEST."""
    kept = trim(incidence)
    group = communities(kept, weight, company(kept), np.log2(max(_senders(posts), 2)))
    return _renumber(group, np.bincount(group[group >= 0]) >= SMALLEST)


def _senders(posts: pa.Table) -> int:
    """Return the number of independent senders: accounts, and posts without one."""
    author = posts["author"]
    return int(pc.count_distinct(author).as_py()) + int(author.null_count)


def _renumber(group: Ints, keep: npt.NDArray[np.bool_]) -> Ints:
    """Return groups renumbered without those that are not kept (-1)."""
    number = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1)
    return number[group]


def _members(group: Ints, groups: int, ids: pa.ChunkedArray) -> list[frozenset[str]]:
    """Return the ids of each group's posts."""
    inside = np.flatnonzero(group >= 0)
    order = inside[np.argsort(group[inside], kind="stable")]
    names = ids.take(pa.array(order)).to_pylist()
    ends = np.cumsum(np.bincount(group[inside], minlength=groups)).tolist()
    return [frozenset(names[low:high]) for low, high in pairwise([0, *ends])]


def _mapping(previous: pa.Table | None) -> dict[str, str]:
    """Return post → operation of the last run."""
    if previous is None:
        return {}
    posts, operations = previous["post"].to_pylist(), previous["operation"].to_pylist()
    return dict(zip(posts, operations, strict=True))


def _membership(operations: Sequence[frozenset[str]], names: Sequence[str]) -> pa.Table:
    """Return OPERATION_POSTS, sorted by operation and post."""
    rows = sorted(
        (name, post) for name, posts in zip(names, operations, strict=True) for post in posts
    )
    columns = {"operation": [name for name, _ in rows], "post": [post for _, post in rows]}
    return pa.table(columns, schema=OPERATION_POSTS)


def _inside(
    group: Ints, incidence: Incidence, named: Mapping[int, str], links: pa.Table
) -> pa.Table:
    """Return OPERATION_LINKS: the rows whose key ties posts of one operation."""
    owner = group[incidence.post]
    chosen = np.isin(owner, np.fromiter(named, dtype=np.int64, count=len(named)))
    rows = np.flatnonzero(tying(group, incidence) & chosen)
    operation = pa.array([named[g] for g in owner[rows].tolist()], pa.string())
    table = links.take(pa.array(rows)).add_column(0, OPERATION_LINKS.field(0), operation)
    return table.cast(OPERATION_LINKS).sort_by([(name, "ascending") for name in _ORDER])


_ORDER = ("operation", "kind", "key", "post")
