"""The bound: what an ideal reader of both kinds of evidence could find, at each difficulty."""

import pytest

from firstlight.simulate.oracle import Bound, bound
from firstlight.simulate.page import Mentioned
from firstlight.simulate.truth import Simulated, Truth
from firstlight.simulate.world import simulate


def _post(operation: str, template: str, *phones: str) -> Truth:
    mentions = [Mentioned("phone", phone, 0, 1, obfuscated=False) for phone in phones]
    return Truth(Simulated("", "", "", ""), operation, template, mentions)


def test_pairs_are_counted_by_hand() -> None:
    world = [
        _post("a", "t1", "1"), _post("a", "t1", "2"), _post("a", "t2", "2"), _post("a", ""),
        _post("b", "t3"), _post("b", "t3"), _post("b", "t3"),
        _post("", "t4", "9"),
    ]  # fmt: skip
    found = bound(world)
    assert found.pairs == 6 + 3
    assert found.same_template == pytest.approx((1 + 3) / 9)
    assert found.same_identifier == pytest.approx(1 / 9)
    assert found.by_both == pytest.approx(3 / 9), "b is held by one kind only"


def test_hubs_do_not_join() -> None:
    world = [_post("a", "t1", "hub"), _post("a", "t1", "hub")]
    world += [_post("", "", "hub") for _ in range(5)]
    assert bound(world).by_both == 0


@pytest.mark.parametrize("seed", [21, 22])
def test_default_worlds_can_be_solved_but_by_no_single_kind(seed: int) -> None:
    found = bound(simulate(20_000, seed))
    assert 0.92 <= found.by_both <= 0.97
    assert found.by_templates < 0.3
    assert found.by_identifiers < 0.8


def test_hard_is_harder_than_easy() -> None:
    easy, hard = (_mean(level) for level in ("easy", "hard"))
    assert easy.by_both > 0.97
    assert hard.by_identifiers < easy.by_identifiers - 0.3


def _mean(level: str) -> Bound:
    return bound(simulate(8000, 23, level=level))
