"""Slots: where the members of a template differ, with what, and of what kind."""

from collections import Counter
from collections.abc import Iterable

import re2

from firstlight.model.template import SlotKind

FILLERS_SHOWN = 50
"""Distinct fillers kept per slot, the most frequent first."""

_LOOKED_AT = 12
_KIND_OF_MENTION: dict[str, SlotKind] = {
    "phone": "phone", "email": "email", "handle": "handle", "link": "link", "wallet": "wallet",
    "wage": "money", "fee": "money", "deposit": "money", "fine": "money", "debt": "money",
    "money": "money", "place": "place", "date": "date", "age": "number",
}  # fmt: skip
_MONEY = r"(?:usd|eur|gbp|aed|php|thb|inr|kes|ngn|myr|sgd|rs|rm|[$€£¥₹₱฿])"
_SHAPES: tuple[tuple[SlotKind, re2._Regexp], ...] = tuple(
    (kind, re2.compile(shape))
    for kind, shape in (
        ("email", r"(?i)[\w.+-]+@[\w-]+\.[\w.-]+"),
        ("link", r"(?i)(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:/\S*)?"),
        ("handle", r"@[\w.]{2,}"),
        ("wallet", r"0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,60}"),
        ("money", rf"(?i){_MONEY}\s?[\d.,]+\s?k?|[\d.,]+\s?k?\s?{_MONEY}"),
        ("date", r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}"),
        ("phone", r"\+?\(?\d[\d ().-]{6,}\d"),
        ("number", r"[+-]?[\d.,:x%-]*\d[\d.,:x%-]*"),
        ("name", r"(?:(?:Mr|Mrs|Ms|Miss|Madam|Dr|Sir)\.? )(?:\p{Lu}[\p{L}'-]+ ?){1,3}"),
    )
)  # fmt: skip


_TELLING = re2.compile(r"\d|@|\w\.\w|://|^(?:M(?:rs?|s|iss|adam)|Dr|Sir)\b")
"""What a filler of any kind but text must hold."""


def kind_of_filler(filler: str) -> SlotKind:
    """Return the kind that a filler's own form shows; "text" where it shows none."""
    filler = filler.strip(" ,;()[]\"'")
    if not _TELLING.search(filler):
        return "text"
    return next((kind for kind, shape in _SHAPES if shape.fullmatch(filler)), "text")


def kind_of_slot(fillers: Counter[str], mentioned: Iterable[str] = ()) -> SlotKind:
    """Return the kind that more than half of a slot's fillers have.

    `mentioned` holds the kinds of mentions found inside its fillers, one per filler at most; they
    decide where they cover more than half, the fillers' own form otherwise.
    """
    total = sum(fillers.values())
    known = Counter(_KIND_OF_MENTION[kind] for kind in mentioned if kind in _KIND_OF_MENTION)
    if known and 2 * known.most_common(1)[0][1] > total:
        return known.most_common(1)[0][0]
    shapes: Counter[SlotKind] = Counter()
    for filler, count in fillers.most_common(_LOOKED_AT):
        shapes[kind_of_filler(filler)] += count
    kind, count = shapes.most_common(1)[0] if shapes else ("text", 0)
    return kind if 2 * count > sum(shapes.values()) else "text"
