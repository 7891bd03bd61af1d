"""Joined answers are counted one by one, ticked boxes are no constants, a blank is never "no"."""

import pyarrow as pa

from firstlight.ingest.answers import taken_apart, ticked
from firstlight.model.record import Group, Variable


def test_joined_answers_become_flags_and_a_blank_stays_blank():
    cells = ["threats;debt", "debt", None, "threats"] * 10 + ["rare"]
    table = pa.table({"means": pa.chunked_array([cells])})
    means = Variable(source="means", name="means", multiple=True)
    apart, groups, notes = taken_apart(table, [means], set())
    assert groups == (Group("means", ("means.threats", "means.debt")),)
    assert apart.column("means.debt").to_pylist()[:4] == ["1", "1", None, "0"]
    assert apart.column("means.threats").to_pylist()[-1] == "0"
    assert "2 of them; 1 rarer ones are left out" in notes[0]
    kept, groups, _ = taken_apart(table, [means], {"means"})
    assert kept.equals(table)
    assert not groups


def test_a_box_is_no_only_beside_another_answer_of_its_group():
    table = pa.table({
        "isForcedLabour": ["1", None, None], "isSexualExploit": [None, "1", None],
        "debt": ["x", None, None], "country": ["NL", None, "NL"],
    })  # fmt: skip
    group = Group("type", ("isForcedLabour", "isSexualExploit"))
    found, boxes, _ = ticked(table, [group], set())
    assert set(boxes) == {"isForcedLabour", "isSexualExploit", "debt"}
    assert found.column("isForcedLabour").to_pylist() == ["1", "0", None]
    assert found.column("debt").to_pylist() == ["1", None, None]
    assert found.column("country").to_pylist() == ["NL", None, "NL"]
    half = pa.table({"isForcedLabour": ["1", None], "isSexualExploit": ["0", "1"]})
    assert ticked(half, [group], set())[0].column("isForcedLabour").to_pylist() == ["1", None]
