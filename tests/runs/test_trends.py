"""The verb's run: what it writes, that every figure can be counted again, that it can go on."""

import csv
import json
import random
from collections import Counter
from datetime import date

import msgspec
import pytest

from firstlight.model.errors import InputError
from firstlight.rulebook.load import load_rulebook
from firstlight.runs import trends as run
from firstlight.runs.report.finding import Report
from firstlight.runs.report.ranking import findings_told
from firstlight.runs.trends import leftovers, trends
from firstlight.runs.trends_asked import Asked
from firstlight.runs.trends_confirm import confirm
from firstlight.runs.trends_watch import read_report
from firstlight.trends.entry import Confirmation
from tests.data import shared

QUICK = Asked(time="year", permutations=20)


def records(path, *, planted=True):
    """Write 4,000 made-up records; in 2019 a pattern is planted into some."""
    dice = random.Random(4)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "gender", "citizenship", "CountryOfExploitation", "work"])
        for at in range(4000):
            row = [
                2015 + at % 6,
                dice.choice("FM"),
                dice.choice(["PH", "NP", "UA", "<b>x</b>"]),
                dice.choice(["AE", "MY", "PL"]),
                dice.choice(["farm", "home", "site", "shop"]),
            ]
            if planted and row[0] == 2019 and dice.random() < 0.15:
                row[2:5] = ["NP", "PL", "farm"]
            writer.writerow(row)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trends")
    path = records(folder / "cases.csv")
    return path, folder / "out", trends(path, folder / "out", QUICK)


