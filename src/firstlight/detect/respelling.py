"""Respelling: find a template's words in a text whose word borders or letters are disguised.

Where "h*iring", "wearehiring" or "hirinq" breaks the comparison word by word, the letters are
aligned instead, and each word of the template is looked for among them.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import LCSseq

from firstlight.detect.alignment import Row
from firstlight.detect.alphabet import Alphabet
from firstlight.detect.skeleton import skeletons
from firstlight.detect.wordings import Corpus

_SAID = 0.7
"""Share of a word's letters that must stand together for the word to be said."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """The letters of a wording, and for each the index of the word it stands in."""

    letters: str
    words: list[int]

    def dictionary(self, words: str) -> dict[str, str]:
        """Return the letters of each word (a code) of the wording."""
        letters = [""] * len(words)
        for letter, word in zip(self.letters, self.words, strict=True):
            letters[word] += letter
        return dict(zip(words, letters, strict=True))


class Speller:
    """Reads the letters of wordings again, from the original texts, when they are asked for."""

    def __init__(self, corpus: Corpus, texts: pa.ChunkedArray, seed: int) -> None:
        self._corpus, self._texts, self._seed = corpus, texts, seed
        self._alphabet = Alphabet()

    def spell(self, wordings: list[int]) -> list[Spelling]:
        """Return the spelling of each wording as its first post has it."""
        corpus = self._corpus
        posts = corpus.first[wordings]
        read = skeletons(self._texts.take(pa.array(posts)).to_pylist(), self._alphabet, self._seed)
        spelled = []
        for at, post in enumerate(posts.tolist()):
            mine = slice(int(read.letters_at[at]), int(read.letters_at[at + 1]))
            begin, end = int(corpus.words_at[post]), int(corpus.words_at[post + 1])
            inside = np.searchsorted(corpus.starts[begin:end], read.places[mine], side="right") - 1
            letters = read.letters[mine].tobytes().decode("utf-32-le")
            spelled.append(Spelling(letters, np.maximum(inside, 0).tolist()))
        return spelled


def respelled(constants: str, dictionary: dict[str, str], spelling: Spelling) -> Row:
    """Return where a disguised text says the constants of a template, by its letters."""
    known = [dictionary.get(word, "") for word in constants]
    template = "".join(known)
    met = [-1] * len(template)
    for op in LCSseq.opcodes(template, spelling.letters):
        if op.tag == "equal":
            met[op.src_start : op.src_end] = range(op.dest_start, op.dest_end)
    firsts, ends, shares, at, last = [], [], [], 0, 0
    total = max(len(spelling.letters), 1)
    for letters in known:
        found = [place for place in met[at : at + len(letters)] if place >= last]
        at += len(letters)
        if _stands(found, len(letters)):
            firsts.append(spelling.words[found[0]])
            ends.append(spelling.words[found[-1]] + 1)
            shares.append(len(letters) / total)
            last = found[-1] + 1
        else:
            firsts.append(-1)
            ends.append(-1)
            shares.append(0.0)
    return Row(firsts, ends, shares, borrowed=True)


def _stands(found: list[int], letters: int) -> bool:
    """Tell whether enough of a word's letters were found, close together."""
    if not found or len(found) < _SAID * letters:
        return False
    return found[-1] - found[0] < letters + max(1, letters // 3)
