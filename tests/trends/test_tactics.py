import csv

import pyarrow as pa
import pytest

from firstlight.model.errors import InputError
from firstlight.model.tactic import TEXTS, TacticResult
from firstlight.trends.coded import HITS
from firstlight.trends.tactics import context_line, context_of, find_tactics, tactics_table
from firstlight.trends.timeline import chains, tactic_timeline
from tests.data import shared
from tests.trends.scene import PERIODS, panel, row, table

LURE = "velvet compass ritual"


def test_an_unlisted_wording_that_spreads_is_found() -> None:
    result = find_tactics(panel(planted=LURE, takers=9))
    best = result.tactics[0]
    assert (best.kind, best.name, best.found) == ("new", LURE, True)
    assert best.first_seen == PERIODS[-1]
    assert best.new_sources == 9
    assert [(part.period, part.sources, part.new_sources) for part in best.spread] == [
        (PERIODS[-1], 9, 9)
    ]


def test_passages_open_where_the_wording_stands() -> None:
    texts = panel(planted=LURE, takers=9)
    by_id = {item["id"]: item["text"] for item in texts.to_pylist()}
    best = find_tactics(texts).tactics[0]
    assert len({passage.id for passage in best.passages}) == 9
    for passage in best.passages:
        assert by_id[passage.id][passage.start : passage.end] == LURE
    assert context_line(by_id[best.passages[0].id], best.passages[0], 14)[1] == LURE


def test_as_of_an_earlier_period_nothing_later_is_known() -> None:
    result = find_tactics(panel(planted=LURE, takers=9), as_of=PERIODS[-2])
    assert result.periods == PERIODS[:-1]
    assert all(LURE not in tactic.phrases for tactic in result.tactics)


def test_a_known_method_that_spreads_is_found_by_its_code() -> None:
    rows = panel().to_pylist()
    for item in rows:
        if item["period"] == PERIODS[-1] and int(item["source"][1:]) < 8:
            item["text"] += ". The owner took their passports."
    result = find_tactics(table(rows))
    found = {tactic.code: tactic for tactic in result.tactics if tactic.found}
    assert found["method.documents"].stage == "control"
    assert found["method.documents"].kind == "anchored"
    assert {count.sources for count in found["method.documents"].corridors} == {1}


def test_codes_from_elsewhere_are_tested_too() -> None:
    texts = panel()
    hits = [
        {"id": item["id"], "code": "corridor:PH>KH", "start": 0, "end": 4, "name": "PH to KH"}
        for item in texts.to_pylist()
        if item["period"] == PERIODS[-1] and int(item["source"][1:]) < 8
    ]
    result = find_tactics(texts, hits=pa.Table.from_pylist(hits, schema=HITS))
    assert [(t.code, t.name, t.found) for t in result.tactics] == [
        ("corridor:PH>KH", "PH to KH", True)
    ]


@pytest.mark.parametrize(
    ("lang", "ground", "lure"),
    [
        ("zh", "今天天气很好我们去河边散步", "玻璃园区仪式"),
        ("ar", "ذهبنا الى النهر في الصباح", "طقوس البوصله المخمليه"),
        ("hi", "हम सुबह नदी के किनारे गए", "मखमली कंपास अनुष्ठान"),
        ("ru", "утром мы ходили к реке", "бархатный компасный ритуал"),
        ("th", "วันนี้อากาศดีเราไปเดินเล่นริมแม่น้ำ", "พิธีเข็มทิศกำมะหยี่"),
    ],
)
def test_new_wordings_in_other_scripts(lang: str, ground: str, lure: str) -> None:
    rows = [
        row(
            f"s{source}",
            period,
            f"{ground}。 {lure}" if period == PERIODS[-1] and source < 7 else ground,
            lang=lang,
        )
        for source in range(30)
        for period in PERIODS
    ]
    best = find_tactics(table(rows)).tactics[0]
    by_id = {item["id"]: item["text"] for item in rows}
    assert best.found
    assert best.new_sources == 7
    for passage in best.passages:
        assert by_id[passage.id][passage.start : passage.end] in lure


def test_no_texts_and_one_period_give_nothing() -> None:
    assert find_tactics(table([])).tactics == ()
    only = find_tactics(table([row("a", "2020", "one text"), row("b", "2020", "another")]))
    assert only.tactics == ()
    assert only.notes


def test_longer_recent_texts_are_said() -> None:
    rows = panel().to_pylist()
    assert find_tactics(table(rows)).notes == ()
    for item in rows:
        if item["period"] == PERIODS[-1]:
            item["text"] += f". {item['text']}"
    assert "50 words each (median) against 25" in find_tactics(table(rows)).notes[0]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="'period'"):
        find_tactics(panel().drop_columns(["period"]))


def test_tables_of_tactics_and_of_their_timeline() -> None:
    rows = panel(planted=LURE, takers=9).to_pylist()
    for item in rows:
        if "velvet" in item["text"]:
            item["text"] += ". The owner took their passports."
    result = find_tactics(table(rows))
    flat = tactics_table(result).to_pylist()
    assert {line["name"] for line in flat} >= {LURE, "Documents kept"}
    stages = [line["stage"] for line in tactic_timeline(result).to_pylist()]
    assert "control" in stages
    assert any(chain.control for chain in chains(result))


def profiles() -> pa.Table:
    path = shared("trends/tip/factbook_tip_profiles_2015_2026.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [item for item in csv.DictReader(lines) if len(item["situation"]) >= 100]
    return pa.Table.from_pylist(
        [
            {
                "id": str(number),
                "source": item["code"],
                "period": item["tip_year"] or item["date"][:4],
                "lang": "en",
                "text": item["situation"],
            }
            for number, item in enumerate(rows)
        ],
        schema=TEXTS,
    )


def test_scam_compounds_surface_in_the_edition_of_2023_and_templates_do_not() -> None:
    result: TacticResult = find_tactics(profiles(), as_of="2023")
    top = result.tactics[:20]
    assert any(t.kind == "new" and "scam" in t.name for t in top)
    assert any(t.code == "sector.fraud_operations" and t.found for t in top)
    house = ("traffickers exploit", "foreign victims", "exploit domestic")
    assert not any(
        word in phrase for t in top if t.kind == "new" for phrase in t.phrases for word in house
    )
    assert any("human traffickers exploit" in text for text in result.house_style)
    before = find_tactics(profiles(), as_of="2022")
    assert not any("scam" in phrase for t in before.tactics for phrase in t.phrases)


def test_a_quotation_joins_to_the_text_and_cuts_no_word() -> None:
    text = "Before all of that, traffickers keep passports, and wages; " * 3
    start = text.index("passports", 70)
    before, within, after = context_of(text, start, start + len("passports"), 25)
    assert before + within + after in text
    assert within == "passports"
    assert after.startswith(", and")
    assert text[start - len(before) - 1] == " "
    thai = "\u0e01" * 60
    assert context_of(thai, 30, 33, 10) == ("\u0e01" * 10, "\u0e01" * 3, "\u0e01" * 10)
