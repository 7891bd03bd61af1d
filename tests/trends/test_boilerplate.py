import numpy as np

from firstlight.trends.boilerplate import broken, template_words
from firstlight.trends.corpus import build_corpus
from firstlight.trends.phrases import grow, phrase_of
from tests.trends.scene import PERIODS, row, table

FORMULA = "As reported over the past five years, agents move people through this land"


def edition(share: float) -> list[dict[str, str]]:
    rows = []
    for source in range(20):
        for period in PERIODS[:3]:
            text = f"word{source} thing{source} of period {period}"
            if period == PERIODS[2] and source < share * 20:
                text += f". {FORMULA}"
            rows.append(row(f"s{source}", period, text))
    return rows


def test_a_formula_of_an_edition_is_set_aside() -> None:
    corpus = build_corpus(table(edition(0.8)))
    places, passages = template_words(corpus)
    assert len(places)
    assert any("agents move people through this land" in text for text in passages)


def test_what_a_few_sources_share_is_kept() -> None:
    places, passages = template_words(build_corpus(table(edition(0.15))))
    assert not len(places)
    assert passages == ()


def test_a_word_that_comes_all_at_once_is_a_break_of_style() -> None:
    for share, expected in ((0.8, True), (0.2, False)):
        corpus = build_corpus(table(edition(share)))
        single = next(grow(corpus, longest=1, sources=3))
        names = [phrase_of(corpus, int(at), 1)[0] for at in single.example]
        sudden = dict(zip(names, np.asarray(broken(corpus, single)).tolist(), strict=True))
        assert sudden.get("agents", False) is expected
