"""A table of totals is not searched as cases: it is refused with the remedy, or accounted for."""

import csv

import pytest

from firstlight.model.errors import InputError
from firstlight.runs.trends import trends
from firstlight.runs.trends_asked import Asked


def totals(path):
    """Write the counts of eight places, seven years and two sexes, with a row of sums a year."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Year", "State", "Code", "Sex", "Calls", "% of calls"])
        for year in range(2018, 2025):
            for at, state in enumerate(
                ("Avon", "Bute", "Clun", "Deal", "Esk", "Fife", "Gore", "Hay")
            ):
                for sex in "FM":
                    calls = (
                        100
                        + 10 * at
                        + 7 * (year - 2018)
                        + (300 if (year, sex) == (2024, "F") else 0)
                    )
                    writer.writerow([year, state, state[:2].upper(), sex, f"{calls:,}", "1.2%"])
            writer.writerow([year, "Total", "", "", 99_999, "100%"])
    return path


def test_totals_are_not_read_as_cases(tmp_path):
    with pytest.raises(InputError, match=r"look like totals.*Calls"):
        trends(totals(tmp_path / "t.csv"), tmp_path / "out", Asked(permutations=10))


def test_counts_are_summed_without_rows_of_sums_and_split_by_one_answer(tmp_path):
    report = trends(totals(tmp_path / "t.csv"), tmp_path / "out", Asked(counts=("Calls",)))
    told = {one.what: one for one in report.findings}
    assert set(told) == {"Calls", "Calls, F", "Calls, M"}
    whole = told["Calls"].figures
    assert (whole["plain_first"], whole["plain_last"]) == (
        2 * 1080 + 16 * 21,
        2 * 1080 + 16 * 42 + 2400,
    )
    assert "of the same 8 reporters" in told["Calls"].sentence
    assert any("7 rows that sum up others" in note for note in report.notes)
    assert (tmp_path / "out" / str(told["Calls, F"].rows)).read_text("utf-8").count("\n") == 17


def test_cases_are_not_taken_for_totals(tmp_path):
    path = tmp_path / "c.csv"
    rows = [
        f"{2018 + at % 5},{'FM'[at % 2]},{18 + at % 40},{'ABCDE'[at * 7 % 5]}" for at in range(400)
    ]
    path.write_text("year,sex,age,nationality\n" + "\n".join(rows), "utf-8")
    assert trends(path, tmp_path / "out", Asked(permutations=10)).rows == 400
