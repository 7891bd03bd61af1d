"""Defects of official tables: told apart, set aside with the reason, and counted."""

import math

import pyarrow as pa
import pytest

from firstlight.ingest.records_read import read_records
from firstlight.trends.defects import (
    BROKEN,
    CENSORED,
    COMMAS,
    FIELD_CODE,
    GLOTIP,
    REPEATED,
    Roles,
    find_defects,
    roles_of,
)
from firstlight.trends.defects_counts import parse_count
from firstlight.trends.defects_panel import account
from firstlight.trends.defects_text import mended
from tests.data import shared


@pytest.mark.parametrize(
    ("text", "low", "high", "defect"),
    [
        ("12", 12, 12, None),
        ("12.0", 12, 12, None),
        ("1,192", 1192, 1192, COMMAS),
        ("1 234 567", 1234567, 1234567, COMMAS),
        ("<5", 1, 4, CENSORED),
        ("< 10", 1, 9, CENSORED),
        ("≤5", 0, 5, CENSORED),
        ("1-4", 1, 4, CENSORED),
    ],
)
def test_counts_are_read_as_intervals(
    text: str, low: float, high: float, defect: str | None
) -> None:
    assert parse_count(text) == (low, high, defect)


@pytest.mark.parametrize("text", ["", None, "many", "1,19", "12,5", "-3", "1.234,5"])
def test_what_is_no_count_is_none(text: str | None) -> None:
    found = parse_count(text)
    assert math.isnan(found.low)
    assert found.defect == "not a count"


def test_broken_letters_are_mended_where_one_reading_fits() -> None:
    labels = {"PanamÃ¡", "Per\ufffd", "Peru", "Espa\ufffda", "España", "X\ufffd", "XA", "XB"}
    assert mended(labels) == {
        "PanamÃ¡": "Panamá", "Per\ufffd": "Peru", "Espa\ufffda": "España", "X\ufffd": None,
    }  # fmt: skip
    assert mended({"Peru", "España", "Côte d’Ivoire"}) == {}


def test_a_repeated_cell_counts_once_between_its_values() -> None:
    roles = Roles("n", "land", "year", ("what",))
    table = pa.table(
        {"row": [1, 2, 3], "land": ["A", "A", "B"], "year": ["2019"] * 3, "what": ["x"] * 3,
         "n": ["<5", "11", "3"]}
    )  # fmt: skip
    found = find_defects(table, roles)
    assert found.counts == {CENSORED: 1, REPEATED: 1}
    rows = found.table.select(["land", "low", "high"]).to_pylist()
    assert rows == [
        {"land": "A", "low": 1.0, "high": 11.0},
        {"land": "B", "low": 3.0, "high": 3.0},
    ]


def test_a_large_count_that_ends_like_a_year_is_not_a_field_code_by_itself() -> None:
    roles = Roles("n", "land", "year", ("what",))
    table = pa.table(
        {"row": [1, 2, 3], "land": ["A", "B", "C"], "year": ["2019"] * 3, "what": ["x"] * 3,
         "n": ["32,019", "28,500", "41,000"]}
    )  # fmt: skip
    assert FIELD_CODE not in find_defects(table, roles).counts


def test_the_official_export_of_april_2025() -> None:
    table = read_records(shared("trends/glotip") / "data_glotip_20250414.xlsx").table
    roles = roles_of(table.column_names)
    assert roles == GLOTIP
    found = find_defects(table, GLOTIP)
    assert found.counts[FIELD_CODE] == 128
    assert found.counts[CENSORED] == 29_558
    assert found.counts[BROKEN] == 98
    flagged = [one for one in found.defects.to_pylist() if one["defect"] == FIELD_CODE]
    lands = table.column("Country").to_pylist()
    rows = table.column("row").to_pylist()
    held = dict(zip(rows, lands, strict=True))
    by_land: dict[str, int] = {}
    for one in flagged:
        by_land[held[one["row"]]] = by_land.get(held[one["row"]], 0) + 1
    assert by_land == {"Pakistan": 63, "Sierra Leone": 63, "Andorra": 1, "El Salvador": 1}
    totals = dict.fromkeys(("Dimension", "Category", "Sex", "Age"), "Total")
    known = account(
        found.table, GLOTIP, years=("2019", "2022"), published=0.25,
        where={"Indicator": "Detected trafficking victims", **totals},
    )  # fmt: skip
    assert known is not None
    assert known.panel.units == 100
    assert known.panel.last[0] / known.panel.first[0] - 1 == pytest.approx(0.094, abs=0.0005)
    assert known.outliers[0].unit == "Pakistan"
    without = known.outliers[0].without
    assert without.last[0] / without.first[0] - 1 == pytest.approx(0.337, abs=0.0005)
    said = " ".join(known.sentences)
    assert "published +25% lies within" in said
    assert "-8.7%" in said


def test_an_account_of_years_that_are_not_there_is_none() -> None:
    roles = Roles("n", "land", "year", ("what",))
    table = pa.table({"row": [1], "land": ["A"], "year": ["2019"], "what": ["x"], "n": ["3"]})
    found = find_defects(table, roles).table
    assert account(found, roles, years=("2019", "2022"), where={}) is None