def test_the_planted_pattern_leads_the_list_and_the_report(made):
    _, out, report = made
    with (out / "patterns.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["period", "pattern", "count", "expected", "rate_ratio", "q_value"]
    assert rows[0]["period"] == "2019"
    wanted = {"CountryOfExploitation:PL", "citizenship:NP", "work:farm"}
    assert set(rows[0]["pattern"].split(" & ")) == wanted
    assert set(report.findings[0].what.split(" & ")) == wanted
    assert report.null is not None
    assert report.null.permutations == 20


def test_every_figure_equals_a_recount(made):
    path, out, _ = made
    with path.open(encoding="utf-8") as file:
        cases = list(csv.DictReader(file))
    sizes = Counter(row["year"] for row in cases)
    found = json.loads((out / "findings.json").read_bytes())
    assert found["rows"] == len(cases)
    assert dict(zip(found["periods"], found["sizes"], strict=True)) == sizes
    assert found["findings"]
    for one in found["findings"]:
        items = [piece.split(":", 1) for piece in one["what"].split(" & ")]
        held = [n for n, row in enumerate(cases, 1) if all(row[a] == b for a, b in items)]
        here = [n for n in held if cases[n - 1]["year"] == one["period"]]
        figures = one["figures"]
        assert figures["count"] == len(here)
        assert figures["records"] == sizes[one["period"]]
        assert figures["elsewhere"] == len(held) - len(here)
        assert figures["elsewhere_records"] == len(cases) - sizes[one["period"]]
        assert f"{len(here):,} of {sizes[one['period']]:,} records" in one["sentence"]
        with (out / one["rows"]).open(encoding="utf-8") as file:
            assert [int(row["row"]) for row in csv.DictReader(file)] == here


def test_the_list_counts_what_the_search_counted(made):
    _, out, report = made
    with (out / "patterns.csv").open(encoding="utf-8") as file:
        listed = {(row["period"], row["pattern"]): row for row in csv.DictReader(file)}
    for one in report.findings:
        assert int(listed[one.period, one.what]["count"]) == one.figures["count"]


def test_pages_hold_no_script_and_no_markup_of_the_file(made):
    _, out, report = made
    page = (out / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "<b>x" not in page
    assert 'http-equiv="Content-Security-Policy"' in page
    assert report.null.sentence.split(",")[0] in page
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert "<b>x" not in (out / "countries.html").read_text("utf-8")
    for chart in report.charts:
        assert (out / "charts" / f"{chart.name}.svg").read_text("utf-8").startswith("<svg")
    assert all((out / name).is_file() for name, _ in report.files)


def test_no_cell_of_the_file_is_a_formula_in_the_tables(tmp_path):
    path = tmp_path / "hostile.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "=1+1", "CountryOfExploitation", "work"])
        for at in range(2000):
            late = at % 5 == 4
            place = "=cmd|' /C calc'!A0" if late and at % 2 else "PL"
            writer.writerow([2015 + at % 5, "@x" if late else "+y", place, "ab"[at % 2]])
    trends(path, tmp_path / "out", Asked(time="year", compare="CountryOfExploitation",
                                         permutations=10))  # fmt: skip
    tables = list((tmp_path / "out").rglob("*.csv"))
    assert len(tables) > 3
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+@" and cell], table.name


def test_a_report_reads_back_as_it_was(made):
    _, out, report = made
    assert isinstance(report, Report)
    assert read_report(out) == report


def test_nothing_is_found_where_nothing_is(tmp_path):
    report = trends(records(tmp_path / "none.csv", planted=False), tmp_path / "out", QUICK)
    assert report.findings == ()
    assert "Nothing stands out" in (tmp_path / "out/report.html").read_text("utf-8")


def test_an_interrupted_search_goes_on_and_ends_alike(tmp_path, made, monkeypatch):
    path, out, whole = made
    monkeypatch.setattr(run, "write", _stop)
    with pytest.raises(KeyboardInterrupt):
        trends(path, tmp_path / "out", QUICK)
    assert "null.msgpack" in leftovers(tmp_path / "out")
    monkeypatch.undo()
    again = trends(path, tmp_path / "out", QUICK)
    assert leftovers(tmp_path / "out") == []
    assert again.findings == whole.findings
    assert (tmp_path / "out/patterns.csv").read_bytes() == (out / "patterns.csv").read_bytes()


def _stop(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(time="when"), "no column 'when'"),
        (Asked(time="gender", columns=("nothing",)), "no column 'nothing'"),
        (Asked(text="words"), "no column 'words'"),
    ],
)
def test_a_wrong_column_is_named(tmp_path, made, asked, said):
    with pytest.raises(InputError, match=said):
        trends(made[0], tmp_path, asked)


def texts(path):
    """Write texts of 60 sources over five years; in the last, many speak of scam compounds."""
    dice = random.Random(2)  # noqa: S311
    old = [
        "Recruiters kept the passports of cleaners.",
        "Men were sold to fishing boats at sea.",
        "Girls were forced to beg in the market.",
        "Wages were withheld on building sites.",
    ]
    scams = [
        "Traffickers forced them into online scam operations in guarded compounds.",
        "Criminal groups hold men who must run cyber scam operations against strangers.",
        "Job seekers from abroad were forced to work in online scam centers near the border.",
        "A syndicate sold the victims to compounds for forced criminality in internet fraud.",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["country", "year", "story"])
        for source in range(60):
            for year in range(2016, 2021):
                said = dice.choice(old)
                if year == 2020 and source % 3 == 0:
                    said = dice.choice(scams)
                writer.writerow([f"S{source}", year, said])
    return path


