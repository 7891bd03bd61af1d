"""Numbers written with words or disguised figures, brought to figures with a map back."""

from collections.abc import Sequence

import re2

from firstlight.detect.lexicon import Hit
from firstlight.rulebook.matching.fold import Folded

_LOOK_ALIKES = str.maketrans("oоliі|sbбzзqg", "0011115862399")
_BESIDE = re2.compile(r"[0-9][oоliі|sbбzзqg]|[oоliі|sbбzзqg][0-9]|[0-9] ?[oоli]{1,4} ?[0-9]")
_TOKEN = re2.compile(r"[0-9oоliі|sbбzзqg]+")


def spell_out(folded: str, hits: Sequence[Hit]) -> Folded:
    """Return folded text with number words as figures ("double three" is "33").

    The result's offsets lead back into the folded text.
    """
    words = [hit for hit in hits if hit.kind in {"digit", "repeat"}]
    parts: list[str] = []
    offsets: list[int] = []
    done, times = 0, 1
    for word in words:
        if word.start < done:
            continue
        if not (times > 1 and folded[done : word.start].isspace()):
            parts.append(folded[done : word.start])
            offsets.extend(range(done, word.start))
        if word.kind == "repeat":
            times, done = int(word.value), word.end
            continue
        parts.append(word.value * times)
        offsets.extend([word.start] * times)
        done, times = word.end, 1
    parts.append(folded[done:])
    offsets.extend(range(done, len(folded) + 1))
    return Folded("".join(parts), offsets, folded)


def figures_for_look_alikes(text: str) -> str:
    """Return the text with letters read as figures inside figures: "o77oo", "5s5", "o1ol".

    One character for one. A token counts when it is all figures and look-alikes and holds a
    figure, or stands between two such tokens.
    """
    if not _BESIDE.search(text):
        return text
    chars: list[str] | None = None
    previous = -9
    waiting: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if _in_word(text, start, end):
            continue
        piece = text[start:end]
        if not any(map(str.isdigit, piece)):
            follows = start - previous <= 2 or text[start - 1 : start] == "+"
            waiting = (start, end) if follows else None
            continue
        spans = [(start, end)]
        if waiting is not None and start - waiting[1] <= 2:
            spans.append(waiting)
        waiting, previous = None, end
        for first, last in spans:
            if not text[first:last].isdigit():
                chars = chars or list(text)
                chars[first:last] = text[first:last].translate(_LOOK_ALIKES)
    return text if chars is None else "".join(chars)


def _in_word(text: str, start: int, end: int) -> bool:
    """Tell whether letters that are no look-alikes touch the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalpha() and before.isascii()) or (after.isalpha() and after.isascii())
