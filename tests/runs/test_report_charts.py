"""Charts tell their scale: ratios in times, people in figures."""

from firstlight.runs.report.chart import Reach, Reaches
from firstlight.runs.report.draw import draw


def drawn(mark: float, *values: float) -> str:
    reaches = tuple(
        Reach(name="x", value=one, low=one / 2, high=one * 2, said="y") for one in values
    )
    return draw(
        Reaches(name="r", title="t", caption="c", reaches=reaches, mark=mark, ratios=True)
    )  # fmt: skip


def test_ratios_are_marked_in_times_and_counts_are_not() -> None:
    assert ">10×<" in drawn(1.0, 3.0, 20.0)
    people = drawn(2744.0, 11_000.0, 13_000.0)
    assert ">10k<" in people
    assert "×" not in people
