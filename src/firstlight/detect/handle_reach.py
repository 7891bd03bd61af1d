"""Where a name stands beside its network: what may lie between, behind it or before it.

Right behind it ("insta: lola", "tg id lola_77"); some words on where only a name looks so ("insta
naar lola_jobs", "телеграм без собачки: lola_77"); or before it ("lola_77 is my insta").
"""

from collections.abc import Iterator

import msgspec
import re2

from firstlight.detect.common_words import is_common
from firstlight.detect.handle_names import (
    NEVER,
    Name,
    is_address,
    is_dotted,
    is_hyphened,
    is_joined,
    is_odd,
    name_at,
)
from firstlight.detect.handle_words import links_behind, listed, phrase_at
from firstlight.detect.plain_names import opens, plain_before, pointed_at
from firstlight.detect.signs import FOREIGN, ROOM, signs
from firstlight.detect.spread import spread_name

_MARKS = r"[:=\-~|>/(\[\]】」\"'*.,+\x{2190}-\x{2BFF}\x{1F000}-\x{1FAFF}\x{FE0F}«»„“”‘’•·–—→]"
_CASE = re2.compile(r"^['’-][a-z]{1,5}\b")
_GAP = re2.compile(rf"^\s*(?:{_MARKS}\s*)*")
_RUN = re2.compile(rf"^\s?(?:{FOREIGN}+[\s:\x{{200C}}-]{{0,3}}){{1,4}}")
_TOKEN = re2.compile(r"@?[a-z0-9_][a-z0-9_.\-]*[a-z0-9_]|@?[a-z0-9]")
_APART = re2.compile(
    r"(?:^|[^a-z0-9_])([a-z0-9_](?:(?:[ ./\-*·|]|\p{So}\x{FE0F}?)[a-z0-9_.\-]){3,}"
    r"|[a-z0-9]{2,20}(?: _ [a-z0-9]{1,20})+)\b"
)
_APART_HERE = re2.compile(r"^[a-z0-9_] [a-z0-9_.-] ")
_SENTENCE = re2.compile(r"[.!?]\s|[。！？।…;#\\%$&={}]|\n\s*\S[^\n]*\n")
_ANNOUNCED = re2.compile(r"(?:[:=>→➡👉⏩]|-)\s*(?:@\s?)?$")
_POINTER = re2.compile(
    r"\b(?:is|user|username|id|name|as|called|nick|handle|account|es|est|ist|como|usuario|nombre|akun"
    r"|nama|user name|adim|adi|under|als|nome|nom|sous|pseudo)\s*$"
)
_SIGNS_OF_NAMES = frozenset("_.0123456789")
_NO_BREAK = frozenset("@/\\#$%&=-'.")
_LATIN_WORD = re2.compile(r"[a-z]+")
_CLOSED = frozenset("])}>|.*-")
_MOST_BETWEEN = 7
_FARTHEST, _MOST_WORDS, _WIDEST_LINK, _MOST_LINKS = 45, 5, 20, 3
_LINK = re2.compile(r"^\.[a-z]+/|://")

_LINKS = (
    r"on|in|no|em|en|na|sur|auf|di|sa|tren|w|v|su|pa|op|by|via|my|is|ni|the|our|this|it's|as"
    r"|es|est|e|ist|mi|mon|mein|meine|unser|nuestro|nuestra|meu|nosso|nossa|il mio|mio|notre"
    r"|mijn|mit|min|moj|moje|benim|that's|thats|c'est|das ist|eto"
    r"|adalah|ay|la|cua|minha|ma|are|for|del|da|de|do|ang|aking|ko|saya|kami|yangu|cont de|to"
)
_BEFORE = re2.compile(
    r"(?:^|[^a-z0-9_.@/#\-])(@?[a-z0-9_](?:[a-z0-9_.]{2,36}[a-z0-9_]))"
    rf"((?:\s*(?:[,:=<~|/()\]\"”»\[\x{{2014}}\x{{2013}}👈⬅←👆\-]|(?:{_LINKS})\b|{FOREIGN}{{1,8}})){{0,5}}\s*)$"
)
_SIGN_NEXT = re2.compile(
    rf"^(?:{'|'.join(signs()[k].between for k in ('underscore', 'dot'))})", ROOM
)
_SAID_FAR = re2.compile(
    rf"(?:^|[^a-z0-9_.])([a-z0-9_.]{{1,24}}){signs()['underscore'].between}[a-z0-9]",
    ROOM,
)
_SAID_SIGN = re2.compile("|".join(signs()[kind].between for kind in ("underscore", "dot")), ROOM)
_PART = re2.compile(r"[a-z0-9_.]+")
_SPREAD_BEFORE = re2.compile(
    rf"(?:^|[\s:=\"“«(])([a-z0-9_](?:[ .\-*|·][a-z0-9_.\-]){{4,}})"
    rf"([\s\"”»)]*(?:(?:{_LINKS})\s+){{0,3}})$"
)
_JOINED = re2.compile(r"^[a-z][a-z0-9_.]+$")
_SPACED_BEFORE = re2.compile(
    r"(?:^|[^a-z0-9_.@/#\-])([a-z0-9]{2,20}(?: _ [a-z0-9]{2,20})+)(\s*\S{0,6}\s*)$"
)


