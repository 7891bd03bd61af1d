"""The engines beside patterns: each finds what was planted, and its figures recount."""

import csv
import json
import random
from collections import Counter
from datetime import date, timedelta

import pytest

from firstlight.model.errors import InputError
from firstlight.runs.report import of_corridors
from firstlight.runs.trends import trends
from firstlight.runs.trends_asked import Asked
from firstlight.trends import corridors as engine
from firstlight.trends.corridors import score_corridors

START, END = date(2019, 1, 1), date(2022, 12, 31)
PLACES = ("KH", "TH", "VN", "PL", "DE", "FR", "AE", "OM")
QUICK = Asked(time="event_date", permutations=10)


def cases(path):
    """Write made-up cases of four years with a late cluster, a change, delays and new corridors."""
    dice = random.Random(11)  # noqa: S311
    rows = []
    for day in range((END - START).days + 1):
        when = START + timedelta(days=day)
        usual = dice.choice((2, 3, 3, 4))
        rows += [one(dice, when, dice.choice(PLACES)) for _ in range(usual)]
        if when >= date(2022, 9, 1):
            rows += [one(dice, when, dice.choice(("KH", "TH", "VN"))) for _ in range(4)]
        if when.isocalendar()[:2] == (2022, 50):
            rows += [one(dice, when, "PL") for _ in range(9)]
    rows = [row for row in rows if row["report_date"] <= END.isoformat()]
    dice.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def one(dice, when, place):
    """Return a case: a third are of farms until mid 2021, then most; reports come weeks later."""
    farm = 0.33 if when < date(2021, 7, 1) else 0.62
    return {
        "event_date": when.isoformat(),
        "report_date": (when + timedelta(days=int(dice.expovariate(1 / 12)))).isoformat(),
        "citizenship": dice.choice(("NP", "IN", "UA", "BD")),
        "CountryOfExploitation": place,
        "sex": dice.choice("FM"),
        "work": "farm" if dice.random() < farm else dice.choice(("home", "site", "shop")),
        "court": "1" if dice.random() < 0.2 else "0",
        "list_police": "1" if dice.random() < 0.3 else "0",
        "list_charity": "1" if dice.random() < 0.25 else "0",
        "list_labour": "1" if dice.random() < 0.2 else "0",
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("further")
    path = cases(folder / "cases.csv")
    report = trends(path, folder / "out", QUICK)
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), folder / "out", report


def of(report, kind):
    return [finding for finding in report.findings if finding.kind == kind]


def rows(out, finding):
    with (out / finding.rows).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_change_of_a_share_is_dated_and_recounts(made):
    held, out, report = made
    found = [one for one in of(report, "change") if one.what == "work:farm"]
    assert [one.period for one in found] == ["since 2021-07"]
    series = {row["period"]: row for row in rows(out, found[0])}
    farms = Counter(row["event_date"][:7] for row in held if row["work"] == "farm")
    every = Counter(row["event_date"][:7] for row in held)
    for month, row in series.items():
        assert (int(row["count"]), int(row["of"])) == (farms[month], every[month])
    late = [month for month in series if month >= "2021-07"]
    assert found[0].figures["after"] == sum(farms[month] for month in late)
    assert found[0].figures["after_of"] == sum(every[month] for month in late)
    assert found[0].artefact is None


def test_the_newest_months_are_left_out_while_reports_come_in(made):
    _, _, report = made
    note = next(note for note in report.notes if note.startswith("change points"))
    assert "the newest" in note
    assert not any(one.what == "all records" and one.figures["rate_ratio"] < 1
                   for one in of(report, "change"))  # fmt: skip


def test_the_cluster_is_where_and_since_when_it_was_planted(made):
    held, out, report = made
    found = of(report, "cluster")
    assert found[0].shelf == "first"
    assert found[0].period == "since 2022-09"
    assert {item.split(":")[1] for item in found[0].items} <= {"KH", "TH", "VN"}
    listed = rows(out, found[0])
    assert len(listed) == found[0].figures["cases"]
    for row in listed:
        case = held[int(row["row"]) - 1]
        assert f"CountryOfExploitation:{case['CountryOfExploitation']}" in found[0].items
        assert case["event_date"].startswith(row["period"])


