"""Handles of networks: a cue word and an identifier, or "@name", in the twelve languages."""

from collections.abc import Sequence

import msgspec
import re2

from firstlight.detect.handle_names import (
    NEVER,
    WEB,
    disguised_name_after,
    is_measure,
    name_after,
    name_before,
)
from firstlight.detect.lexicon import Hit, around, is_spaceless, is_word
from firstlight.detect.wallets import as_written
from firstlight.rulebook.matching.fold import Folded
from firstlight.rulebook.matching.spacing import unleet

_AT = re2.compile(r"@([a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])?)")
_SPACED_ZONE = re2.compile(r"^\s?\(\s?(\d{3,5})\s?\)")
_CONNECTED = re2.compile(
    r"[:：=👉➡→⏩|>\"]|\bid\b|\bids\b|\busername\b|\buser name\b|号|號|uid|معرف|\bник\b|❤|\s[-~]\s"
)
_NUMBERED = frozenset({"freefire", "pubg", "mobilelegends", "qq"})
_AMBIGUOUS = frozenset({"line", "signal", "steam", "dc", "disc", "ml", "ff"})
_BROKEN = re2.compile(
    r"\b(?:t\W{0,2}e\W{0,2}l\W{0,2}e\W{0,2}g\W{0,2}r\W{0,2}a\W{0,2}m"
    r"|w\W{0,2}e\W{0,2}c\W{0,2}h\W{0,2}a\W{0,2}t|i\W{0,2}n\W{0,2}s\W{0,2}t\W{0,2}a(?:\W{0,2}g\W{0,2}r\W{0,2}a\W{0,2}m)?"
    r"|s\W{0,2}n\W{0,2}a\W{0,2}p\W{0,2}c\W{0,2}h\W{0,2}a\W{0,2}t)\b"
)
_BROKEN_NAMES = {"t": "telegram", "w": "wechat", "i": "instagram", "s": "snapchat"}
_CASE = re2.compile(r"[a-z]*[0-9@$!][a-z0-9@$!]*[a-z]")
_JOINED = re2.compile(r"\p{Ll}\.\p{Lu}")
_SEQUEL = 12
_REACH_BEFORE, _REACH_AFTER, _LONGEST_CUE = 40, 22, 20


class Handle(msgspec.Struct, frozen=True):
    """A handle "network:name" with its span in folded text."""

    value: str
    start: int
    end: int


