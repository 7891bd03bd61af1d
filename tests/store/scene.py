"""Small runs written through the store, without any detection."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from firstlight.model.decision import Decision
from firstlight.model.operation import Operation, OperationEvent, Reason
from firstlight.model.post import post_id
from firstlight.model.run import Summary
from firstlight.model.template import Constant, Template
from firstlight.store.draft import Draft
from firstlight.store.layout import REJECTS, SHARDED, TABLES, TEMPLATES, shard
from firstlight.store.texts import texts_of
from firstlight.store.workspace import Workspace

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def posts(count: int, word: str = "offer") -> pa.Table:
    rows = [
        {
            "id": post_id(content=(word, str(n))),
            "given_id": f"{word}-{n}",
            "source": "test",
            "author": None,
            "title": None,
            "text": f"{word} número {n} à São Paulo",
            "lang": "es",
            "posted": WHEN if n % 2 else None,
            "offset_minutes": None,
            "place": None,
            "media": ["m"] if n % 3 == 0 else None,
            "locator": f"test:{n}",
        }
        for n in range(count)
    ]
    return pa.Table.from_pylist(rows, schema=TABLES["posts"])


def mention(post: str, value: str) -> pa.Table:
    row = {"post": post, "kind": "phone", "value": value, "start": 0, "end": 3, "detail": None}
    return pa.Table.from_pylist([row], schema=TABLES["mentions"])


def fill(draft: Draft, table: pa.Table) -> None:
    """Write a whole draft that holds these posts."""
    for name, schema in TABLES.items():
        draft.write_table(
            shard(name, 0) if name in SHARDED else name,
            table
            if name == "posts"
            else texts_of(table)
            if name == "texts"
            else schema.empty_table(),
        )
    if table.num_rows:
        first = table["id"][0].as_py()
        draft.write_table(shard("mentions", 0), mention(first, "+447700900123"))
    template = Template(id="t1", parts=(Constant("offer"),), support=3, bits_saved=1.0)
    draft.write_lines(TEMPLATES, [template])
    draft.write_lines(REJECTS, [{"reason": "none"}])


def summary(draft: Draft, table: pa.Table, operations: int = 1) -> Summary:
    return Summary(
        run=draft.run, read=table.num_rows, rejected=0, repeated=0, posts=table.num_rows,
        mentions=0, signals=0, templates=1, links=0, operations=operations, seconds=0.1,
        finished=WHEN,
    )  # fmt: skip


def operation(identifier: str = "op1") -> Operation:
    reason = Reason("They share one number.", 12.5)
    return Operation(
        id=identifier, posts=3, link_kinds=("identifier", "template"), templates=("t1",),
        urgency=12.5, reasons=(reason,), first_seen=WHEN, last_seen=WHEN,
    )  # fmt: skip


def commit(
    workspace: Workspace, table: pa.Table, key: str = "k", *, ids: tuple[str, ...] = ("op1",)
):
    """Commit a run of these posts and return its summary."""
    with workspace.begin(key, "made") as draft:
        fill(draft, table)
        told = summary(draft, table, len(ids))
        events = [OperationEvent(run=draft.run, operation=one, event="grew") for one in ids]
        workspace.commit(draft, told, [operation(one) for one in ids], events)
    return told


def decision(identifier: str = "op1", reason: str = "seen") -> Decision:
    return Decision(
        operation=identifier, verdict="uphold", reason=reason, decided=WHEN, evidence="e",
        posts=("p1", "p2"),
    )  # fmt: skip


def whole(path: Path) -> tuple[int, int, int]:
    """Check every promise of a workspace; return its runs, decisions and posts."""
    workspace = Workspace.open(path)
    chain = workspace.verify()
    assert not chain.faults
    runs, decisions = workspace.runs(), workspace.decisions()
    assert chain.events == 1 + len(runs) + len(decisions)
    snapshot = workspace.snapshot()
    count = 0
    if snapshot is not None:
        assert snapshot.summary == runs[0]
        count = snapshot.query("select count(*) as n from posts")["n"][0].as_py()
        assert count == snapshot.summary.posts
        assert len(snapshot.operations()) == snapshot.summary.operations
        assert len(snapshot.templates()) == 1
    workspace.close()
    return len(runs), len(decisions), count