class Beside(msgspec.Struct, frozen=True):
    """A name and what lies between it and its network.

    `far`: with words that no list knows; `abroad`: these are of another script.
    """

    name: Name
    between: str
    far: bool
    abroad: bool = False


def names_after(ahead: str, network: str) -> Iterator[Beside]:
    """Yield what could be a name in the text behind a network's name, the nearest first."""
    if _LINK.search(ahead[:12]):
        return
    near = _before_sign(ahead, _gap(ahead))
    yield from _near(ahead, near, network)
    sentence = _SENTENCE.search(ahead)
    reach = min(_FARTHEST, sentence.start() if sentence else len(ahead))
    yield from _hidden_far(ahead, near, reach, network)
    found = _far(ahead, near, reach, network)
    if found is not None:
        yield found


def _near(ahead: str, near: int, network: str) -> Iterator[Beside]:
    """Yield the names right behind a network, behind known words, or behind another script's."""
    name = name_at(ahead, near, network)
    if name is not None:
        yield Beside(name, ahead[:near], far=False)
    run = _RUN.match(ahead)
    if run is not None and run.end() != near and not _SENTENCE.search(run.group()):
        name = name_at(ahead, run.end(), network)
        if name is not None:
            yield Beside(name, ahead[: run.end()], far=False, abroad=True)


def _hidden_far(ahead: str, near: int, reach: int, network: str) -> Iterator[Beside]:
    """Yield the names further on that are pointed at, or disguised as only names are."""
    place = pointed_at(ahead[: reach + 30], near, reach)
    if place is not None:
        name = name_at(ahead, place, network)
        if name is not None and name.name.isalpha():
            yield Beside(name, ahead[:place], far=False)
    apart = _APART.search(ahead[: reach + 60])
    if apart is not None and near < apart.start(1) < reach:
        name = name_at(ahead, apart.start(1), network)
        if name is not None and name.sure and (is_odd(name.name) or is_dotted(name.name)):
            yield Beside(name, ahead[: name.start], far=True)
    said = _SAID_FAR.search(ahead)
    if said is not None and near < said.start(1) < reach:
        name = name_at(ahead, said.start(1), network)
        if name is not None and name.sure and is_joined(name.name):
            yield Beside(name, ahead[: name.start], far=True)


def _gap(ahead: str) -> int:
    """Return where the words and marks end that may lie between a network and a name."""
    case = _CASE.match(ahead)
    end = case.end() if case and ahead[0] != "-" else 0
    for _ in range(_MOST_BETWEEN):
        gap = _GAP.match(ahead[end:])
        end += gap.end() if gap else 0
        further = phrase_at(ahead, end, listed("named", "between"))
        spread = _APART_HERE.search(ahead[end : end + 4])
        boxed = further == end + 1 and ahead[further : further + 1] in _CLOSED
        if further < 0 or spread or boxed or _SIGN_NEXT.match(ahead[further:]):
            return end
        end = further
    gap = _GAP.match(ahead[end:])
    return end + (gap.end() if gap else 0)


def _before_sign(ahead: str, near: int) -> int:
    """Return where a name begins: the word before a sign in words is its part ("me dot lola")."""
    boxes = max(map(ahead[:near].rfind, "([{<"))
    if boxes >= 0 and spread_name(ahead[boxes:]):
        return boxes
    words = ahead[:near].rstrip()
    if not words[-1:].isalpha() or not _SIGN_NEXT.match(ahead[len(words) :]):
        return near
    return len(words) - len(words.rpartition(" ")[2])


def _far(ahead: str, near: int, reach: int, network: str) -> Beside | None:
    """Return the first token further on that looks like a name and like nothing else, or None."""
    words = len(_LATIN_WORD.findall(ahead[:near]))
    foreign = not words
    for token in _TOKEN.finditer(ahead):
        start = token.start()
        if start > reach or words > _MOST_WORDS:
            return None
        written = token.group().lstrip("@")
        announced = bool(_ANNOUNCED.search(ahead[:start]))
        signed = token.group()[0] == "@"
        usable = (
            start > near
            and not is_address(written)
            and (signed or ahead[start - 1] not in _NO_BREAK or announced)
        )
        joined = is_joined(written) and (foreign or announced or not _apart(ahead[near:start]))
        telling = joined or (
            (foreign or announced) and (is_odd(written) or is_dotted(written) or _is_tied(written))
        )
        if usable and telling and not signed and ahead[token.end() : token.end() + 1] != "@":
            name = name_at(ahead, start, network)
            return Beside(name, ahead[:start], far=True) if name else None
        words += 1
        foreign = False
    return None


