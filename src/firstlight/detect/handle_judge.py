"""Which readings beside the networks of a text are accounts' names: weighed, the best first.

Weights are learned from the posts of many writers (`bench/make_handles.py`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import re2

from firstlight.detect.apart import Closed
from firstlight.detect.common_words import SHORTEST, is_common, is_given
from firstlight.detect.handle_costumes import costumes
from firstlight.detect.handle_dictated import first_words
from firstlight.detect.handle_names import WEB, is_code, is_hyphened, is_number, is_odd, is_product
from firstlight.detect.handle_reading import Reading
from firstlight.detect.handle_readings import readings
from firstlight.detect.handle_told import Said, said_of
from firstlight.detect.handle_traits import (
    ANNOUNCED,
    COUNTED,
    Pair,
    Scene,
    figures_of,
    is_asked,
    is_place,
)
from firstlight.detect.handle_words import ends, listed, phrase_behind
from firstlight.detect.handles import AMBIGUOUS, Handle, further_names, of_first_network
from firstlight.detect.lexicon import Hit
from firstlight.detect.misspelt_networks import misspelt_networks
from firstlight.detect.phones import hidden_figures
from firstlight.rulebook.matching.fold import Folded

FILE = Path(__file__).parent / "data" / "handle_weights.json"
MEANT = -0.5
"""Log odds from which on a reading is taken for a name."""
_NUMBERED = {"freefire": (6, 12), "pubg": (6, 12), "mobilelegends": (6, 12), "qq": (5, 11),
    "icq": (5, 11)}  # fmt: skip
"""Networks whose accounts may be plain figures, and how many of them."""
_ZONE = re.compile(r"\s?\(\s?(\d{3,5})\s?\)")
_START = re2.compile(r"[$€]?[a-z0-9_@]+|[(\[{<][a-z0-9][)\]}>][(\[{<]")
_INSIDE = frozenset(".-@")
_LATEST, _BEHIND = 110, 80
_MOST_TOGETHER = 12
_MOST_RANK, _MOST_COUNTED, _BESIDE = 4, 3, 4
_TWINS = str.maketrans("асеорхукмтнвіјѕԛһԁѡ", "aceopxykmthbijsqhdw")
_TWIN = "[асеорхукмтнвіјѕԛһԁѡ]"
_MIXED = re.compile(
    rf"(?<![^\W_])(?=[а-яіјѕԛһԁѡ_.]*[a-z])(?:[a-z0-9_.]|{_TWIN})+(?![^\W_])"
    rf"|(?<![^\W_])(?:(?:[a-z0-9_.]|{_TWIN}) ){{4,}}(?:[a-z0-9_.]|{_TWIN})(?![^\W_])"
)
_FIGURE = re.compile("[0-9]")
_TIED = re.compile("[a-z]{3,}[\u3041-\u309f]{1,2}(?=[a-z0-9_@])")
_PROSE = re.compile(r"([a-z]+)(?: ([a-z]{2,})|(?=[,;!?\n])|$)")
_LEAD = re.compile(r"[:=>→➡👉\"“«'(@-]\s?$")


@cache
def weights() -> dict[str, float]:
    """Return what each trait is worth, in log odds."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, float])


class Weighed(NamedTuple):
    """The pairs of a text that weigh enough, the heaviest first, and where it names networks."""

    text: str
    near: list[Hit]
    pairs: list[Pair]


def weigh_handles(closed: Closed, cues: Sequence[Hit], taken: bytearray) -> Weighed:
    """Return what may be an account beside the networks of a text.

    `taken` marks the characters that belong to other values.
    """
    folded = closed.folded
    near = networks_of(folded.text, cues)
    pairs = pairs_of(closed, near, taken)
    if not pairs:
        return Weighed(folded.text, near, [])
    known, scene = weights(), Scene(folded, near, AMBIGUOUS)
    odds = [sum(known.get(trait, 0.0) for trait in scene.traits(pair)) for pair in pairs]
    for base, counted in rivals_of(pairs):
        more = sum(known.get(trait, 0.0) for trait in scene.rivalry(pairs[base], pairs[counted]))
        most = max(odds[base], odds[counted])
        odds[base], odds[counted] = most - max(0.0, more), most + min(0.0, more)
    best = sorted(range(len(pairs)), key=lambda at: -odds[at])
    meant = [(pairs[at], odds[at]) for at in best if odds[at] >= MEANT]
    return Weighed(folded.text, near, [pair for pair, _ in _together(meant)])


