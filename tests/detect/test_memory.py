import random
from collections import Counter
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect import templates as stage
from firstlight.detect.memory import Memory
from firstlight.detect.readings import Held
from firstlight.detect.templates import Templates, find_templates
from firstlight.model.decision import Decision

WORDS = [f"{a}{b}{c}" for a in "bdfgkt" for b in "aeiou" for c in ("ba", "ro", "nik", "tem")]


def table(texts: list[str]) -> pa.Table:
    return pa.table({"id": [f"p{at}" for at in range(len(texts))], "text": texts})


def campaign(dice: random.Random, posts: int) -> list[str]:
    said = dice.sample(WORDS, 14)
    at = dice.randrange(14)
    return [" ".join([*said[:at], dice.choice(WORDS), str(n), *said[at:]]) for n in range(posts)]


def scene(seed: int, campaigns: int = 6) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    texts = [t for _ in range(campaigns) for t in campaign(dice, dice.randint(2, 9))]
    texts += [" ".join(dice.choices(WORDS, k=dice.randint(4, 20))) for _ in range(20)]
    dice.shuffle(texts)
    return texts


class Runs:
    """Runs one after the other, each with the memory of the one before."""

    def __init__(self) -> None:
        self.shelf = Held()
        self.memory: Memory | None = None

    def run(self, texts: list[str], decisions: list[Decision] = []) -> Templates:  # noqa: B006
        found = find_templates(
            table(texts),
            memory=self.memory,
            decisions=decisions,
            shelf=self.shelf,
        )
        self.memory = Memory(found.left, found.templates, found.members)
        return found


def parts(found: Templates) -> set[frozenset[str]]:
    """Return the templates as sets of posts, and check that no post is in two."""
    posts = found.members["post"].to_pylist()
    assert len(posts) == len(set(posts))
    groups: dict[str, set[str]] = {}
    for post, name in zip(posts, found.members["template"].to_pylist(), strict=True):
        groups.setdefault(name, set()).add(post)
    assert {t.id: t.support for t in found.templates} == {k: len(v) for k, v in groups.items()}
    return {frozenset(group) for group in groups.values()}


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 60), max_size=4))
def test_batches_find_what_one_run_finds(seed: int, cuts: list[int]) -> None:
    texts, runs = scene(seed), Runs()
    for cut in sorted({min(cut, len(texts)) for cut in cuts} | {len(texts)}):
        found = runs.run(texts[:cut])
    assert parts(found) == parts(find_templates(table(texts)))


def test_names_last_from_batch_to_batch() -> None:
    texts, runs, names = scene(5), Runs(), {}
    for cut in range(0, len(texts) + 1, 5):
        members = runs.run(texts[:cut]).members
        for post, name in zip(
            *members.select(["post", "template"]).to_pydict().values(), strict=True
        ):
            assert names.setdefault(post, name) == name
    assert len(set(names.values())) >= 6


def test_nothing_is_read_compared_or_aligned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, runs = scene(1) + campaign(random.Random(77), 8), Runs()  # noqa: S311
    runs.run(texts[:-1])
    compared, aligned, rendered = [], [], []
    original = (stage.verify, stage.Drafter, stage.Renderer.render)

    def verify(corpus, met):
        met = list(met)
        for pairs, _ in met:
            compared.extend(corpus.first[pairs.max(axis=1)].tolist())
        return original[0](corpus, met)

    def drafter(corpus, edges, wanted):
        aligned.extend(corpus.first[wanted].tolist())
        return original[1](corpus, edges, wanted)

    def render(self, found):
        rendered.extend(found)
        return original[2](self, found)

    monkeypatch.setattr(stage, "verify", verify)
    monkeypatch.setattr(stage, "Drafter", drafter)
    monkeypatch.setattr(stage.Renderer, "render", render)
    found = runs.run(texts)
    assert set(compared) == {len(texts) - 1}
    assert {texts[at] for at in aligned} == set(texts[-8:])
    assert [len(one.posts) for one in rendered] == [8]
    assert len(found.templates) > 1


def test_a_word_that_turns_up_plainly_changes_how_old_posts_are_read() -> None:
    dice = random.Random(2)  # noqa: S311
    said = dice.sample(WORDS, 8)
    disguised = [" ".join([*said[:4], "h3lper", "w4nted", *said[4:]]) for _ in range(2)]
    plain = [" ".join([*said[:4], "helper", "wanted", *said[4:]]) for _ in range(2)]
    texts, runs = scene(2) + disguised + plain, Runs()
    runs.run(texts[:-2])
    found = runs.run(texts)
    assert parts(found) == parts(find_templates(table(texts)))
    last = {f"p{at}" for at in range(len(texts) - 4, len(texts))}
    assert last in parts(found)


def test_a_verdict_alone_changes_the_class_of_the_templates_it_touches() -> None:
    texts, runs = scene(3), Runs()
    before = {t.id: t for t in runs.run(texts).templates}
    posts = runs.memory.members.filter(
        pa.compute.equal(runs.memory.members["template"], next(iter(before)))
    )["post"].to_pylist()
    decision = Decision(
        operation="op", verdict="dismiss", reason="read", evidence="e", posts=tuple(posts),
        decided=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    after = {t.id: t for t in runs.run(texts, [decision]).templates}
    changed = [name for name in before if before[name] != after[name]]
    assert changed == [next(iter(before))]
    assert any("dismissed" in reason for reason in after[changed[0]].reasons)


def test_a_doubled_corpus_is_aligned_anew() -> None:
    texts, runs = scene(4, campaigns=12), Runs()
    half = len(texts) // 2
    aligned = [
        int(runs.run(texts[:size]).left.wordings.schema.metadata[b"aligned"])
        for size in (half, half + 5, len(texts))
    ]
    assert aligned == [half, half, len(texts)]


def test_names_are_handed_down_when_all_is_aligned_anew() -> None:
    texts, runs = scene(6), Runs()
    runs.run(texts)
    kept = runs.memory.members.set_column(
        1, "template", pa.array([f"kept {name}" for name in runs.memory.members["template"]])
    )
    runs.memory = Memory(runs.memory.left, [], kept)
    others = [" ".join(reversed(text.split())) for text in texts]
    found = runs.run([*texts, *others])
    assert {t.id for t in found.templates} >= set(kept["template"].to_pylist())


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_posts_does_not_matter(seed: int, dice: random.Random) -> None:
    texts = scene(seed)
    order = list(range(len(texts)))
    dice.shuffle(order)
    posts = table(texts)
    assert parts(find_templates(posts)) == parts(find_templates(posts.take(order)))


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 40))
def test_a_copy_of_a_post_is_in_its_template(seed: int, at: int) -> None:
    texts = scene(seed)
    at %= len(texts)
    found = parts(find_templates(table([*texts, texts[at]])))
    assert Counter(f"p{at}" in group for group in found)[True] == 1
    assert any({f"p{at}", f"p{len(texts)}"} <= group for group in found)
