"""Alignment of wordings (one character per word) by their longest common subsequence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from rapidfuzz.distance import LCSseq

Block = tuple[int, int, int]
"""Words a:a+n of the template are words b:b+n of the post: (a, b, n)."""


def blocks(template: str, words: str) -> list[Block]:
    """Return the matching blocks of a template and a post, in order."""
    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(template, words)
        if op.tag == "equal"
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """Where a text says a template's constants: first word and end word of each, -1 for missing.

    `shares`: the share of the text, numbers aside, that each constant says; `borrowed`: found by
    its letters, so that its words are not to be shown as the template's.
    """

    firsts: list[int]
    ends: list[int]
    shares: list[float]
    borrowed: bool = False

    @property
    def explained(self) -> float:
        """The share of the text that the constants say."""
        return sum(self.shares)

    def only(self, stay: Sequence[bool]) -> "Row":
        """Return the row of some of the constants."""
        return Row(
            list(compress(self.firsts, stay)),
            list(compress(self.ends, stay)),
            list(compress(self.shares, stay)),
            self.borrowed,
        )


def align(core: str, constants: Sequence[int], words: str, number: str) -> Row:
    """Return where a text says the constants, given as the places in the core that hold them."""
    met = [-1] * len(core)
    for a, b, n in blocks(core, words):
        met[a : a + n] = range(b, b + n)
    firsts = [met[place] for place in constants]
    ends = [place + 1 if place >= 0 else -1 for place in firsts]
    share = 1 / max(len(words) - words.count(number), 1)
    return Row(firsts, ends, [share if place >= 0 else 0.0 for place in firsts])


def consensus(texts: Sequence[str], weights: Sequence[int] | None = None) -> str:
    """Return the words that more than half of the texts share, in order; the first text leads.

    Words that the first lacks and most others have in the same place are added.
    """
    weights = weights or [1] * len(texts)
    lead, total = texts[0], sum(weights)
    support = [weights[0]] * len(lead)
    added: Counter[tuple[int, int, str]] = Counter()
    for text, weight in zip(texts[1:], weights[1:], strict=True):
        at = 0
        for a, b, n in [*blocks(lead, text), (len(lead), len(text), 0)]:
            for step, word in enumerate(text[at:b][:8]):
                added[a, step, word] += weight
            for place in range(a, a + n):
                support[place] += weight
            at = b + n
    inserts: dict[int, str] = {}
    for (place, _, word), count in sorted(added.items()):
        if 2 * count > total:
            inserts[place] = inserts.get(place, "") + word
    least = total / 2
    return "".join(
        inserts.get(place, "") + (word if support[place] > least else "")
        for place, word in enumerate(lead)
    ) + inserts.get(len(lead), "")
