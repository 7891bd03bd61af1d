"""Names of networks that no list holds: misspelt, inflected, in any script, with figures.

"te3l3gram", "fesibuuku", "wee chat", "ಟೆಲಿಗ್ರಾಂನಲ್ಲಿ". A word is written in Latin letters and held
against the networks' names, by edits and by consonants. Weak evidence, for those who weigh what
stands beside it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from firstlight.detect.common_words import is_common
from firstlight.detect.lexicon import Hit
from firstlight.detect.network_names import EVERY

_NETWORKS = {name: network for name, network in EVERY.items() if len(name) > 5 or name in
    {"skype", "viber"}} | {"vkontakte": "vk", "messenger": "facebook"}  # fmt: skip
_NETWORKS.pop("whatsapp")
_BY_EDITS = (*(name for name in _NETWORKS if name != "signal"), "insta", "snap")
_STEMS = {"insta": "instagram", "snap": "snapchat", **_NETWORKS}
"""Names that a word may begin with, endings behind."""
_SAID = {"vaiber": "viber", "vaibr": "viber", "skaip": "skype", "vichat": "wechat",
    "vichet": "wechat", "vecht": "wechat", "snapchat": "snapchat", "feisbuk": "facebook",
    "tiktok": "tiktok", "diskord": "discord", "kakaotok": "kakaotalk", "kakao": "kakaotalk",
    "teligram": "telegram", "singal": "signal"}  # fmt: skip
"""How names sound, where their consonants are too few to tell them."""
_WORD = re.compile(r"[^\s.,:;?()\[\]{}\"“”«»/|=<>+*…·•。，、：]{3,20}")
_SECOND = re.compile(r"[ -](?:ch[a4@]t|chet|book|gram|tok|tock|cord|buk|bok)\b")
_FIRST = re.compile(r"(?<![^\W_])[a-z]{2,7}$")
_FIGURES = str.maketrans("0345789@$!1", "oeastbgasil", "-'’")
_NOT_LETTER = re.compile(r"[^a-z]")
_SOUNDS = ((re.compile("ph"), "f"), (re.compile("qu|ck|ch"), "k"), (re.compile("c(?=[eiy])"), "s"))
_ALIKE = str.maketrans("qgcdvwbfz", "kkktpppps", "aeiouyhj")
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")
_INSTA = re.compile(r"^[yaei]?ns+ta+")
_INST = re.compile(r"^inst[aeiouy][a-z]{0,2}$")
_SNAP = re.compile(r"^[ei]?s+[aei]?n+[aei]{1,2}p+[a-z]{0,4}$")
_RESPELT = re.compile(
    "(?P<k>tsch|tch|tsh|tj|sj|sh|cz|ch|ck|kh|c|q)|(?P<f>ph)|(?P<v>bh|w)|(?P<ks>x)|(?P<s>z)"
    "|(?P<i>[aeiou]?[yj]|[ae]i|i[aeiy]?)|(?P<o>[ou]+)|(?P<a>[ae]+)"
)
_MATRES = re.compile(r"[\u0590-\u07bf]")
"""Scripts whose signs for w and y are vowels inside a word."""
_INITIAL = frozenset("bcdfikmpqstvw")
"""Letters that a word begins with that may sound as a network does."""
_FEWEST_SOUNDS, _LONG_SOUND, _LONGEST_REST = 4, 5, 4
_BEFORE, _FEWEST, _MOST, _MOST_FIGURES = frozenset("@/._"), 3, 14, 3
_LONG, _LONG_ENDING, _LONGEST_INSTA, _ENOUGH = 8, 4, 9, 4
_ENDING_SOUNDS, _LONGEST_FIRST = 2, 9


def misspelt_networks(folded: str, known: Sequence[Hit]) -> Iterator[Hit]:
    """Yield where words of a folded text resemble a network, outside those known."""
    held = {place for hit in known for place in range(hit.start, hit.end)}
    for second in _SECOND.finditer(folded):
        first = _FIRST.search(folded, max(0, second.start() - _LONGEST_FIRST), second.start())
        start, end = (first or second).start(), second.end()
        plain = _NOT_LETTER.sub("", folded[start:end].translate(_FIGURES))
        network = _by_edits(plain) or _as_said(plain) if first else None
        if network and held.isdisjoint((start, end - 1)):
            held.update(range(start, end))
            yield Hit("network", network, start, end)
    if not any(map(_network, set(_WORD.findall(folded)))):
        return
    for match in _WORD.finditer(folded):
        start, end = match.span()
        network = _network(match.group())
        free = start not in held and end - 1 not in held and folded[end : end + 1] != "@"
        if network and free and folded[max(0, start - 1) : start] not in _BEFORE:
            yield Hit("network", network, start, end)


@lru_cache(1 << 16)
def _network(word: str) -> str | None:
    if not word.isascii():
        return _of_other_script(word)
    if word.isalpha() and (is_common(word) or not _FEWEST <= len(word) <= _MOST):
        return None
    plain = word.translate(_FIGURES)
    if not plain.isalpha() or sum(map(str.isdigit, word)) > _MOST_FIGURES:
        return None
    if not _FEWEST <= len(plain) <= _MOST or (plain in _STEMS and word.isalpha()):
        return None
    found = _STEMS.get(plain) or _by_edits(plain) or _by_stem(plain) or _by_sound(plain)
    return found or _as_said(plain)


def _as_said(plain: str) -> str | None:
    """Return the network that is written as it sounds: "wiber", "vicet", "snepsjet"."""
    if plain[:1] not in _INITIAL:
        return None
    if _INST.search(plain):
        return "instagram"
    sound = _sound(plain)
    if sound.startswith("snap") and len(sound) <= _FEWEST_SOUNDS + 1:
        return "snapchat"
    return _sounds().get(sound) if len(sound) >= _FEWEST_SOUNDS else None


def _begins_as_said(plain: str) -> str | None:
    """Return the network whose sound a word of another script begins with."""
    if plain[:1] not in _INITIAL:
        return None
    sound = _sound(plain)
    for known, network in _sounds().items():
        longer = len(sound) - len(known)
        if len(known) >= _LONG_SOUND and 0 < longer <= _LONGEST_REST and sound.startswith(known):
            return network
    return _sounds().get(sound) if len(sound) >= _FEWEST_SOUNDS else None


@cache
def _sounds() -> dict[str, str]:
    said = {**_NETWORKS, **_SAID}
    return {_sound(name): network for name, network in said.items()}


def _sound(plain: str) -> str:
    """Return how a word sounds, roughly: letters that spellings do not tell apart made one."""
    respelt = _RESPELT.sub(lambda match: match.lastgroup or "", plain)
    return _DOUBLED.sub(r"\1", respelt)


def _by_edits(plain: str) -> str | None:
    """Return the network that is one edit away, or two where its name is long."""
    near = {
        name: OSA.distance(name, plain, score_cutoff=2)
        for name in _BY_EDITS
        if name[0] == plain[:1] and abs(len(name) - len(plain)) <= 2
    }
    best = min(near, key=near.__getitem__, default=None)
    found = best is not None and near[best] <= (2 if len(best) >= _LONG else 1)
    return _STEMS[best] if best is not None and found else None


def _by_stem(plain: str) -> str | None:
    for stem, network in _STEMS.items():
        ending = len(plain) - len(stem)
        if plain.startswith(stem) and 0 < ending <= min(_LONG_ENDING, len(stem) - 1):
            return network
    return None


def _by_sound(plain: str) -> str | None:
    """Return the network with a word's consonants; without vowels, its first ones are enough."""
    bones = _consonants(plain)
    bare = _VOWELS.isdisjoint(plain)
    for known, network in _bones():
        longer = len(bones) - len(known)
        ended = len(known) >= _ENOUGH and bones.startswith(known) and longer <= _ENDING_SOUNDS
        begun = len(bones) >= _ENOUGH and known.startswith(bones) and longer >= -_ENDING_SOUNDS
        if (bones == known or ended or (bare and begun)) and _begins_alike(plain, network):
            return network
    return None


