"""Respelling: find a template's words in a text whose word borders or letters are disguised.

Where "h*iring", "wearehiring" or "hirinq" breaks the comparison word by word, the letters are
aligned instead, and each word of the template is looked for among them.
"""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from firstlight.detect.alignment import Row
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


def spelling(corpus: Corpus, wording: int) -> Spelling:
    """Return the spelling of a wording as its first post has it."""
    (letters,) = corpus.spelled([wording])
    post = corpus.first[wording]
    spelt = corpus.spelt[corpus.words_at[post] : corpus.words_at[post + 1]]
    return Spelling(letters, np.repeat(np.arange(len(spelt)), spelt).tolist())


def respelled(constants: str, dictionary: dict[str, str], said: Spelling) -> Row:
    """Return where a disguised text says the constants of a template, by its letters."""
    known = [dictionary.get(word, "") for word in constants]
    template = "".join(known)
    met = [-1] * len(template)
    for op in LCSseq.opcodes(template, said.letters):
        if op.tag == "equal":
            met[op.src_start : op.src_end] = range(op.dest_start, op.dest_end)
    firsts, ends, shares, at, last = [], [], [], 0, 0
    total = max(len(said.letters), 1)
    for letters in known:
        found = [place for place in met[at : at + len(letters)] if place >= last]
        at += len(letters)
        if _stands(found, len(letters)):
            firsts.append(said.words[found[0]])
            ends.append(said.words[found[-1]] + 1)
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
