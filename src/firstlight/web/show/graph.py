"""The graph of shared things: contacts, wallets, templates, accounts, tied where posts carry both.

Laid out here with numpy so that it shows without scripts; capped so that it never freezes a page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec
import numpy as np
from numpy.typing import NDArray

MOST_NODES = 120
MOST_KEYS_PER_POST = 12
WIDTH, HEIGHT, EDGE = 720, 440, 56


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A shared thing with its place in the drawing."""

    key: str
    kind: str
    posts: int
    x: float
    y: float
    radius: float
    label: str
    named: bool


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """Two shared things (indexes of nodes) and how many posts carry both."""

    a: int
    b: int
    posts: int


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing of `WIDTH` × `HEIGHT`; `left_out` shared things did not fit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def draw(
    rows: Iterable[tuple[str, str, str]], names: Sequence[str] = (), *, most: int = MOST_NODES
) -> Graph | None:
    """Lay out (kind, key, post) rows of links: the `most` widely shared keys; None if no rows.

    `names` are the ids of the templates that the page numbers.
    """
    posts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, key, post in rows:
        posts[kind, key].add(post)
    if not posts:
        return None
    ordered = sorted(posts, key=lambda k: (-len(posts[k]), k))
    kept = ordered[:most]
    edges = _edges(kept, posts)
    spots = _layout(len(kept), edges)
    peak = len(posts[kept[0]])
    nodes = tuple(
        Node(
            key=key,
            kind=kind,
            posts=len(posts[kind, key]),
            x=float(x),
            y=float(y),
            named=at < 14,
            radius=round(5 + 11 * (len(posts[kind, key]) / peak) ** 0.5, 1),
            label=label(key, names, longest=26),
        )
        for at, ((kind, key), (x, y)) in enumerate(zip(kept, spots, strict=True))
    )
    return Graph(nodes=nodes, edges=tuple(edges), left_out=len(ordered) - len(kept))


def label(key: str, names: Sequence[str] = (), *, longest: int = 48) -> str:
    """Return a link's key for reading: "phone:+44…" → "+44…", "template:3f…" → "template 1".

    A template is called by its place in `names`, else by its id cut short.
    """
    kind, _, value = key.partition(":")
    if kind == "route":
        return f"route of {label(value, names, longest=longest)}"
    if kind == "template" and value in names:
        return f"template {names.index(value) + 1}"
    if kind in {"template", "wording", "image"}:
        return f"{kind} {value[:8]}"
    value = value or key
    return value if len(value) <= longest else value[: longest - 1] + "…"


def _edges(kept: list[tuple[str, str]], posts: dict[tuple[str, str], set[str]]) -> list[Edge]:
    carried: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(kept):
        for post in posts[key]:
            carried[post].append(at)
    ties: Counter[tuple[int, int]] = Counter()
    for keys in carried.values():
        ties.update(combinations(sorted(keys)[:MOST_KEYS_PER_POST], 2))
    strongest = sorted(ties.items(), key=lambda tie: (-tie[1], tie[0]))[: 4 * len(kept)]
    return [Edge(a=a, b=b, posts=n) for (a, b), n in strongest]


def _layout(size: int, edges: list[Edge], rounds: int = 220) -> NDArray[np.float64]:
    """Return spots by springs and repulsion (Fruchterman & Reingold 1991), the same every time."""
    angle = np.arange(size) * 2.399963
    radius = np.sqrt((np.arange(size) + 0.5) / max(size, 1))
    spots = np.stack([np.cos(angle) * radius, np.sin(angle) * radius], axis=1)
    near = np.sqrt(3.0 / max(size, 1))
    ties = np.zeros((size, size))
    for edge in edges:
        ties[edge.a, edge.b] = ties[edge.b, edge.a] = 1 + np.log2(edge.posts)
    for step in range(rounds):
        apart = spots[:, None, :] - spots[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force = near * near / distance**2 - ties * distance / near * 0.35
        np.fill_diagonal(force, 0.0)
        move = (apart * force[..., None]).sum(axis=1) - spots * 0.9 * near
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        spots += move / length[:, None] * np.minimum(length, 0.12 * (1 - step / rounds))[:, None]
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = np.array([WIDTH - 2 * EDGE - 60, HEIGHT - 2 * EDGE])
    span = np.maximum(high - low, 1e-6)
    middle = np.array([EDGE, EDGE]) + (0.5 * room if size == 1 else 0.0)
    placed: NDArray[np.float64] = np.round((spots - low) / span * room + middle, 1)
    return placed