def test_a_week_above_its_past_raises_an_alarm_though_half_is_reported(made):
    held, out, report = made
    found = {(one.what, one.period): one for one in of(report, "alarm")}
    alarm = found["CountryOfExploitation:PL", "2022-W50"]
    assert alarm.figures["completeness"] < 0.9
    listed = rows(out, alarm)
    assert len(listed) == alarm.figures["reported"] > alarm.figures["limit"]
    assert {held[int(row["row"]) - 1]["CountryOfExploitation"] for row in listed} == {"PL"}


def test_the_nowcast_expects_what_is_still_to_come(made):
    _, out, report = made
    (coming,) = of(report, "nowcast")
    triangle = rows(out, coming)
    first = coming.period.split(" to ")[0]
    known = sum(
        int(count) for row in triangle if row["period"] >= first
        for name, count in row.items() if name != "period"
    )  # fmt: skip
    assert coming.figures["reported"] == known
    assert coming.figures["low"] > known
    assert (out / "nowcast.csv").is_file()


def test_people_on_no_list_are_estimated_by_more_than_one_method(made):
    held, out, report = made
    (found,) = of(report, "population")
    names = ("list_police", "list_charity", "list_labour")
    seen = sum(any(row[name] == "1" for name in names) for row in held)
    assert found.figures["observed"] == seen
    assert sum(int(row["people"]) for row in rows(out, found)) == seen
    assert found.figures["low"] < len(held) < found.figures["high"]
    assert {"stepwise_total", "average_total", "independence_total"} <= set(found.figures)
    assert any("Perfect matching" in limit for limit in report.limits)


def test_charts_files_and_pages_hold_them_all(made):
    _, out, report = made
    charts = {chart.name for chart in report.charts}
    assert {"changes", "clusters", "alarms", "hidden-population"} <= charts
    page = (out / "report.html").read_text("utf-8")
    for finding in report.findings:
        assert f'id="{finding.id}"' in page
        assert (out / finding.rows).is_file()
    values = [finding.value for finding in report.findings if finding.shelf == "first"]
    assert values == sorted(values, reverse=True)
    assert json.loads((out / "findings.json").read_bytes())["findings"][0]["id"] in page


def test_a_country_page_tells_what_is_known_and_leaves_blanks(made):
    held, out, report = made
    cambodia = next(one for one in report.countries if one.code == "KH")
    mine = [row for row in held if row["CountryOfExploitation"] == "KH"]
    assert cambodia.records == len(mine)
    court = next(fact for fact in cambodia.facts if fact.section == "Prosecution")
    assert f"{sum(row['court'] == '1' for row in mine):,} of the {len(mine):,}" in court.text
    assert court.source == "court"
    assert not any(fact.section == "Prevention" for fact in cambodia.facts)
    assert any(one.kind == "cluster" and one.id in cambodia.findings for one in report.findings)
    page = (out / "countries.html").read_text("utf-8")
    assert "Not in this file." in page


def corridors(path):
    """Write made-up records of ten years: some new corridors of every year last, others do not."""
    dice = random.Random(5)  # noqa: S311
    countries = ("NP", "IN", "UA", "BD", "VN", "PH", "KH", "TH", "PL", "AE", "OM", "DE")
    lasting, written = set(), []
    for year in range(2010, 2020):
        fresh = {tuple(dice.sample(countries, 2)) for _ in range(6)}
        lasting |= {pair for pair in fresh if pair[1] in {"AE", "OM", "PL"}}
        for pair in sorted(lasting | fresh):
            many = 4 if pair[1] in {"AE", "OM", "PL"} else 1
            written += [(year, *pair)] * many
    written += [(2019, "UA", "DE")] * 5
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "origin", "destination", "kind"])
        writer.writerows([*row, dice.choice("abc")] for row in written)
    return written


