"""Ranking: the order of the queue and the sentences in it."""

from datetime import UTC, datetime

import pytest

from firstlight.detect.explain import quote, waterfall
from firstlight.detect.links import find_links
from firstlight.detect.operations import assemble
from firstlight.detect.ranking import rank, summary
from firstlight.model.decision import Decision
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.indicator import Basis, Indicator, Source
from tests.detect.scene import Stage


def _indicator(
    code: str, group: str, sentence: str, weight: float, rule: str | None = None
) -> Indicator:
    return Indicator(
        code=code, group=group, sentence=sentence, weight=weight, rule=rule,
        basis=Basis(kind="judgement", note="test"),
        source=Source(instrument="test", author="test", year=2025),
    )  # fmt: skip


BOOK = Rulebook(
    {
        "minors.sought": _indicator(
            "minors.sought", "underage_recruitment", "The offer seeks minors.", 8.0
        ),
        "read.minors": _indicator(
            "read.minors", "underage_recruitment", "A sentence reads as if.", 3.0, "sentence"
        ),
        "documents.kept": _indicator(
            "documents.kept", "retention_of_identity_documents", "Passports are kept.", 9.0
        ),
    },
    {},
)


def _ranked(stage: Stage, decisions=()):
    scene = stage.scene()
    links = find_links(scene.posts, scene.mentions, scene.members)
    assembly = assemble(
        scene.posts, links, run="r", signals=scene.signals, rulebook=BOOK, decisions=decisions
    )
    operations = rank(
        assembly, posts=scene.posts, mentions=scene.mentions, signals=scene.signals,
        templates=scene.templates, members=scene.members, links=links, rulebook=BOOK,
    )  # fmt: skip
    return operations, assembly, links


@pytest.fixture
def stage() -> Stage:
    stage = Stage(5)
    stage.operation("big", 60)
    stage.operation("young", 20)
    for row in stage.posts[60:]:
        stage.signals.append(
            {"post": row["id"], "indicator": "minors.sought", "start": 0, "end": 4, "weight": 8.0}
        )
    stage.honest(600)
    return stage


def test_recruitment_of_minors_comes_first(stage):
    operations, _, _ = _ranked(stage)
    assert [operation.posts for operation in operations] == [20, 60]
    top = operations[0].reasons[0]
    assert top.sentence == "The offer seeks minors: all 20 posts — “word” (post p000060)."
    assert summary(operations[0]) == top.sentence


def test_a_guess_of_minors_does_not_come_first(stage):
    for row in stage.posts[:60]:
        stage.signals.append(
            {"post": row["id"], "indicator": "read.minors", "start": 0, "end": 4, "weight": 3.0}
        )
    operations, _, _ = _ranked(stage)
    assert [operation.posts for operation in operations] == [20, 60]
    weights = {one.sentence.split(":")[0]: one.weight for one in operations[1].reasons}
    assert weights["A sentence reads as if"] == 3.0


def test_reasons_are_strongest_first_and_add_up(stage):
    for operation in _ranked(stage)[0]:
        weights = [reason.weight for reason in operation.reasons]
        assert weights == sorted(weights, reverse=True)
        assert operation.urgency == pytest.approx(sum(weights), abs=0.01)
        assert len(operation.link_kinds) >= 2


def test_reasons_tell_the_figures(stage):
    sentences = " ".join(reason.sentence for reason in _ranked(stage)[0][1].reasons)
    assert (
        "Contacts and senders rotate: 2 texts under 3 contact values and 4 accounts." in sentences
    )
    assert "Passports are kept: all 60 posts" in sentences
    assert "Reaches 3 places (AE, KE, TH)." in sentences
    assert "Held together by 3 contact values, 4 accounts, 2 texts" in sentences


def test_a_dismissed_operation_goes_to_the_end_with_the_reason(stage):
    operations, _, _ = _ranked(stage)
    decision = Decision(
        operation=operations[0].id, verdict="dismiss", reason="a school's notice", evidence="",
        decided=datetime(2025, 3, 1, tzinfo=UTC), posts=tuple(r["id"] for r in stage.posts[60:80]),
    )  # fmt: skip
    again, _, _ = _ranked(stage, [decision])
    assert again[-1].id == operations[0].id
    assert again[-1].reasons[-1].sentence == "Dismissed on 2025-03-01: a school's notice"


def test_the_waterfall_counts_one_value_of_each_class(stage):
    _, _, links = _ranked(stage)
    rows = links.to_pylist()
    one = rows[0]["post"]
    mine = {row["key"] for row in rows if row["post"] == one and row["kind"] != "route"}
    other = next(
        row["post"] for row in rows
        if row["post"] != one
        and mine == {r["key"] for r in rows if r["post"] == row["post"] and r["kind"] != "route"}
    )  # fmt: skip
    steps = waterfall(links, one, other, prior=-9.0)
    assert steps[0].weight == -9.0
    assert sum(step.weight for step in steps) > 0
    assert any("adds nothing" in step.sentence for step in steps)


def test_quotations_are_one_line_and_short():
    assert quote("a b\n c", 0, 6) == "“a b c”"
    assert len(quote("x" * 500, 0, 500)) <= 92
