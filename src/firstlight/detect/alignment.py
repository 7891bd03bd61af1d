"""Alignment of wordings (one character per word) by their longest common subsequence."""

from collections import Counter
from collections.abc import Sequence

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
