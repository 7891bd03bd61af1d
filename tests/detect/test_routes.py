"""Routes: a text that travels is told from one that is sent everywhere."""

from random import Random

from firstlight.detect.routes import find_routes
from tests.detect.scene import Stage


def _routes(places: list[str]) -> list[dict]:
    stage = Stage()
    for at, place in enumerate(places):
        stage.post("a", [], template="t", place=place, hours=at)
    scene = stage.scene()
    texts = scene.members.select(["template", "post"]).rename_columns(["key", "post"])
    return find_routes(texts, scene.posts).to_pylist()


def test_a_text_that_moves_on_is_a_route():
    found = _routes(["KE"] * 5 + ["AE"] * 5 + ["TH"] * 5)
    assert len(found) == 15
    assert found[0]["bits"] > 10


def test_a_text_sent_everywhere_at_once_is_none():
    assert _routes(["KE", "AE", "TH"] * 8) == []


def test_one_place_or_few_posts_are_none():
    assert _routes(["KE"] * 20) == []
    assert _routes(["KE", "KE", "AE", "AE"]) == []


def test_chance_order_is_taken_for_a_route_at_most_as_often_as_stated():
    random = Random(3)  # noqa: S311
    found = sum(bool(_routes([random.choice("ABC") for _ in range(30)])) for _ in range(200))
    assert found <= 8