def find_cues(folded: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return where a text names networks, broken spellings included."""
    cues = [
        hit
        for hit in hits
        if hit.kind == "network" and hit.value != "none" and not _inside_dots(folded, hit.start)
    ]
    return _with_broken_words(folded, cues)


def _inside_dots(folded: str, start: int) -> bool:
    """Tell whether a word stands right behind a letter and a full stop ("b.sc", "e.g.ig")."""
    before = folded[max(0, start - 2) : start]
    return before[1:] == "." and before[0].isalpha() and before[0].isascii()


def find_cued_handles(text: Folded, taken: bytearray, cues: Sequence[Hit]) -> list[Handle]:
    """Return the identifiers that follow the name of a network; marks them in `taken`."""
    folded = _parted(text) if cues else text.text
    found: list[Handle] = []
    for index, cue in enumerate(cues):
        told = bool(found) and 0 <= cue.start - found[-1].end <= _SEQUEL
        handle = _after_cue(folded, taken, cue, cues[index + 1 : index + 6], told=told)
        if handle is None:
            handle = _before_cue(folded, taken, cue)
        if handle is not None:
            found.append(handle)
            taken[handle.start : handle.end] = b"\1" * (handle.end - handle.start)
    return found


def _before_cue(folded: str, taken: bytearray, cue: Hit) -> Handle | None:
    """Return the identifier that stands before its network, or None."""
    first = max(0, cue.start - 60)
    found = name_before(folded[first : cue.start])
    if found is None or any(taken[first + found.start : first + found.end]):
        return None
    return Handle(f"{cue.value}:{found.name}", first + found.start, first + found.end)


def _parted(text: Folded) -> str:
    """Return the folded text with the full stop of "end.Next" replaced: no name goes across it."""
    if "." not in text.text:
        return text.text
    chars = list(text.text)
    for match in _JOINED.finditer(as_written(text)):
        chars[match.start() + 1] = ";"
    return "".join(chars)


def _with_broken_words(folded: str, cues: list[Hit]) -> list[Hit]:
    """Return the cues and those written "te le gram", "t3legram"."""
    known = {place for cue in cues for place in range(cue.start, cue.end)}
    more = [(match.span(), match.group()) for match in _BROKEN.finditer(folded)]
    for match in _CASE.finditer(folded):
        plain = unleet(match.group())
        if plain in {
            "telegram",
            "instagram",
            "snapchat",
            "wechat",
            "whatsapp",
            "facebook",
            "insta",
        }:
            more.append((match.span(), plain))
    for (start, end), word in more:
        if start not in known:
            name = word if word in {"whatsapp", "facebook"} else _BROKEN_NAMES[word[0]]
            cues = [*cues, Hit("network", name, start, end)]
    return sorted(cues, key=lambda cue: cue.start)


class _Candidate(msgspec.Struct, frozen=True):
    """What follows a cue: the cue, the text between, the name, the rest."""

    cue: Hit
    word: str
    between: str
    written: str
    name: str
    after: str

    @property
    def connected(self) -> bool:
        """Whether a colon, an arrow, "id" or the like announces a name."""
        announced = self.word.endswith(("id", "号")) or self.word.startswith("id ")
        return announced or bool(_CONNECTED.search(self.between))

    @property
    def odd(self) -> bool:
        """Whether the name holds what words do not: figures, "_", a full stop inside."""
        return any(char.isdigit() or char == "_" for char in self.name) or "." in self.name

    @property
    def ends(self) -> bool:
        """Whether no further word follows on the same line."""
        return not (self.after[:1] == " " and is_word(self.after[1:2] or "."))


def _after_cue(
    folded: str, taken: bytearray, cue: Hit, later: Sequence[Hit], *, told: bool
) -> Handle | None:
    """Return the identifier that a cue introduces, or None; `told`: just after another handle."""
    ahead = folded[cue.end : cue.end + 90]
    whole = disguised_name_after(ahead)
    if whole is not None and not any(taken[cue.end + whole.start : cue.end + whole.end]):
        return Handle(f"{cue.value}:{whole.name}", cue.end + whole.start, cue.end + whole.end)
    found = name_after(ahead)
    if found is None:
        return None
    name, start, end = found.name, cue.end + found.start, cue.end + found.end
    crossed = any(other.start < start and other.value != cue.value for other in later)
    if crossed or any(taken[start:end]) or folded[end : end + 1] in {"/", "@"}:
        return None
    words = (folded[cue.start : cue.end], folded[cue.end : start], found.written, name)
    candidate = _Candidate(cue, *words, folded[end : end + 2])
    sequel = told and name.isalpha() and len(name) >= 5 and candidate.ends and name not in NEVER
    if not sequel and not _plausible(candidate):
        return None
    zone = _SPACED_ZONE.match(folded[end:]) if cue.value == "mobilelegends" else None
    if zone is not None:
        return Handle(f"{cue.value}:{name}({zone.group(1)})", start, end + zone.end())
    return Handle(f"{cue.value}:{name}{found.tag}", start, end)


def _plausible(found: _Candidate) -> bool:
    """Tell whether what follows a cue is an identifier rather than the next word."""
    name = found.name
    if name.isdigit():
        return _is_account_number(found)
    if found.written[0] == "@" or not any(map(str.isalpha, name)):
        return any(map(str.isalpha, name))
    if name in NEVER or found.cue.value == "whatsapp" or name.endswith(WEB):
        return False
    if is_spaceless(found.word[-1]) and len(name) >= 4:
        return found.odd or found.connected or len(name) >= 6
    if found.odd and not is_measure(name):
        return found.connected or found.word not in _AMBIGUOUS
    announced = found.connected and (found.word not in _AMBIGUOUS or "id" in found.between)
    return announced and len(name) >= 5 and found.ends


def _is_account_number(found: _Candidate) -> bool:
    """Tell whether plain figures behind a game's or QQ's cue are an account number."""
    if found.cue.value == "qq":
        return 5 <= len(found.name) <= 11
    return found.cue.value in _NUMBERED and found.connected and 6 <= len(found.name) <= 12


def find_at_handles(text: Folded, taken: bytearray, cues: Sequence[Hit]) -> list[Handle]:
    """Return the "@name" handles, their network that of the nearest cue or "unknown"."""
    if "@" not in text.text:
        return []
    folded = _parted(text)
    named = {cue.start for cue in cues}
    found = []
    for match in _AT.finditer(folded):
        start, end = match.span()
        name = match.group(1).rstrip("-.")
        before = folded[start - 1 : start]
        glued = bool(before) and ((before.isalnum() and before.isascii()) or before in "_.-/@")
        if start + 1 in named:
            continue
        if glued or any(taken[start:end]) or len(name) < 3 or not any(map(str.isalpha, name)):
            continue
        found.append(Handle(f"{_network(cues, start, end)}:{name}", start, start + 1 + len(name)))
        taken[start:end] = b"\1" * (end - start)
    return found


def _network(cues: Sequence[Hit], start: int, end: int) -> str:
    """Return the network of the cue before (within 40 characters) or after, or "unknown"."""
    near = around(cues, start - _REACH_BEFORE - _LONGEST_CUE, end + _REACH_AFTER)
    usable = [cue for cue in near if cue.value != "whatsapp"]
    before = [cue for cue in usable if 0 <= start - cue.end <= _REACH_BEFORE]
    if before:
        return before[-1].value
    after = [cue for cue in usable if 0 <= cue.start - end <= _REACH_AFTER]
    return after[0].value if after else "unknown"
