"""Which readings beside the networks of a text are accounts' names: weighed, the best first.

Weights were learned from posts by several writers (`bench/make_handles.py`); what the rules of
`handles.py` found counts for a reading, and stays where no reading reaches it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
import re2

from firstlight.detect.common_words import SHORTEST, is_common, is_given
from firstlight.detect.handle_dictated import first_words
from firstlight.detect.handle_names import WEB, is_number, is_odd, is_product
from firstlight.detect.handle_readings import Reading, readings, says_backwards, says_joined
from firstlight.detect.handle_traits import Pair, Scene
from firstlight.detect.handles import AMBIGUOUS, Handle
from firstlight.detect.lexicon import Hit
from firstlight.detect.misspelt_networks import misspelt_networks
from firstlight.rulebook.matching.fold import Folded

FILE = Path(__file__).parent / "data" / "handle_weights.json"
MEANT = -0.4
"""Log odds from which on a reading is taken for a name."""
RULED = 2.0
"""Log odds that the rules' finding the same name adds."""
_START = re2.compile(r"[a-z0-9_@]+|[(\[{<][a-z0-9][)\]}>][(\[{<]")
_INSIDE = frozenset(".-@")
_LATEST, _BEHIND = 110, 80
_MOST_RANK, _MOST_TELLING, _BESIDE = 4, 3, 4
_PROSE = re.compile(r"([a-z]+)(?: ([a-z]{2,})|(?=[,;!?\n])|$)")
_SHORT_GAP = re.compile(r"\s?(?:id)?[:=]?\s?(?=[a-z0-9_@])")
_CLOSED = re.compile(r"$|\n|[,;!]|\.(?:\s|$)|\s+[^\W_]")
_LEAD = re.compile(r"[:=>→➡👉\"“«'(@-]\s?$")


class Judged(msgspec.Struct, frozen=True):
    """A pair with its log odds of being an account's name, what the rules say left aside."""

    pair: Pair
    odds: float

    @property
    def value(self) -> str:
        """Return "network:name"."""
        return f"{self.pair.cue.value}:{self.pair.reading.name}"


