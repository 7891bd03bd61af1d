"""Every way in which what begins at a place can be read as an account's name.

Which of them is meant, if any, is for `handle_judge.py` to weigh.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec
import re2

from firstlight.detect.handle_dictated import dictated, figure_of, sign_of
from firstlight.detect.handle_figures import counted_behind, said_behind
from firstlight.detect.handle_names import name_at
from firstlight.detect.handle_swaps import with_letters
from firstlight.detect.handle_words import listed

Way = Literal["known", "dictated", "begun", "joined", "plain", "own script", "told", "counted"]

_AT = re2.compile(r"^(?:at[- ]the[- ]rate(?: of)?|at sign|arroba|a t sign(?: then)?)\s(?:then )?")
_PLAIN = re2.compile(r"^[a-z0-9_](?:[a-z0-9_.\-]{1,36}[a-z0-9_])")
_WORD = re2.compile(r"^[a-z0-9]+(?:(?: ?[._] ?|-)[a-z0-9]+)*")
_BOXES = re2.compile(
    r"^(?:[\[({<][a-z0-9][\])}>])(?:[\[({<]\s?[a-z0-9_.\-]\s?[\])}>]\s?|[_.\-0-9]){3,40}"
)
_WORD_APART = re2.compile(r"^[a-z0-9]{2,}[^a-z0-9_.]{1,4}[a-z0-9_] [a-z0-9_.] ")
"""A word before a name with its letters apart."""
_BOX = re2.compile(r"[\[\](){}<>\s]")
_SIGNS_FOR_LETTERS = str.maketrans("@$€!", "asei")
_REST = re2.compile(r"^[a-z0-9_.\-]*")
_SIGNED = re2.compile(r"^[a-z0-9_.\-$€!@]{4,36}")
_SIGN_INSIDE = re2.compile(r"[a-z0-9][$€!@]+[a-z0-9]|^[$€][a-z]|[a-z][$€]$")
_HOST = re2.compile(r"@[a-z0-9\-]+\.[a-z]{2,}$")
_WITHOUT = re2.compile(
    r"^[^\n]{0,14}?(?:\b(?:no|without|minus|skip|ignore|drop|sin|sans|ohne|senza|sem|zonder|bez|fara|utan|uden"
    r"|uten|ilman|walang|tanpa|bila|khong|без)\s(?:(?:all|the|any|los|las|el|la|les|le|die|den|das|i|gli|os"
    r"|as|de|het|all the)\s){0,2}(\p{L}+)|(\p{L}+?)(?:suz|süz|siz|sız|sız)\b)"
)
_NEXT_WORD = re2.compile(r"^[ \n][a-z0-9]")
_ASIDE = re2.compile(r"^\s?[(\[,.;—–-]?\s?[^()\[\]\n:]{0,32}")
_LED = re2.compile(r"[:=>→➡👉]\s*[\"'“«(@]?$")
_OWN_SCRIPT = re2.compile(r"^@([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.]{2,29})")
_JOINING = re2.compile("|".join(map(re2.escape, sorted(listed("joined")))))
_BACKWARDS = re2.compile("|".join(map(re2.escape, sorted(listed("backwards")))))
_RADIO = {
    word[0]: word
    for word in "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike"
    " november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu".split()
}
_SPOKEN = {word: letter for letter, word in _RADIO.items()} | {"alpha": "a", "juliet": "j",
    "whisky": "w", "x-ray": "x"}  # fmt: skip
_RADIO_WORD = re2.compile(r"^([a-z0-9-]+)[ ,-]{0,2}")
_FEWEST_SPOKEN = 3
_BEFORE, _BEHIND, _TOLD, _MOST_WORDS = 70, 44, 120, 6


class Reading(msgspec.Struct, frozen=True):
    """A name with its span in the text.

    `way`: how it was read; `sure`: with signs, as only names are; `told`: the text says right
    beside it that it is one word.
    """

    name: str
    start: int
    end: int
    way: Way
    sure: bool = False
    told: bool = False


def readings(text: str, start: int, network: str, *, joins: bool) -> list[Reading]:
    """Return the readings of what begins at a place of a folded text, beside a network.

    `joins`: whether `says_joined` of the whole text, which is not asked again here.
    """
    found: dict[tuple[str, int], Reading] = {}
    told = 0
    backwards = says_backwards(text)
    for read in _all(text, start, network, joins=joins):
        reading = _without_sign(_swapped(read, text), text)
        if backwards:
            reading = msgspec.structs.replace(reading, name=reading.name[::-1], told=True)
        found.setdefault((reading.name, reading.end), reading)
        told = reading.end if reading.told else told
    last = max((one.end for one in found.values() if one.way == "counted" and one.sure), default=0)
    told = max(told, last)
    return [one for one in found.values() if one.told or one.end >= told or one.end > last > 0]


def _swapped(reading: Reading, text: str) -> Reading:
    """Return a reading with the figures that the text behind it says are letters replaced."""
    told = with_letters(reading.name, text[reading.end : reading.end + _TOLD])
    return reading if told == reading.name else msgspec.structs.replace(reading, name=told)


def _without_sign(reading: Reading, text: str) -> Reading:
    """Return a reading without the sign that the text behind it says is none of the name's."""
    said = (
        _WITHOUT.search(text[reading.end : reading.end + 50])
        if not reading.name.isalnum()
        else None
    )
    sign = sign_of(said.group(1) or said.group(2)) if said else None
    if not sign or sign not in reading.name:
        return reading
    return msgspec.structs.replace(reading, name=reading.name.replace(sign, ""), sure=True)


