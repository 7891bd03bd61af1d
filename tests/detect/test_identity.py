"""Identity: ids persist, and merges and splits are told."""

from firstlight.detect.identity import name_events, name_groups


def _group(*posts: int) -> frozenset[str]:
    return frozenset(f"p{post}" for post in posts)


def _run(groups, before):
    names = name_groups(groups, before)
    events = {(e.operation, e.event): e.others for e in name_events("r", groups, names, before)}
    now = {post: name for group, name in zip(groups, names, strict=True) for post in group}
    return names, events, now


def test_a_growing_operation_keeps_its_id():
    names, events, now = _run([_group(1, 2, 3)], {})
    assert events == {(names[0], "born"): ()}
    later, events, _ = _run([_group(*range(1, 40))], now)
    assert later == names
    assert events == {(names[0], "grew"): ()}


def test_a_merge_keeps_the_larger_and_tells_the_other():
    (big, small), _, now = _run([_group(1, 2, 3, 4), _group(5, 6, 7)], {})
    names, events, _ = _run([_group(1, 2, 3, 4, 5, 6, 7)], now)
    assert names == [big]
    assert events[big, "merged"] == (small,)
    assert events[small, "vanished"] == ()


def test_a_split_gives_the_larger_part_the_id():
    (old,), _, now = _run([_group(1, 2, 3, 4, 5, 6, 7)], {})
    (small, big), events, _ = _run([_group(1, 2, 3), _group(4, 5, 6, 7)], now)
    assert big == old
    assert small != old
    assert events[old, "split"] == (small,)
    assert events[small, "split"] == (old,)
    assert (old, "shrank") in events


def test_a_new_id_never_repeats_the_one_it_left():
    (old,), _, _ = _run([_group(1, 2, 3)], {})
    grown = {f"p{n}": old for n in range(1, 9)}
    names, _, _ = _run([_group(1, 2, 3), _group(4, 5, 6, 7, 8)], grown)
    assert names[1] == old
    assert names[0] != old


def test_what_is_gone_has_vanished():
    names, _, now = _run([_group(1, 2, 3)], {})
    _, events, _ = _run([], now)
    assert events == {(names[0], "vanished"): ()}


def test_the_order_of_groups_does_not_matter():
    groups = [_group(1, 2, 3), _group(4, 5, 6), _group(7, 8)]
    before = {"p1": "a", "p4": "a", "p5": "b", "p7": "b"}
    forward = dict(zip(groups, name_groups(groups, before), strict=True))
    backward = dict(zip(groups[::-1], name_groups(groups[::-1], before), strict=True))
    assert forward == backward