def _begins_alike(plain: str, network: str) -> bool:
    """Tell whether a word begins as a network does: a vowel may be put before "s" alone."""
    return plain[:1] not in _VOWELS or network[0] in "is"


def _of_other_script(word: str) -> str | None:
    """Return the network whose consonants begin a word of another script."""
    plain = _NOT_LETTER.sub("", anyascii(word).lower().translate(_FIGURES))
    bones = _consonants(plain)
    for known, network in _bones():
        longer = len(bones) - len(known)
        ended = len(known) >= _ENOUGH and bones.startswith(known) and longer < _LONG_ENDING
        if ended and _begins_alike(plain, network):
            return network
    if _MATRES.search(word):
        bare = _consonants(plain[:1] + plain[1:].replace("w", ""))
        if found := dict(_bones()).get(bare):
            return found
    if _INSTA.search(plain) and len(plain) <= _LONGEST_INSTA:
        return "instagram"
    return "snapchat" if _SNAP.search(plain) else _begins_as_said(plain)


@cache
def _bones() -> tuple[tuple[str, str], ...]:
    pairs = ((_consonants(name), network) for name, network in _NETWORKS.items())
    return tuple(pair for pair in pairs if len(pair[0]) >= _ENOUGH - 1)


def _consonants(plain: str) -> str:
    """Return the consonants of a word, those that spellings do not tell apart made one."""
    for sound, letter in _SOUNDS:
        plain = sound.sub(letter, plain)
    return _DOUBLED.sub(r"\1", plain.translate(_ALIKE))
