"""House style: wording that belongs to an edition and its editors, not to what is reported.

Two marks, both from counts of sources and neither from a list of sentences:

- a passage of `LENGTH` words (twice as many characters without spaces) that a large share of an
  edition's sources carry word for word is the edition's template (the opening formula of country
  reports, or a notice under every post);
- a word or phrase that hardly any source had before and that a large share has within one edition
  is a change of style: tactics reach new sources a few at a time, templates reach all at once.
"""

import numpy as np

from firstlight.trends.corpus import Corpus, Ints
from firstlight.trends.phrases import Grams, grow

LENGTH = 6
SHARE = 0.25
"""Share of a period's sources, at least `FEWEST`, that makes a shared passage a template."""
BREAK = 0.3
"""Share of a period's sources that a style reaches within one edition."""
FEWEST = 8
SUDDEN = 10
RARE = 0.03


def template_words(corpus: Corpus) -> tuple[Ints, tuple[str, ...]]:
    """Return positions of the words inside template passages, and the passages themselves."""
    inside = np.zeros(len(corpus.token), np.bool_)
    for grams in grow(corpus, longest=LENGTH, sources=FEWEST, reach=2 * LENGTH):
        if grams.length not in {LENGTH, 2 * LENGTH} or not grams.count:
            continue
        counts, heard = _counts(corpus, grams)
        flagged = np.any(counts >= np.maximum(SHARE * heard, FEWEST), axis=1)
        if grams.length == LENGTH:
            flagged &= ~corpus.solo[corpus.token[grams.example]]
        for place in grams.place[flagged[grams.gram]].tolist():
            inside[place : place + grams.length] = True
    return np.flatnonzero(inside), _passages(corpus, inside)


def broken(corpus: Corpus, grams: Grams) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell for each phrase whether it came with a break of style: all at once, from nothing.

    In a panel of fewer than ten sources nothing is called a break.
    """
    counts, heard = _counts(corpus, grams)
    before = np.zeros(counts.shape)
    before[:, 1:] = counts.cumsum(axis=1)[:, :-1] / np.maximum(heard.cumsum()[:-1], 1)
    sudden = (counts >= np.maximum(BREAK * heard, SUDDEN)) & (before <= RARE)
    sudden[:, 0] = False
    return np.asarray(sudden.any(axis=1))


def _counts(corpus: Corpus, grams: Grams) -> tuple[Ints, Ints]:
    """Return sources that have each phrase (phrases × periods), and sources heard per period."""
    periods = len(corpus.panel.periods)
    units = len(corpus.panel.sources) * periods
    pairs = np.unique(grams.gram * units + corpus.unit[grams.place])
    cell = (pairs // units) * periods + pairs % periods
    counts = np.bincount(cell, minlength=grams.count * periods).reshape(grams.count, periods)
    return counts, corpus.panel.observed.sum(axis=0)


def _passages(
    corpus: Corpus, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[str, ...]:
    """Return the different runs of template words, the most frequent first."""
    runs: dict[str, int] = {}
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        words = [corpus.vocabulary[number] for number in corpus.token[begin:end] if number >= 0]
        text = " ".join(words)
        runs[text] = runs.get(text, 0) + 1
    return tuple(sorted(runs, key=lambda text: (-runs[text], text)))
