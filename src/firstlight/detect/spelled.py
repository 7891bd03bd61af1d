"""Numbers written with words or disguised figures, brought to figures with a map back."""

from collections.abc import Sequence

import re2

from firstlight.detect.lexicon import is_spaceless
from firstlight.detect.spoken import Row
from firstlight.rulebook.matching.fold import Folded

_FIGURES = {
    "0": "oоοօסه०○◯〇⭕ꓳ", "1": "liіιı|ӏוןا", "3": "зҙэ", "2": "zζ", "4": "чկ", "5": "sѕ",
    "6": "бҍ", "8": "bβ", "9": "qg",
}  # fmt: skip
_LOOK_ALIKES = str.maketrans({look: figure for figure, all_ in _FIGURES.items() for look in all_})
_LOOKS = "".join(_FIGURES.values()).replace("|", "\\|")
_BESIDE = re2.compile(
    rf"[0-9][{_LOOKS}]|[{_LOOKS}][0-9]|[0-9](?:[ .\-]?[oоοli]){{1,4}}[ .\-]?[0-9]"
    r"|[0-9]{3}\W[oоοli]{4}\b|(?: [0-9]{2}){3} [oоο]{2}\b|\+[li] ?[0-9]{3}"
)
_SLANG = frozenset({"b4"})
_FENCES = 3
"""So many "|" stand between figures rather than for a one."""

_LAST_FOUR = re2.compile(
    r"[0-9]{3}\W{1,2}[0-9]{3}\W{1,2}([oοli]{4})\b|(?: [0-9]{2}){3} ([oοо]{2})\b"
)
_ALONE, _MOST_LAST = 5, 3
_LONG_BEFORE = re2.compile(r"[0-9]{3}[)\-. ]{1,2}[0-9]{3,} $|[0-9]{7} $")
_LONG_BEHIND = re2.compile(r"^ \+?\(?[0-9]{3}")
_TOKEN = re2.compile(rf"[0-9{_LOOKS}]+")


def spell_out(folded: str, rows: Sequence[Row]) -> Folded:
    """Return folded text with rows of number words as figures ("double three" is "33").

    The result's offsets lead back into the folded text.
    """
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for said in (one for row in rows for one in row.said):
        parts.extend((folded[done : said.start], said.figures))
        offsets.extend(range(done, said.start))
        offsets.extend([said.start] * len(said.figures))
        done = said.end
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
    previous, alone = -9, 0
    waiting: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if _in_word(text, start, end) or _is_or(text, start, end) or text[start:end] in _SLANG:
            continue
        piece = text[start:end]
        near = waiting[-1][1] if waiting else previous
        if start - near > 2 and waiting:
            chars = _put(text, _singles(waiting, alone), chars)
            waiting = []
        if not any(map(str.isdigit, piece)):
            if start - near <= 2 or text[start - 1 : start] == "+":
                waiting.append((start, end))
            continue
        alone = alone + 1 if end - start == 1 and start - near <= 2 else int(end - start == 1)
        chars = _put(text, [*waiting, (start, end)], chars)
        waiting, previous = [], end
    chars = _put(text, _singles(waiting, alone), chars)
    for match in _LAST_FOUR.finditer(text):
        chars = _put(text, [match.span(match.lastindex or 1)], chars)
    return text if chars is None else "".join(chars)


def _singles(waiting: Sequence[tuple[int, int]], alone: int) -> Sequence[tuple[int, int]]:
    """Return look-alikes at the end of a row where its figures stand one by one."""
    single = alone >= _ALONE and all(last - first == 1 for first, last in waiting)
    return waiting if single and len(waiting) <= _MOST_LAST else ()


def _put(text: str, spans: Sequence[tuple[int, int]], chars: list[str] | None) -> list[str] | None:
    """Return the characters with figures in some spans; None as long as nothing has changed."""
    for first, last in spans:
        if not text[first:last].isdigit():
            chars = chars or list(text)
            piece = text[first:last].translate(_LOOK_ALIKES)
            if text.count("|", first, last) >= _FENCES:
                piece = "".join(
                    "|" if text[first + at] == "|" else piece[at] for at in range(len(piece))
                )
            chars[first:last] = piece
    return chars


def _in_word(text: str, start: int, end: int) -> bool:
    """Tell whether letters that are no look-alikes touch the span."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return _is_letter(before) or _is_letter(after)


def _is_or(text: str, start: int, end: int) -> bool:
    """Tell whether an "o" between two whole numbers is the word "or" of some languages."""
    alone = end - start == 1 and text[start] in "oо"
    return alone and bool(
        _LONG_BEFORE.search(text[max(0, start - 16) : start])
        and _LONG_BEHIND.search(text[end : end + 8])
    )


def _is_letter(char: str) -> bool:
    """Tell whether a character is a letter of a script that puts spaces between words."""
    return char.isalpha() and (char.isascii() or not is_spaceless(char))