def rivals_of(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Yield the places of a pair without the figures behind its name, and of that with them."""
    bases = {
        (pair.cue.start, pair.cue.value, pair.reading.start, pair.reading.name): at
        for at, pair in enumerate(pairs)
    }
    for at, pair in enumerate(pairs):
        without = pair.reading.without
        key = (pair.cue.start, pair.cue.value, pair.reading.start, without)
        base = bases.get(key) if without else None
        if base is not None and base != at:
            yield base, at


def _together(meant: list[tuple[Pair, float]]) -> list[tuple[Pair, float]]:
    """Return the pairs with those first that weigh most together.

    Of two networks that could share a name each gets its own ("bru on snap and bruna on tiktok").
    """
    several = len({pair.cue.start for pair, _ in meant}) > 1
    if not several or len(meant) > _MOST_TOGETHER:
        return meant
    best, most = list[int](), 0.0
    waiting = [(0, list[int](), 0.0)]
    while waiting:
        first, chosen, weight = waiting.pop()
        if weight > most:
            best, most = chosen, weight
        waiting += [
            (at + 1, [*chosen, at], weight + meant[at][1] - MEANT)
            for at in range(first, len(meant))
            if all(_go_together(meant[at][0], meant[other][0]) for other in chosen)
        ]
    return [meant[at] for at in best] + [one for at, one in enumerate(meant) if at not in best]


def _go_together(one: Pair, other: Pair) -> bool:
    """Tell whether two pairs have neither network nor characters in common."""
    apart = one.reading.end <= other.reading.start or other.reading.end <= one.reading.start
    return apart and one.cue.start != other.cue.start


def choose_handles(weighed: Weighed, taken: bytearray) -> list[Handle]:
    """Return the handles of a text, by start: one name for a network, no character twice."""
    text, near, pairs = weighed
    used = bytearray(taken)
    served: set[int] = set()
    found: list[Handle] = []
    for pair in pairs:
        cue, reading = pair.cue, pair.reading
        if cue.start in served or used.find(1, reading.start, reading.end) >= 0:
            continue
        served.add(cue.start)
        handle = _of(text, pair, near, used)
        for one in (handle, *further_names(text, used, handle, near)):
            used[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda handle: handle.start)


def _of(text: str, pair: Pair, near: Sequence[Hit], taken: bytearray) -> Handle:
    """Return the handle that a pair is."""
    reading = pair.reading
    network = of_first_network(text, pair.cue, near, taken) if pair.behind else pair.cue.value
    zone = _ZONE.match(text, reading.end) if network == "mobilelegends" else None
    if zone is not None:
        return Handle(f"{network}:{reading.name}({zone.group(1)})", reading.start, zone.end())
    return Handle(f"{network}:{reading.name}", reading.start, reading.end)


def networks_of(text: str, cues: Sequence[Hit]) -> list[Hit]:
    """Return where a text names networks, misspelt ones included, by start."""
    named = [_cut(text, cue) for cue in (*misspelt_networks(text, cues), *cues)]
    every = {(cue.start, cue.end): cue for cue in named}
    return [every[span] for span in sorted(every)]


def _cut(text: str, cue: Hit) -> Hit:
    """Return a network without the name that a particle ties to it: "tiktokでlola.jobs"."""
    tied = _TIED.match(text, cue.start, cue.end)
    return cue if tied is None else msgspec.structs.replace(cue, end=tied.end())


def pairs_of(closed: Closed, near: Sequence[Hit], taken: bytearray) -> list[Pair]:
    """Return each network of a text with each reading beside it, in free characters."""
    own = {(cue.value, cue.start, cue.end) for cue in near}
    found = [
        pair
        for pair in _pairs(closed, near, taken)
        if (pair.cue.value, pair.reading.start, pair.reading.end) not in own
    ]
    telling = {pair.reading.start for pair in found if _is_telling(pair.reading)}
    odd = {pair.reading.start for pair in found if _is_odd(pair.reading)}
    counts = {"telling": min(_MOST_COUNTED, len(telling)), "odd": min(_MOST_COUNTED, len(odd))}
    return [msgspec.structs.replace(pair, **counts) for pair in found]


def _untwinned(text: str) -> str:
    """Return a text whose Cyrillic letters amid Latin ones are the Latin ones they look like."""
    if text.isascii() or not _MIXED.search(text):
        return text
    return str(_MIXED.sub(lambda match: match.group().translate(_TWINS), text))


def _pairs(closed: Closed, near: Sequence[Hit], taken: bytearray) -> Iterator[Pair]:
    if not near:
        return
    text = _untwinned(closed.folded.text)
    dressed = dict.fromkeys(closed.starts, "apart") | costumes(closed.folded, text, near)
    said = said_of(text, dressed, _figures(closed.folded))
    for cue in near:
        if cue.value != "whatsapp":
            ahead = _starts(text, cue.end, min(len(text), cue.end + _LATEST))
            yield from _ranked(cue, ahead, text, taken, behind=True, said=said)
            before = _starts(text, max(0, cue.start - _BEHIND), cue.start)
            yield from _ranked(cue, before, text, taken, behind=False, said=said)


def _figures(folded: Folded) -> bytes:
    """Return which characters are figures in disguise (1) or of another script (2)."""
    hidden = bytearray(hidden_figures(folded))
    for figure in _FIGURE.finditer(folded.text) if hidden else ():
        place = figure.start()
        if not hidden[place] and not folded.original[folded.offsets[place]].isascii():
            hidden[place] = 2
    return bytes(hidden)


def _starts(text: str, first: int, last: int) -> Iterator[int]:
    """Yield where a name could begin: at each run of Latin letters, figures, "_" or "@"."""
    for match in _START.finditer(text[first:last]):
        place = first + match.start()
        tied = text[place - 1 : place] in _INSIDE if place else False
        if not (tied and place > 1 and text[place - 2].isalnum() and text[place - 2].isascii()):
            yield place


def _ranked(
    cue: Hit, starts: Iterator[int], text: str, taken: bytearray, *, behind: bool, said: Said
) -> Iterator[Pair]:
    """Yield the pairs of a network with what stands behind it, or before it, the nearest first."""
    places: list[list[Reading]] = []
    covered, asked = 0, is_asked(text, cue)
    for start in starts:
        led = _is_led(text, cue, start, behind=behind)
        plain = not (said.joined or led or start in said.apart)
        if start < covered or (plain and _is_prose(text, start)):
            continue
        found = [
            reading
            for reading in readings(text, start, cue.value, said)
            if (behind or reading.end <= cue.start)
            and _is_usable(reading, cue.value, taken)
            and not (behind and _is_passing(text, cue, reading, asked=asked))
        ]
        if not (led or any(map(_is_telling, found))):
            continue
        covered = max([covered, *(reading.end for reading in found if reading.sure)])
        places.append(found)
    rank = 0
    for found in places if behind else reversed(places):
        last = max((reading.end for reading in found), default=0)
        counted = [reading for reading in found if reading.way in COUNTED]
        for reading in found:
            more = max(counted, key=lambda one: one.end, default=None)
            longer = more and (more.end > reading.end or (more.manner and more is not reading))
            followed = figures_of(text, more) if more and longer else ""
            yield Pair(
                cue, reading, behind, asked, rank, reading.end == last, len(found) > 1, followed
            )
        if any(map(_is_telling, found)):
            rank = min(_MOST_RANK, rank + 1)


def _is_usable(reading: Reading, network: str, taken: bytearray) -> bool:
    """Tell whether a name could be one of the network's, in free characters."""
    name = reading.name
    if taken.find(1, reading.start, reading.end) >= 0:
        return False
    if name.isdigit():
        fewest, most = _NUMBERED.get(network, (1, 0))
        return fewest <= len(name) <= most
    if not any(map(str.isalpha, name)) or is_number(name) or name.endswith(WEB):
        return False
    if reading.sure:
        return not is_product(name)
    compound = "-" in name and not is_hyphened(name) and "_" not in name and "." not in name
    return not (compound or is_product(name) or is_code(name) or name in listed("never"))


def _is_passing(text: str, cue: Hit, reading: Reading, *, asked: bool) -> bool:
    """Tell whether letters alone behind a network are rather the next word of the sentence.

    So where nothing leads to them and the network is named as where something happened ("we met on
    Telegram tommorow"), or the sentence goes on behind them ("op Facebook nepvacatures gezien").
    """
    name = reading.name
    if not name.isalpha() or reading.sure or is_given(name):
        return False
    between = text[cue.end : reading.start]
    bare = between.rstrip(" \"'“«(")
    if ANNOUNCED.search(between) or phrase_behind(bare, len(bare), listed("named")) >= 0:
        return False
    return not asked or (is_place(text, cue) and not ends(text, reading.end))


def _is_telling(reading: Reading) -> bool:
    """Tell whether a name is no plain word, whatever figures may follow it."""
    name = reading.name
    if reading.way in COUNTED and not reading.sure:
        return False
    return reading.sure or not name.isalpha() or not is_common(name) or is_given(name)


def _is_odd(reading: Reading) -> bool:
    """Tell whether a name looks like no word: "_" or a figure among letters, or two full stops."""
    name = reading.name
    if reading.way in COUNTED and not reading.sure:
        return False
    return is_odd(name) or name.count(".") > 1 or (reading.sure and not name.isalpha())


def _is_led(text: str, cue: Hit, start: int, *, behind: bool) -> bool:
    """Tell whether a name is led to, or stands right beside its network."""
    if _LEAD.search(text[max(0, start - 3) : start]):
        return True
    if behind:
        return start - cue.end <= _BESIDE
    word = _PROSE.match(text, start)
    return word is not None and cue.start - word.end() <= _BESIDE


def _is_prose(text: str, start: int) -> bool:
    """Tell whether a common word begins here that no sign follows, nor a letter apart."""
    word = _PROSE.match(text, start)
    if word is None or len(word.group(1)) < SHORTEST or word.group(2) in first_words():
        return False
    return is_common(word.group(1)) and not is_given(word.group(1))
