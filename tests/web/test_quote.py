import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from firstlight.web.show.quote import Span, excerpt, pieces

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cf", "Cc", "Co", "Cn", "Mn", "Mc", "Me")), max_size=80
)


def written(cut):
    return "".join(run.text for piece in cut for run in piece.runs)


@given(WORDS, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6))
def test_cutting_loses_and_adds_nothing(text, borders):
    text = text.translate({ord(c): " " for c in "@.:/。．｡"})  # no links: those are rewritten
    spans = [Span(min(a, b), max(a, b), "signal", "x") for a, b in borders]
    cut = pieces(text, spans)
    ghosts = sum(run.ghost is not None for piece in cut for run in piece.runs)
    assert len(written(cut)) + ghosts == len(text)
    assert ghosts or written(cut) == text


@given(WORDS.filter(lambda t: len(t) > 5), st.integers(0, 3), st.integers(1, 9))
def test_a_span_marks_exactly_its_text(text, start, length):
    text = text.translate({ord(c): " " for c in "@.:/。．｡"})
    end = min(start + length, len(text))
    cut = pieces(text, [Span(start, end, "signal", "x", note=1)])
    marked = [piece for piece in cut if piece.signals]
    ghosts = [run for piece in marked for run in piece.runs if run.ghost]
    assert len(written(marked)) + len(ghosts) == end - start
    assert [note for piece in cut for note in piece.notes] == [1]


def test_overlapping_layers_are_all_told():
    cut = pieces("keep your passport here", [
        Span(0, 18, "signal", "kept", note=1), Span(10, 18, "slot", "name"), Span(5, 9, "hit"),
    ])  # fmt: skip
    assert [(written([p]), bool(p.signals), p.slot, p.hit, p.notes) for p in cut] == [
        ("keep ", True, None, False, ()),
        ("your", True, None, True, ()),
        (" ", True, None, False, ()),
        ("passport", True, "name", False, (1,)),
        (" here", False, None, False, ()),
    ]


def test_no_letter_is_parted_from_its_marks():
    text = "भर्ती है"
    cut = pieces(text, [Span(0, 2, "signal", "x")])
    for piece in cut:
        first = written([piece])[:1]
        assert unicodedata.category(first)[0] != "M"
    assert written(cut) == text


def test_a_link_is_one_piece_and_defanged_even_under_spans():
    text = "go to https://pay.example/now today"
    cut = pieces(text, [Span(3, 12, "signal", "x"), Span(15, 20, "hit")])
    assert "https://pay.example" not in written(cut)
    assert "://pay.example" not in written(cut)
    assert written(cut).startswith("go to ")
    assert written(cut).endswith(" today")


def test_excerpt_shows_where_the_spans_are():
    text = "word " * 200 + "we keep your passport" + " word" * 200
    low, high = excerpt(text, [Span(1000, 1021, "signal", "x")], 200)
    assert low <= 1000
    assert high >= 1021
    assert high - low <= 200
    assert excerpt("short", [], 200) == (0, 5)


def test_a_window_says_where_it_was_cut():
    assert written(pieces("one two three four", [], (4, 13))) == "… two three …"
    assert written(pieces("one two", [], (0, 7))) == "one two"
