"""A column of dates is read as a whole: in local order, words, quarters, and it says how."""

import pyarrow as pa
import pytest

from firstlight.ingest.dates import told_plainly
from firstlight.ingest.mapping import propose


def told(*cells: str | None) -> tuple[list[str | None], str | None]:
    column, note = told_plainly(pa.chunked_array([pa.array(cells, pa.string())]))
    return column.to_pylist(), note


@pytest.mark.parametrize(
    ("cells", "plain"),
    [
        (("13-04-2022", "03-04-2022", None), ["2022-04-13", "2022-04-03", None]),
        (("04/13/2022", "04/03/2022"), ["2022-04-13", "2022-04-03"]),
        (("12 March 2022", "3 maart 2022"), ["2022-03-12", "2022-03-03"]),
        (("Q1 2022", "2021Q4"), ["2022-Q1", "2021-Q4"]),
        (("Mar 2022", "11/2021"), ["2022-03", "2021-11"]),
        (("202203", "202112"), ["2022-03", "2021-12"]),
        (("2021/22", "2022/23"), ["2021/22", "2022/23"]),
        (("2005-2013", "2019"), ["2005-2013", "2019"]),
    ],
)
def test_dates_are_told_plainly(cells: tuple[str | None, ...], plain: list[str | None]) -> None:
    assert told(*cells)[0] == plain


def test_what_nothing_settles_is_said() -> None:
    plain, note = told("03/04/2022", "05/06/2022")
    assert plain == ["2022-04-03", "2022-06-05"]
    assert note is not None
    assert "the day first" in note


def test_the_period_is_found_by_what_cells_hold_in_any_language_and_is_no_birth() -> None:
    day = [f"{1 + at % 28:02d}-0{1 + at % 9}-2023" for at in range(60)]
    born = [str(1980 + at % 20) for at in range(60)]
    for name in ("datum", "Aufgenommen", "fecha de ingreso"):
        table = pa.table({"year of birth": born, "sex": ["F", "M"] * 30, name: day})
        assert propose(table).time == name
