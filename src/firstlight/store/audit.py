"""The audit chain: every change writes exactly one event, and each event seals those before it.

An event's hash is the SHA-256 of its canonical JSON (sorted keys, no blanks, UTF-8), which holds
the hash of the event before it. An edit, a swap or a deletion in the middle breaks the chain at
its place. A cut tail leaves a chain that is whole: it shows where events are counted against the
changes they record (`verify_audit` does) or where the head was written down elsewhere.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa

from firstlight.store.tables import AUDIT, DECISIONS, RUNS

GENESIS = "0" * 64
CREATED, COMMITTED, DECIDED = "workspace.created", "run.committed", "operation.decided"
_ENCODER = msgspec.json.Encoder(order="sorted")


class AuditEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event: what changed, when, and the seal; `body` holds digests and ids, no free text."""

    seq: int
    at: str
    kind: str
    body: dict[str, Any]
    prev_hash: str
    hash: str


class Chain(msgspec.Struct, frozen=True):
    """What a verification saw: how many events, the hash of the last, and every fault."""

    events: int
    head: str
    faults: tuple[str, ...]


def seal(seq: int, at: str, kind: str, body: Mapping[str, Any], prev_hash: str) -> str:
    """Return the hash of an event."""
    content = {"at": at, "body": body, "kind": kind, "prev_hash": prev_hash, "seq": seq}
    return sha256(_ENCODER.encode(content)).hexdigest()


def append(connection: sa.Connection, kind: str, body: Mapping[str, Any]) -> None:
    """Add the event of a change, in the transaction of the change."""
    last = connection.execute(
        sa.select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
    ).first()
    seq, prev_hash = (last.seq + 1, last.hash) if last else (1, GENESIS)
    at = datetime.now(UTC).isoformat()
    connection.execute(
        AUDIT.insert().values(
            seq=seq,
            at=at,
            kind=kind,
            body=_ENCODER.encode(body).decode(),
            prev_hash=prev_hash,
            hash=seal(seq, at, kind, body, prev_hash),
        )
    )


def read(connection: sa.Connection) -> list[AuditEvent]:
    """Return all events in order."""
    rows = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.seq)).mappings()
    return [
        AuditEvent(**{**row, "body": msgspec.json.decode(row["body"], type=dict[str, Any])})
        for row in rows
    ]


def faults_of(events: Iterable[AuditEvent]) -> Chain:
    """Walk the chain and name every event whose number, seal or predecessor is wrong."""
    faults: list[str] = []
    count, head = 0, GENESIS
    for count, event in enumerate(events, start=1):
        if event.seq != count:
            faults.append(f"event {event.seq} stands where event {count} belongs")
        if event.prev_hash != head:
            faults.append(f"event {event.seq} does not follow the event before it")
        if event.hash != seal(event.seq, event.at, event.kind, event.body, event.prev_hash):
            faults.append(f"event {event.seq} was altered")
        head = event.hash
    return Chain(count, head, tuple(faults))


def verify_audit(connection: sa.Connection) -> Chain:
    """Check the chain, and that each run and each decision has exactly one event."""
    try:
        events = read(connection)
    except msgspec.DecodeError:
        return Chain(0, GENESIS, ("an event's body is not JSON",))
    chain = faults_of(events)
    faults = list(chain.faults)
    for kind, table, columns in (
        (COMMITTED, RUNS, (RUNS.c.number, RUNS.c.manifest, RUNS.c.summary)),
        (DECIDED, DECISIONS, (DECISIONS.c.number, DECISIONS.c.body)),
    ):
        recorded = [
            (event.body.get("number"), event.body.get("digest"))
            for event in events
            if event.kind == kind
        ]
        rows = connection.execute(sa.select(*columns).order_by(table.c.number))
        changes = [(row[0], digest_of_row(*row[1:])) for row in rows]
        if recorded != changes:
            differ = len(set(recorded) ^ set(changes))
            faults.append(f"table {table.name} and its events disagree in {differ} places")
    return Chain(chain.events, chain.head, tuple(faults))


def digest_of_row(*values: str) -> str:
    """Return the SHA-256 over the columns of a row that its event vouches for."""
    return sha256("\0".join(values).encode()).hexdigest()
