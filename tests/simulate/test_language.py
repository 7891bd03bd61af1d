"""Languages: each has every topic, every line parses, every slot is one that a page can fill."""

import pytest

from firstlight.simulate.grammar import SLOT, expand, parse
from firstlight.simulate.language import LANGUAGES, language
from firstlight.simulate.seeds import generator

_SLOTS = {
    "city", "wage", "fee", "deposit", "debt", "fine", "sum", "n", "licence", "firm", "phone",
    "handle", "email", "link", "wallet", "hubmail", "hublink", "hubphone",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_complete(code: str) -> None:
    spoken, english = language(code), language("en")
    assert set(spoken.topics) == set(english.topics)
    assert set(spoken.words) == set(english.words)
    assert len(spoken.words["digits"]) == len(set(spoken.words["digits"])) == 10
    assert spoken.wage
    assert all(money.period == "-" for money in spoken.sum)
    assert all("#" in money.text for money in (*spoken.wage, *spoken.sum))


@pytest.mark.parametrize("code", LANGUAGES)
def test_wordings_hold_only_known_slots_and_no_marks_of_grammar(code: str) -> None:
    pick = generator("test", code).random
    for topic, lines in language(code).topics.items():
        for line in lines:
            for _ in range(12):
                for piece in expand(line, pick):
                    if piece[0] == SLOT:
                        assert piece[1:] in _SLOTS, (topic, piece)
                    else:
                        assert not set("[]{}<>|") & set(piece), (topic, piece)


@pytest.mark.parametrize("code", LANGUAGES)
def test_operations_say_a_thing_in_many_ways(code: str) -> None:
    pick = generator("variety", code).random
    topics = language(code).topics
    for topic in ("scam.open", "pay", "papers", "debt"):
        made = {expand(line, pick) for line in topics[topic] for _ in range(60)}
        assert len(made) > 25, topic


def test_grammar_parses_alternatives_lists_and_slots() -> None:
    line = parse("a [b|c {x}|<n> d] <city>!", {"x": ("one", "two")})
    made = {expand(line, generator(i).random) for i in range(60)}
    assert made == {
        ("a b ", "\0city", "!"), ("a c one ", "\0city", "!"), ("a c two ", "\0city", "!"),
        ("a ", "\0n", " d ", "\0city", "!"),
    }  # fmt: skip
