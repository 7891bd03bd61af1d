"""Posts crafted to link an innocent, to collide or to chain (threats 14 and 15)."""

from collections import defaultdict

import pytest

from firstlight.detect.links import find_links
from firstlight.detect.operations import assemble
from firstlight.detect.specificity import CLASSES
from tests.detect.scene import Stage

SIGN = (("documents.kept", 12.0),)


def _decoys(stage: Stage, at: int) -> None:
    stage.post(f"d{at}", [("phone", "+15550000003")], hours=at, signals=SIGN)


def _decoys_in_turn(stage: Stage, at: int) -> None:
    stage.post(
        f"d{at % 40}", [("phone", "+15550000003")], template=f"d{at // 7 % 20}", signals=SIGN
    )


def _chain(stage: Stage, at: int) -> None:
    stage.post(f"d{at}", [("phone", f"+2c{at}x"), ("phone", f"+2c{at + 1}x")], signals=SIGN)


def _chain_of_kinds(stage: Stage, at: int) -> None:
    stage.post(f"d{at}", [("phone", f"+2c{(at + 1) // 2}x")], template=f"c{at // 2}", signals=SIGN)


def _courier(stage: Stage, at: int) -> None:
    values = [("phone", "+3courier"), ("link", "https://short.example/a"), ("phone", f"+2d{at}x")]
    stage.post(f"d{at}", values, signals=SIGN)


def _bridges(stage: Stage, at: int) -> None:
    values = [("phone", f"+4477009op0{at % 3}"), ("phone", f"+4477009op1{at % 3}")]
    stage.post(f"d{at}", values, template="op1-t0" if at % 50 == 0 else None, signals=SIGN)


@pytest.fixture(
    params=[_decoys, _decoys_in_turn, _chain, _chain_of_kinds, _courier, _bridges],
    ids=lambda attack: attack.__name__.strip("_"),
)
def attacked(request):
    """Return a scene under attack, its operations found, and the posts of the innocent."""
    stage = Stage()
    stage.honest(1200)
    innocent = {row["id"] for row in stage.posts}
    for number in range(3):
        stage.operation(f"op{number}", 40)
    for at in range(1000):
        request.param(stage, at)
    scene = stage.scene()
    links = find_links(scene.posts, scene.mentions, scene.members)
    return scene, assemble(scene.posts, links, run="r", signals=scene.signals), innocent


def test_no_operation_is_held_by_one_kind(attacked):
    _, found, _ = attacked
    kinds = defaultdict(set)
    for row in found.links.to_pylist():
        kinds[row["operation"]].add(CLASSES[row["kind"]])
    assert set(kinds) == set(found.membership["operation"].to_pylist())
    assert all(len(held) >= 2 for held in kinds.values())


def test_no_innocent_is_drawn_in(attacked):
    _, found, innocent = attacked
    assert not innocent & set(found.membership["post"].to_pylist())


def test_no_two_operations_are_welded_and_each_is_still_found(attacked):
    scene, found, _ = attacked
    owners = defaultdict(set)
    for row in found.membership.to_pylist():
        if row["post"] in scene.truth:
            owners[row["operation"]].add(scene.truth[row["post"]])
    assert all(len(held) == 1 for held in owners.values())
    assert {name for held in owners.values() for name in held} == set(scene.truth.values())
