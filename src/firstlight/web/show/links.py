"""Links in shown text: found, kept in one piece and defanged, so that none is ever clickable."""

import re2

from firstlight.guard.html import defang
from firstlight.web.show.ghosts import shown

LOOKS = re2.compile(
    r"(?i)[a-z][a-z0-9+.-]{1,15}:(?://|[^\s\d])[^\s<>\"]*"
    r"|//[^\s<>\"]+"
    r"|[^\s<>\"@]+@[^\s<>\"@]+"
    r"|(?:[\p{L}\p{N}\p{Cf}-]+\.)+[\p{L}\p{Cf}-]{2,}(?:[:/?#][^\s<>\"]*)?"
    r"|(?:[a-z0-9-]+[.\x{3002}\x{ff0e}\x{ff61}])+[a-z]{2,}(?:[:/?#][^\s<>\"]*)?"
)
"""Schemes, addresses with @, bare hosts (also with invisible letters and ideographic dots)."""


def find_links(text: str) -> list[tuple[int, int]]:
    """Return the spans (code points) of the links and addresses that defanging would change."""
    spans = (found.span() for found in LOOKS.finditer(text))
    return [(start, end) for start, end in spans if defang(text[start:end]) != text[start:end]]


def defanged(link: str) -> str:
    """Return a link in a form that no program follows."""
    return defang(link)


def plain(value: str) -> str:
    """Return a short value for showing: ghosts written out, links defanged."""
    return defang(shown(value))
