"""Texts as arrays: words, clauses and who said them when; the common ground of the text tests.

A unit is one source in one period, with all its texts of that period: whatever a source says
twice in a period counts once.
"""

from array import array
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.model.errors import InputError
from firstlight.rulebook.matching.words import Words, is_solo
from firstlight.trends.words import split_words

Ints = npt.NDArray[np.int64]
_COLUMNS = ("id", "source", "period", "text")


class Panel(msgspec.Struct, frozen=True):
    """Which sources were heard in which periods: sorted names and `observed[source, period]`."""

    sources: tuple[str, ...]
    periods: tuple[str, ...]
    observed: npt.NDArray[np.bool_]

    @property
    def units(self) -> int:
        """Return the number of units: sources heard, summed over the periods."""
        return int(self.observed.sum())


class Corpus(msgspec.Struct, frozen=True):
    """Texts as flat arrays with one entry per word, and the panel that they come from.

    `token` numbers the words of `vocabulary` (-1: a number), `document`, `clause` say where each
    stands, `start` and `end` its span in the text; `doc_source` and `doc_period` index the panel.
    """

    ids: tuple[str, ...]
    places: tuple[str | None, ...]
    languages: tuple[str | None, ...]
    doc_source: Ints
    doc_period: Ints
    panel: Panel
    vocabulary: tuple[str, ...]
    solo: npt.NDArray[np.bool_]
    token: Ints
    document: Ints
    clause: Ints
    sentence: Ints
    start: Ints
    end: Ints

    @property
    def unit(self) -> Ints:
        """Return for each word its unit as source × periods + period."""
        units = self.doc_source * len(self.panel.periods) + self.doc_period
        return units[self.document]

    def words_of(self, document: int) -> Words:
        """Return the words of a document as they were split."""
        first, last = np.searchsorted(self.document, [document, document + 1])
        part = slice(int(first), int(last))
        texts = [self.vocabulary[number] if number >= 0 else "0" for number in self.token[part]]
        spans = list(zip(self.start[part].tolist(), self.end[part].tolist(), strict=True))
        clauses, sentences = (_from_zero(column[part]) for column in (self.clause, self.sentence))
        return Words(texts, spans, sentences, clauses, frozenset())


def _from_zero(numbers: Ints) -> list[int]:
    """Return rising numbers from 0 on: whoever reads the words of one text makes room for them."""
    return (numbers - numbers[0]).tolist() if len(numbers) else []


def build_corpus(texts: pa.Table) -> Corpus:
    """Split the texts of a TEXTS table into arrays, in order of id so that row order is nothing.

    Raises InputError where a column is missing. Rows with a null in a needed column are dropped.
    """
    rows = _rows(texts)
    sources = tuple(sorted({row[1] for row in rows}))
    periods = tuple(sorted({row[2] for row in rows}))
    source_at = {name: index for index, name in enumerate(sources)}
    period_at = {name: index for index, name in enumerate(periods)}
    doc_source = np.array([source_at[row[1]] for row in rows], np.int64)
    doc_period = np.array([period_at[row[2]] for row in rows], np.int64)
    observed = np.zeros((len(sources), len(periods)), np.bool_)
    observed[doc_source, doc_period] = True
    columns, vocabulary = _split([row[3] for row in rows])
    return Corpus(
        tuple(row[0] for row in rows),
        tuple(row[4] for row in rows),
        tuple(row[5] for row in rows),
        doc_source,
        doc_period,
        Panel(sources, periods, observed),
        vocabulary,
        np.array([is_solo(word) for word in vocabulary], np.bool_),
        *columns,
    )


_Row = tuple[str, str, str, str, str | None, str | None]


def _rows(texts: pa.Table) -> list[_Row]:
    missing = [name for name in _COLUMNS if name not in texts.column_names]
    if missing:
        what = f"the texts have no column '{missing[0]}'"
        raise InputError(what, file="texts", remedy="Give id, source, period and text.")
    columns: list[Sequence[str | None]] = [
        texts.column(name).cast(pa.string()).to_pylist() for name in _COLUMNS
    ]
    for name in ("place", "lang"):
        known = name in texts.column_names
        columns.append(
            texts.column(name).cast(pa.string()).to_pylist() if known else [None] * len(texts)
        )
    rows = [row for row in zip(*columns, strict=True) if None not in row[:4]]
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[3]))


def _split(texts: list[str]) -> tuple[tuple[Ints, ...], tuple[str, ...]]:
    """Return the arrays token, document, clause, sentence, start, end, and the vocabulary."""
    number: dict[str, int] = {}
    flat = [array("q") for _ in range(6)]
    clauses = sentences = 0
    for index, text in enumerate(texts):
        words = split_words(text)
        if not words.texts:
            continue
        flat[0].extend([_number(word, number) for word in words.texts])
        flat[1].extend([index] * len(words.texts))
        flat[2].extend([clauses + clause for clause in words.clauses])
        flat[3].extend([sentences + sentence for sentence in words.sentences])
        flat[4].extend([span[0] for span in words.spans])
        flat[5].extend([span[1] for span in words.spans])
        clauses += words.clauses[-1] + 1
        sentences += words.sentences[-1] + 1
    return tuple(np.array(column, np.int64) for column in flat), tuple(number)


def _number(word: str, number: dict[str, int]) -> int:
    return number.setdefault(word, len(number)) if not word.isnumeric() else -1
