"""Emerging patterns: found where planted, absent where nothing changed, explained minimally."""

import numpy as np
import pyarrow as pa
import pytest

from firstlight.model.run import Silent
from firstlight.trends.null import NullState
from firstlight.trends.patterns import PatternResult, find_patterns

YEARS = ("2015", "2016", "2017", "2018", "2019", "2020")


def world(seed: int, rows: int = 3000, planted: int = 0) -> pa.Table:
    """Return records whose year is independent of all, and `planted` more of F/XA/farm in 2018."""
    dice = np.random.default_rng(seed)
    year = dice.choice(YEARS, rows)
    sex = dice.choice(["F", "M"], rows, p=[0.6, 0.4])
    country = dice.choice(["XA", "XB", "XC", "XD", ""], rows, p=[0.15, 0.35, 0.25, 0.15, 0.1])
    work = dice.choice(["farm", "home", "hotel", "unknown"], rows)
    age = dice.choice(["child", "adult"], rows)
    if planted:
        year = np.append(year, ["2018"] * planted)
        sex, country = np.append(sex, ["F"] * planted), np.append(country, ["XA"] * planted)
        work = np.append(work, ["farm"] * planted)
        age = np.append(age, dice.choice(["child", "adult"], planted))
    return pa.table({"year": year, "sex": sex, "country": country, "work": work, "age": age})


def found(table: pa.Table, **more: object) -> PatternResult:
    return find_patterns(table, time="year", permutations=30, **more)  # type: ignore[arg-type]


def test_minimal_patterns_are_judged_among_themselves(
    planted: tuple[pa.Table, PatternResult],
) -> None:
    patterns = planted[1].patterns
    told = [one for one in patterns if one.q_minimal <= 0.05]
    minimal = [one for one in patterns if one.explained_by is None]
    assert told
    assert all(one.period == "2018" for one in told)
    assert all(one.q_minimal >= one.q_value for one in minimal)
    assert all(one.q_minimal == 1 for one in patterns if one.explained_by is not None)


def key(result: PatternResult) -> list[tuple[str, frozenset[tuple[str, str]], int]]:
    return [(one.period, frozenset(one.items), one.count) for one in result.patterns]


@pytest.fixture(scope="module")
def planted() -> tuple[pa.Table, PatternResult]:
    table = world(1, planted=60)
    return table, found(table)


def test_a_planted_pattern_is_first_with_its_size(
    planted: tuple[pa.Table, PatternResult],
) -> None:
    first = planted[1].patterns[0]
    assert first.period == "2018"
    assert set(first.items) == {("country", "XA"), ("sex", "F"), ("work", "farm")}
    assert first.explained_by is None
    assert first.low > 1.5
    assert first.low < first.rate_ratio < first.high
    assert first.q_value < 0.001


def test_figures_are_those_of_a_plain_count(planted: tuple[pa.Table, PatternResult]) -> None:
    table, result = planted
    rows = table.to_pylist()
    for pattern in result.patterns:
        mine = [at for at, row in enumerate(rows) if all(row[c] == v for c, v in pattern.items)]
        here = [at for at in mine if rows[at]["year"] == pattern.period]
        size = sum(row["year"] == pattern.period for row in rows)
        expected = (len(mine) - len(here)) * size / (len(rows) - size)
        assert pattern.count == len(here)
        assert pattern.expected == pytest.approx(expected)
        assert result.rows(pattern).tolist() == here
        assert list(pattern.rows) == here[: len(pattern.rows)]


def test_children_and_parents_name_who_explains_them(
    planted: tuple[pa.Table, PatternResult],
) -> None:
    patterns = planted[1].patterns
    minimal = [one for one in patterns if one.explained_by is None]
    assert len(minimal) <= 3
    assert minimal == list(patterns[: len(minimal)])
    for at, one in enumerate(patterns):
        assert one.explained_by is None or at in patterns[one.explained_by].explains


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_nothing_on_independent_records(seed: int) -> None:
    result = found(world(seed))
    assert result.patterns == ()
    assert result.null.permutations == 30
    assert sum(n > 0 for n in result.null.discoveries) <= 3


def test_order_of_rows_and_names_of_values_do_not_matter(
    planted: tuple[pa.Table, PatternResult],
) -> None:
    table, result = planted
    shuffled = table.take(np.random.default_rng(5).permutation(table.num_rows))
    assert set(key(found(shuffled))) >= set(key(result)[:5])
    names = {"F": "zwei", "M": "eins"}
    renamed = table.set_column(
        1, "sex", pa.array([names[value] for value in table["sex"].to_pylist()])
    )
    again = found(renamed).patterns[0]
    assert (again.count, again.period) == (result.patterns[0].count, "2018")
    assert ("sex", "zwei") in again.items


def test_a_stopped_null_test_goes_on_from_its_checkpoint(
    planted: tuple[pa.Table, PatternResult],
) -> None:
    table, result = planted
    kept: list[NullState] = []

    def stop(state: NullState) -> None:
        kept.append(state)
        if len(kept) == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        found(table, checkpoint=stop)
    made: list[NullState] = []
    resumed = found(table, state=kept[-1], checkpoint=made.append)
    assert len(made) == 30 - 7
    assert resumed.patterns == result.patterns
    other: list[NullState] = []
    found(world(2, planted=60), state=kept[-1], checkpoint=other.append)
    assert len(other) == 30, "a checkpoint of other records is not used"


