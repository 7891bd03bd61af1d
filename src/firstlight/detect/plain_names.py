"""Names of accounts that are letters alone: "insta lolamarquez", "lolamarquez on insta".

Such a name is told from a word by being none of any language, and by where it stands: right beside
its network or words that lead to a name, and where the clause ends, or so long that no clause need.
"""

import re
from functools import cache

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
_CLAUSE = re.compile(r"[.!?;,:()\n/|]")
_INFLECTED = re2.compile(
    r"^(?:telegram|instagram|facebook|snapchat|tiktok|twitter|viber|skype|discord)[a-z]{1,7}$"
)
WHERE = frozenset({"on", "in", "at", "via", "by", "through", "from", "over", "en", "por", "de",
    "no",    "na", "pelo", "pela", "em", "sur", "par", "dans", "auf", "bei", "ueber", "uber", "su",
    "op", "pe", "prin", "w", "przez", "v", "po", "preko", "pres", "di", "lewat", "sa", "nasa",
    "tren", "qua", "kwenye", "per", "pa", "i", "med", "ar"})  # fmt: skip
_FEW = 6
_WORD = re2.compile(r"[a-z0-9_.@'-]+")
_LONGEST, _SHORTEST, _SURELY, _ALONE = 30, 5, 6, 9
_WINDOW, _FEWEST_WORDS, _KNOWN = 80, 3, 0.6


class Plain(msgspec.Struct, frozen=True):
    """Letters beside the name of a network.

    `network`: the network's name as written; `behind`, `between`, `ahead`: the text before it, up
    to the letters, and behind them; `clear`: the network's name means little else; `abroad`: the
    letters stand in another script; `camel`: a capital stands among small ones, as in a name or
    where a line's break was lost.
    """

    name: str
    network: str
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
    named = _is_named(plain.between)
    if not plain.clear:
        asked = bool(_STOPPED.search(plain.behind)) or _leads(plain.behind, "adding", "between")
        asked = asked or named
        placed = ended and size >= _SURELY and asked
    elif named or plain.abroad:
        placed = ended or size >= _ALONE
    else:
        placed = ended and size >= _SURELY and _is_asked(plain)
    return placed and (plain.abroad or _in_known_words(plain.behind, plain.ahead))


def pointed_at(ahead: str, near: int, reach: int) -> int | None:
    """Return where strange letters stand that a colon or a word such as "called" leads to, or None.

    From `near` to `reach`, whatever words part them from the network.
    """
    for token in _WORD.finditer(ahead):
        if token.start() > reach:
            return None
        if token.start() > near and token.group().isalpha() and is_coined(token.group()):
            between = ahead[: token.start()]
            return token.start() if _is_named(between) else None
    return None


def plain_before(behind: str, ahead: str, *, bare: bool = False) -> tuple[int, int] | None:
    """Return the span of an account's name of letters alone that ends a text ("lola_ on"), or None.

    `behind` ends where the name of the network begins, `ahead` begins behind it; `bare`: no word
    lies between the two.
    """
    linked = links_behind(behind, listed("before"))
    if not bare and linked == len(behind.rstrip()):
        return None
    match = _LETTERS.search(behind[:linked])
    if match is None:
        return None
    start, end = match.span(1)
    head = behind[:start].rstrip(_QUOTES)
    led = _leads(head, "adding", "named") or behind[end:].strip() == "("
    least = _SURELY if led else _SURELY + 1
    placed = opens(head) if bare else led or opens(head)
    name = match.group(1)
    usable = placed and len(name) >= least and is_coined(name) and name not in _spoken()
    return (start, end) if usable and _in_known_words(behind[:start], ahead) else None


@cache
def _spoken() -> frozenset[str]:
    return listed("named", "between", "before", "adding", "after")


def opens(behind: str) -> bool:
    """Tell whether a clause begins behind a text."""
    return bool(_HEAD.search(behind))


def closes(ahead: str) -> bool:
    """Tell whether a clause ends with a mark or the text."""
    return bool(_ENDED.search(ahead))


def _is_named(between: str) -> bool:
    """Tell whether a colon, an arrow or a word such as "called" leads to a name."""
    return bool(_POINTED.search(between)) or _leads(between.rstrip(_QUOTES), "named")


def _is_asked(plain: Plain) -> bool:
    """Tell whether the network is named as where someone is, not where something happened.

    "Telegramda", "on Facebook" say where: a name behind them needs an "add me" before.
    """
    inflected = _INFLECTED.search(plain.network) is not None
    bare = plain.behind.rstrip()
    preposition = phrase_behind(bare, len(bare), WHERE)
    if preposition < 0 and not inflected:
        return True
    clause = bare[: preposition if preposition >= 0 else len(bare)]
    if not clause.strip() and not inflected:
        return True
    last = _CLAUSE.split(clause)[-1].split()[-_FEW:]
    return not listed("adding").isdisjoint(word for word in last if len(word) > 2)


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
