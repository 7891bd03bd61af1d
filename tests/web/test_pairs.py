"""The evidence of a pair: what both carry, kinds that are not independent counted once."""

import pyarrow as pa

from firstlight.web.show import pairs

LINKS = [
    ("identifier", "phone:+447700900123", "a", 9.0),
    ("identifier", "phone:+447700900123", "b", 9.0),
    ("identifier", "email:x@example.org", "a", 4.0),
    ("identifier", "email:x@example.org", "b", 4.0),
    ("template", "template:t1", "a", 6.0),
    ("template", "template:t1", "b", 6.0),
    ("template", "template:t1", "c", 6.0),
]


class Snapshot:
    def query(self, sql, params):
        if "count(distinct" in sql:
            return pa.table({"n": [1024]})
        post = params[0]
        mine = {(kind, key) for kind, key, one, _ in LINKS if one == post}
        names = ("kind", "key", "post", "weight")
        return pa.Table.from_pylist(
            [dict(zip(names, row, strict=True)) for row in LINKS if row[:2] in mine]
        )


def test_the_strongest_pair_comes_first_and_adds_up():
    found = pairs.nearest(Snapshot(), "a", "op")
    assert [pair.other for pair in found] == ["b", "c"]
    bits = [round(step.decibans / 3.0103, 1) for step in found[0].steps]
    assert bits == [-10.0, 9.0, 6.0, 0.0]
    said = [step.said.sentence for step in found[0].steps]
    assert said[1:3] == ["Both carry phone +447700900123", "Both follow one text"]
    assert "adds nothing" in found[0].steps[-1].said.sentence


def test_a_post_that_shares_nothing_has_no_pair():
    assert pairs.nearest(Snapshot(), "z", "op") == []