def test_what_cannot_carry_patterns_is_left_out_and_said() -> None:
    table = world(3)
    count = table.num_rows
    table = table.append_column("case", pa.array([f"c{at}" for at in range(count)]))
    table = table.append_column("kind", pa.array(["case"] * count))
    table = table.append_column("land", pc_names(table["country"].to_pylist()))
    table = table.append_column("wage", pa.array(np.random.default_rng(0).normal(9, 2, count)))
    result = found(table)
    assert result.columns == ("sex", "country", "work", "age", "wage")
    said = " | ".join(result.notes)
    assert "case: left out, it names single records" in said
    assert "kind: left out" in said
    assert "land: left out, it says the same as country" in said
    assert "wage: numbers cut into 5 ranges" in said


def pc_names(values: list[str]) -> pa.Array:
    return pa.array([value.replace("X", "Land ") for value in values])


def test_missing_answers_are_no_pattern(planted: tuple[pa.Table, PatternResult]) -> None:
    for one in planted[1].patterns:
        assert all(value not in ("", "unknown") for _, value in one.items)


def test_dates_become_the_finest_periods_that_counts_allow() -> None:
    dice = np.random.default_rng(0)
    days = np.datetime64("2019-01-01") + dice.integers(0, 3 * 365, 2500)
    table = pa.table({"year": days.astype(str), "sex": dice.choice(["F", "M"], 2500)})
    few = found(table)
    assert few.periods[0] == "2019-Q1"
    many = found(pa.concat_tables([table] * 4))
    assert many.periods[:2] == ("2019-01", "2019-02")
    assert any("months" in note for note in many.notes)


def test_a_season_is_no_news() -> None:
    dice = np.random.default_rng(4)
    months = np.arange(60)
    rows = []
    for month in months:
        share = 0.7 if month % 12 == 6 else 0.2
        rows += [
            (f"{2016 + month // 12}-{month % 12 + 1:02d}-15", value)
            for value in dice.choice(["farm", "home"], 400, p=[share, 1 - share])
        ]
    table = pa.table({"year": [day for day, _ in rows], "work": [work for _, work in rows]})
    table = table.append_column("sex", pa.array(dice.choice(["F", "M"], len(rows))))
    assert found(table).patterns == ()


def test_counts_that_always_scatter_raise_fewer_alarms_than_one_that_jumps() -> None:
    dice = np.random.default_rng(6)
    rows = []
    for year in range(2005, 2021):
        share = dice.beta(6, 20)
        rows += [(str(year), w) for w in dice.choice(["a", "b"], 600, p=[share, 1 - share])]
    table = pa.table({"year": [y for y, _ in rows], "work": [w for _, w in rows]})
    table = table.append_column("sex", pa.array(dice.choice(["F", "M"], len(rows))))
    result = found(table)
    assert len({one.period for one in result.patterns}) <= 3
    assert all(one.dispersion > 2 for one in result.patterns if ("work", "a") in one.items)


def test_a_wide_table_is_searched_by_rates() -> None:
    table = world(7, planted=80)
    dice = np.random.default_rng(8)
    for at in range(8):
        table = table.append_column(
            f"flag{at}", pa.array(dice.choice(["1", ""], table.num_rows, p=[0.3, 0.7]))
        )
        table = table.set_column(
            table.num_columns - 1, f"flag{at}", pa.array(dice.choice(["1", "0"], table.num_rows))
        )
    result = found(table)
    assert any("rates alone" in note for note in result.notes)
    first = result.patterns[0]
    assert first.period == "2018"
    assert len({("country", "XA"), ("sex", "F"), ("work", "farm")} & set(first.items)) >= 2


def test_one_period_or_no_column_is_an_empty_result() -> None:
    table = pa.table({"year": ["2018"] * 50, "sex": ["F"] * 50})
    result = find_patterns(table, time="year", progress=Silent())
    assert result.patterns == ()
    assert "too few" in result.notes[-1]


def artefact_of(table: pa.Table, *items: tuple[str, str]) -> str:
    result = found(table)
    one = next(p for p in result.patterns if set(items) <= set(p.items))
    return one.artefact or ""


def test_a_partner_that_joins_is_named() -> None:
    table = world(9, planted=80)
    count = table.num_rows - 80
    partner = ["North"] * (count // 2) + ["South"] * (count - count // 2) + ["New House"] * 80
    said = artefact_of(table.append_column("partner", pa.array(partner)), ("country", "XA"))
    assert "partner 'New House' begins in 2018" in said


def test_a_bulk_upload_is_named() -> None:
    table = world(10)
    block = pa.table(
        {"year": ["2018"] * 90, "sex": ["F"] * 90, "country": ["XA"] * 90, "work": ["farm"] * 90,
         "age": ["child"] * 90}
    )  # fmt: skip
    said = artefact_of(pa.concat_tables([table, block]), ("country", "XA"), ("work", "farm"))
    assert "equal in every column" in said


def test_a_form_that_changed_is_named() -> None:
    table = world(11)
    years = table["year"].to_pylist()
    dice = np.random.default_rng(0)
    answers = [
        dice.choice(["debt", "threat"]) if dice.random() < (0.7 if year == "2018" else 0.1) else ""
        for year in years
    ]
    said = artefact_of(table.append_column("means", pa.array(answers)), ("means", "debt"))
    assert "means is answered in" in said


def test_a_contributor_that_joined_periods_ago_is_named_and_slow_growth_is_not() -> None:
    dice = np.random.default_rng(3)

    def late(shares: dict[str, float]) -> str:
        table = world(12)
        cells = [
            "XZ" if dice.random() < shares.get(year, 0.0) else "XA"
            for year in table["year"].to_pylist()
        ]
        return artefact_of(table.append_column("seat", pa.array(cells)), ("seat", "XZ"))

    assert "begins in 2018 with" in late({"2018": 0.3, "2019": 0.4, "2020": 0.7})
    assert late({"2018": 0.02, "2019": 0.1, "2020": 0.5}) == ""