def _all(text: str, start: int, network: str, *, joins: bool) -> Iterator[Reading]:
    ahead = text[start : start + 40]
    own = _OWN_SCRIPT.match(ahead)
    if own is not None and not own.group(1).isascii():
        yield Reading(own.group(1), start, start + own.end(), "own script", sure=True)
        return
    first = start + (ahead[:1] == "@")
    said = _AT.match(text[first : first + 30])
    first += said.end() if said else 0
    spoken = _by_radio(text, start)
    if spoken is not None:
        yield spoken
        return
    boxed = _BOXES.match(text[start : start + 90])
    if boxed is not None:
        name = _BOX.sub("", boxed.group())
        yield Reading(name, start, start + len(boxed.group().rstrip()), "dictated", sure=True)
        return
    *begun, whole = [*dictated(text, first)] or [None]
    known = None if said else name_at(text, start, network)
    if _WORD_APART.match(text[first : first + 24]):
        known = None
    if known is not None and not (
        whole and known.sure and known.end < whole.end and whole.name.startswith(known.name)
    ):
        apart = known.end - first > len(known.name) + 2 * len(known.tag)
        yield Reading(known.name + known.tag, start, known.end, "known", sure=known.sure or apart)
    if whole is not None:
        yield Reading(whole.name, start, whole.end, "dictated", sure=True)
    if joins:
        yield from _joined(text, first, start)
    if whole is not None or (known is not None and known.sure):
        for part in begun:
            if part is not None:
                yield Reading(part.name, start, part.end, "begun", sure=True)
    further = whole is not None or said is not None or (known is not None and known.sure)
    yield from _signed(text, first, start)
    for base in filter(None, (known, whole)):
        yield from _counted(text, start, base.name, base.end)
    plain = _PLAIN.match(text[first : first + 40]) if further else None
    if plain is not None:
        yield Reading(plain.group(), start, first + plain.end(), "plain")


def _signed(text: str, first: int, start: int) -> Iterator[Reading]:
    """Yield a name with signs for letters: "$urr€y_work", "gr@cechen"."""
    match = _SIGNED.match(text[first : first + 40])
    written = match.group().rstrip("!.-") if match else ""
    if _SIGN_INSIDE.search(written) and not _HOST.search(written):
        name = written.translate(_SIGNS_FOR_LETTERS)
        yield Reading(name, start, first + len(written), "dictated", sure=True)


def _counted(text: str, start: int, name: str, end: int) -> Iterator[Reading]:
    """Yield a name with the figures that words or signs of another script behind it say."""
    sign = text[end : end + 1] if text[end : end + 1] in {".", "_", " "} else ""
    counted = counted_behind(text, end + len(sign))
    if counted is not None:
        rest = _REST.match(text[counted[1] : counted[1] + 24])
        more = rest.group().rstrip(".-") if rest else ""
        name = f"{name}{sign.strip()}{counted[0]}{more}"
        yield Reading(name, start, counted[1] + len(more), "counted", sure=sign != " ")
        return
    sign = text[end : end + 1] if text[end : end + 1] in {".", "_"} else ""
    said = said_behind(f"{text[:end]} {text[end + len(sign) + (not sign) : end + 60]}", end)
    if said is not None:
        yield Reading(name + sign + said[0], start, said[1], "counted", sure=bool(sign))


def _by_radio(text: str, start: int) -> Reading | None:
    """Return the name that words for letters spell, as said over the radio, or None."""
    name, place, spoken = "", start, 0
    while word := _RADIO_WORD.match(text[place : place + 20]):
        said = _SPOKEN.get(word.group(1)) or figure_of(word.group(1))
        if not said:
            break
        spoken += word.group(1) in _SPOKEN
        name += said
        place += word.end()
    if spoken < _FEWEST_SPOKEN:
        return None
    end = start + len(text[start:place].rstrip(" ,-"))
    return Reading(name, start, end, "told", sure=True, told=True)


def _joined(text: str, first: int, start: int) -> Iterator[Reading]:
    """Yield words taken for one name where the text says so, behind them or before."""
    name, place = "", first
    ends: list[tuple[str, int]] = []
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text[place : place + 40])):
        name += word.group().replace(" ", "")
        place += word.end()
        ends.append((name, place))
        if not _NEXT_WORD.match(text[place : place + 2]):
            break
        place += 1
    several = [] if ends and ends[0][0] in listed("named") else ends[1:]
    told = [(offset, at) for at, (_, end) in enumerate(several)
            if (offset := _joined_behind(text, end)) >= 0]  # fmt: skip
    if told:
        name, end = several[min(told)[1]]
        yield Reading(name, start, end, "joined", sure=True, told=True)
    elif several and says_joined(behind := text[max(0, start - _BEFORE) : start]):
        led = bool(_LED.search(behind))
        for name, end in several:
            yield Reading(name, start, end, "joined", sure=led)


def _joined_behind(text: str, place: int) -> int:
    """Return how far behind a place the text says that one word is meant, or -1."""
    aside = _ASIDE.match(text[place : place + _BEHIND])
    said = _JOINING.search(aside.group()) if aside else None
    return said.start() if said else -1


def says_backwards(text: str) -> bool:
    """Tell whether a text says that a name is to be read from behind."""
    return bool(_BACKWARDS.search(text))


def says_joined(text: str) -> bool:
    """Tell whether a text says that a name is to be written as one word."""
    return bool(_JOINING.search(text))
