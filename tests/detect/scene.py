"""A small scene as Arrow tables: operations, an agency, honest one-off senders, a shared hub."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import pyarrow as pa

from firstlight.model.mention import MENTIONS
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS
from firstlight.model.template import MEMBERS, Constant, Template

START = datetime(2025, 1, 1, tzinfo=UTC)
HUB = ("phone", "+447700900999")


class Scene(NamedTuple):
    """Tables of a scene, and the truth: post → operation."""

    posts: pa.Table
    mentions: pa.Table
    members: pa.Table
    templates: list[Template]
    signals: pa.Table
    truth: dict[str, str]


class Stage:
    """Collects the rows of a scene."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)  # noqa: S311
        self.posts: list[dict] = []
        self.mentions: list[dict] = []
        self.members: list[dict] = []
        self.signals: list[dict] = []
        self.templates: dict[str, Template] = {}
        self.truth: dict[str, str] = {}

    def post(
        self,
        author: str | None,
        values: list[tuple[str, str]],
        *,
        template: str | None = None,
        kind: str = "rotating",
        operation: str | None = None,
        place: str | None = None,
        hours: float = 0.0,
        media: tuple[str, ...] = (),
        signals: tuple[tuple[str, float], ...] = (),
    ) -> str:
        """Add one post and return its id."""
        name = f"p{len(self.posts):06d}"
        text = "word " * 10 + " ".join(value for _, value in values)
        self.posts.append(
            {"id": name, "source": "scene", "author": author, "text": text, "place": place,
             "posted": START + timedelta(hours=hours), "media": list(media), "locator": name}
        )  # fmt: skip
        for sort, value in values:
            at = text.index(value)
            self.mentions.append(
                {"post": name, "kind": sort, "value": value, "start": at, "end": at + len(value)}
            )
        if template:
            self.members.append(
                {"post": name, "template": template, "similarity": 1.0, "fillers": []}
            )
            self.templates[template] = Template(
                id=template, parts=(Constant("word"),), support=2, bits_saved=9.0, kind=kind
            )
        for indicator, weight in signals:
            self.signals.append(
                {"post": name, "indicator": indicator, "start": 0, "end": 4, "weight": weight}
            )
        if operation:
            self.truth[name] = operation
        return name

    def operation(
        self, name: str, posts: int, *, phones: int = 3, texts: int = 2, accounts: int = 4
    ) -> None:
        """Add an operation that rotates texts, numbers and accounts."""
        for at in range(posts):
            self.post(
                f"{name}-a{self.random.randrange(accounts)}",
                [("phone", f"+4477009{name}{self.random.randrange(phones)}")],
                template=f"{name}-t{self.random.randrange(texts)}",
                operation=name,
                place=["KE", "AE", "TH"][at * 3 // posts],
                hours=at * 5.0,
                signals=(("fees.worker_pays", 6.0), ("documents.kept", 9.0)),
            )

    def honest(self, posts: int) -> None:
        """Add honest senders, each with two posts under one number and no common text."""
        for at in range(posts):
            sender = at // 2
            self.post(f"h{sender}", [("phone", f"+1555{sender:07d}")], hours=at % 999)

    def agency(self, name: str, posts: int, *, kind: str = "agency") -> None:
        """Add an agency: one number, one account, one text."""
        for at in range(posts):
            self.post(
                name, [("phone", f"+61{name}")], template=f"{name}-t", kind=kind, hours=at,
                signals=(("fair.licence", -6.0),),
            )  # fmt: skip

    def scene(self) -> Scene:
        """Return the tables."""
        return Scene(
            posts=pa.Table.from_pylist(self.posts, schema=POSTS),
            mentions=pa.Table.from_pylist(self.mentions, schema=MENTIONS),
            members=pa.Table.from_pylist(self.members, schema=MEMBERS),
            templates=list(self.templates.values()),
            signals=pa.Table.from_pylist(self.signals, schema=SIGNALS),
            truth=dict(self.truth),
        )


def usual(seed: int = 1, operations: int = 5, honest: int = 600) -> Scene:
    """Return a scene with operations, agencies, honest senders and a hub number."""
    stage = Stage(seed)
    for number in range(operations):
        stage.operation(f"op{number}", 12 + 4 * number)
    stage.agency("agency1", 80)
    stage.agency("agency2", 60, kind="unclear")
    stage.honest(honest)
    for at in range(120):
        stage.post(f"c{at}", [HUB, ("phone", f"+1556{at:07d}")], hours=at)
    return stage.scene()
