"""Operations in which every field that others write holds a payload."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from firstlight.model.link import LINKS
from firstlight.model.mention import MENTIONS
from firstlight.model.operation import OPERATION_POSTS, Operation, OperationEvent, Reason
from firstlight.model.post import POSTS
from firstlight.model.run import Summary
from firstlight.model.signal import SIGNALS
from firstlight.model.template import MEMBERS, Constant, Slot, Template
from firstlight.store.layout import SHARDED, shard
from firstlight.store.texts import texts_of
from firstlight.store.workspace import Workspace
from tests.web.payloads import PAYLOADS

START = datetime(2026, 1, 1, tzinfo=UTC)
PER_OPERATION = 8


def commit_hostile(folder: Path) -> Path:
    """Make a workspace whose one run holds the hostile operations."""
    tables, operations, templates = hostile()
    workspace = Workspace.open(folder, create=True)
    with workspace.begin("hostile", "tests") as draft:
        for name, table in {**tables, "texts": texts_of(tables["posts"])}.items():
            draft.write_table(shard(name, 0) if name in SHARDED else name, table)
        draft.write_lines("templates.jsonl", templates)
        draft.write_lines("rejects.jsonl", [])
        posts = tables["posts"].num_rows
        summary = Summary(
            run=draft.run,
            read=posts,
            rejected=0,
            repeated=0,
            posts=posts,
            mentions=tables["mentions"].num_rows,
            signals=tables["signals"].num_rows,
            templates=len(templates),
            links=tables["links"].num_rows,
            operations=len(operations),
            seconds=1.0,
            finished=START,
            notes=PAYLOADS[:2],
        )
        events = [
            OperationEvent(run=draft.run, operation=one.id, event="merged", others=PAYLOADS[:2])
            for one in operations
        ]
        workspace.commit(draft, summary, operations, events)
    workspace.close()
    return folder


def hostile() -> tuple[dict[str, pa.Table], list[Operation], list[Template]]:
    """Return tables, operations and templates; post n carries payload n in all its fields."""
    rows = {
        "posts": [],
        "mentions": [],
        "signals": [],
        "members": [],
        "links": [],
        "operation_posts": [],
    }
    operations, templates = [], []
    for first in range(0, len(PAYLOADS), PER_OPERATION):
        mine = PAYLOADS[first : first + PER_OPERATION]
        name = f"{first:032x}"
        for at, payload in enumerate(mine, start=first):
            _post(rows, f"{at:032x}", payload, name, START + timedelta(days=at))
        templates.append(_template(name, mine))
        operations.append(_operation(name, mine, first))
    schemas = {
        "posts": POSTS,
        "mentions": MENTIONS,
        "signals": SIGNALS,
        "members": MEMBERS,
        "links": LINKS,
        "operation_posts": OPERATION_POSTS,
    }
    tables = {key: pa.Table.from_pylist(rows[key], schema=schemas[key]) for key in rows}
    tables["texts"] = texts_of(tables["posts"])
    return tables, operations, templates


def _post(rows, post, payload, operation, posted):
    text = f"Work abroad, we keep your passport. {payload} Call +447700900123"
    end = len(text)
    rows["posts"].append(
        {
            "id": post,
            "given_id": payload,
            "source": payload,
            "author": payload,
            "title": payload,
            "text": text,
            "lang": payload,
            "posted": posted,
            "offset_minutes": 0,
            "place": payload,
            "media": None,
            "locator": payload,
        }
    )
    rows["mentions"] += [
        {
            "post": post,
            "kind": "phone",
            "value": "+447700900123",
            "start": end - 13,
            "end": end,
            "detail": payload,
        },
        {"post": post, "kind": payload, "value": payload, "start": 36, "end": 40, "detail": None},
        {"post": post, "kind": "place", "value": payload, "start": 36, "end": 38, "detail": None},
    ]
    rows["signals"] += [
        {"post": post, "indicator": payload, "start": 13, "end": 34, "weight": 9.0},
        {
            "post": post,
            "indicator": "x.kept",
            "start": 36,
            "end": 36 + len(payload) // 2 + 1,
            "weight": 5.0,
        },
    ]
    filler = {"slot": 0, "start": 36, "end": 36 + len(payload)}
    rows["members"].append(
        {"post": post, "template": operation, "similarity": 0.9, "fillers": [filler]}
    )
    rows["links"] += [
        {
            "kind": "identifier",
            "key": f"phone:{payload}",
            "post": post,
            "weight": 9.0,
            "start": None,
            "end": None,
        },
        {
            "kind": "template",
            "key": f"template:{operation}",
            "post": post,
            "weight": 8.0,
            "start": None,
            "end": None,
        },
        {"kind": payload, "key": payload, "post": post, "weight": 8.0, "start": None, "end": None},
        {
            "kind": "identifier",
            "key": f"phone:{operation}{payload}"[:60],
            "post": post,
            "weight": 9.0,
            "start": None,
            "end": None,
        },
    ]
    rows["operation_posts"].append({"operation": operation, "post": post})


def _template(name, mine):
    fillers = tuple((payload, 1) for payload in mine)
    slots = tuple(Slot(index=at, kind=payload, fillers=fillers) for at, payload in enumerate(mine))
    parts = (Constant(text=mine[0]), *slots, Constant(text=mine[-1]))
    return Template(
        id=name, parts=parts, support=len(mine), bits_saved=9.0, kind="rotating", reasons=mine
    )


def _operation(name, mine, first):
    return Operation(
        id=name,
        posts=len(mine),
        link_kinds=("identifier", mine[0]),
        templates=(name,),
        urgency=9.0 - first,
        reasons=tuple(Reason(sentence=payload, weight=3.0) for payload in mine),
        places=mine,
        first_seen=START,
        last_seen=START + timedelta(days=9),
        languages=mine,
    )
