"""Laws of operations: what holds for every scene, made by Hypothesis."""

from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.identity import name_events, name_groups
from firstlight.detect.links import find_links
from firstlight.detect.operations import assemble
from firstlight.detect.specificity import CLASSES
from firstlight.model.operation import OPERATION_POSTS
from tests.detect.scene import Scene, Stage

hand = st.integers(0, 2)


def _of(hands: int, values: int) -> int:
    """Return the number of a value of a hand."""
    return hands * 4 + values


@st.composite
def _posts(draw: st.DrawFn) -> tuple[int, list[int], int, int, int]:
    """Draw one post: account, numbers, text, wallet, place; at times a value of another hand."""
    of = draw(hand)
    account = _of(of, draw(st.integers(0, 2)))
    phones = [_of(of, draw(st.integers(0, 2)))]
    if draw(st.integers(0, 6)) == 0:
        phones.append(_of(draw(hand), 0))
    text = _of(draw(hand) if draw(st.integers(0, 9)) == 0 else of, draw(st.integers(0, 1)))
    wallet = draw(st.integers(-2, 2))
    return account, sorted(set(phones)), text, wallet, draw(st.integers(0, 3))


scenes = st.lists(_posts(), min_size=20, max_size=60)


def _scene(rows: list) -> Scene:
    """Return a tangled scene: any account with any numbers, texts, wallets and places."""
    stage = Stage()
    for at, (account, phones, text, wallet, place) in enumerate(rows):
        values = [("phone", f"+4477009000{phone:02}") for phone in phones]
        values += [("wallet", f"bc1qtest{wallet}")] if wallet >= 0 else []
        stage.post(
            f"a{account}", values, template=f"t{text}" if text >= 0 else None,
            place=f"P{place}", hours=at, signals=(("fees.paid", 12.0),),
        )  # fmt: skip
    stage.honest(300)
    return stage.scene()


def _assemble(scene: Scene, **given_):
    links = find_links(scene.posts, scene.mentions, scene.members)
    return assemble(scene.posts, links, run="r", signals=scene.signals, **given_)


def _partition(membership: pa.Table) -> set[frozenset[str]]:
    found = defaultdict(set)
    for row in membership.to_pylist():
        found[row["operation"]].add(row["post"])
    return {frozenset(posts) for posts in found.values()}


