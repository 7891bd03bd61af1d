"""The little language in which the rulebook writes phrases.

A phrase is a sequence of items, matched inside one sentence of folded text:

- `word`            that word; `keep*` begins with it, `*lipa` ends with it, `*chuku*` holds it;
- `[a|b c|d*]`      one of several; an option may have several words;
- `{passport}`      one of the words of that term (a file under `terms/`) in the phrase's language;
- `[a|b]?`, `{x}?`  the same, or nothing;
- `..`              up to four words between; `..7` up to seven;
- `&`               what stands before and after it, in either order and near each other;
- `<number>`, `<minor>`   a number; a number from 10 to 17.

Scripts written without spaces need none: a Han word is the sequence of its characters.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

GAP = 4
_ITEM = re.compile(
    r"\s*(?:(\[[^\[\]]*\])(\??)|(\{[a-z_]+\})(\??)|(\.\.\d*|&(?=\s))|(<[a-z]+>)|([^\s\[\]{}<>|]+))"
)
_CLASSES = frozenset({"<number>", "<minor>"})

Option = tuple[str, ...]
"""Words in sequence, each with its wildcards, or a class such as `<number>`."""


class Choice(msgspec.Struct, frozen=True):
    """One of several options stands here; where `optional`, perhaps none."""

    options: tuple[Option, ...]
    optional: bool = False


class Gap(msgspec.Struct, frozen=True):
    """Up to `words` words of any kind stand here."""

    words: int = GAP


class Join(msgspec.Struct, frozen=True):
    """The parts of the phrase on both sides stand in one sentence, in either order."""


Item = Choice | Gap | Join


def parse_phrase(text: str, term: Callable[[str], tuple[str, ...]]) -> tuple[Item, ...]:
    """Parse a phrase; `term` gives the words of a named term (KeyError where there are none).

    Raises ValueError with what is wrong, for the loader to name file and line.
    """
    items: list[Item] = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        found = _ITEM.match(text, position)
        if found is None:
            raise ValueError(f"cannot read '{text[position:]}' in the phrase '{text}'")
        items.append(_item(found, term))
        position = found.end()
    _check(items, text)
    return tuple(items)


def _item(found: re.Match[str], term: Callable[[str], tuple[str, ...]]) -> Item:
    choice, maybe, name, perhaps, gap, kind, word = found.groups()
    if gap == "&":
        return Join()
    if gap:
        return Gap(int(gap[2:] or GAP))
    if choice:
        options = choice[1:-1].split("|")
        return Choice(tuple(_option(option) for option in options), bool(maybe))
    if name:
        try:
            options = list(term(name[1:-1]))
        except KeyError:
            raise ValueError(f"no term {name} in this language") from None
        return Choice(tuple(_option(option) for option in options), bool(perhaps))
    return Choice((_option(kind or word),))


def _option(text: str) -> Option:
    words = tuple(text.split())
    if not words:
        raise ValueError("an empty option stands in '[…]'")
    for word in words:
        if word.startswith("<") and word not in _CLASSES:
            raise ValueError(f"unknown class {word}")
        if not word.startswith("<") and "*" in word.strip("*"):
            raise ValueError(f"a '*' may only begin or end a word, not '{word}'")
        if not any(char.isalnum() for char in word):
            raise ValueError(f"'{word}' is no word (a gap cannot stand inside '[…]')")
    return words


def _check(items: list[Item], text: str) -> None:
    if not items:
        raise ValueError("the phrase is empty")
    for part in split_parts(items):
        for edge in (part[0], part[-1]) if part else (None,):
            if not isinstance(edge, Choice) or edge.optional:
                raise ValueError(f"a phrase cannot begin or end with a gap or an option: '{text}'")
    if any(isinstance(item, Gap) and not 1 <= item.words <= 12 for item in items):
        raise ValueError(f"a gap is 1 to 12 words: '{text}'")


def split_parts(items: Iterable[Item]) -> list[list[Choice | Gap]]:
    """Return the parts of a phrase that `&` joins, each a sequence of items."""
    found: list[list[Choice | Gap]] = [[]]
    for item in items:
        if isinstance(item, Join):
            found.append([])
        else:
            found[-1].append(item)
    return found
