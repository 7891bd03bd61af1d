from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.detect.evidence import combine
from firstlight.detect.language import detect_language
from firstlight.detect.signals import Signaller
from firstlight.model.signal import Signal
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.matching.words import split_words

BOOK = load_rulebook()
SIGNALLER = Signaller(BOOK)
PIECES = st.sampled_from(
    [
        "We keep your passport", "pay the fee first", "not", "never", "?", ".", "\n", "“", "\"",
        "扣押护照", "没有", "hatuchukui pasipoti", "паспорт забираем", "🔥", "\u202e", "\u200b",
        "beware of", "لا", "الشركة تحتفظ بجواز السفر", "p a s s p o r t", "passport", "keep", "12",
    ]
)  # fmt: skip
MESSY = st.lists(PIECES | st.text(max_size=12), max_size=12).map(" ".join)
CODES = st.sampled_from(sorted(BOOK.indicators))


@settings(max_examples=200, deadline=None)
@given(MESSY | st.text(max_size=200), st.sampled_from([None, "en", "sw", "zh", "tl", "xx"]))
def test_signals_lie_in_the_text(text: str, lang: str | None) -> None:
    for signal in SIGNALLER.find(text, lang=lang, mentions=()):
        assert 0 <= signal.start < signal.end <= len(text)
        assert signal.weight == BOOK.indicators[signal.indicator].weight


@settings(max_examples=100, deadline=None)
@given(MESSY)
def test_a_full_stop_and_a_neutral_sentence_take_nothing_away(text: str) -> None:
    before = {one.indicator for one in SIGNALLER.find(text, lang="en", mentions=())}
    after = SIGNALLER.find(text + ".\n\nGreen leaves hang there.", lang="en", mentions=())
    unquoted = '"' not in text and "“" not in text
    assert not unquoted or before <= {one.indicator for one in after}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_words_are_pieces_of_the_text_in_order(text: str) -> None:
    words = split_words(text)
    last = 0
    for word, (start, end) in zip(words.texts, words.spans, strict=True):
        assert last <= start < end
        assert text[start:end] == word
        last = end
    assert words.sentences == sorted(words.sentences)
    assert words.clauses == sorted(words.clauses)


@given(st.lists(CODES, max_size=30), st.randoms())
def test_evidence_ignores_order_and_repeats(codes: list[str], chance: object) -> None:
    signals = [Signal(code, 0, 1, BOOK.indicators[code].weight) for code in codes]
    shuffled = signals + signals[::2]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert abs(combine(signals, BOOK) - combine(shuffled, BOOK)) < 1e-9


@given(st.lists(CODES, max_size=20), CODES)
def test_more_evidence_never_weighs_less(codes: list[str], code: str) -> None:
    before = combine([Signal(one, 0, 1, 0) for one in codes], BOOK)
    after = combine([Signal(one, 0, 1, 0) for one in [*codes, code]], BOOK)
    counter = BOOK.indicators[code].counter
    assert after <= before + 1e-9 if counter else after >= before - 1e-9


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_language_is_a_tag_or_none(text: str) -> None:
    language = detect_language(text)
    assert language is None or (language.isalpha() and 2 <= len(language) <= 3)
