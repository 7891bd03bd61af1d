from firstlight.trends.corpus import build_corpus
from firstlight.trends.words import split_words
from tests.trends.scene import row, table


def test_words_of_a_document_come_back_as_they_were_split() -> None:
    first = "One thing. Another, and more! Last."
    second = "Two sentences here. And a clause, there."
    corpus = build_corpus(table([row("a", "2020", first), row("b", "2020", second)]))
    for number, text in enumerate((first, second)):
        words, again = split_words(text), corpus.words_of(number)
        assert again.texts == words.texts
        assert again.spans == words.spans
        # From 0 in every document: the matcher makes room for all numbers up to the last.
        assert again.sentences == words.sentences
        assert again.clauses == words.clauses


def test_rows_without_a_needed_value_are_left_out() -> None:
    rows = [row("a", "2020", "kept"), row("b", "2020", "left out")]
    texts = table(rows)
    holed = texts.set_column(texts.schema.get_field_index("text"), "text", [["kept", None]])
    corpus = build_corpus(holed)
    assert corpus.ids == ("a-2020-0",)
    assert corpus.panel.units == 1
