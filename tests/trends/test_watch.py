from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from firstlight.model.mention import MENTIONS
from firstlight.model.operation import OPERATION_POSTS
from firstlight.model.post import POSTS
from firstlight.model.signal import SIGNALS
from firstlight.model.tactic import Tactic
from firstlight.rulebook.load import load_rulebook
from firstlight.trends.entry import Confirmation, indicator_of, indicator_yaml
from firstlight.trends.tactics import find_tactics
from firstlight.trends.watch import texts_of, watch_tactics
from tests.trends.scene import panel

MONTHS = range(1, 6)


def posts() -> pa.Table:
    rows = [
        {
            "id": f"p{author}-{month}",
            "source": "board",
            "author": f"a{author}",
            "text": f"Post {author} in month {month}, ask for details",
            "lang": "en",
            "posted": datetime(2026, month, 3, tzinfo=UTC),
            "place": "PH",
            "locator": "posts.csv:1",
        }
        for author in range(30)
        for month in MONTHS
    ]
    return pa.Table.from_pylist(rows, schema=POSTS)


def mentions(kind: str, value: str, authors: int, detail: str | None = None) -> pa.Table:
    rows = [
        {"post": f"p{author}-5", "kind": kind, "value": value, "start": 0, "end": 4,
         "detail": detail}
        for author in range(authors)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=MENTIONS)


@pytest.mark.parametrize(
    ("kind", "value", "detail", "code"),
    [
        ("place", "KH-1", None, "corridor:PH>KH"),
        ("fee", "300 USDT", None, "payment:fee:USDT"),
        ("wallet", "TExampleWallet", "tron", "payment:wallet:tron"),
        ("handle", "telegram:somebody", None, "channel:telegram"),
        ("link", "https://www.jobs.example/a", None, "channel:jobs.example"),
    ],
)
def test_a_new_corridor_payment_or_channel(
    kind: str, value: str, detail: str | None, code: str
) -> None:
    result = watch_tactics(posts(), mentions=mentions(kind, value, 9, detail))
    assert [(t.code, t.found, t.new_sources) for t in result.tactics] == [(code, True, 9)]
    assert result.tactics[0].passages[0].end == 4


def test_posts_of_one_operation_are_one_source() -> None:
    held = pa.Table.from_pylist(
        [{"operation": "op1", "post": f"p{author}-5"} for author in range(9)],
        schema=OPERATION_POSTS,
    )
    result = watch_tactics(posts(), mentions=mentions("place", "KH", 9), operations=held)
    assert result.tactics == ()


def test_signals_speak_with_the_rulebooks_sentence() -> None:
    book = load_rulebook()
    rows = [
        {"post": f"p{author}-5", "indicator": "documents.kept", "start": 1, "end": 3, "weight": 8.0}
        for author in range(9)
    ]
    signals = pa.Table.from_pylist(rows, schema=SIGNALS)
    tactic = watch_tactics(posts(), signals=signals, rulebook=book).tactics[0]
    assert tactic.name == book.indicators["documents.kept"].sentence
    assert tactic.stage == "control"


def test_undated_posts_are_counted_not_guessed() -> None:
    table = posts().to_pylist()
    table[0]["posted"] = None
    result = watch_tactics(pa.Table.from_pylist(table, schema=POSTS))
    assert any(note.startswith("1 posts") for note in result.notes)


@pytest.mark.parametrize(
    ("every", "period"),
    [("day", "2026-01-03"), ("week", "2026-W01"), ("month", "2026-01"), ("quarter", "2026-Q1")],
)
def test_periods(every: str, period: str) -> None:
    assert texts_of(posts().slice(0, 1), every=every).column("period").to_pylist() == [period]  # type: ignore[arg-type]


def confirmation(**changes: object) -> Confirmation:
    fields = {
        "code": "lure.velvet_compass",
        "group": "scam_compound_recruitment",
        "sentence": "A velvet compass ritual is promised.",
        "weight": 3.0,
        "reason": "Seen in nine cases of ours.",
        "reviewer": "A reviewer",
        "on": date(2026, 3, 1),
    }
    return Confirmation(**{**fields, **changes})  # type: ignore[arg-type]


def found() -> Tactic:
    return find_tactics(panel(planted="velvet compass ritual", takers=9)).tactics[0]


def test_a_confirmed_tactic_loads_as_a_rule_pack(tmp_path: Path) -> None:
    indicator = indicator_of(found(), confirmation())
    (tmp_path / "indicators").mkdir()
    path = tmp_path / "indicators" / f"{indicator.code}.yaml"
    path.write_text(indicator_yaml(indicator), encoding="utf-8")
    assert load_rulebook([tmp_path]).indicators["lure.velvet_compass"] == indicator
    assert "velvet compass ritual" in indicator.phrases["en"]
    assert "Seen in nine cases" in indicator.basis.note


def test_a_confirmation_keeps_its_sentence_in_further_languages(tmp_path: Path) -> None:
    act = confirmation(
        sentence="The ritual is [not] free.", say={"es": "El ritual [no] es gratis."}
    )
    indicator = indicator_of(found(), act)
    (tmp_path / "indicators").mkdir()
    path = tmp_path / "indicators" / f"{indicator.code}.yaml"
    path.write_text(indicator_yaml(indicator), encoding="utf-8")
    loaded = load_rulebook([tmp_path]).indicators["lure.velvet_compass"]
    assert loaded.sentence == "The ritual is not free."
    assert loaded.said == {"en": "The ritual is [not] free.", "es": "El ritual [no] es gratis."}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"reason": " "}, "reason"),
        ({"code": "Bad Code"}, "matching regex"),
        ({"weight": 99.0}, "<= 20"),
        ({"phrases": {"en": ("[open",)}}, "cannot read"),
        ({"phrases": {"en": ()}}, "wording"),
        ({"say": {"es": "Piden 3 rituales."}}, "es: a figure of its own"),
        ({"say": {"xx": "Un ritual."}}, "no language 'xx'"),
        ({"sentence": "It is not free.", "say": {"es": "Cuesta."}}, r"mark the negation.*\[not\]"),
        ({"sentence": "It is [not] free.", "say": {"es": "Cuesta."}}, "es: another number"),
    ],
)
def test_a_faulty_confirmation_is_refused(changes: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        indicator_of(found(), confirmation(**changes))
