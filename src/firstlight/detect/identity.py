"""Identity: an operation keeps its id from run to run, and what happened to it is an event.

Each old id goes to the group that holds most of its posts, each group takes at most one old id;
what is left over was merged, split or vanished. A new id is a digest of the founding posts, so it
depends on nothing that comes later.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from firstlight.model.operation import EventKind, OperationEvent

Groups = Sequence[frozenset[str]]


def name_groups(groups: Groups, previous: Mapping[str, str]) -> list[str]:
    """Return one id per group; `previous` maps post → id of the last run.

    Overlaps are settled largest first, ties by the smaller id and then by the group's digest. No
    id is given twice, and no new id repeats an old one.
    """
    digests = [founding_id(group) for group in groups]
    claims = sorted(
        (-count, old, digests[number], number)
        for number, group in enumerate(groups)
        for old, count in _overlap(group, previous).items()
    )
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, old, _, number in claims:
        if number not in names and old not in taken:
            names[number] = old
            taken.add(old)
    used = set(previous.values()) | taken
    for number in sorted(range(len(groups)), key=digests.__getitem__):
        if number not in names:
            names[number] = _unused(groups[number], used)
            used.add(names[number])
    return [names[number] for number in range(len(groups))]


def founding_id(posts: Iterable[str], salt: int = 0) -> str:
    """Return an id of 16 hexadecimal digits made from the founding posts."""
    digest = blake2b(digest_size=8, salt=salt.to_bytes(16, "big"))
    for post in sorted(posts):
        raw = post.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def name_events(
    run: str, groups: Groups, names: Sequence[str], previous: Mapping[str, str]
) -> tuple[OperationEvent, ...]:
    """Return what happened to every id, ordered by id and event.

    born: an id that no old posts account for; grew, shrank: posts came or went; merged: `others`
    are the old ids that this one took in; split: `others` are the ids that left this one, or for a
    new id the ones it left; vanished: no group goes on under this id, `others` are new ids that
    hold some of its posts.
    """
    made = _Events(run)
    old_posts: dict[str, set[str]] = defaultdict(set)
    for post, old in previous.items():
        old_posts[old].add(post)
    holders: dict[str, list[str]] = defaultdict(list)
    for group, name in zip(groups, names, strict=True):
        overlap = _overlap(group, previous)
        for old in sorted(overlap):
            holders[old].append(name)
        _own_events(made, name, group, old_posts, overlap)
    alive = set(names)
    for old in sorted(old_posts):
        _fate(made, old, [name for name in holders[old] if name not in old_posts], alive)
    return made.ordered()


class _Events:
    """Collects the events of one run."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._found: list[OperationEvent] = []

    def add(self, operation: str, event: EventKind, others: Iterable[str] = ()) -> None:
        """Add one event; `others` are sorted."""
        found = OperationEvent(
            run=self._run, operation=operation, event=event, others=tuple(sorted(others))
        )
        self._found.append(found)

    def ordered(self) -> tuple[OperationEvent, ...]:
        """Return the events ordered by operation and event."""
        return tuple(sorted(self._found, key=lambda e: (e.operation, e.event)))


def _own_events(
    made: _Events,
    name: str,
    group: frozenset[str],
    old_posts: Mapping[str, set[str]],
    overlap: Mapping[str, int],
) -> None:
    """Add what one group's id lived through: born, split off, grown, shrunk, merged."""
    if name not in old_posts:
        made.add(name, "split" if overlap else "born", overlap)
        return
    before = old_posts[name]
    if group - before:
        made.add(name, "grew")
    if before - group:
        made.add(name, "shrank")
    swallowed = [
        old for old, count in overlap.items() if old != name and 2 * count > len(old_posts[old])
    ]
    if swallowed:
        made.add(name, "merged", swallowed)


def _fate(made: _Events, old: str, holders: Sequence[str], alive: set[str]) -> None:
    """Add what became of an old id as a whole: split into others, or gone."""
    if old not in alive:
        made.add(old, "vanished", holders)
    elif holders:
        made.add(old, "split", holders)


def _overlap(group: frozenset[str], previous: Mapping[str, str]) -> Counter[str]:
    return Counter(previous[post] for post in group if post in previous)


def _unused(posts: frozenset[str], used: set[str]) -> str:
    salt = 0
    while (name := founding_id(posts, salt)) in used:
        salt += 1
    return name
