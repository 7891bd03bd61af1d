"""Worlds: the same for the same seed, their truth exact, their shares as promised."""

import tracemalloc
from collections import Counter, defaultdict
from datetime import datetime

import pytest

from firstlight.model.errors import InputError
from firstlight.model.mention import IDENTIFIERS
from firstlight.simulate import world as world_module
from firstlight.simulate.language import LANGUAGES
from firstlight.simulate.phones import blocks
from firstlight.simulate.truth import Truth
from firstlight.simulate.world import simulate

POSTS = 6000


@pytest.fixture(scope="module")
def world() -> list[Truth]:
    return list(simulate(POSTS, 5))


def test_same_seed_same_world_other_seed_other_world(world: list[Truth]) -> None:
    again = list(simulate(POSTS, 5))
    assert again == world
    other = list(simulate(300, 6))
    assert {t.post.text for t in other}.isdisjoint({t.post.text for t in world if t.operation})


def test_spans_are_exact(world: list[Truth]) -> None:
    for truth in world:
        end = 0
        for m in truth.mentions:
            assert end <= m.start < m.end <= len(truth.post.text)
            end = m.end
            written = truth.post.text[m.start : m.end]
            if m.obfuscated or m.kind not in IDENTIFIERS:
                continue
            if m.kind == "phone":
                digits = "".join(c for c in written if c.isdigit())
                assert m.value.removeprefix("+").endswith(digits.lstrip("0"))
            elif m.kind == "handle":
                assert written.lstrip("@") == m.value.partition(":")[2]
            else:
                assert (written.lower() if m.kind == "email" else written) == m.value


def test_disguised_mentions_are_marked(world: list[Truth]) -> None:
    shown = Counter[tuple[str, bool]]()
    for truth in world:
        for m in truth.mentions:
            if m.kind in {"email", "wallet", "link"}:
                written = truth.post.text[m.start : m.end]
                shown[m.kind, m.obfuscated] += 1
                assert m.obfuscated == (
                    (written.lower() if m.kind == "email" else written) != m.value
                )
    assert shown["email", True] > 10
    assert shown["wallet", True] > 3


def test_every_phone_is_from_a_reserved_range(world: list[Truth]) -> None:
    reserved = [
        ("+" + b.code + b.pattern.replace(" ", "").split("#")[0], len(b.pattern.replace(" ", "")))
        for b in blocks()
    ]
    phones = {m.value for t in world for m in t.mentions if m.kind == "phone"}
    assert len(phones) > 500
    codes = {b.code for b in blocks()}
    for phone in phones:
        assert any(
            phone.startswith(start) and len(phone) - 1 - len(code) == size
            for start, size in reserved
            for code in codes
            if start.startswith("+" + code)
        ), phone


def test_hosts_are_reserved(world: list[Truth]) -> None:
    for truth in world:
        for m in truth.mentions:
            if m.kind == "email":
                host = m.value.partition("@")[2]
            elif m.kind == "link":
                host = m.value.removeprefix("https://").partition("/")[0]
            else:
                continue
            assert host.endswith((".example", ".test", ".invalid")) or host in {
                "example.com", "example.net", "example.org",
            }  # fmt: skip


def test_truth_is_consistent(world: list[Truth]) -> None:
    assert [t.post.id for t in world] == [f"p{i + 1:08d}" for i in range(POSTS)]
    owners = defaultdict(set)
    for truth in world:
        if truth.template:
            owners[truth.template].add(truth.operation)
    assert all("" not in owner or len(owner) == 1 for owner in owners.values())
    copied = [owner for owner in owners.values() if len(owner) > 1]
    assert 0 < len(copied) < len(owners) / 20, "now and then an operation copies another's text"
    benign = Counter(t.template for t in world if t.template and not t.operation)
    assert max(benign.values()) > 30, "agencies and boards repeat templates too"


def test_shares_and_sizes(world: list[Truth]) -> None:
    sizes = Counter(t.operation for t in world if t.operation)
    assert 0.115 < sizes.total() / POSTS < 0.125
    assert min(sizes.values()) >= 3
    assert max(sizes.values()) > 8 * sorted(sizes.values())[len(sizes) // 2], "a heavy tail"
    marked = Counter(t.post.lang for t in world if t.post.lang)
    assert set(marked) == set(LANGUAGES)


def test_posts_are_in_order_of_time_with_offsets(world: list[Truth]) -> None:
    instants = [datetime.fromisoformat(t.post.posted) for t in world]
    assert all(i.tzinfo is not None for i in instants)
    assert instants == sorted(instants)
    assert len({i.utcoffset() for i in instants}) > 5


def test_numbers_change_hands_and_hubs_are_common(world: list[Truth]) -> None:
    holders = defaultdict(set)
    for truth in world:
        for m in truth.mentions:
            if m.kind in IDENTIFIERS:
                holders[m.kind, m.value].add(truth.operation)
    both = {key for key, names in holders.items() if len(names) > 1 and "" in names}
    hubs = {key for key, names in holders.items() if len(names) > 4}
    assert any(kind == "phone" for kind, _ in both)
    assert {kind for kind, _ in hubs} >= {"email", "link"}


def test_languages_can_be_chosen() -> None:
    texts = list(simulate(400, 1, languages=("zh",)))
    assert {t.post.lang for t in texts} <= {"zh", None}
    with pytest.raises(InputError, match="no language"):
        next(simulate(10, 1, languages=("xx",)))


def test_difficulty_is_felt(world: list[Truth]) -> None:
    def hidden(posts: list[Truth]) -> float:
        flags = [
            m.obfuscated for t in posts if t.operation for m in t.mentions if m.kind in IDENTIFIERS
        ]
        return sum(flags) / len(flags)

    easy, hard = list(simulate(POSTS, 5, level="easy")), list(simulate(POSTS, 5, level=1.0))
    assert hidden(easy) < hidden(world) - 0.05 < hidden(hard) - 0.1
    assert sum(bool(t.operation) for t in hard) < sum(bool(t.operation) for t in world)
    with pytest.raises(InputError, match="no difficulty"):
        next(simulate(10, 1, level="mild"))


@pytest.mark.parametrize("posts", [1, 7, 60, 300])
def test_small_worlds_have_the_size_that_was_asked_for(posts: int) -> None:
    assert len(list(simulate(posts, 3))) == posts


def test_memory_is_bounded_by_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_module, "REGION", 500)

    def peak(posts: int) -> int:
        tracemalloc.start()
        for _ in simulate(posts, 2, languages=("en",)):
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    list(simulate(10, 1, languages=("en",)))
    assert peak(4000) < 1.5 * peak(1000)
