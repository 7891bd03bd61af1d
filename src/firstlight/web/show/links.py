"""Links in shown text: found, kept in one piece and defanged, so that none is ever clickable."""

import re2

from firstlight.guard.html import defang
from firstlight.web.show.ghosts import shown

LINKS = re2.compile(
    r"(?i)[a-z][a-z0-9+.-]{1,15}:(?://|[^\s\d])[^\s<>\"]*"
    r"|[^\s<>\"@]+@[^\s<>\"@]+"
    r"|(?:[\p{L}\p{N}\p{Cf}-]+[.。．｡])+[\p{L}\p{Cf}-]{2,}(?:[:/?#][^\s<>\"]*)?"
)
"""Schemes, addresses with @, and bare hosts (also with invisible letters and ideographic dots)."""


def find_links(text: str) -> list[tuple[int, int]]:
    """Return the spans of what looks like a link or an address, in code points."""
    return [found.span() for found in LINKS.finditer(text)]


def defanged(link: str) -> str:
    """Return a link in a form that no program follows."""
    return defang(link)


def plain(value: str) -> str:
    """Return a short value for showing: ghosts written out, links defanged."""
    return defang(shown(value))