def test_the_scenes_hold_operations():
    rows = [(at % 3, [at // 3 % 3], at % 2, -1, 0) for at in range(30)]
    assert len(_partition(_assemble(_scene(rows)).membership)) == 1


@settings(max_examples=25, deadline=None)
@given(scenes)
def test_no_operation_is_held_together_by_one_kind(rows):
    assembly = _assemble(_scene(rows))
    tied = defaultdict(lambda: defaultdict(set))
    for row in assembly.links.to_pylist():
        tied[row["operation"], CLASSES[row["kind"]]][row["key"]].add(row["post"])
    operations = set(assembly.membership["operation"].to_pylist())
    for operation in operations:
        classes = {kind for name, kind in tied if name == operation}
        assert len(classes) >= 2
    for keys in tied.values():
        assert all(len(posts) >= 2 for posts in keys.values())


@settings(max_examples=25, deadline=None)
@given(scenes)
def test_every_post_of_an_operation_shares_two_kinds_with_its_other_posts(rows):
    assembly = _assemble(_scene(rows))
    classes = defaultdict(set)
    for row in assembly.links.to_pylist():
        classes[row["operation"], row["post"]].add(CLASSES[row["kind"]])
    for row in assembly.membership.to_pylist():
        assert len(classes[row["operation"], row["post"]]) >= 2


@settings(max_examples=25, deadline=None)
@given(scenes, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    scene = _scene(rows)
    order = list(range(scene.posts.num_rows))
    random.shuffle(order)
    back = list(range(scene.mentions.num_rows))
    random.shuffle(back)
    shuffled = scene._replace(posts=scene.posts.take(order), mentions=scene.mentions.take(back))
    assert _assemble(shuffled).membership.equals(_assemble(scene).membership)


@settings(max_examples=25, deadline=None)
@given(scenes, st.permutations(range(12)), st.permutations(range(12)))
def test_the_names_of_values_do_not_matter(rows, accounts, phones):
    named = [
        (accounts[account], [phones[phone] for phone in values], *rest)
        for account, values, *rest in rows
    ]
    one, other = _assemble(_scene(rows)), _assemble(_scene(named))
    assert _partition(one.membership) == _partition(other.membership)


@settings(max_examples=25, deadline=None)
@given(scenes, st.integers(1, 359))
def test_the_past_does_not_know_the_future(rows, cut):
    scene = _scene(rows)
    cut = min(cut, scene.posts.num_rows)
    ids = scene.posts["id"].slice(0, cut)

    def until(table: pa.Table) -> pa.Table:
        return table.filter(pc.is_in(table["post"], ids))

    known = scene._replace(
        posts=scene.posts.slice(0, cut),
        mentions=until(scene.mentions),
        members=until(scene.members),
        signals=until(scene.signals),
    )
    with_future_tables = scene._replace(posts=known.posts, signals=known.signals)
    assert _assemble(known).membership.equals(_assemble(with_future_tables).membership)


@settings(max_examples=25, deadline=None)
@given(scenes)
def test_a_second_run_on_the_same_posts_changes_nothing(rows):
    scene = _scene(rows)
    first = _assemble(scene)
    again = _assemble(scene, previous=first.membership)
    assert again.membership.equals(first.membership)
    assert again.events == ()


groups = st.lists(st.sets(st.integers(0, 30), min_size=1), max_size=8)


def _disjoint(sets: list[set[int]]) -> list[frozenset[str]]:
    seen: set[int] = set()
    parts = []
    for one in sets:
        if one - seen:
            parts.append(frozenset(f"p{n}" for n in one - seen))
        seen |= one
    return parts


@settings(max_examples=100, deadline=None)
@given(st.lists(groups, min_size=1, max_size=6))
def test_an_id_never_names_two_operations(runs):
    before: dict[str, str] = {}
    for sets in runs:
        parts = _disjoint(sets)
        names = name_groups(parts, before)
        assert len(set(names)) == len(names)
        now = {post: name for part, name in zip(parts, names, strict=True) for post in part}
        for name in set(names) & set(before.values()):
            old = {post for post, n in before.items() if n == name}
            assert old & {post for post, n in now.items() if n == name}
        before = now


@settings(max_examples=100, deadline=None)
@given(groups, groups)
def test_events_account_for_every_id(sets, later):
    first, second = _disjoint(sets), _disjoint(later)
    names = name_groups(first, {})
    before = {post: name for part, name in zip(first, names, strict=True) for post in part}
    again = name_groups(second, before)
    events = name_events("r", second, again, before)
    told = {event.operation for event in events}
    unchanged = {
        name for part, name in zip(second, again, strict=True)
        if part == frozenset(p for p, n in before.items() if n == name)
    }  # fmt: skip
    assert told | unchanged == set(names) | set(again)
    gone = {event.operation for event in events if event.event == "vanished"}
    assert gone == set(names) - set(again)


@settings(max_examples=25, deadline=None)
@given(scenes, st.integers(2, 5))
def test_batches_end_where_one_run_does(rows, batches):
    scene = _scene(rows)
    count = scene.posts.num_rows
    previous = OPERATION_POSTS.empty_table()
    for batch in range(1, batches + 1):
        ids = scene.posts["id"].slice(0, count * batch // batches)
        part = scene._replace(posts=scene.posts.slice(0, len(ids)))
        part = part._replace(
            signals=scene.signals.filter(pc.is_in(scene.signals["post"], ids)),
            mentions=scene.mentions.filter(pc.is_in(scene.mentions["post"], ids)),
            members=scene.members.filter(pc.is_in(scene.members["post"], ids)),
        )
        previous = _assemble(part, previous=previous).membership
    assert _partition(previous) == _partition(_assemble(scene).membership)
