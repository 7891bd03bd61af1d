"""Shares with the right denominators, and groups compared after standardisation."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from firstlight.ingest.records_file import sheet_rows
from firstlight.ingest.records_read import read_records
from firstlight.model.record import Group
from firstlight.trends.compare import by_group, compare, frequencies, group_shares, with_corridor
from tests.data import shared


def test_the_example_of_the_codebook() -> None:
    """CTDC codebook 2024, section 6: five persons, of whom one gives no type of exploitation."""
    table = pa.table(
        {
            "isForcedLabour": ["1", None, None, None, "1"],
            "isSexualExploit": [None, "1", None, None, "1"],
            "isOtherExploit": [None, None, "1", None, None],
        }
    )
    shares = group_shares(table, Group("type of exploitation", tuple(table.column_names)))
    assert [(one.share, one.of) for one in shares] == [(0.5, 4), (0.5, 4), (0.25, 4)]
    assert sum(one.share for one in shares) == 1.25
    filled = by_group(table, [Group("type of exploitation", tuple(table.column_names))])
    assert filled.column("isForcedLabour").to_pylist() == ["1", "0", "0", None, "1"]


def published(path: Path) -> list[tuple[str, str, int]]:
    """Return (variable, value, frequency) of the sheet TabStat; "" is missing."""
    found, variable = [], ""
    for row in sheet_rows(path, "TabStat"):
        if row[0] and not row[2] and row[0] not in ("Valid", "Missing", "Total"):
            variable = row[0]
        if row[2] and row[2] != "Freq.":
            label = "" if row[0] == "Missing" else "total" if row[0] == "Total" else str(row[1])
            found.append((variable, label, int(row[2])))
    return found


def test_all_published_frequencies_of_the_victim_perpetrator_file() -> None:
    folder = shared("trends/ctdc")
    table = read_records(folder / "ctdc_vp_synthetic_2022.csv").table
    stated = published(folder / "ctdc_vp_dictionary_20221201.xlsx")
    values = [one for one in stated if one[1] not in ("", "total", "Total")]
    missing = [one for one in stated if one[1] == ""]
    right = 0
    for variable, value, count in values:
        shares = frequencies(table, variable).shares
        right += any(one.value == value and one.records == count for one in shares)
    right += sum(frequencies(table, v).missing == count for v, _, count in missing)
    assert (right, len(values) + len(missing)) == (69, 69)


def test_derived_shares_of_the_victim_perpetrator_file() -> None:
    table = read_records(shared("trends/ctdc") / "ctdc_vp_synthetic_2022.csv").table
    known = {one.value: one for one in frequencies(table, "IP_Relation", split=True).shares}
    assert known["StrangerUnknownOther"].of == 14_572
    assert known["StrangerUnknownOther"].share == pytest.approx(0.616, abs=0.0005)
    assert known["FriendAcquaintance"].share == pytest.approx(0.358, abs=0.0005)
    assert known["FamilyIntimatePartner"].share == pytest.approx(0.072, abs=0.0005)
    paid = {one.value: one for one in frequencies(table, "IP_PayMoney", split=True).shares}
    assert paid["Yes"].share == pytest.approx(0.269, abs=0.0005)


def confounded() -> pa.Table:
    """Return records where work, not country, decides; XA has more of the dangerous work."""
    dice = np.random.default_rng(3)
    country = np.repeat(["XA", "XB"], 3000)
    farm = dice.random(6000) < np.where(country == "XA", 0.8, 0.2)
    debt = dice.random(6000) < np.where(farm, 0.6, 0.1)
    return pa.table(
        {
            "country": country,
            "work": np.where(farm, "farm", "home"),
            "debt": np.where(debt, "yes", "no"),
        }
    )


def test_standardisation_takes_away_what_make_up_explains() -> None:
    table = confounded()
    crude = compare(table, by="country", outcome=("debt", "yes"))[0]
    fair = compare(table, by="country", outcome=("debt", "yes"), standardise=["work"])[0]
    assert crude.ratio > 2
    assert crude.q_value < 1e-6
    assert fair.low < 1 < fair.high
    assert fair.records == crude.records
    assert fair.covered == 1.0


def test_intervals_cover_a_true_ratio() -> None:
    inside = 0
    for seed in range(60):
        dice = np.random.default_rng(seed)
        group = np.repeat(["a", "b"], [300, 900])
        hit = dice.random(1200) < np.where(group == "a", 0.3, 0.2)
        table = pa.table({"group": group, "hit": np.where(hit, "y", "n")})
        one = compare(table, by="group", outcome=("hit", "y"))[0]
        inside += one.low <= 1.5 <= one.high
    assert inside >= 53


def test_an_outcome_that_nobody_has_is_nothing_to_compare() -> None:
    assert compare(confounded(), by="country", outcome=("debt", "perhaps")) == ()


def test_corridors() -> None:
    table = with_corridor(pa.table({"a": ["PH", None], "b": ["US", "US"]}), "a", "b")
    assert table.column("corridor").to_pylist() == ["PH → US", None]
