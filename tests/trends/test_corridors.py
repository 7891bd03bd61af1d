import numpy as np
import pyarrow as pa
import pytest

from firstlight.model.errors import InputError
from firstlight.trends.corridors import recent_corridors, score_corridors
from firstlight.trends.corridors_history import SCHEMA, read_history
from firstlight.trends.corridors_reporters import infer_reporters
from tests.data import shared


def world(seed, years=12, places=25):
    """Return simulated reports: corridors that both ends report last, the others mostly fade."""
    dice = np.random.default_rng(seed)
    names = [f"P{at:02d}" for at in range(places)]
    alive: dict[tuple[int, int], bool] = {}
    rows = []
    for year in range(2000, 2000 + years):
        alive = {pair: strong for pair, strong in alive.items() if strong or dice.random() < 0.3}
        for _ in range(25):
            origin, destination = dice.choice(places, 2, replace=False).tolist()
            alive.setdefault((origin, destination), bool(dice.random() < 0.3))
        for (origin, destination), strong in alive.items():
            ends = (origin, destination) if strong else (destination,)
            rows += [(year, names[origin], names[destination], names[one]) for one in ends]
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(list(column)) for column in columns], schema=SCHEMA)


def first_seen(reports):
    return {
        pair: min(years)
        for pair, years in _years(reports).items()
    }  # fmt: skip


def _years(reports):
    found: dict[tuple[str, str], set[int]] = {}
    for row in reports.to_pylist():
        found.setdefault((row["origin"], row["destination"]), set()).add(row["year"])
    return found


def test_only_corridors_new_in_the_year_are_scored_best_first():
    reports = world(1)
    found = score_corridors(reports, year=2008)
    new = {pair for pair, year in first_seen(reports).items() if year == 2008}
    assert {(one.origin, one.destination) for one in found.corridors} == new
    assert all(one.first == 2008 for one in found.corridors)
    scores = [one.score for one in found.corridors]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    assert all(len(one.reasons) == 3 for one in found.corridors)


@pytest.mark.parametrize("look", [0, 1, 3])
def test_nothing_later_than_the_year_is_read(look):
    reports = world(2)
    past = reports.filter(pa.compute.less_equal(reports["year"], 2008))
    assert score_corridors(reports, year=2008, look=look) == score_corridors(
        past, year=2008, look=look
    )


def test_what_lasts_in_a_simulated_world_is_learned():
    reports = world(3)
    years = _years(reports)
    top, rest = [], []
    for year in (2007, 2008, 2009):
        found = score_corridors(reports, year=year).corridors
        lasts = [2011 in years[one.origin, one.destination] for one in found]
        half = len(lasts) // 3
        top += lasts[:half]
        rest += lasts[half:]
    assert np.mean(top) > np.mean(rest) + 0.4


def test_a_later_look_starts_a_year_earlier():
    found = score_corridors(world(4), year=2009, look=1)
    assert found.corridors
    assert {one.first for one in found.corridors} == {2008}


def test_recent_corridors_are_those_of_five_years_and_the_steady_ones_lead():
    reports = world(3)
    found = recent_corridors(reports, year=2009)
    assert {one.first for one in found} == {2005, 2006, 2007, 2008, 2009}
    years = _years(reports)
    lasts = [2011 in years[one.origin, one.destination] for one in found]
    assert np.mean(lasts[: len(lasts) // 4]) > np.mean(lasts) + 0.2


def test_reporters_are_read_off_the_order():
    corridors = [("Iran", "Ayland"), ("China", "Ayland"), ("Ayland", "Kuwait"), ("Bee", "Iran"),
                 ("Bee", "Oman"), ("Iran", "Cee"), ("Oman", "Cee")]  # fmt: skip
    assert infer_reporters(corridors) == ["Ayland"] * 3 + ["Bee"] * 2 + ["Cee"] * 2
    assert infer_reporters([]) == []


def test_a_missing_column_and_a_short_past_are_told():
    reports = world(5)
    with pytest.raises(InputError, match="reporter"):
        score_corridors(reports.drop_columns(["reporter"]), year=2008)
    with pytest.raises(InputError, match="fewer than 30"):
        score_corridors(reports, year=2001)
    with pytest.raises(InputError, match="0 rows"):
        score_corridors(reports, year=1990)


def test_the_note_of_the_real_lists_is_reproduced():
    rows = []
    for path in sorted(shared("trends/tip/flow_edgelists_2001_2016").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            origin, destination = (part.strip() for part in line.split(",", 1))
            rows.append({"year": int(path.stem[-4:]), "origin": origin,
                         "destination": destination, "reporter": destination})  # fmt: skip
    history = read_history(pa.Table.from_pylist(rows, schema=SCHEMA), year=2016)
    start = 2010 - history.years[0]
    often = history.seen[start + 1 :].sum(axis=0) >= 5
    assert (history.first == start).sum() == 165
    assert (often & (history.first == start)).sum() == 50
    assert (often & (history.first >= start)).sum() == 147
