"""Slots: of what kind the fillers are that members of a template put in the same place."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import re2

from firstlight.detect.places import place_entries
from firstlight.model.template import SlotKind

FILLERS_SHOWN = 50
"""Distinct fillers kept per slot, the most frequent first."""
_LOOKED_AT = 12
_KIND_OF_MENTION: dict[str, SlotKind] = {
    "phone": "phone", "email": "email", "handle": "handle", "link": "link", "wallet": "wallet",
    "wage": "money", "fee": "money", "deposit": "money", "fine": "money", "debt": "money",
    "money": "money", "place": "place", "date": "date", "age": "number",
}  # fmt: skip
_CURRENCY = r"(?i:usd|eur|gbp|aed|sar|qar|php|thb|inr|kes|ngn|ghs|myr|sgd|idr|rs|rm|[$€£¥₹₱฿])"
_SHAPES = {
    "email": r"[\w.+-]+@[\w-]+\.[\w.-]+",
    "link": r"(?i:https?://|www\.)\S+|(?i:[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d+)?(?:/\S*)?",
    "handle": r"@[\w.]{2,}",
    "wallet": r"0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,60}",
    "money": rf"{_CURRENCY}\s?\d[\d.,]*\s?[kK]?|\d[\d.,]*\s?[kK]?\s?{_CURRENCY}",
    "date": r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}",
    "phone": r"\+?\(?\d[\d ().-]{6,}\d",
    "number": r"[+-]?[\d.,:x%-]*\d[\d.,:x%-]*[kK]?",
    "name": r"(?:Mr|Mrs|Ms|Miss|Madam|Dr|Sir|Sister|Brother)\.? \p{Lu}[\p{L}'-]+(?: \p{Lu}\S+)?",
}
_LONGEST_PLACE = 40
_NAME = re2.compile(r"\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){0,2}")
_CALLS_FOR_NAME = (
    "ask for", "contact", "contact with", "speak to", "talk to", "dear", "hello", "hi", "name is",
    "i am", "i'm", "this is", "mr", "mrs", "ms", "miss", "madam", "agent", "manager", "regards",
    "pregunta por", "contacta a", "hola", "me llamo", "demandez", "contactez", "bonjour",
    "fale com", "hubungi", "nama saya", "hanapin si", "si", "frag nach",
)  # fmt: skip
_KINDS = cast("tuple[SlotKind, ...]", tuple(_SHAPES))
_SHAPE = re2.Set.FullMatchSet()
for _shape in _SHAPES.values():
    _SHAPE.Add(_shape)
_SHAPE.Compile()


def kind_of_filler(filler: str) -> SlotKind:
    """Return the kind that a filler's own form, or the list of places, shows; else "text"."""
    filler = filler.strip(" ,;.()[]\"'")
    found: list[int] = _SHAPE.Match(filler)
    if found:
        return _KINDS[min(found)]
    return "place" if len(filler) <= _LONGEST_PLACE and filler.lower() in _places() else "text"


@cache
def _places() -> frozenset[str]:
    return frozenset(entry.word for entry in place_entries())


def looks_like_names(fillers: Counter[str], before: str) -> bool:
    """Tell whether fillers may be names of persons: capitalised, after words that call for a name.

    `before`: the constant words before the slot.
    """
    if not before.lower().rstrip(" :,.-").endswith(_CALLS_FOR_NAME):
        return False
    shown = [filler for filler, _ in fillers.most_common(_LOOKED_AT)]
    return 2 * sum(_NAME.fullmatch(filler) is not None for filler in shown) > len(shown)


def canonical_contact(kind: str, filler: str) -> str:
    """Return a contact in a form that its spellings share: digits of a phone, else lower case."""
    if kind == "phone":
        return "".join(filter(str.isdecimal, filler)).lstrip("0")
    return filler.strip(" ,;.()[]\"'").lower().removeprefix("https://").removeprefix("http://")


def kind_of_slot(fillers: Counter[str], mentioned: Iterable[str]) -> SlotKind:
    """Return the kind that more than half of a slot's fillers have.

    `mentioned` holds the kinds of mentions found in its fillers, one per filler at most; they
    decide where they cover more than half, and the fillers' own form otherwise.
    """
    known = Counter(_KIND_OF_MENTION[kind] for kind in mentioned if kind in _KIND_OF_MENTION)
    for kind, count in known.most_common(1):
        if 2 * count > fillers.total():
            return kind
    shapes: Counter[SlotKind] = Counter()
    for filler, count in fillers.most_common(_LOOKED_AT):
        shapes[kind_of_filler(filler)] += count
    for kind, count in shapes.most_common(1):
        if 2 * count > shapes.total():
            return kind
    return "text"


class Mentioned:
    """Looks up which mention a span of a post holds. Post numbers are rows of the posts' table."""

    def __init__(self, ids: pa.ChunkedArray, mentions: pa.Table | None) -> None:
        if mentions is None or not len(mentions):
            self._post = np.zeros(0, np.int64)
            return
        post = pc.index_in(mentions.column("post"), value_set=ids).combine_chunks()
        post = post.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        self._start = mentions.column("start").to_numpy()
        order = np.lexsort((self._start, post))
        self._post, self._start = post[order], self._start[order]
        self._end = mentions.column("end").to_numpy()[order]
        self._order, self._value = order, mentions.column("value").combine_chunks()
        kind = mentions.column("kind").combine_chunks().dictionary_encode()
        self._names: list[str] = kind.dictionary.to_pylist()
        self._kind = kind.indices.to_numpy()[order]

    def kind(self, post: int, start: int, end: int) -> str | None:
        """Return the kind of the mention that covers most of a span, None where none touches it."""
        if not len(self._post):
            return None
        begin, stop = np.searchsorted(self._post, (post, post + 1))
        shared = np.minimum(self._end[begin:stop], end) - np.maximum(self._start[begin:stop], start)
        if not len(shared) or shared.max() <= 0:
            return None
        return str(self._names[self._kind[begin + int(shared.argmax())]])

    def values(self, posts: list[int], kinds: tuple[str, ...]) -> set[tuple[int, str, str]]:
        """Return (place in the list, kind, value) of the mentions of some kinds in some posts."""
        if not len(self._post) or not len(posts):
            return set()
        begins = np.searchsorted(self._post, posts)
        sizes = np.searchsorted(self._post, posts, side="right") - begins
        owner = np.repeat(np.arange(len(posts)), sizes)
        inner = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        at = begins[owner] + inner
        wanted = np.array([name in kinds for name in self._names], np.bool_)[self._kind[at]]
        at, owner = at[wanted], owner[wanted]
        names = [self._names[kind] for kind in self._kind[at]]
        values = self._value.take(pa.array(self._order[at])).to_pylist()
        return set(zip(owner.tolist(), names, values, strict=True))