@cache
def weights() -> dict[str, float]:
    """Return what each trait is worth, in log odds."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, float])


def judge_handles(
    folded: Folded, cues: Sequence[Hit], ruled: Sequence[Handle], taken: Sequence[int]
) -> list[Handle]:
    """Return the handles of a text: the readings that weigh enough, and the rules' beyond reach.

    `taken` marks the characters that belong to other values.
    """
    near = networks_of(folded, cues)
    if says_backwards(folded.text):
        ruled = [_turned(handle) for handle in ruled]
    elif len(near) == len(cues) and _is_plain(folded.text, cues, ruled):
        return list(ruled)
    pairs = pairs_of(folded, near, taken)
    if not pairs:
        return list(ruled)
    said = {handle.value for handle in ruled}
    scene = Scene(folded, near, AMBIGUOUS)
    judged = [(one.odds + RULED * (one.value in said), one) for one in _weighed(scene, pairs)]
    free = bytearray(taken)
    found, used = [], set()
    for odds, one in sorted(judged, key=lambda pair: -pair[0]):
        if odds < MEANT:
            break
        reading, cue = one.pair.reading, one.pair.cue
        spent = cue.start in used and one.value not in said
        if not spent and not any(free[reading.start : reading.end]):
            used.add(cue.start)
            _take(free, reading.start, reading.end)
            found.append(Handle(one.value, reading.start, reading.end))
    reached = {one.value for _, one in judged}
    for handle in ruled:
        if handle.value not in reached and not any(free[handle.start : handle.end]):
            _take(free, handle.start, handle.end)
            found.append(handle)
    return sorted(found, key=lambda handle: handle.start)


def _turned(handle: Handle) -> Handle:
    network, _, name = handle.value.partition(":")
    return Handle(f"{network}:{name[::-1]}", handle.start, handle.end)


def _is_plain(text: str, cues: Sequence[Hit], ruled: Sequence[Handle]) -> bool:
    """Tell whether right behind each network stands a handle as no other word looks, by rule."""
    starts = {handle.start: handle for handle in ruled}
    for cue in cues:
        gap = _SHORT_GAP.match(text, cue.end)
        handle = starts.get(gap.end() if gap else -1)
        if handle is None or handle.value.partition(":")[0] != cue.value:
            return False
        written = text[handle.start : handle.end].lstrip("@")
        behind = _CLOSED.match(text, handle.end)
        if written != handle.value.partition(":")[2] or not is_odd(written) or behind is None:
            return False
    return bool(cues)


def _take(free: bytearray, start: int, end: int) -> None:
    free[start:end] = b"\1" * (end - start)


def _weighed(scene: Scene, pairs: Sequence[Pair]) -> Iterator[Judged]:
    known = weights()
    for pair in pairs:
        yield Judged(pair, sum(known.get(trait, 0.0) for trait in scene.traits(pair)))


def networks_of(folded: Folded, cues: Sequence[Hit]) -> list[Hit]:
    """Return where a text names networks, misspelt ones included, by start."""
    every = {(cue.start, cue.end): cue for cue in (*misspelt_networks(folded.text, cues), *cues)}
    return [every[span] for span in sorted(every)]


def pairs_of(folded: Folded, near: Sequence[Hit], taken: Sequence[int]) -> list[Pair]:
    """Return each network of a text with each reading beside it, in free characters."""
    found = list(_pairs(folded.text, near, taken))
    telling = {pair.reading.start for pair in found if _is_telling(pair.reading)}
    odd = {pair.reading.start for pair in found if _is_odd(pair.reading)}
    counts = {"telling": min(_MOST_TELLING, len(telling)), "odd": min(_MOST_TELLING, len(odd))}
    return [msgspec.structs.replace(pair, **counts) for pair in found]


def _pairs(text: str, near: Sequence[Hit], taken: Sequence[int]) -> Iterator[Pair]:
    joins = bool(near) and says_joined(text)
    for cue in near:
        if cue.value == "whatsapp":
            continue
        ahead = _starts(text, cue.end, min(len(text), cue.end + _LATEST))
        yield from _ranked(cue, ahead, text, taken, behind=True, joins=joins)
        before = _starts(text, max(0, cue.start - _BEHIND), cue.start)
        yield from _ranked(cue, before, text, taken, behind=False, joins=joins)


def _starts(text: str, first: int, last: int) -> Iterator[int]:
    """Yield where a name could begin: at each run of Latin letters, figures, "_" or "@"."""
    for match in _START.finditer(text[first:last]):
        place = first + match.start()
        tied = text[place - 1 : place] in _INSIDE if place else False
        if not (tied and place > 1 and text[place - 2].isalnum() and text[place - 2].isascii()):
            yield place


def _ranked(
    cue: Hit, starts: Iterator[int], text: str, taken: Sequence[int], *, behind: bool, joins: bool
) -> Iterator[Pair]:
    """Yield the pairs of a network with what stands behind it, or before it, the nearest first."""
    places: list[list[Reading]] = []
    covered = 0
    for start in starts:
        led = _is_led(text, cue, start, behind=behind)
        if start < covered or (not joins and not led and _is_prose(text, start)):
            continue
        found = [
            reading
            for reading in readings(text, start, cue.value, joins=joins)
            if (behind or reading.end <= cue.start)
            and _is_usable(reading, taken)
            and (led or _is_telling(reading))
        ]
        covered = max([covered, *(reading.end for reading in found if reading.sure)])
        places.append(found)
    rank = 0
    for found in places if behind else reversed(places):
        last = max((reading.end for reading in found), default=0)
        for reading in found:
            yield Pair(cue, reading, behind, rank, reading.end == last, len(found) > 1)
        if any(map(_is_telling, found)):
            rank = min(_MOST_RANK, rank + 1)


def _is_usable(reading: Reading, taken: Sequence[int]) -> bool:
    name = reading.name
    lettered = any(map(str.isalpha, name)) and not is_number(name)
    lettered = lettered and not name.endswith(WEB) and not is_product(name)
    return lettered and not any(taken[reading.start : reading.end])


def _is_telling(reading: Reading) -> bool:
    name = reading.name
    return reading.sure or not name.isalpha() or not is_common(name) or is_given(name)


def _is_odd(reading: Reading) -> bool:
    """Tell whether a name looks like no word: "_" or a figure among letters, or two full stops."""
    name = reading.name
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
