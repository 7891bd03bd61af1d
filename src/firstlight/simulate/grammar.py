"""Sentence grammars: lines with alternatives, word lists and slots, and their expansion.

A line of a language file reads `Send [your CV|a letter] to {given} <email>`: alternatives in
brackets, a word of the list `given` in braces, and the slot `email`, which is filled per post.
"""

import re
from collections.abc import Callable, Sequence

Piece = str | tuple[str, ...]
"""In a parsed line: constant text, or alternatives. A slot is a constant that starts with `\\0`."""

Line = tuple[Piece, ...]
Wording = tuple[str, ...]
"""An expanded line: constant texts and slots (`"\\0phone"`)."""

SLOT = "\0"
_TOKEN = re.compile(r"\[([^\]]*)\]|\{(\w+)\}|<(\w+)>")


def parse(line: str, lists: dict[str, tuple[str, ...]]) -> Line:
    """Parse one line; a name in braces that `lists` lacks is a slot too."""
    pieces: list[Piece] = []
    end = 0
    for token in _TOKEN.finditer(line):
        if token.start() > end:
            pieces.append(line[end : token.start()])
        alternatives, name, slot = token.groups()
        if alternatives is not None:
            pieces.append(_alternatives(alternatives, lists))
        else:
            pieces.append(lists[name] if name in lists else SLOT + (name or slot))
        end = token.end()
    return (*pieces, line[end:]) if end < len(line) else tuple(pieces)


def _alternatives(text: str, lists: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Split alternatives; each may be a single slot or a list name, or hold one of them inside."""
    out: list[str] = []
    for choice in text.split("|"):
        token = _TOKEN.search(choice)
        if token is None or token[2] not in lists:
            out.append(choice)
        else:
            out += [
                choice[: token.start()] + word + choice[token.end() :] for word in lists[token[2]]
            ]
    return tuple(out)


def expand(line: Line, pick: Callable[[], float]) -> Wording:
    """Choose one wording of a line; `pick` returns floats in [0, 1)."""
    out: list[str] = []
    text = ""
    for piece in line:
        if isinstance(piece, tuple):
            choice = piece[int(pick() * len(piece))]
            if "<" not in choice and "{" not in choice:
                text += choice
                continue
            *done, last = _slots(text + choice)
            out += [*done, last] if last[0] == SLOT else done
            text = "" if last[0] == SLOT else last
        elif piece[0] == SLOT:
            out += [text, piece] if text else [piece]
            text = ""
        else:
            text += piece
    return (*out, text) if text else tuple(out)


def _slots(text: str) -> Sequence[str]:
    """Cut a chosen alternative that holds slots into constants and slots."""
    out: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            out.append(text[end : token.start()])
        out.append(SLOT + (token[3] or token[2]))
        end = token.end()
    if end < len(text):
        out.append(text[end:])
    return out