def test_texts_give_tactics_with_their_words_and_a_rule_pack(tmp_path):
    out = tmp_path / "out"
    report = trends(texts(tmp_path / "t.csv"), out,
                    Asked(time="year", text="story", permutations=10))  # fmt: skip
    said = [one for one in report.findings if one.kind == "tactic" and one.shelf == "first"]
    assert said
    assert said[0].period == "2020"
    assert any("scam" in quote.within for one in said for quote in one.quotes)
    assert report.text_null is not None
    assert "10 shuffles" in report.text_null
    with (out / "tactics.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["new_sources"]) for row in rows if row["rank"] == "1") == 20
    act = Confirmation(
        code="confirmed.scam_compound", group="scam_compound_recruitment", weight=6,
        sentence="Jobs of this kind end in online fraud under guard.", reason="Read five texts.",
        reviewer="Analyst 1", on=date(2026, 1, 2), phrases={"en": ("online scam operations",)},
    )  # fmt: skip
    path = confirm(out, rows[0]["tactic"], act, tmp_path / "pack")
    assert path.is_file()
    book = load_rulebook((tmp_path / "pack",))
    assert book.indicators["confirmed.scam_compound"].sentence == act.sentence
    with pytest.raises(InputError, match="already"):
        confirm(out, rows[0]["tactic"], act, tmp_path / "pack")
    with pytest.raises(InputError, match="no tactic"):
        confirm(out, "nothing", act, tmp_path / "pack")


def test_official_counts_are_accounted_for(tmp_path):
    report = trends(shared("trends/glotip/data_glotip_20250414.xlsx"), tmp_path)
    told = {one.what: one for one in report.findings}
    total = told["Detected trafficking victims"]
    assert total.shelf == "reporting"
    assert total.figures["change"] == pytest.approx(0.0945, abs=1e-4)
    assert total.figures["reporters"] == 100
    assert {one.kind: one.values for one in report.defects}["field code as a count"] == 128
    with (tmp_path / total.rows).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sums = Counter()
    units = {y: {r["Country"] for r in rows if r["Year"] == y} for y in ("2019", "2022")}
    for row in rows:
        if row["Country"] in units["2019"] & units["2022"]:
            sums[row["Year"]] += (float(row["low"]) + float(row["high"])) / 2
    assert sums["2019"] == total.figures["first"]
    assert sums["2022"] == total.figures["last"]


def test_a_rise_of_one_joined_answer_and_of_a_ticked_box_is_found(tmp_path):
    dice = random.Random(11)  # noqa: S311
    means = ["threats", "violence", "documents", "wages"]
    path = tmp_path / "cases.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "sex", "means", "drugs"])
        for at in range(4000):
            year = 2018 + at % 6
            said = {one for one in means if dice.random() < 0.3}
            if dice.random() < (0.28 if year == 2023 else 0.03):
                said.add("debt")
            box = "x" if dice.random() < (0.3 if year == 2022 else 0.06) else ""
            writer.writerow([year, dice.choice("FM"), ";".join(sorted(said)), box])
    report = trends(path, tmp_path / "out", QUICK)
    told = {(one.period, one.what) for one in report.findings if one.shelf == "first"}
    assert {("2023", "means.debt:1"), ("2022", "drugs:1")} <= told
    assert not any(":0" in what for _, what in told)


def test_a_short_list_of_findings_and_a_small_file_say_so(tmp_path, made):
    path, _, _ = made
    report = trends(path, tmp_path / "one", Asked(time="year", permutations=10, findings=1))
    assert report.null is not None
    assert report.listed > 1
    assert "follows" in report.null.sentence
    assert "only a large rise can pass" not in report.null.sentence
    small = tmp_path / "small.csv"
    small.write_text("\n".join(path.read_text("utf-8").splitlines()[:41]), "utf-8")
    report = trends(small, tmp_path / "two", Asked(time="year", permutations=10))
    assert report.null is not None
    assert "In a file of 40 records only a large rise can pass" in report.null.sentence


def test_leads_and_findings_in_doubt_are_counted_apart(made):
    _, _, report = made
    shelves = ("first", "reporting", "lead", "lead")
    one = report.findings[0]
    several = tuple(msgspec.structs.replace(one, shelf=shelf) for shelf in shelves)
    mixed = msgspec.structs.replace(report, findings=several)
    assert findings_told(mixed) == (
        "1 finding, 1 with a likelier cause in the reporting, 2 leads too weak to be findings"
    )
