from functools import partial

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.model.errors import WorkspaceError
from firstlight.store import audit
from firstlight.store.tables import APPEND_ONLY, AUDIT
from firstlight.store.workspace import Workspace
from tests.pace import quickest
from tests.store import scene


def chain(bodies: list[dict]) -> list[audit.AuditEvent]:
    events: list[audit.AuditEvent] = []
    for seq, body in enumerate(bodies, start=1):
        prev = events[-1].hash if events else audit.GENESIS
        sealed = audit.seal(seq, "2026-01-01T00:00:00+00:00", "test", body, prev)
        events.append(
            audit.AuditEvent(
                seq=seq, at="2026-01-01T00:00:00+00:00", kind="test", body=body, prev_hash=prev,
                hash=sealed,
            )
        )  # fmt: skip
    return events


BODIES = st.lists(
    st.dictionaries(st.text(max_size=4), st.text(max_size=6) | st.integers(0, 9), max_size=3),
    min_size=3,
    max_size=12,
)


@given(BODIES)
def test_an_untouched_chain_is_whole(bodies):
    found = audit.faults_of(chain(bodies))
    assert (found.events, found.faults) == (len(bodies), ())


@given(BODIES, st.data())
def test_an_edit_is_found_at_its_place(bodies, data):
    events = chain(bodies)
    at = data.draw(st.integers(0, len(events) - 1))
    edit = data.draw(
        st.sampled_from([{"body": {"new": 1, "edit": 2, "of": 3, "it": 4}}, {"kind": "tset"},
                         {"at": "2026-01-01T00:00:01+00:00"}, {"hash": "f" * 64}])
    )  # fmt: skip
    events[at] = audit.AuditEvent(**{**_fields(events[at]), **edit})
    faults = audit.faults_of(events).faults
    assert any(f"event {at + 1} was altered" in fault for fault in faults)


@given(BODIES, st.data())
def test_a_swap_and_a_deletion_are_found(bodies, data):
    events = chain(bodies)
    at = data.draw(st.integers(0, len(events) - 2))
    swapped = [*events[:at], events[at + 1], events[at], *events[at + 2 :]]
    assert audit.faults_of(swapped).faults
    cut = [*events[:at], *events[at + 1 :]]
    assert any(f"event {at + 1} belongs" in fault for fault in audit.faults_of(cut).faults)


@given(BODIES, st.data())
def test_a_resealed_edit_breaks_the_next_link(bodies, data):
    events = chain(bodies)
    at = data.draw(st.integers(0, len(events) - 2))
    fields = {**_fields(events[at]), "body": {"re": "sealed", "and": "edited"}}
    del fields["hash"]
    sealed = audit.seal(
        fields["seq"], fields["at"], fields["kind"], fields["body"], fields["prev_hash"]
    )
    events[at] = audit.AuditEvent(**fields, hash=sealed)
    if sealed != chain(bodies)[at].hash:
        faults = audit.faults_of(events).faults
        assert any(f"event {at + 2} does not follow" in fault for fault in faults)


def _fields(event: audit.AuditEvent) -> dict:
    return {name: getattr(event, name) for name in event.__struct_fields__}


def test_seals_are_stable_across_versions():
    body = {"number": 1, "operation": "op", "ünï": ["x", 2]}
    sealed = audit.seal(7, "2026-01-01T00:00:00+00:00", "operation.decided", body, "0" * 64)
    assert sealed == "2476bbda083d5cf0f98adde5116090c354883543d0e75d075ff56e5da0ac3c2b"
    assert sealed == audit.seal(7, "2026-01-01T00:00:00+00:00", "operation.decided",
                                dict(reversed(body.items())), "0" * 64)  # fmt: skip


def test_fifty_thousand_events_are_sealed_in_a_second_of_computing():
    bodies = [{"number": n, "operation": "x"} for n in range(50_000)]
    assert quickest(partial(chain, bodies), enough=1) < 1


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace.open(tmp_path / "ws", create=True)
    scene.commit(opened, scene.posts(3))
    opened.decide(scene.decision())
    opened.decide(scene.decision("op2"))
    yield opened
    opened.close()


def test_every_change_has_its_event(workspace):
    with workspace.database.read() as connection:
        events = audit.read(connection)
    assert [event.kind for event in events] == [
        audit.CREATED, audit.COMMITTED, audit.DECIDED, audit.DECIDED,
    ]  # fmt: skip
    assert workspace.verify().faults == ()
    assert all("reason" not in event.body and "seen" not in str(event.body) for event in events)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["update {} set rowid = rowid", "delete from {}"])
def test_histories_cannot_be_rewritten(workspace, table, change):
    with (
        pytest.raises(WorkspaceError, match="append-only"),
        workspace.database.write() as connection,
    ):
        connection.execute(sa.text(change.format(table)))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("delete from decisions where number = 2", "decisions and its events disagree"),
        ("update decisions set body = replace(body, 'seen', 'sean')", "decisions and its events"),
        ("update runs set summary = replace(summary, '3', '4')", "runs and its events disagree"),
        ("delete from audit where seq = 4", "decisions and its events disagree"),
        ("delete from audit where seq = 2", "event 3 stands where event 2 belongs"),
        ("update audit set body = '{}' where seq = 3", "event 3 was altered"),
        ("update audit set body = '{' where seq = 3", "not JSON"),
    ],
)
def test_tampering_behind_the_triggers_is_found(workspace, change, fault):
    with workspace.database.write() as connection:
        connection.execute(sa.text("pragma defer_foreign_keys = on"))
        for table in APPEND_ONLY:
            for kind in ("update", "delete"):
                connection.execute(sa.text(f"drop trigger {table}_no_{kind}"))
        connection.execute(sa.text(change))
    assert any(fault in found for found in workspace.verify().faults)


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), max_size=5),
        st.text(st.characters(codec="utf-8"), max_size=5),
    )
)
def test_what_is_written_is_what_is_verified(workspace, body):
    with workspace.database.write() as connection:
        audit.append(connection, "test", body)
        last = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(1)).one()
    assert last.prev_hash
    assert workspace.verify().faults == ()
