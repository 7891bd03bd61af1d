"""Handles of networks: a cue word and an identifier, or "@name", in the twelve languages."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import re2

from firstlight.detect.broken_networks import broken_networks
from firstlight.detect.common_words import is_common
from firstlight.detect.handle_names import (
    NEVER,
    WEB,
    Name,
    is_dotted,
    is_hyphened,
    is_joined,
    is_measure,
    is_number,
    is_odd,
    name_at,
)
from firstlight.detect.handle_reach import bare_before, name_before, names_after
from firstlight.detect.handle_swaps import with_letters
from firstlight.detect.handle_words import listed
from firstlight.detect.lexicon import Hit, around, is_spaceless, is_word, latin_twins
from firstlight.detect.plain_names import Plain, closes, is_plain_name
from firstlight.detect.wallets import as_written
from firstlight.rulebook.matching.fold import Folded

_AT = re2.compile(r"@([a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])?)")
_SPACED_ZONE = re2.compile(r"^\s?\(\s?(\d{3,5})\s?\)")
_CONNECTED = re2.compile(
    r"[:：=👉➡→⏩|>\"]|\bid\b|\bids\b|\busername\b|\buser name\b|号|號|uid|معرف|\bник\b|❤|\s[-~]\s"
)
_EVERYBODY = frozenset({"everyone", "here", "all", "channel"})
"""What calls a whole chat."""
_NUMBERED = frozenset({"freefire", "pubg", "mobilelegends", "qq"})
AMBIGUOUS = frozenset({"line", "signal", "steam", "dc", "disc", "ml", "ff", "tt", "face",
    "session", "imo", "1g", "ige", "phay", "✈", "👻", "📸", "📷", "🎵", "yellow app", "تل", "טלה", "blue plane", "the plane app"})  # fmt: skip
_JOINED = re2.compile(r"\p{Ll}\.\p{Lu}")
_BY_NUMBER = frozenset({"whatsapp", "viber", "imo"})
"""Networks whose accounts are telephone numbers."""
_HYPHENED = frozenset({"snapchat", "wechat", "line", "skype", "kakaotalk", "tiktok", "discord",
    "vk", "facebook", "twitter", "zalo"})  # fmt: skip
"""Networks beside which a name with a hyphen is read."""
_TOLD_BEFORE = re2.compile(r"^\s*(?:[(\[<\x{2014}\x{2013}👈⬅←👆-]|[a-z]{1,8}\s|[^\x00-\x{36F}]{2})")
_AND = (
    r"and|or|и|или|i|y|o|ou|e|und|oder|ve|veya|dan|atau|va|או|أو|او|یا|या|বা|หรือ|或者|或|和|또는|や|か"
    r"|та|або|και|og|och|en|of"
)
_ALSO = re2.compile(rf"^\s?(?:[,/&+|;、，·•]\s{{0,2}}(?:(?:{_AND})\s{{1,2}})?|(?:{_AND})\s{{0,2}})")
_SHARED = re2.compile(
    r"^\s?(?:[/&+,|、]|(?:and|и|i|y|e|und|ve|dan|va|و|اور|और|এবং|和|와|と|та|і|και|og|och|en|et)\s)\s?$"
)
_SEQUEL = 12
_REACH_BEFORE, _REACH_AFTER, _LONGEST_CUE = 40, 22, 20


class Handle(msgspec.Struct, frozen=True):
    """A handle "network:name" with its span in folded text."""

    value: str
    start: int
    end: int


def find_cues(text: Folded, hits: Sequence[Hit]) -> list[Hit]:
    """Return where a text names networks, broken spellings included."""
    folded = text.text
    cues = [
        hit
        for hit in hits
        if hit.kind == "network"
        and hit.value != "none"
        and not _inside_dots(folded, hit.start)
        and not _is_no_twin(text, hit)
    ]
    return _with_broken_words(folded, cues)


def _is_no_twin(text: Folded, hit: Hit) -> bool:
    """Tell whether what "вк" becomes in a Latin text was written so, in Latin letters."""
    written = text.original[slice(*text.span(hit.start, hit.end))]
    return text.text[hit.start : hit.end] in latin_twins() and written.isascii()


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
        handle = _before_cue(text, folded, taken, cue, told=True)
        later = cues[index + 1 : index + 6]
        if handle is None:
            handle = _after_cue(text, folded, taken, cue, later, told=told)
            if handle is not None:
                handle = _of_first(folded, handle, cues[: index + 1], taken)
        if handle is None:
            handle = _before_cue(text, folded, taken, cue)
        while handle is not None:
            found.append(_as_told(folded, handle))
            taken[handle.start : handle.end] = b"\1" * (handle.end - handle.start)
            handle = _next_to(folded, taken, handle, later)
    return found


def _as_told(folded: str, handle: Handle) -> Handle:
    """Return a handle with the figures that the text behind says are letters replaced."""
    network, _, name = handle.value.partition(":")
    told = with_letters(name, folded[handle.end : handle.end + 120])
    return handle if told == name else Handle(f"{network}:{told}", handle.start, handle.end)


def _of_first(folded: str, handle: Handle, cues: Sequence[Hit], taken: bytearray) -> Handle:
    """Return a handle with the first of the networks that share it ("insta / snap: lola")."""
    first = len(cues) - 1
    while first and _SHARED.search(folded[cues[first - 1].end : cues[first].start]):
        if cues[first - 1].value in _BY_NUMBER or taken[cues[first - 1].end]:
            break
        first -= 1
    name = handle.value.partition(":")[2]
    return Handle(f"{cues[first].value}:{name}", handle.start, handle.end)


def _before_cue(
    text: Folded, folded: str, taken: bytearray, cue: Hit, *, told: bool = False
) -> Handle | None:
    """Return the identifier that stands before its network, or None.

    `told`: only where words or a bracket say so ("lola_77 on insta", "lola_77 (insta)").
    """
    first = max(0, cue.start - 60)
    behind, ahead = folded[first : cue.start], folded[cue.end : cue.end + 90]
    found = name_before(behind, ahead, abroad=not folded[cue.start : cue.end].isascii())
    if found is None and not told and closes(ahead):
        found = bare_before(behind, ahead)
    if found is None or (told and not _TOLD_BEFORE.search(found.between)):
        return None
    name = found.name
    start, end = first + name.start, first + name.end
    if any(taken[start:end]) or cue.value == "whatsapp":
        return None
    if name.name.isalpha() and _is_capital(text, start) and not _is_camel(text, start, end):
        return None
    return Handle(f"{cue.value}:{name.name}", start, end)


def _next_to(folded: str, taken: bytearray, before: Handle, later: Sequence[Hit]) -> Handle | None:
    """Return a further name of the same network behind "and", "/" or a comma, or None."""
    link = _ALSO.match(folded[before.end : before.end + 12])
    if link is None:
        return None
    network = before.value.partition(":")[0]
    name = name_at(folded, before.end + link.end(), network)
    if (
        name is None
        or not (is_joined(name.name) or is_odd(name.name))
        or any(taken[name.start : name.end])
    ):
        return None
    owned = any(name.start - 2 < cue.start < name.end + _REACH_AFTER for cue in later)
    if owned or folded[name.end : name.end + 1] in {"@", "/"} or is_number(name.name):
        return None
    return Handle(f"{network}:{name.name}", name.start, name.end)


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
    more = list(broken_networks(folded))
    ends = {place: broken.end for broken in more for place in range(broken.start, broken.end)}
    cues = [cue for cue in cues if cue.end >= ends.get(cue.start, 0)]
    known = {place for cue in cues for place in range(cue.start, cue.end)}
    cues = [*cues, *(broken for broken in more if broken.start not in known)]
    return sorted(cues, key=lambda cue: cue.start)


def _is_capital(text: Folded, place: int) -> bool:
    return text.original[text.offsets[place]].isupper()


def _is_camel(text: Folded, start: int, end: int) -> bool:
    """Tell whether a name is written with a capital behind a small letter ("LolaJobs")."""
    written = text.original[slice(*text.span(start, end))]
    return any(a.islower() and b.isupper() for a, b in pairwise(written))


class _Candidate(msgspec.Struct, frozen=True):
    """What follows a cue: the cue, the text between, the name, the rest.

    `capitals`: the network's name is written in capitals; `capital`: the name begins with one;
    `camel`: a capital stands inside it; `behind`: the text before the cue.
    """

    cue: Hit
    word: str
    between: str
    found: Name
    after: str
    capitals: bool
    capital: bool
    camel: bool
    behind: str

    @property
    def connected(self) -> bool:
        """Whether a colon, an arrow, "id" or the like announces a name."""
        announced = self.word.endswith(("id", "号")) or self.word.startswith("id ")
        return announced or bool(_CONNECTED.search(self.between))

    @property
    def odd(self) -> bool:
        """Whether the name holds what words do not: figures, "_", a full stop inside."""
        name = self.found.name
        return any(char.isdigit() or char == "_" for char in name) or "." in name

    @property
    def ends(self) -> bool:
        """Whether no further word follows on the same line."""
        return not (self.after[:1] == " " and is_word(self.after[1:2] or "."))

    @property
    def abroad(self) -> bool:
        """Whether a Latin name stands alone in a text of another script."""
        return not self.word.isascii() and self.apart

    @property
    def apart(self) -> bool:
        """Whether no further Latin word follows."""
        after = self.after.lstrip(" ")[:1]
        return not (after.isascii() and after.isalnum())


def _after_cue(
    text: Folded, folded: str, taken: bytearray, cue: Hit, later: Sequence[Hit], *, told: bool
) -> Handle | None:
    """Return the identifier that a cue introduces, or None; `told`: just after another handle."""
    for beside in names_after(folded[cue.end : cue.end + 90], cue.value):
        found = beside.name
        name, start, end = found.name, cue.end + found.start, cue.end + found.end
        crossed = any(
            other.start < start and other.value not in {cue.value, *_BY_NUMBER} for other in later
        )
        if crossed or any(taken[start:end]) or folded[end : end + 1] in {"/", "@", "="}:
            continue
        candidate = _Candidate(
            cue,
            folded[cue.start : cue.end],
            beside.between,
            found,
            folded[end : end + 90],
            _is_capital(text, cue.start) and _is_capital(text, cue.end - 1),
            _is_capital(text, start),
            _is_camel(text, start, end),
            folded[max(0, cue.start - 90) : cue.start],
        )
        sequel = told and name.isalpha() and len(name) >= 5 and candidate.ends and name not in NEVER
        if beside.abroad:
            meant = _is_letters_alone(candidate, abroad=True) or _is_dictated(candidate)
        else:
            meant = _is_far_name(candidate) if beside.far else _plausible(candidate)
        if not sequel and not meant:
            continue
        zone = _SPACED_ZONE.match(folded[end:]) if cue.value == "mobilelegends" else None
        if zone is not None:
            return Handle(f"{cue.value}:{name}({zone.group(1)})", start, end + zone.end())
        return Handle(f"{cue.value}:{name}{found.tag}", start, end)
    return None


def _is_dictated(found: _Candidate) -> bool:
    """Tell whether a name has its signs in words or stands apart, as only names do."""
    name = found.found.name
    odd = is_joined(name) or is_dotted(name)
    return found.found.sure and odd and not is_number(name) and not name.endswith(WEB)


def _is_far_name(found: _Candidate) -> bool:
    """Tell whether a name that other words part from its network is meant as one."""
    name = found.found.name
    clear = found.word not in AMBIGUOUS or found.capitals
    clear = clear or (not found.between.isascii() and (is_joined(name) or is_dotted(name)))
    usable = found.cue.value not in _BY_NUMBER and clear
    return usable and not is_number(name) and name not in NEVER


def _plausible(found: _Candidate) -> bool:
    """Tell whether what follows a cue is an identifier rather than the next word."""
    name = found.found.name
    if name.isdigit():
        return _is_account_number(found)
    lettered = any(map(str.isalpha, name))
    if is_number(name) or name in NEVER or found.found.sure or not lettered:
        return lettered and not is_number(name) and name not in NEVER
    if found.cue.value == "whatsapp" or name.endswith(WEB):
        return False
    if is_spaceless(found.word[-1]) and len(name) >= 4:
        strange = not found.capital or not is_common(name)
        return (
            found.odd or found.connected or (len(name) >= 6 and strange) or _is_letters_alone(found)
        )
    if found.odd and not is_measure(name):
        return found.connected or found.word not in AMBIGUOUS or _is_certain(found)
    return _is_plain_name(found)


def _is_certain(found: _Candidate) -> bool:
    """Tell whether a name is one even behind a word that is mostly no network ("line")."""
    name = found.found.name
    if found.word == "face":
        return name.count(".") > 1 and name[0].isalpha() and not found.between.strip()
    joined = "_" in name or "." in name
    if joined and (any(map(str.isdigit, name)) or found.cue.value == "signal"):
        return True
    return found.capitals and not found.capital


def _is_plain_name(found: _Candidate) -> bool:
    """Tell whether letters alone, or with a hyphen, are a name: announced, or in another script."""
    name, clear = found.found.name, found.word not in AMBIGUOUS
    if is_hyphened(name) and found.cue.value in _HYPHENED:
        return found.connected or found.abroad
    alone = clear and found.cue.value not in _BY_NUMBER and found.abroad and not found.capital
    if alone and len(name) >= 5 and name.isalpha():
        return True
    announced = found.connected and (clear or "id" in found.between)
    announced = announced and name not in listed("never")
    return (announced and len(name) >= 5 and found.ends) or _is_letters_alone(found)


def _is_letters_alone(found: _Candidate, *, abroad: bool = False) -> bool:
    """Tell whether letters alone are a name by being no word, and by where they stand."""
    shaped = found.camel or not found.capital or found.capitals or abroad or found.abroad
    if not shaped or found.cue.value in _BY_NUMBER:
        return False
    return is_plain_name(
        Plain(
            found.found.name,
            found.word,
            found.behind,
            found.between,
            found.after,
            clear=found.word not in AMBIGUOUS,
            abroad=found.abroad or (abroad and found.apart),
            camel=found.camel,
        )
    )


def _is_account_number(found: _Candidate) -> bool:
    """Tell whether plain figures behind a game's or QQ's cue are an account number."""
    name = found.found.name
    if found.cue.value in {"qq", "icq"}:
        return 5 <= len(name) <= 11
    return found.cue.value in _NUMBERED and found.connected and 6 <= len(name) <= 12


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
        if start + 1 in named or name in _EVERYBODY:
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
