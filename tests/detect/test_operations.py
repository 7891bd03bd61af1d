"""Operations: found, told from honest senders, under ids that last, verdicts replayed."""

from collections import defaultdict
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from firstlight.detect.links import find_links
from firstlight.detect.operations import assemble
from firstlight.detect.specificity import CLASSES
from firstlight.model.decision import Decision
from firstlight.rulebook.load import load_rulebook
from tests.detect.scene import Stage, usual


def _assemble(scene, **given):
    links = find_links(scene.posts, scene.mentions, scene.members)
    return assemble(scene.posts, links, run="r1", signals=scene.signals, **given)


def _found(assembly) -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in assembly.membership.to_pylist():
        found[row["operation"]].add(row["post"])
    return found


def _truth(scene) -> dict[str, set[str]]:
    truth = defaultdict(set)
    for post, operation in scene.truth.items():
        truth[operation].add(post)
    return truth


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_operations_are_found_and_nothing_else(seed):
    scene = usual(seed)
    found, truth = _found(_assemble(scene)), _truth(scene)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, truth.values()))


def test_every_operation_holds_links_of_two_independent_classes():
    classes = defaultdict(set)
    for row in _assemble(usual()).links.to_pylist():
        classes[row["operation"]].add(CLASSES[row["kind"]])
    assert classes
    assert all(len(held) >= 2 for held in classes.values())


def test_an_agency_is_kept_as_a_benign_group_with_its_reason():
    assembly = _assemble(usual())
    sizes = {len(group.posts): group.reason for group in assembly.benign}
    assert set(sizes) == {60, 80}
    assert "not above 0" in sizes[80]


def test_decoys_that_reuse_one_innocent_number_make_no_operation():
    stage = Stage()
    stage.honest(500)
    stage.agency("innocent", 5, kind="unclear")
    for at in range(1000):
        stage.post(f"decoy{at}", [("phone", "+61innocent")], hours=at, signals=(("x.y", 12.0),))
    assert _found(_assemble(stage.scene())) == {}


@pytest.mark.parametrize("share", [1.0, 0.7])
def test_decoys_that_copy_one_text_with_its_number_make_no_operation(share):
    stage = Stage()
    stage.honest(500)
    for at in range(1000):
        values = [("phone", "+61innocent"), ("email", "a@b.example")] if at < 1000 * share else []
        stage.post(f"decoy{at}", values, template="copied", hours=at, signals=(("x.y", 12.0),))
    assert _found(_assemble(stage.scene())) == {}


def test_an_innocent_number_put_into_an_operation_does_not_draw_its_owner_in():
    stage = Stage()
    stage.honest(500)
    stage.operation("op", 40)
    owner = [stage.post("owner", [("phone", "+4477009op0")], hours=at) for at in range(6)]
    found = _found(_assemble(stage.scene()))
    assert found
    assert not any(set(owner) & posts for posts in found.values())


def test_ids_persist_and_dismissals_are_replayed():
    scene = usual()
    first = _assemble(scene)
    name, posts = next(iter(sorted(_found(first).items())))
    decision = Decision(
        operation=name, verdict="dismiss", reason="a known employer", evidence="",
        decided=datetime(2025, 3, 1, tzinfo=UTC), posts=tuple(posts),
    )  # fmt: skip
    again = _assemble(scene, previous=first.membership, decisions=[decision])
    assert again.membership.equals(first.membership)
    assert again.verdicts == {name: decision}
    assert again.events == ()


def test_an_upheld_group_stays_though_its_figures_no_longer_propose_it():
    scene = usual()
    posts = next(group.posts for group in _assemble(scene).benign if len(group.posts) == 60)
    decision = Decision(
        operation="x", verdict="uphold", reason="confirmed by phone", evidence="",
        decided=datetime(2025, 3, 1, tzinfo=UTC), posts=posts,
    )  # fmt: skip
    assert set(posts) in _found(_assemble(scene, decisions=[decision])).values()


def test_no_posts_no_operations():
    assembly = _assemble(Stage().scene())
    assert assembly.membership.num_rows == 0
    assert assembly.events == ()


def test_a_boards_contact_does_not_chain_its_customers():
    stage = Stage()
    stage.honest(1500)
    for name in range(8):
        for at in range(60):
            board = [("email", "help@board.example"), ("link", "https://board.example/help")]
            values = [("phone", f"+61firm{name}"), *(board if at % 4 == 0 else [])]
            stage.post(f"firm{name}", values, hours=at, signals=(("x.y", 12.0),))
    assembly = _assemble(stage.scene())
    owner = dict(zip(stage.scene().posts["id"].to_pylist(), stage.posts, strict=True))
    groups = [*_found(assembly).values(), *(set(group.posts) for group in assembly.benign)]
    assert all(len({owner[post]["author"] for post in group}) == 1 for group in groups)


def test_a_text_that_two_operations_copy_in_turn_does_not_weld_them():
    stage = Stage()
    stage.honest(800)
    for number, name in enumerate(("one", "two")):
        for at in range(40):
            stage.post(
                f"{name}-a{at % 4}",
                [("phone", f"+44{name}{at % 3}")],
                template="copied" if at % 3 == 0 else f"{name}-t{at % 2}",
                operation=name,
                place=("KE", "AE")[number],
                hours=at + 1000 * number,
                signals=(("x.y", 12.0),),
            )
    scene = stage.scene()
    assert {frozenset(p) for p in _found(_assemble(scene)).values()} == {
        frozenset(p) for p in _truth(scene).values()
    }


@pytest.mark.parametrize(("lang", "proposed"), [("en", False), ("xx", True)])
def test_rotation_alone_is_proposed_only_where_the_rulebook_has_no_words(lang, proposed):
    stage = Stage()
    stage.honest(500)
    for at in range(60):
        stage.post(f"s{at % 5}", [("phone", f"+44loan{at % 4}")], template=f"t{at % 3}", hours=at)
    scene = stage.scene()
    at = scene.posts.schema.get_field_index("lang")
    posts = scene.posts.set_column(at, "lang", pa.array([lang] * scene.posts.num_rows))
    assembly = _assemble(scene._replace(posts=posts), rulebook=load_rulebook())
    assert bool(_found(assembly)) is proposed
    assert bool([g for g in assembly.benign if len(g.posts) == 60]) is not proposed
