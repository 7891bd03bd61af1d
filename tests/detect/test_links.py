"""Links: what ties posts, with weights learned from the data."""

import pyarrow.compute as pc

from firstlight.detect.links import as_links, find_links
from firstlight.model.link import LINKS
from tests.detect.scene import HUB, Stage, usual


def _links(scene):
    return find_links(scene.posts, scene.mentions, scene.members)


def _weights(scene):
    return {link.key: link.weight for link in as_links(_links(scene))}


def test_links_have_the_schema_and_an_order():
    table = _links(usual())
    assert table.schema.equals(LINKS)
    rows = [(r["kind"], r["key"], r["post"]) for r in table.to_pylist()]
    assert rows == sorted(rows)
    assert len(set(rows)) == len(rows)


def test_a_hub_number_ties_nothing():
    assert f"{HUB[0]}:{HUB[1]}" not in _weights(usual())


def test_one_stable_number_is_as_specific_as_a_rare_one():
    weights = _weights(usual())
    assert weights["phone:+61agency1"] >= weights["phone:+15550000003"] - 0.5


def test_the_more_hands_share_a_value_the_less_it_weighs():
    stage = Stage()
    stage.honest(2000)
    for hands in (2, 5, 20):
        for hand in range(hands):
            for again in range(2):
                stage.post(f"s{hands}-{hand}", [("phone", f"+44{hands}")], hours=again)
    weights = _weights(stage.scene())
    assert weights["phone:+442"] > weights["phone:+445"] > weights["phone:+4420"]


def test_spans_point_at_the_value():
    scene = usual()
    texts = dict(zip(scene.posts["id"].to_pylist(), scene.posts["text"].to_pylist(), strict=True))
    rows = _links(scene).filter(pc.field("kind") == "identifier").to_pylist()
    assert rows
    for row in rows:
        assert texts[row["post"]][row["start"] : row["end"]] == row["key"].removeprefix("phone:")


def test_a_text_of_many_hands_ties_nobody_whatever_its_class():
    stage = Stage()
    stage.honest(400)
    for at in range(100):
        stage.post(f"m{at}", [("phone", f"+1557{at:07d}")], template="greeting", kind="unclear")
    for at in range(12):
        stage.post(f"r{at % 3}", [("phone", f"+4477{at % 2}")], template="own", kind="notice")
    weights = _weights(stage.scene())
    assert "template:greeting" not in weights
    assert weights["template:own"] > 5


def test_a_route_weighs_no_more_than_its_text():
    links = as_links(_links(usual()))
    weight = {link.key: link.weight for link in links}
    routes = [link for link in links if link.kind == "route"]
    assert routes
    assert all(link.weight <= weight[link.key.removeprefix("route:")] for link in routes)


def test_links_are_compared_without_scheme_and_trailing_slash():
    stage = Stage()
    stage.honest(100)
    for written in ("https://www.example.org/a/", "http://example.org/a", "example.org/a"):
        stage.post("one", [("link", written)])
    assert "link:example.org/a" in _weights(stage.scene())


def test_equal_media_and_wallets_are_links_of_their_own_kind():
    stage = Stage()
    stage.honest(100)
    for at in range(4):
        stage.post(f"a{at % 2}", [("wallet", "bc1qtest")], media=("cafe",))
    kinds = {link.key: link.kind for link in as_links(_links(stage.scene()))}
    assert kinds["wallet:bc1qtest"] == "wallet"
    assert kinds["image:cafe"] == "image"


def test_no_posts_no_links():
    assert _links(Stage().scene()).num_rows == 0


def test_mentions_of_unknown_posts_are_left_out():
    stage = Stage()
    stage.honest(20)
    scene = stage.scene()
    found = find_links(scene.posts.slice(4), scene.mentions, scene.members)
    assert set(found["post"].to_pylist()) <= set(scene.posts["id"].to_pylist()[4:])
