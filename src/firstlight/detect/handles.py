"""Handles of networks: a cue word and an identifier, or "@name", in the twelve languages."""

from collections.abc import Sequence

import msgspec
import re2

from firstlight.detect.lexicon import Hit, around, is_spaceless, is_word
from firstlight.detect.wallets import as_written
from firstlight.rulebook.matching.fold import Folded
from firstlight.rulebook.matching.spacing import unleet

_AT = re2.compile(r"@([a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])?)")
_WORDS_BETWEEN = (
    r"(?:id|ids|username|user name|user|handle|acc|account|name|nick|nickname|uid|tag|is|es|est|e"
    r"|at|no|number|code|akun|ako|ko|ng|la|adalah|ni|ay)\b|号码|号|號|账号|帐号|群|यह|है"
    r"|هو|علي|حساب|معرف|ник|логин|мой|канал|бот"
)
_MARKS_BETWEEN = r"[:=\-~|>/(\"'*.,+👉➡→⏩👇📲✈💬📩📱❤♥🔥✅]"
_GAP = re2.compile(rf"^\s*(?:(?:{_WORDS_BETWEEN}|{_MARKS_BETWEEN})\s*){{0,6}}")
_NAME = re2.compile(r"^@?([a-z0-9_](?:[a-z0-9_.\-]{1,36}[a-z0-9_]))(#[0-9]{4})?")
_SPACED_ZONE = re2.compile(r"^\s?\(\s?(\d{3,5})\s?\)")
_CONNECTED = re2.compile(
    r"[:：=👉➡→⏩|>\"]|\bid\b|\bids\b|\busername\b|\buser name\b|号|號|uid|معرف|\bник\b|❤|\s[-~]\s"
)
_NUMBERED = frozenset({"freefire", "pubg", "mobilelegends", "qq"})
_AMBIGUOUS = frozenset({"line", "signal", "steam", "dc", "disc", "ml", "ff"})
_WEB = (".com", ".net", ".org", ".info", ".html", ".php")
_NEVER = frozenset({"channel", "group", "page", "account", "message", "link", "download", "below",
    "whatsapp", "telegram", "instagram", "facebook", "tiktok", "snapchat", "viber", "wechat",
    "line", "please", "contact", "number", "only", "username", "https", "http", "www", "call",
    "text", "inbox", "available", "online", "signal", "discord", "email", "mail", "phone", "click",
    "here"})  # fmt: skip
_BROKEN = re2.compile(
    r"\b(?:t\W{0,2}e\W{0,2}l\W{0,2}e\W{0,2}g\W{0,2}r\W{0,2}a\W{0,2}m"
    r"|w\W{0,2}e\W{0,2}c\W{0,2}h\W{0,2}a\W{0,2}t|i\W{0,2}n\W{0,2}s\W{0,2}t\W{0,2}a(?:\W{0,2}g\W{0,2}r\W{0,2}a\W{0,2}m)?"
    r"|s\W{0,2}n\W{0,2}a\W{0,2}p\W{0,2}c\W{0,2}h\W{0,2}a\W{0,2}t)\b"
)
_BROKEN_NAMES = {"t": "telegram", "w": "wechat", "i": "instagram", "s": "snapchat"}
_CASE = re2.compile(r"[a-z]*[0-9@$!][a-z0-9@$!]*[a-z]")
_JOINED = re2.compile(r"\p{Ll}\.\p{Lu}")
_REACH_BEFORE, _REACH_AFTER, _LONGEST_CUE = 40, 22, 20


class Handle(msgspec.Struct, frozen=True):
    """A handle "network:name" with its span in folded text."""

    value: str
    start: int
    end: int


def find_cues(folded: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return where a text names networks, broken spellings included."""
    cues = [hit for hit in hits if hit.kind == "network" and not _inside_dots(folded, hit.start)]
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
        handle = _after_cue(folded, taken, cue, cues[index + 1 : index + 6])
        if handle is not None:
            found.append(handle)
            taken[handle.start : handle.end] = b"\1" * (handle.end - handle.start)
    return found


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


def _after_cue(folded: str, taken: bytearray, cue: Hit, later: Sequence[Hit]) -> Handle | None:
    """Return the identifier that a cue introduces, or None."""
    gap = _GAP.match(folded[cue.end : cue.end + 90])
    start = cue.end + (gap.end() if gap else 0)
    match = _NAME.match(folded[start : start + 60])
    if match is None or any(other.start < start and other.value != cue.value for other in later):
        return None
    name, end = match.group(1), start + match.end()
    if any(taken[start:end]) or folded[end : end + 1] in {"/", "@"}:
        return None
    words = (folded[cue.start : cue.end], folded[cue.end : start], match.group(), name)
    if not _plausible(_Candidate(cue, *words, folded[end : end + 2])):
        return None
    zone = _SPACED_ZONE.match(folded[end:]) if cue.value == "mobilelegends" else None
    if zone is not None:
        return Handle(f"{cue.value}:{name}({zone.group(1)})", start, end + zone.end())
    return Handle(f"{cue.value}:{name}{match.group(2) or ''}", start, end)


def _plausible(found: _Candidate) -> bool:
    """Tell whether what follows a cue is an identifier rather than the next word."""
    name = found.name
    if name.isdigit():
        return _is_account_number(found)
    if found.written[0] == "@" or not any(map(str.isalpha, name)):
        return any(map(str.isalpha, name))
    if name in _NEVER or found.cue.value == "whatsapp" or name.endswith(_WEB):
        return False
    if is_spaceless(found.word[-1]) and len(name) >= 4:
        return found.odd or found.connected or len(name) >= 6
    if found.odd and not _is_measure(name):
        return found.connected or found.word not in _AMBIGUOUS
    announced = found.connected and (found.word not in _AMBIGUOUS or "id" in found.between)
    return announced and len(name) >= 5 and found.ends


def _is_account_number(found: _Candidate) -> bool:
    """Tell whether plain figures behind a game's or QQ's cue are an account number."""
    if found.cue.value == "qq":
        return 5 <= len(found.name) <= 11
    return found.cue.value in _NUMBERED and found.connected and 6 <= len(found.name) <= 12


def _is_measure(name: str) -> bool:
    """Tell whether a name is rather a figure with a unit or an ordinal: "24h", "2nd"."""
    return len(name) <= 4 and name[0].isdigit()


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