def _apart(between: str) -> bool:
    """Tell whether a comma parts a name from its network, without a word that says it is one."""
    return "," in between and not _POINTER.search(between)


def _is_tied(name: str) -> bool:
    return is_hyphened(name) and len(name) >= 7


def name_before(behind: str, ahead: str, *, abroad: bool) -> Beside | None:
    """Return the name that ends the text before a network ("lola_77 on"), or None.

    `ahead`: the text behind the network; `abroad`: the network is named in another script than
    the name, so that none needs to link them.
    """
    return (
        _signed_before(behind, abroad=abroad)
        or _said_before(behind)
        or _plain_before(behind, ahead)
    )


def bare_before(behind: str, ahead: str) -> Beside | None:
    """Return a name of letters alone right before a network, with no word between, or None."""
    return _plain_before(behind, ahead, bare=True)


def _plain_before(behind: str, ahead: str, *, bare: bool = False) -> Beside | None:
    """Return a name of letters alone before a network, or None."""
    span = plain_before(behind, ahead, bare=bare)
    if span is None:
        return None
    start, end = span
    return Beside(Name(behind[start:end], start, end), behind[end:], far=False)


def _said_before(behind: str) -> Beside | None:
    """Return a name with signs in words before a network ("lola underscore jobs on"), or None."""
    linked = links_behind(behind, listed("before"))
    if linked == len(behind.rstrip()) or not _SAID_SIGN.search(behind[:linked]):
        return None
    name = next(_names_up_to(behind[:linked]), None)
    if name is None:
        return None
    end = name.end
    parts = name.name.split(".")
    clear = "_" in name.name or len(parts) > 2 or not all(map(is_common, parts))
    placed = (clear or opens(behind[: name.start])) and signs()["dot"].words.isdisjoint(parts)
    return Beside(name, behind[end:], far=False) if placed else None


def _names_up_to(text: str) -> Iterator[Name]:
    """Yield the names with signs in words that end a text, the longest first."""
    for part in _PART.finditer(text):
        if text[part.start() - 1 : part.start()] not in _NO_BREAK:
            name = name_at(text, part.start(), "")
            if name is not None and name.sure and name.end == len(text):
                yield name


def _signed_before(behind: str, *, abroad: bool) -> Beside | None:
    """Return a name with figures or signs before a network, or None."""
    spaced = _SPACED_BEFORE.search(behind) if " _ " in behind else None
    if spaced is not None:
        start, end = spaced.span(1)
        name = Name(spaced.group(1).replace(" ", ""), start, end, sure=True)
        return Beside(name, spaced.group(2), far=False)
    apart = _SPREAD_BEFORE.search(behind)
    if apart is not None:
        hidden = spread_name(apart.group(1))
        if hidden is not None and (is_odd(hidden[0]) or not is_common(hidden[0])):
            start, end = apart.span(1)
            return Beside(Name(hidden[0], start, end, sure=True), apart.group(2), far=False)
    if _SIGNS_OF_NAMES.isdisjoint(behind):
        return None
    match = _BEFORE.search(behind)
    if match is None:
        return _joined_before(behind)
    written, between = match.group(1), match.group(2)
    linked = bool(between.strip()) or "_" in written or abroad
    linked = linked and len(between.strip()) <= _WIDEST_LINK
    usable = linked and written not in NEVER and not is_address(written)
    if not usable or written[0] in "@0123456789":
        return None
    told = is_odd(written) or (is_dotted(written) and bool(between.strip(" ,:=")))
    start, end = match.span(1)
    return Beside(Name(written, start, end), between, far=False) if told else None


def _joined_before(behind: str) -> Beside | None:
    """Return a name with a "_" that up to three words of any language part from its network."""
    end = len(behind)
    for count, word in enumerate(reversed(behind.split(" ")[-_MOST_LINKS - 2 :])):
        if count > 1 and is_joined(word) and _JOINED.search(word):
            start = end - len(word)
            return Beside(Name(word, start, end), behind[end:], far=False)
        if count > _MOST_LINKS or not (word.isalpha() or (count == 0 and not word)):
            return None
        end -= len(word) + 1
    return None
