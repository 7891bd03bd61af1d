"""Characters that stand apart, put together: "l o l a _ 7", "l.o.l.a", "(l)(o)(l)(a)"."""

from collections.abc import Iterator

import re2

_INNER = r"[a-z0-9_.\-]"
_RUN = re2.compile(rf"\b[a-z0-9_](?: {_INNER}){{2,40}}\b")
_HINT = re2.compile(r"\b[a-z_] [a-z0-9_] [a-z0-9_]\b")
_TIED_RUN = re2.compile(
    r"\b[a-z0-9](?:\.[a-z0-9])(?:\.[a-z0-9]|\.?_\.?[a-z0-9]){1,38}\b"
    r"|\b[a-z0-9](?:-[a-z0-9])(?:-[a-z0-9]|-?_-?[a-z0-9]){1,38}\b"
)
_GLUED = re2.compile(
    r"^[a-z0-9](?:\.[a-z0-9]){2,}(?:[._]{0,2}_\.?[a-z0-9](?:\.[a-z0-9])*)+\b"
    r"|^[a-z0-9](?:-[a-z0-9]){2,}(?: ?-?_-? ?[a-z0-9](?:-[a-z0-9])*)+\b"
    r"|^[a-z0-9](?: ?[a-z0-9])*(?: [a-z0-9]){2,}(?: ?_ ?[a-z0-9](?: [a-z0-9])*)+\b"
    r"|^[a-z0-9](?:_[a-z0-9](?: [a-z0-9]){2,})+\b"
)
_SPACED = re2.compile(rf"^[a-z0-9_.\-](?:[ *~·|]{_INNER}){{4,30}}\b")
_TIED = re2.compile(
    r"^[a-z0-9_](?:\.[a-z0-9_]){4,}\b|^[a-z0-9_](?:-[a-z0-9_.]){4,}\b"
    r"|^[a-z0-9_](?:\s?[/,+=:;]\s?[a-z0-9_.]){4,}\b"
    rf"|^[a-z0-9_](?:\s?[\p{{So}}\x{{FE0F}}]{{1,3}}\s?{_INNER}){{4,}}\b"
)
_BOXED = re2.compile(r"^(?:[\[({<«\"'|]\s?[a-z0-9_.\-]\s?[\])}>»\"'|]\s?){5,}")
_AND = frozenset("yoeiauwz")
"""Words of one letter, which a name spelled before them does not hold."""
_WORD_NEXT = re2.compile(r"^ [a-z]{2,}")
_FEWEST_LETTERS = 3


def gathered(text: str) -> list[int] | None:
    """Return the places of a text that stay once runs of spaced characters close up, or None."""
    tied = {
        place
        for match in _TIED_RUN.finditer(text)
        for place in range(*match.span())
        if text[place] in ".-"
    }
    if not (tied or _HINT.search(text)):
        return None
    dropped = {place for start, end in _runs(text) for place in range(start + 1, end, 2)} | tied
    return [place for place in range(len(text)) if place not in dropped]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        yield start, start + len(_without_and(match.group(), text[end:]))


def _without_and(written: str, after: str) -> str:
    """Return a spelled row without the "y" of "2 1 y dile que": a word, not a letter of it."""
    joins = written[-1] in _AND and written[-3:-2].isdigit() and _WORD_NEXT.search(after)
    return written[:-2] if joins else written


def spread_name(text: str) -> tuple[str, int] | None:
    """Return the name that begins a text with its characters apart, and its written length."""
    glued = _GLUED.match(text)
    if glued is not None:
        written = _without_and(glued.group(), text[glued.end() :])
        name = "".join(char for char in written if char not in " .-")
        return (name, len(written)) if sum(map(str.isalpha, name)) >= _FEWEST_LETTERS else None
    match = _SPACED.match(text)
    if match is not None:
        written = match.group()
        if len({written[place] for place in range(1, len(written), 2)}) > 1:
            return None
        written = _without_and(written, text[match.end() :])
        name = written[::2].strip(".-")
        end = len(written)
    else:
        match = _TIED.match(text) or _BOXED.match(text)
        if match is None:
            return None
        name, end = _bare(match.group()), len(match.group().rstrip())
        if text[end : end + 1].isalnum() or text[end : end + 1] == "_":
            return None
    return (name, end) if sum(map(str.isalpha, name)) >= _FEWEST_LETTERS else None


def _bare(written: str) -> str:
    """Return the characters between separators: at most one "." or "-" of each gap is a letter."""
    boxed = _BOXED.match(written) is not None
    kept = [char for char in written if char.isascii() and (char.isalnum() or char in "_.-")]
    if boxed or written[1] not in ".-":
        return "".join(kept).strip(".-")
    return "".join(written[::2]).strip(".-")