def test_new_corridors_are_scored_and_open_their_rows(tmp_path):
    written = corridors(tmp_path / "c.csv")
    out = tmp_path / "out"
    report = trends(tmp_path / "c.csv", out, Asked(time="year", permutations=10))
    before = {(a, b) for year, a, b in written if year < 2019}
    with (out / "new-corridors.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    fresh = Counter((a, b) for year, a, b in written if year == 2019 and (a, b) not in before)
    assert {(row["origin"], row["destination"]): int(row["mentions"]) for row in listed} == fresh
    scores = [float(row["score"]) for row in listed]
    assert scores == sorted(scores, reverse=True)
    with (out / "recent-corridors.csv").open(encoding="utf-8") as file:
        recent = list(csv.DictReader(file))
    first = {}
    for year, a, b in sorted(written):
        first.setdefault((a, b), year)
    told = {(row["origin"], row["destination"]): int(row["first"]) for row in recent}
    taught = min(told.values())
    assert 2015 <= taught < 2019
    assert told == {pair: year for pair, year in first.items() if year >= taught}
    for finding in of(report, "corridor"):
        numbers = [int(row["row"]) for row in rows(out, finding)]
        pairs = {written[number - 1] for number in numbers}
        assert len(pairs) == 1
        assert pairs.pop()[0] == 2019
    assert any("named again by" in note for note in report.notes)


def test_the_corridors_of_a_year_are_scored_once(tmp_path, monkeypatch):
    asked = []

    def counted(reports, *, year, look=0, spots=None):
        asked.append((year, look))
        return score_corridors(reports, year=year, look=look, spots=spots)

    monkeypatch.setattr(of_corridors, "score_corridors", counted)
    monkeypatch.setattr(engine, "score_corridors", counted)
    corridors(tmp_path / "c.csv")
    trends(tmp_path / "c.csv", tmp_path / "out", Asked(time="year", permutations=10))
    assert {(2019, 0), (2019, 1)} <= set(asked)
    assert len(asked) == len(set(asked))


def test_groups_are_compared_with_one_make_up(tmp_path):
    dice = random.Random(8)  # noqa: S311
    path = tmp_path / "g.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "office", "sex", "sector"])
        for at in range(4000):
            office = dice.choice(("north", "south", "east"))
            sex = "F" if dice.random() < (0.9 if office == "north" else 0.4) else "M"
            rate = (0.5 if sex == "F" else 0.1) * (2 if office == "south" else 1)
            sector = "home" if dice.random() < rate else "site"
            writer.writerow([2010 + at % 9, office, sex, sector])
    report = trends(path, tmp_path / "out", Asked(time="year", compare="office", permutations=10))
    told = {one.what for one in of(report, "group")}
    assert "office:south & sector:home" in told
    assert "office:north & sector:home" not in told
    (south,) = [one for one in of(report, "group") if one.what == "office:south & sector:home"]
    assert 1.6 < south.figures["ratio"] < 2.4


def test_a_flag_is_compared_by_those_who_answer_its_group(tmp_path):
    path = tmp_path / "g.csv"
    rows = [
        "yearOfRegistration,gender,ageBroad,CountryOfExploitation,isForcedLabour,isSexualExploit"
    ]
    for at in range(1200):
        forced = at % 10 < (8 if at % 2 else 3)
        rows.append(f"{2015 + at % 4},Female,9--17,{'PL' if at % 2 else 'DE'},"
                    + ("1," if forced else ",1"))  # fmt: skip
    path.write_text("\n".join(rows), "utf-8")
    report = trends(path, tmp_path / "out", Asked(permutations=10))
    told = {one.what: one.figures for one in of(report, "group")}
    poland = told["CountryOfExploitation:PL & isForcedLabour:1"]
    assert (poland["records"], poland["of"]) == (480, 600)


def test_a_table_of_lists_alone_needs_no_time_and_its_mapping_reads_the_next(tmp_path):
    path = tmp_path / "lists.csv"
    path.write_text(
        "police,charity,clinic,count\n1,0,0,120\n0,1,0,90\n0,0,1,60\n1,1,0,30\n1,0,1,22\n"
        "0,1,1,15\n1,1,1,6\n"
    )
    report = trends(path, tmp_path / "out")
    (found,) = report.findings
    assert found.kind == "population"
    assert found.figures["observed"] == 343
    named = tmp_path / "named"
    told = Asked(time="year", lists=("a", "b"), permutations=10)
    other = tmp_path / "people.csv"
    dice = random.Random(1)  # noqa: S311
    with other.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "a", "b", "work"])
        writer.writerows(
            [2015 + at % 5, int(dice.random() < 0.4), int(dice.random() < 0.3), dice.choice("xyz")]
            for at in range(600)
        )
    assert of(trends(other, named, told), "population")
    plain = Asked(time="year", permutations=10)
    assert not of(trends(other, tmp_path / "plain", plain), "population")
    again = trends(other, tmp_path / "again", plain, mapping=named / "mapping.json")
    assert of(again, "population")[0].figures["observed"] > 300


def test_dates_of_report_that_are_none_are_refused(tmp_path, made):
    _, out, _ = made
    with pytest.raises(InputError, match="holds no dates"):
        trends(out.parent / "cases.csv", tmp_path, Asked(time="event_date", reported="sex"))
