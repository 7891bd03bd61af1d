"""Labelled items, from a file or from the team's decisions, ready to be learned from."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from firstlight.detect.learn import Labelled
from firstlight.detect.learn_card import Told
from firstlight.ingest.joined import JoinedRows
from firstlight.model.decision import Decision
from firstlight.model.errors import InputError, WorkspaceError
from firstlight.model.learned import SECTION
from firstlight.store.workspace import Workspace

_POSITIVE = frozenset(
    ("1", "true", "yes", "y", "t", "positive", "pos", "uphold", "fraud", "fraudulent", "scam",
     "spam", "trafficking")
)  # fmt: skip
_NEGATIVE = frozenset(
    ("0", "false", "no", "n", "f", "negative", "neg", "dismiss", "legitimate", "real", "ham",
     "ok", "benign")
)  # fmt: skip
_UNSURE = frozenset(("", "unsure", "unknown", "?", "nan", "none", "null", "n/a"))
_BY_TEMPLATE = "A template's texts, as Firstlight finds them, are one group"


class Learnable(NamedTuple):
    """Items and what is told of them, for the card."""

    items: Labelled
    told: Told


def of_file(
    source: Path,
    *,
    texts: Sequence[str],
    label: str,
    group: str | None,
    positive: str | None,
    rejects: Path | None,
) -> Learnable:
    """Return the labelled items of a file; InputError where its labels are not two classes."""
    options = {"--label": label} | ({"--group": group} if group else {})
    rows = JoinedRows(source, texts, options, rejects)
    kept: list[tuple[str, str, str]] = []
    empty = 0
    for (cell, *rest), text in rows:
        verdict = _plain(cell)
        if text and verdict.lower() not in _UNSURE:
            kept.append((text, verdict, rest[0] if rest else ""))
        else:
            empty += 1
    sought, others = _classes(source, [verdict for _, verdict, _ in kept], positive)
    found = Labelled(
        [text for text, _, _ in kept],
        np.array([verdict == sought for _, verdict, _ in kept], np.int64),
        [name for _, _, name in kept],
    )
    also = f", joined where a value of the column “{group}” spans them" if group else ""
    told = Told(source.name, sought, others, empty + rows.rejected, f"{_BY_TEMPLATE}{also}.")
    return Learnable(found, told)


def _plain(label: str) -> str:
    """Return a label as it is told apart: "1.0" and "1" are one."""
    short = label.strip()
    return short[:-2] if short in {"0.0", "1.0"} else short


def _classes(
    source: Path, labels: Iterable[str], positive: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return the label that is sought and the others."""
    counts: dict[str, int] = {}
    for one in labels:
        counts[one] = counts.get(one, 0) + 1
    named = ", ".join(f"'{one[:40]}' ({counts[one]:,})" for one in sorted(counts)[:10])
    if len(counts) < 2:
        raise InputError(
            f"the labels are not two classes; there is {named or 'no label'}",
            file=str(source),
            remedy="Label items of both kinds, those that are sought and those that are not.",
        )
    sought = _sought(counts, None if positive is None else _plain(positive))
    if sought is None and positive is not None:
        raise InputError(
            f"no row is labelled '{positive[:40]}'; there is {named}",
            file=str(source),
            remedy="Name one of them with --positive.",
        )
    if sought is None:
        raise InputError(
            f"it is not clear which label is sought: {named}",
            file=str(source),
            remedy="Say which one with --positive.",
        )
    return sought, tuple(sorted(set(counts) - {sought}))


def _sought(counts: dict[str, int], positive: str | None) -> str | None:
    """Return the sought label: as the user said, by its name, else the rarer of two."""
    if positive is not None:
        return positive if positive in counts else None
    if len(counts) != 2:
        return None
    known = [one for one in counts if one.lower() in _POSITIVE]
    if len(known) == 1:
        return known[0]
    left = [one for one in counts if one.lower() not in _NEGATIVE]
    if len(left) == 1:
        return left[0]
    return min(counts, key=lambda one: (counts[one], one))


def of_workspace(path: Path) -> Learnable:
    """Return the posts of the operations that the team upheld (sought) and dismissed.

    The latest verdict on an operation counts, and on a post the latest of its operations'; what
    is "unsure" is left out. An operation's posts are one group.
    """
    workspace = Workspace.open(path)
    try:
        decisions, snapshot = workspace.decisions(), workspace.snapshot()
        if snapshot is None:
            raise WorkspaceError(
                "nothing has been read into it", workspace=str(path), remedy="Run detect first."
            )
        table = snapshot.table("posts", ["id", "text"]).to_pydict()
    finally:
        workspace.close()
    verdicts = _verdicts(decisions)
    rows = [
        (text.replace(SECTION, " "), *verdicts[post])
        for post, text in zip(table["id"], table["text"], strict=True)
        if post in verdicts and text
    ]
    items = Labelled(
        [text for text, _, _ in rows],
        np.array([verdict == "uphold" for _, verdict, _ in rows], np.int64),
        [operation for _, _, operation in rows],
    )
    grouping = f"{_BY_TEMPLATE}, joined where an operation spans them."
    return Learnable(items, Told(path.name, "uphold", ("dismiss",), 0, grouping))


def _verdicts(decisions: Iterable[Decision]) -> dict[str, tuple[str, str]]:
    """Return post → (verdict, operation) by the latest verdicts; unsure ones are left out."""
    latest: dict[str, Decision] = {}
    for one in sorted(decisions, key=lambda decision: decision.decided):
        latest.pop(one.operation, None)
        latest[one.operation] = one
    found: dict[str, tuple[str, str]] = {}
    for one in latest.values():
        for post in one.posts:
            found[post] = (one.verdict, one.operation)
    return {post: told for post, told in found.items() if told[0] != "unsure"}
