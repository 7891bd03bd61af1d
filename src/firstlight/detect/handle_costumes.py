"""Words in costume: in styled letters ("𝐩𝐚𝐲𝐞𝐥", "ⓜⓘⓝⓐ") or in two alphabets at once ("mеlаti").

One such word among plain ones is likely a name. Where more of them stand side by side, or are
many, it is the text that is dressed up, and they tell nothing.
"""

import re
from collections.abc import Sequence

from firstlight.detect.lexicon import Hit
from firstlight.rulebook.matching.fold import Folded

_WORD = re.compile(r"[a-z0-9_.]*[a-z][a-z0-9_.]*")
_STYLED = re.compile(
    "[\u1d00-\u1dbf\u2090-\u209c\u2100-\u214f\u2460-\u24ff\u249c-\u24e9\ua730-\ua7ff"
    "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f110-\U0001f1ff]"
)
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u058f\u13a0-\u13ff]")
_DRESS = re.compile(f"{_STYLED.pattern}|{_OTHER.pattern}")
_LATIN = re.compile("[A-Za-z]")
_APART = re.compile(r"\S")
_FEWEST, _MOST = 3, 4


def costumes(folded: Folded, text: str, near: Sequence[Hit]) -> dict[int, str]:
    """Return where the words in costume of a folded text begin: "styled" or "mixed".

    `text`: the folded text, look-alike letters amid Latin ones replaced; `near`: the networks that
    it names, whose own costume is no matter.
    """
    if folded.original.isascii() or not _DRESS.search(folded.original):
        return {}
    found: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(text):
        written = folded.original[slice(*folded.span(*word.span()))]
        if written.isascii():
            continue
        if any(hit.start < word.end() and word.start() < hit.end for hit in near):
            continue
        if len(_STYLED.findall(written)) >= min(_FEWEST, len(word.group())):
            found.append((*word.span(), "styled"))
        elif _OTHER.search(written) and _LATIN.search(written):
            found.append((*word.span(), "mixed"))
    if len(found) > _MOST:
        return {}
    return {
        start: kind
        for at, (start, end, kind) in enumerate(found)
        if end - start >= _FEWEST
        and not (at and not _APART.search(text[found[at - 1][1] : start]))
        and not (at + 1 < len(found) and not _APART.search(text[end : found[at + 1][0]]))
    }
