"""Helpers that undo spelling tricks which change the words: spaced letters, glue, leet.

They work on folded text. They guess, where `fold` does not: use them beside it, not instead.
"""

from firstlight.rulebook.matching.fold import Folded

_SEPARATORS = frozenset(" .-_*|/\\,·~'`^:;=+#<>")
_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g"} | {
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "l",
    "€": "e",
    "£": "l",
    "¥": "y",
    "¢": "c",
    "+": "t",
}
_SHORTEST_RUN = 4


def unspace(folded: Folded) -> Folded:
    """Return the text with spaced-out words closed up: "w h a t s", "w.h.a.t.s", "w--h--a--t".

    A run is four or more single letters with the same separator between each two; the map to the
    original is kept. Text without such a run comes back as the same object.
    """
    text = folded.text
    dropped: set[int] = set()
    place = 0
    while place < len(text):
        end, gaps = _spaced_run(text, place)
        if len(gaps) >= _SHORTEST_RUN - 1:
            dropped.update(at for first, last in gaps for at in range(first, last))
        place = max(end, place + 1)
    if not dropped:
        return folded
    return folded.keep([at for at in range(len(text)) if at not in dropped])


def _spaced_run(text: str, start: int) -> tuple[int, list[tuple[int, int]]]:
    """Return the end of the run of single letters at `start`, and the spans of its separators."""
    gaps: list[tuple[int, int]] = []
    if not text[start].isalpha() or (start and text[start - 1].isalnum()):
        return start + 1, gaps
    place, separator = start + 1, ""
    while place < len(text):
        end = place
        while end < len(text) and end - place < 3 and text[end] in _SEPARATORS:
            end += 1
        gap = text[place:end]
        if not gap or (separator and gap != separator) or end >= len(text):
            break
        if not text[end].isalpha() or (end + 1 < len(text) and text[end + 1].isalnum()):
            break
        separator = gap
        gaps.append((place, end))
        place = end + 1
    return place, gaps


def unglue(folded: Folded) -> Folded:
    """Return the text without signs and emoji that stand inside a word: "work💰ers", "sa*la*ry".

    Only non-ASCII signs and "*", "~", "^", "|" directly between two letters go. Where a sign
    stood for a space the two words end up joined, so ask for both forms. The map is kept.
    """
    text = folded.text
    last = len(text) - 1
    dropped = {
        at
        for at, char in enumerate(text)
        if 0 < at < last and _is_glue(char) and _between_letters(text, at)
    }
    if not dropped:
        return folded
    return folded.keep([at for at in range(len(text)) if at not in dropped])


def _is_glue(char: str) -> bool:
    if char.isascii():
        return char in "*~^|"
    return not (char.isalnum() or char.isspace()) and (
        "\u2190" <= char <= "\u2bff" or char > "\U0001f000"
    )


def _between_letters(text: str, place: int) -> bool:
    """Tell whether the run of glue around a place has letters at both ends."""
    before, after = place - 1, place + 1
    while before > 0 and _is_glue(text[before]):
        before -= 1
    while after < len(text) - 1 and _is_glue(text[after]):
        after += 1
    return text[before].isalpha() and text[after].isalpha()


def unleet(word: str) -> str:
    """Return a folded word with figures and signs for letters undone: "b3auty", "3ngin33r".

    One character for one, so offsets stay. Words come back unchanged unless they hold at least
    three letters and a figure or sign strictly between two letters; figures at the end stay
    ("covid19"), those at the start change only with others inside ("3rd" stays).
    """
    if word.isalpha() or sum(map(str.isalpha, word)) < 3:
        return word
    body = word.rstrip("0123456789!+")
    inside = [at for at in range(1, len(body) - 1) if body[at] in _LEET]
    if not inside or not all(char.isalpha() or char in _LEET for char in body):
        return word
    if len(inside) >= len(body) - len(inside):
        return word
    return "".join(_LEET.get(char, char) for char in body) + word[len(body) :]
