"""Names of accounts as the text around says to write them: in one word, from behind, by radio."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec
import re2

from firstlight.detect.handle_dictated import figure_of, sign_of
from firstlight.detect.handle_reading import Reading
from firstlight.detect.handle_swaps import with_letters
from firstlight.detect.handle_words import listed

_WORD = re.compile(r"^[a-z0-9]+(?:(?: ?[._] ?|-)[a-z0-9]+)*")
_NEXT_WORD = re.compile(r"^[ \n][a-z0-9]")
_ASIDE = re2.compile(r"^\s?[(\[,.;—–-]?\s?[^()\[\]\n:]{0,32}")
_LED = re.compile(r"[:=>→➡👉]\s*[\"'“«(@]?$")
_JOINING = re2.compile("|".join(map(re2.escape, sorted(listed("joined")))))
_BACKWARDS = re2.compile("|".join(map(re2.escape, sorted(listed("backwards")))))
_WITHOUT = re2.compile(
    r"^[^\n]{0,14}?(?:\b(?:no|without|minus|skip|ignore|drop|sin|sans|ohne|senza|sem|zonder|bez|fara|utan|uden"
    r"|uten|ilman|walang|tanpa|bila|khong|без)\s(?:(?:all|the|any|los|las|el|la|les|le|die|den|das|i|gli|os"
    r"|as|de|het|all the)\s){0,2}(\p{L}+)|(\p{L}+?)(?:suz|süz|siz|sız|sız)\b)"
)
_ALPHABET = ("alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india",
    "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra",
    "tango", "uniform", "victor", "whiskey", "xray", "yankee", "zulu")  # fmt: skip
_RADIO = {word[0]: word for word in _ALPHABET}
_SPOKEN = {word: letter for letter, word in _RADIO.items()} | {"alpha": "a", "juliet": "j",
    "whisky": "w", "x-ray": "x"}  # fmt: skip
_RADIO_WORD = re.compile(r"^([a-z0-9-]+)[ ,-]{0,2}")
_FEWEST_SPOKEN = 3
_BEFORE, _BEHIND, _TOLD, _MOST_WORDS = 70, 44, 120, 6


class Said(NamedTuple):
    """Whether a text says that names in it are one word each, or to be read from behind.

    `apart`: where names begin whose characters stood apart or are in costume, and in which;
    `hidden`: which characters are figures in disguise, or of another script.
    """

    joined: bool
    backwards: bool
    apart: Mapping[int, str] = {}
    hidden: bytes = b""


def said_of(text: str, apart: Mapping[int, str], hidden: bytes = b"") -> Said:
    """Return what a text says of how to write its names."""
    return Said(says_joined(text), bool(_BACKWARDS.search(text)), apart, hidden)


def as_told(reading: Reading, text: str) -> Reading:
    """Return a reading with what the text behind it says of single figures and signs."""
    return _without_sign(_swapped(reading, text), text)


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


def by_radio(text: str, start: int) -> Reading | None:
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


def joined(text: str, first: int, start: int) -> Iterator[Reading]:
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


def says_joined(text: str) -> bool:
    """Tell whether a text says that a name is to be written as one word."""
    return bool(_JOINING.search(text))
