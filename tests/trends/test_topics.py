from firstlight.trends.topics import find_topics
from tests.trends.scene import PERIODS, row, table


def test_two_topics_are_told_apart_and_the_new_one_is_seen() -> None:
    rows = []
    for source in range(30):
        for period in PERIODS:
            fresh = period == PERIODS[-1] and source < 12
            text = (
                "orange harvest pickers sleep beside the orchard fence"
                if fresh or (source >= 25)
                else "trawler deckhands mend nets aboard the cold vessel"
            )
            rows.append(row(f"s{source}", period, text))
    topics = find_topics(table(rows), topics=2)
    assert len(topics) == 2
    assert "orchard" in topics[0].terms
    assert topics[0].new_sources == 12
    assert topics[0].p_value < 0.001
    assert "trawler" in topics[1].terms
    assert find_topics(table(rows), topics=2) == topics


def test_too_few_texts_have_no_topics() -> None:
    assert find_topics(table([row("a", "2020", "a single text")])) == ()
