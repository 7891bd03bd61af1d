"""Names of accounts that are letters alone: "insta lolamarquez", "lolamarquez on insta".

Such a name is told from a word by being none of any language, and by where it stands: right beside
its network or words that lead to a name, and where the clause ends, or so long that no clause need.
"""

import msgspec
import re2

from firstlight.detect.common_words import is_coined, is_common
from firstlight.detect.handle_words import links_behind, listed, phrase_at, phrase_behind

_POINTED = re2.compile(r"(?:[:=>→➡👉⏩|]|号|號)\W*$")
_QUOTES = " \"'“«(:=>-"
_STOPPED = re2.compile(r"(?:^|[\n:;!?.,/|&+])\s*$")
_ENDED = re2.compile(r"^\s*(?:$|[^\p{L}\p{M}\p{N}\s'’_-]|\n|-\s|–|[+0-9])")
_HEAD = re2.compile(r"(?:^|[^\p{L}\p{M}\p{N}\s'’\"@#&_-])\s*$|\n\s*$")
_LETTERS = re2.compile(r"(?:^|[^\p{L}\p{M}\p{N}_.@/#'’-])([a-z]{5,30})$")
_NETWORKS = ("telegram", "whatsapp", "instagram", "facebook", "snapchat", "tiktok", "twitter",
    "linkedin", "youtube", "discord")  # fmt: skip
_WORD = re2.compile(r"[a-z0-9_.@'-]+")
_LONGEST, _SHORTEST, _SURELY, _ALONE = 30, 5, 6, 9
_WINDOW, _FEWEST_WORDS, _KNOWN = 80, 3, 0.6


class Plain(msgspec.Struct, frozen=True):
    """Letters beside the name of a network.

    `behind`, `between`, `ahead`: the text before the network, up to the name, and behind it;
    `clear`: the network's name means little else; `abroad`: the letters stand in another script;
    `camel`: a capital stands among small ones, as in a name or where a line's break was lost.
    """

    name: str
    behind: str
    between: str
    ahead: str
    clear: bool
    abroad: bool
    camel: bool


def is_plain_name(plain: Plain) -> bool:
    """Tell whether letters behind the name of a network are an account's name."""
    size = len(plain.name)
    if not (_SHORTEST <= size <= _LONGEST and plain.name.isalpha() and is_coined(plain.name)):
        return False
    if plain.name.startswith(_NETWORKS) or (plain.camel and not _ENDED.search(plain.ahead)):
        return False
    ended = plain.abroad or _ends(plain.ahead)
    between = plain.between.rstrip(_QUOTES)
    named = bool(_POINTED.search(plain.between)) or _leads(between, "named")
    if not plain.clear:
        asked = bool(_STOPPED.search(plain.behind)) or _leads(plain.behind, "adding", "between")
        asked = asked or named
        placed = ended and size >= _SURELY and asked
    elif named or plain.abroad:
        placed = ended or size >= _ALONE - 1
    else:
        placed = size >= (_SURELY if ended else _ALONE)
    return placed and (plain.abroad or _in_known_words(plain.behind, plain.ahead))


def plain_before(behind: str) -> tuple[int, int] | None:
    """Return the span of an account's name of letters alone that ends a text ("lola_ on"), or None.

    `behind` ends where the name of the network begins.
    """
    linked = links_behind(behind, listed("before"))
    match = _LETTERS.search(behind[:linked]) if linked < len(behind.rstrip()) else None
    if match is None:
        return None
    start, end = match.span(1)
    led = _leads(behind[:start].rstrip(_QUOTES), "adding", "named")
    least = _SURELY if led else _SURELY + 1
    placed = led or opens(behind[:start])
    name = match.group(1)
    usable = placed and len(name) >= least and is_coined(name)
    return (start, end) if usable and _in_known_words(behind[:start], "") else None


def opens(behind: str) -> bool:
    """Tell whether a clause begins behind a text."""
    return bool(_HEAD.search(behind))


def _leads(text: str, *kinds: str) -> bool:
    """Tell whether a text ends with a word of some kinds."""
    bare = text.rstrip()
    return phrase_behind(bare, len(bare), listed(*kinds)) >= 0


def _ends(ahead: str) -> bool:
    """Tell whether a clause ends here: a mark, a line's end, figures, or words that close it."""
    if _ENDED.search(ahead):
        return True
    first = len(ahead) - len(ahead.lstrip())
    return phrase_at(ahead, first, listed("after")) >= 0


def _in_known_words(behind: str, ahead: str) -> bool:
    """Tell whether the Latin words around are mostly known, so that an unknown one says much."""
    around = [*_WORD.findall(behind[-_WINDOW:]), *_WORD.findall(ahead[:_WINDOW])]
    words = [word for word in around if len(word) > 2 and word.isalpha()]
    known = sum(map(is_common, words))
    return len(words) < _FEWEST_WORDS or known >= _KNOWN * len(words)
