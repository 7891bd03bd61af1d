from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.model.operation import Reason
from firstlight.runs.projection import project
from firstlight.web.show import graph, timeline, waterfall, worldmap

START = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.tuples(st.none() | INSTANTS, st.sampled_from("abcdefgh")), max_size=60))
def test_timeline_counts_every_post_once(items):
    drawn = timeline.draw(items)
    dated = [item for item in items if item[0]]
    if not dated:
        assert drawn is None
        return
    assert sum(bar.posts for bar in drawn.bars) == len(dated)
    assert sum(posts for _, posts in drawn.rows) == len(dated)
    assert sum(posts for _, posts, _ in drawn.series) == len(dated)
    assert drawn.undated == len(items) - len(dated)
    assert all(bar.x >= 0 and bar.x + bar.width <= drawn.width + 0.1 for bar in drawn.bars)
    assert all(bar.y >= 13.9 and bar.y + bar.height <= drawn.base + 0.1 for bar in drawn.bars)


@pytest.mark.parametrize(("days", "unit"), [(3, "day"), (200, "week"), (900, "month")])
def test_timeline_chooses_its_unit(days, unit):
    assert timeline.draw([(START, "a"), (START + timedelta(days=days), "a")]).unit == unit


@pytest.mark.parametrize(
    ("latitude", "length", "distance"),
    [(0, 1.0, 0.0), (15, 0.9894, 0.1860), (30, 0.9570, 0.3720), (45, 0.9006, 0.5571),
     (60, 0.8196, 0.7346), (75, 0.7160, 0.8936)],
)  # fmt: skip
def test_projection_agrees_with_the_published_table(latitude, length, distance):
    x, y = project(180, latitude)
    assert x / project(180, 0)[0] == pytest.approx(length, abs=0.006)
    assert y / project(0, 90)[1] == pytest.approx(distance, abs=0.002)
    assert project(-180, -latitude) == (-x, -y)


def test_small_countries_and_cities_have_a_point():
    for code in ("SG", "HK", "BH", "MT", "AE", "KH", "MM", "PH", "TW"):
        assert worldmap.point(code), code
    assert worldmap.point("AE:Dubai") != worldmap.point("AE")
    assert worldmap.point("AE:Nowhere") == worldmap.point("AE")
    assert worldmap.point("ZZ") is None
    longitude, latitude = worldmap.point("SG")
    assert longitude == pytest.approx(103.8, abs=0.5)
    assert latitude == pytest.approx(1.3, abs=0.5)


def test_outlines_of_countries_contain_their_points():
    codes = [code for code, _, _ in worldmap.world().outlines if code]
    assert len(codes) > 170
    assert all(
        worldmap.point(code) for code in codes if code not in {"AQ", "EH", "FK", "GL", "NC", "TF"}
    )


def test_map_orders_places_by_time_and_merges_shared_points():
    seen = [
        worldmap.Seen(code="KH:Small Town", posts=1, first=START),
        worldmap.Seen(code="KH", posts=4, first=START + timedelta(days=3)),
        worldmap.Seen(code="AE:Dubai", posts=9, first=START + timedelta(days=1)),
        worldmap.Seen(code="ZZ", posts=1, first=None),
    ]
    drawn = worldmap.draw(seen)
    assert [(dot.order, dot.posts) for dot in drawn.dots] == [(1, 5), (2, 9)]
    assert drawn.dots[0].name == "Cambodia (Small Town)"
    assert drawn.unknown == ("ZZ",)
    assert len(drawn.moves) == 1
    assert len(drawn.lit) == 2
    assert all(0 <= d.x <= drawn.width and 0 <= d.y <= drawn.height for d in drawn.dots)


CODES = sorted(code for code, _, _ in worldmap.world().outlines if worldmap.point(code))


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=12, unique=True))
def test_map_keeps_all_dots_in_view(codes):
    drawn = worldmap.draw([worldmap.Seen(code=c, posts=1, first=None) for c in codes])
    assert all(-1 <= d.x <= drawn.width + 1 and -1 <= d.y <= drawn.height + 1 for d in drawn.dots)


def test_graph_is_capped_and_says_so():
    rows = [("identifier", f"phone:{n}", f"post{n % 700}") for n in range(3000)]
    drawn = graph.draw(rows)
    assert len(drawn.nodes) == graph.MOST_NODES
    assert drawn.left_out == 3000 - graph.MOST_NODES
    assert len(drawn.edges) <= 4 * graph.MOST_NODES


def test_graph_joins_what_stands_in_one_post():
    rows = [
        ("identifier", "phone:1", "a"),
        ("wallet", "wallet:x", "a"),
        ("wallet", "wallet:y", "b"),
    ]
    drawn = graph.draw(rows)
    names = [node.key for node in drawn.nodes]
    assert [(names[e.a], names[e.b], e.posts) for e in drawn.edges] == [("phone:1", "wallet:x", 1)]
    assert all(0 <= n.x <= drawn.width and 0 <= n.y <= drawn.height for n in drawn.nodes)
    assert drawn == graph.draw(rows)


def test_templates_are_called_as_the_page_numbers_them():
    names = ("aaaa", "bbbb")
    assert graph.label("template:bbbb", names) == "template 2"
    assert graph.label("route:template:aaaa", names) == "route of template 1"
    assert graph.label("phone:+447700900123", names) == "+447700900123"
    drawn = graph.draw([("template", "template:bbbb", "a")], names)
    assert [node.label for node in drawn.nodes] == ["template 2"]


def test_waterfall_adds_up():
    reasons = [Reason(sentence="a", weight=10), Reason(sentence="b", weight=10, unit="bits"),
               Reason(sentence="c", weight=-6)]  # fmt: skip
    first, second, third = waterfall.steps(reasons)
    assert first.words == "10 times likelier"
    assert second.decibans == pytest.approx(30.1, abs=0.05)
    assert second.words == "1,024 times likelier"
    assert third.words == "4.0 times less likely"
    assert first.x + first.width == pytest.approx(second.x, abs=0.2)
    assert second.x + second.width == pytest.approx(third.x + third.width, abs=0.2)
