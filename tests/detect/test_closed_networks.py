import pytest

from firstlight.detect.closed_networks import closed_networks
from firstlight.rulebook.matching.fold import fold


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("т3л3гр4м lola", "telegram"),
        ("т.г. lola", "telegram"),
        ("ט.ל.ג.ר.ם lola", "telegram"),
        ("ら・い・ん lola", "line"),
        ("T€L€GRAM lola", "telegram"),
        ("टे-ली-ग्रा-म lola", "telegram"),
    ],
)
def test_names_in_pieces_or_with_figures(text, network):
    assert [hit.value for hit in closed_networks(fold(text).text)] == [network]


@pytest.mark.parametrize("text", ["в 3 и 4 часа, т. е. днём", "1500aed 24h 2nd", "я в доме у реки"])
def test_words_and_figures_that_name_no_network(text):
    assert list(closed_networks(fold(text).text)) == []
