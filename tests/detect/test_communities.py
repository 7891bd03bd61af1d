"""Communities: two independent shared values unite, a single one never does."""

import numpy as np

from firstlight.detect.communities import communities, regarded
from firstlight.detect.specificity import CLASSES, Incidence, company

PHONE, ACCOUNT, TEXT = CLASSES["identifier"], CLASSES["account"], CLASSES["template"]


def _groups(rows: list[tuple[int, int]], kinds: list[int], *, bits: float = 9.0):
    post, key = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    incidence = Incidence(post, key, np.array(kinds, dtype=np.int64), int(post.max()) + 1)
    weight = np.full(len(kinds), bits)
    group = communities(incidence, weight, company(incidence), prior=10.0)
    return [number if number >= 0 else f"alone {post}" for post, number in enumerate(group)]


def test_two_kinds_unite():
    group = _groups([(0, 0), (0, 1), (1, 0), (1, 1)], [PHONE, ACCOUNT])
    assert group[0] == group[1]


def test_one_kind_does_not_unite_however_specific():
    group = _groups([(0, 0), (1, 0)], [PHONE], bits=60.0)
    assert group[0] != group[1]


def test_two_values_of_one_class_do_not_unite():
    group = _groups([(0, 0), (0, 1), (1, 0), (1, 1)], [PHONE, PHONE])
    assert group[0] != group[1]


def test_weak_values_do_not_unite():
    group = _groups([(0, 0), (0, 1), (1, 0), (1, 1)], [PHONE, ACCOUNT], bits=3.0)
    assert group[0] != group[1]


def test_a_single_bridge_does_not_weld_two_groups():
    left = [(p, k) for p in range(6) for k in (0, 1)]
    right = [(p, k) for p in range(6, 12) for k in (2, 3)]
    group = _groups([*left, *right, (0, 4), (6, 4)], [PHONE, ACCOUNT, PHONE, ACCOUNT, TEXT])
    assert len(set(group[:6])) == 1
    assert len(set(group[6:])) == 1
    assert group[0] != group[6]


def test_groups_unite_over_values_that_different_posts_carry():
    left = [(p, k) for p in range(4) for k in (0, 1)] + [(0, 4), (1, 4), (2, 5), (3, 5)]
    right = [(p, k) for p in range(4, 8) for k in (2, 3)] + [(4, 4), (5, 4), (6, 5), (7, 5)]
    kinds = [PHONE, ACCOUNT, PHONE, ACCOUNT, TEXT, CLASSES["wallet"]]
    assert len(set(_groups([*left, *right], kinds))) == 1


def test_two_forged_posts_do_not_weld_two_large_groups():
    left = [(p, k) for p in range(60) for k in (0, 1)]
    right = [(p, k) for p in range(60, 120) for k in (2, 3)]
    forged = [(0, 4), (0, 5), (60, 4), (60, 5)]
    kinds = [PHONE, ACCOUNT, PHONE, ACCOUNT, TEXT, CLASSES["wallet"]]
    group = _groups([*left, *right, *forged], kinds)
    assert group[5] != group[70]


def test_a_number_that_is_a_constant_of_one_text_is_no_second_kind():
    group = _groups([(p, k) for p in range(8) for k in (0, 1)], [PHONE, TEXT])
    assert len(set(group)) == 8


def test_a_grid_of_numbers_and_texts_is_one_community_without_any_account():
    grid = [(text, 2 + phone) for text in range(2) for phone in range(3)]
    rows = [(p, key) for p in range(24) for key in grid[p % 6]]
    assert len(set(_groups(rows, [TEXT] * 2 + [PHONE] * 3))) == 1


def test_one_post_that_names_the_values_of_two_groups_does_not_weld_them():
    wallet = CLASSES["wallet"]
    left = [(p, k) for p in range(12) for k in (0, 1, 2)]
    right = [(p, k) for p in range(12, 24) for k in (3, 4, 5)]
    forged = [(24, k) for k in (0, 1, 3, 4)]
    group = _groups([*left, *right, *forged], [PHONE, wallet, ACCOUNT] * 2)
    assert len(set(group[:12])) == 1
    assert len(set(group[12:24])) == 1
    assert group[0] != group[12]


def test_a_star_of_one_text_over_senders_that_share_nothing_else_is_not_one_community():
    rows = [(p, key) for p in range(24) for key in (0, 1 + p // 4, 7 + p // 4)]
    group = _groups(rows, [TEXT] + [PHONE] * 6 + [ACCOUNT] * 6)
    assert len(set(group)) == 6


def test_hands_that_a_group_already_holds_together_are_counted_once():
    """A mailbox under many accounts and texts of two groups weighs more once they are known."""
    rows = []
    for half in range(2):
        for post in range(20):
            at = half * 20 + post
            rows += [(at, 20 * half + post // 4), (at, 20 * half + 5 + post % 5)]
            rows += [(at, 40)] if post % 2 else []
    post, key = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    kinds = np.full(41, PHONE, dtype=np.int64)
    kinds[[number for number in range(40) if number % 20 < 5]] = ACCOUNT
    kinds[[number for number in range(40) if 5 <= number % 20 < 10]] = TEXT
    incidence = Incidence(post, key, kinds, 40)
    group = np.repeat([0, 1], 20)
    weight = np.full(41, 5.0)
    known = regarded(incidence, company(incidence), weight, group)
    assert known[40] > weight[40] + 2
    scattered = regarded(incidence, company(incidence), weight, np.full(40, -1))
    assert np.allclose(scattered, weight)
