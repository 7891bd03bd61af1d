"""Handles of networks: where a text names networks, and "@name" wherever it stands.

Which words beside a network are an account's name is judged in `handle_judge.py`.
"""

from collections.abc import Iterator, Sequence

import msgspec
import re2

from firstlight.detect.broken_networks import broken_networks
from firstlight.detect.handle_names import is_joined, is_number, is_odd, name_at
from firstlight.detect.lexicon import Hit, around, latin_twins
from firstlight.rulebook.matching.fold import Folded

AMBIGUOUS = frozenset({"line", "signal", "steam", "dc", "disc", "ml", "ff", "tt", "face",
    "session", "imo", "1g", "ige", "phay", "✈", "👻", "📸", "📷", "🎵", "yellow app", "تل", "טלה",
    "blue plane", "the plane app", "sinyal", "sygnal", "sinal", "senal", "segnale", "signaal",
    "signaali", "semnal", "контакте", "vyber", "в.к", "β.κ", "વીકે", "वीके", "वी.के", "वी के",
    "ভি কে", "ভি.কে", "வி.கே", "வி கே", "వి.కె", "ವಿ.ಕೆ", "വി.കെ", "ਵੀ ਕੇ", "في كي", "وي كي",
    "زالو", "ઝાલો", "આઈજી", "ಐಜಿ", "ഐജി", "κακάο", "লাইন", "লাইনে", "લાઇન", "લાઈન", "ਲਾਈਨ", "ଲାଇନ",
    "లైన్", "లైన్లో", "ಲೈನ್", "ಲೈನ್ನಲ್ಲಿ", "ലൈൻ", "ലൈനിൽ", "ලයින්", "லைன்", "லைனில்", "லைன்ல", "लाईन",
    "लाइनवर"})  # fmt: skip
"""Names of networks that mostly mean something else."""
BY_NUMBER = frozenset({"whatsapp", "viber", "imo"})
"""Networks whose accounts are telephone numbers."""
_AT = re2.compile(r"@([a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])?)")
_EVERYBODY = frozenset({"everyone", "here", "all", "channel"})
"""What calls a whole chat."""
_AND = (
    r"and|or|и|или|i|y|o|ou|e|und|oder|ve|veya|dan|atau|va|או|أو|او|یا|या|বা|หรือ|或者|或|和|또는|や|か"
    r"|та|або|και|og|och|en|of"
)
_ALSO = re2.compile(rf"^\s?(?:[,/&+|;、，·•]\s{{0,2}}(?:(?:{_AND})\s{{1,2}})?|(?:{_AND})\s{{0,2}})")
_SHARED = re2.compile(
    r"^\s?(?:[/&+,|、]|(?:and|и|i|y|e|und|ve|dan|va|و|اور|और|এবং|和|와|と|та|і|και|og|och|en|et)\s)\s?$"
)
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
        and not folded.startswith("wxid_", hit.start)
    ]
    return _with_broken_words(folded, [_without_id(folded, cue) for cue in cues])


def _without_id(folded: str, cue: Hit) -> Hit:
    """Return a network without the "id" that begins an account's name: "vk id_anna"."""
    if folded[cue.end : cue.end + 1] == "_" and folded[: cue.end].endswith(" id"):
        return Hit(cue.kind, cue.value, cue.start, cue.end - 3)
    return cue


def _is_no_twin(text: Folded, hit: Hit) -> bool:
    """Tell whether what "вк" becomes in a Latin text was written so, in Latin letters."""
    written = text.original[slice(*text.span(hit.start, hit.end))]
    return text.text[hit.start : hit.end] in latin_twins() and written.isascii()


def _inside_dots(folded: str, start: int) -> bool:
    """Tell whether a word stands right behind a letter and a full stop ("b.sc", "e.g.ig")."""
    before = folded[max(0, start - 2) : start]
    return before[1:] == "." and before[0].isalpha() and before[0].isascii()


def _with_broken_words(folded: str, cues: list[Hit]) -> list[Hit]:
    """Return the cues and those written "te le gram", "t3legram"."""
    more = list(broken_networks(folded))
    ends = {place: broken.end for broken in more for place in range(broken.start, broken.end)}
    cues = [cue for cue in cues if cue.end >= ends.get(cue.start, 0)]
    known = {place for cue in cues for place in range(cue.start, cue.end)}
    cues = [*cues, *(broken for broken in more if broken.start not in known)]
    return sorted(cues, key=lambda cue: cue.start)


def of_first_network(folded: str, cue: Hit, cues: Sequence[Hit], taken: Sequence[int]) -> str:
    """Return the first of the networks that share a name with one ("insta / snap: lola")."""
    before = [other for other in cues if other.start <= cue.start]
    first = len(before) - 1
    while first and _SHARED.search(folded[before[first - 1].end : before[first].start]):
        if before[first - 1].value in BY_NUMBER or taken[before[first - 1].end]:
            break
        first -= 1
    return before[first].value


def further_names(
    folded: str, taken: Sequence[int], handle: Handle, cues: Sequence[Hit]
) -> Iterator[Handle]:
    """Yield further names of the same network behind "and", "/" or a comma."""
    network = handle.value.partition(":")[0]
    end = handle.end
    while link := _ALSO.match(folded[end : end + 12]):
        name = name_at(folded, end + link.end(), network)
        if name is None or any(taken[name.start : name.end]) or is_number(name.name):
            return
        end = name.end
        owned = any(name.start - 2 < cue.start < end + _REACH_AFTER for cue in cues)
        signed = is_joined(name.name) or is_odd(name.name)
        if owned or not signed or folded[end : end + 1] in {"@", "/"}:
            return
        yield Handle(f"{network}:{name.name}", name.start, end)


def find_at_handles(text: Folded, taken: bytearray, cues: Sequence[Hit]) -> list[Handle]:
    """Return the "@name" handles, their network that of the nearest cue or "unknown"."""
    if "@" not in text.text:
        return []
    folded = text.text
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
