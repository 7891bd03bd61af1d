"""A post's text cut into pieces that can be laid out: signals, slots, mentions, hits, ghosts.

Spans may overlap and nest; the text is cut at every border and each piece lists what covers it, so
that no mark-up is ever built from strings. Links are one piece each and are shown defanged.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from firstlight.web.show.ghosts import ghost
from firstlight.web.show.links import defanged, find_links


class Span(msgspec.Struct, frozen=True):
    """A stretch of the original text (code points, end exclusive) and what it is.

    `layer` is "signal", "slot", "mention" or "hit"; `name` the indicator or kind; `note` the
    number of the note beside the text that explains it (0: none); `against` marks a
    counter-signal.
    """

    start: int
    end: int
    layer: str
    name: str = ""
    note: int = 0
    against: bool = False


class Run(msgspec.Struct, frozen=True):
    """Characters to write as they are, or (`ghost`) the name of one that cannot be seen."""

    text: str
    ghost: str | None = None


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that is covered by the same spans throughout."""

    runs: tuple[Run, ...]
    signals: tuple[Span, ...] = ()
    slot: str | None = None
    mention: str | None = None
    hit: bool = False
    notes: tuple[int, ...] = ()
    """Notes that end with this piece; their numbers are written behind it."""


def pieces(text: str, spans: Sequence[Span], window: tuple[int, int] | None = None) -> list[Piece]:
    """Cut `text` (or its `window`, with "…" at its ends) at the borders of `spans`."""
    low, high = window or (0, len(text))
    links = find_links(text)
    spans = [_whole(text, s) for s in _around_links([s for s in spans if s.start < s.end], links)]
    borders = {low, high}
    for start, end in [(s.start, s.end) for s in spans] + links:
        borders |= {min(max(start, low), high), min(max(end, low), high)}
    cuts = sorted(borders)
    inside = {start for start, _ in links}
    cut = [_piece(text, a, b, spans, is_link=a in inside) for a, b in pairwise(cuts) if a < b]
    before = [Piece(runs=(Run("… "),))] if low > 0 else []
    after = [Piece(runs=(Run(" …"),))] if high < len(text) else []
    return before + cut + after


def excerpt(text: str, spans: Sequence[Span], width: int = 280) -> tuple[int, int]:
    """Return the window of about `width` characters where most spans begin, cut at spaces."""
    if len(text) <= width:
        return 0, len(text)
    starts = sorted(span.start for span in spans) or [0]
    best = max(starts, key=lambda s: sum(s <= other < s + width - 60 for other in starts))
    low = max(0, min(best - 40, len(text) - width))
    high = min(len(text), low + width)
    if low > 0 and (space := text.find(" ", low, low + 30)) != -1:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", high - 30, high)) > low:
        high = space
    return low, high


def runs(text: str) -> tuple[Run, ...]:
    """Split `text` into characters that show and ghosts that do not."""
    if text.isascii() and text.isprintable():
        return (Run(text),)
    out: list[Run] = []
    begin = 0
    for at in range(len(text)):
        if (name := ghost(text, at)) is not None:
            if begin < at:
                out.append(Run(text[begin:at]))
            out.append(Run("", name))
            begin = at + 1
    if begin < len(text):
        out.append(Run(text[begin:]))
    return tuple(out)


def _piece(text: str, a: int, b: int, spans: Sequence[Span], *, is_link: bool) -> Piece:
    over = [span for span in spans if span.start <= a and b <= span.end]
    body = text[a:b]
    return Piece(
        runs=runs(defanged(body) if is_link else body),
        signals=tuple(span for span in over if span.layer == "signal"),
        slot=next((span.name for span in over if span.layer == "slot"), None),
        mention=next((span.name for span in over if span.layer == "mention"), None),
        hit=any(span.layer == "hit" for span in over),
        notes=tuple(sorted({span.note for span in over if span.note and span.end == b})),
    )


def _whole(text: str, span: Span) -> Span:
    """Widen a span so that no letter is parted from the marks that belong to it."""
    start, end = span.start, span.end
    while 0 < start < len(text) and unicodedata.category(text[start])[0] == "M":
        start -= 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    return msgspec.structs.replace(span, start=start, end=end)


def _around_links(spans: Sequence[Span], links: list[tuple[int, int]]) -> list[Span]:
    """Widen spans so that none begins or ends inside a link: a link is shown whole, defanged."""
    out = []
    for span in spans:
        start, end = span.start, span.end
        for low, high in links:
            if low < start < high:
                start = low
            if low < end < high:
                end = high
        out.append(msgspec.structs.replace(span, start=start, end=end))
    return out
