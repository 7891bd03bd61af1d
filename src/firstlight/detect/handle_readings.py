"""Every way in which what begins at a place can be read as an account's name.

Which of them is meant, if any, is for `handle_judge.py` to weigh.
"""

import re
from collections.abc import Iterator

import msgspec
import re2

from firstlight.detect.handle_dictated import Dictated, dictated
from firstlight.detect.handle_figures import (
    figures_at,
    figures_behind,
    last_part_said,
    manner_of,
    plain_behind,
    unmixed,
)
from firstlight.detect.handle_names import Name, is_dotted, is_joined, name_at
from firstlight.detect.handle_reading import Manner, Reading, Way
from firstlight.detect.handle_told import Said, as_told, by_radio, joined

_AT = re.compile(r"^(?:at[- ]the[- ]rate(?: of)?|at sign|arroba|a t sign(?: then)?)\s(?:then )?")
_PLAIN = re.compile(r"^[a-z0-9_](?:[a-z0-9_.\-]{1,36}[a-z0-9_])")
_OWN_SCRIPT = re2.compile(r"^@([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.]{2,29})")
_BOXES = re.compile(
    r"^(?:[\[({<][a-z0-9][\])}>])(?:[\[({<]\s?[a-z0-9_.\-]\s?[\])}>]\s?|[_.\-0-9]){3,40}"
)
_WORD_APART = re.compile(r"^[a-z0-9]{2,}[^a-z0-9_.]{1,4}[a-z0-9_] [a-z0-9_.] ")
_BOX = re.compile(r"[\[\](){}<>\s]")
_SIGNS_FOR_LETTERS = str.maketrans("@$€!", "asei")
_SIGNS_IN_NAMES = frozenset("@$€!")
_REST = re.compile(r"^[a-z0-9_.\-]*")
_SIGNED = re.compile(r"^[a-z0-9_.\-$€!@]{4,36}")
_SIGN_INSIDE = re.compile(r"[a-z0-9][$€!@]+[a-z]|^[$€][a-z]|[a-z][$€]$")
_BY_NUMBER = re.compile(r"^id[: ]{1,2}")
_HOST = re.compile(r"@[a-z0-9\-]+\.[a-z]{2,}$")
_WIDEST = 90
_NATIVE = 2
"""Marks a figure of another script among those hidden."""


def readings(text: str, start: int, network: str, said: Said) -> list[Reading]:
    """Return the readings of what begins at a place of a folded text, beside a network.

    `said`: what the whole text says of its names.
    """
    found: dict[tuple[str, int], Reading] = {}
    told = 0
    for read in _all(text, start, network, said):
        reading = as_told(read, text)
        costume = said.apart.get(reading.start + (text[start] == "@"))
        if costume:
            reading = msgspec.structs.replace(reading, sure=True, costume=costume)
        if said.backwards:
            reading = msgspec.structs.replace(reading, name=reading.name[::-1], told=True)
        found.setdefault((reading.name, reading.end), reading)
        told = reading.end if reading.told else told
    last = max((one.end for one in found.values() if one.way == "counted" and one.sure), default=0)
    told = max(told, last)
    return [one for one in found.values() if one.told or one.end >= told or one.end > last > 0]


def _all(text: str, start: int, network: str, said: Said) -> Iterator[Reading]:
    ahead = text[start : start + _WIDEST]
    whole_way = _own_script(ahead, start) or by_radio(text, start) or _boxed(ahead, start)
    first = start + (ahead[:1] == "@")
    if whole_way is not None:
        yield _signs_said(text, first, whole_way) or whole_way
        return
    signed = _AT.match(text[first : first + 30])
    first += signed.end() if signed else 0
    parts = list(dictated(text, first))
    whole = parts.pop() if parts else None
    known = (
        None
        if signed or _WORD_APART.match(text[first : first + 24])
        else name_at(text, start, network)
    )
    bases = []
    if known is not None and not (whole and known.sure and _goes_on(known, whole)):
        apart = known.end - first > len(known.name) + 2 * len(known.tag)
        bases.append(Reading(known.name + known.tag, start, known.end, "known",
                             sure=known.sure or apart))  # fmt: skip
    if whole is not None:
        bases.append(Reading(whole.name, start, whole.end, "dictated", sure=True))
    yield from bases
    if said.joined:
        yield from joined(text, first, start)
    sure = whole is not None or (known is not None and known.sure)
    for part in parts if sure else ():
        yield Reading(part.name, start, part.end, "begun", sure=True)
    yield from _signed(text, first, start)
    for base in bases:
        yield from _counted(text, start, base, said.hidden)
    if network == "vk" and (number := _BY_NUMBER.match(text[first : first + 4])):
        counted = figures_at(text, first + number.end())
        if counted is not None:
            yield Reading(f"id{counted[0]}", start, counted[1], "counted", sure=True)
    plain = _PLAIN.match(text[first : first + 40]) if sure or signed else None
    if plain is not None:
        yield Reading(plain.group(), start, first + plain.end(), "plain")


def _goes_on(known: Name, whole: Dictated) -> bool:
    """Tell whether a name goes on where the shorter reading of it ends."""
    return known.end < whole.end and whole.name.startswith(known.name)


def _signs_said(text: str, first: int, own: Reading) -> Reading | None:
    """Return a name in its own script as Latin parts with the signs between them said, or None."""
    whole = list(dictated(text, first))[-1:] if own.way == "own script" else []
    if not whole or whole[0].end < own.end:
        return None
    return Reading(whole[0].name, own.start, whole[0].end, "dictated", sure=True)


def _own_script(ahead: str, start: int) -> Reading | None:
    match = _OWN_SCRIPT.match(ahead) if ahead[:1] == "@" and not ahead.isascii() else None
    if match is None or match.group(1).isascii():
        return None
    return Reading(match.group(1), start, start + match.end(), "own script", sure=True)


def _boxed(ahead: str, start: int) -> Reading | None:
    """Return a name whose letters stand in boxes: "(l)(o)(l)(a)_7"."""
    match = _BOXES.match(ahead)
    if match is None:
        return None
    end = start + len(match.group().rstrip())
    return Reading(_BOX.sub("", match.group()), start, end, "dictated", sure=True)


def _signed(text: str, first: int, start: int) -> Iterator[Reading]:
    """Yield a name with signs for letters: "$urr€y_work", "gr@cechen"."""
    ahead = text[first : first + 40]
    match = None if _SIGNS_IN_NAMES.isdisjoint(ahead) else _SIGNED.match(ahead)
    written = match.group().rstrip("!.-") if match else ""
    if _SIGN_INSIDE.search(written) and not _HOST.search(written):
        name = written.translate(_SIGNS_FOR_LETTERS)
        yield Reading(name, start, first + len(written), "dictated", sure=True)


def _counted(text: str, start: int, base: Reading, hidden: bytes) -> Iterator[Reading]:
    """Yield a name with the figures that words or signs of another script behind it say."""
    last = last_part_said(text, base.name, base.end)
    if last is not None:
        name = base.name[: max(map(base.name.rfind, "._")) + 1] + last.said
        if last.end > base.end:
            yield Reading(name, start, last.end, "counted", sure=True,
                          without=base.name)  # fmt: skip
            return
        yield Reading(name, start, last.end, "counting", sure=base.sure, manner="part",
                      without=base.name)  # fmt: skip
    for one in figures_behind(text, base.end):
        tied = is_joined(base.name) or is_dotted(base.name)
        sure = base.sure or tied or one.sign != "" or text[base.end] not in " ,-"
        rest = _REST.match(text[one.end : one.end + 24]) if one.sign != " " else None
        more = rest.group().rstrip(".-") if rest else ""
        name = f"{base.name}{one.sign}{one.said}{more}"
        way: Way = "counted" if one.ended else "counting"
        yield Reading(name, start, one.end + len(more), way, sure=sure,
                      manner=manner_of(one, text[base.end : one.end]),
                      without=base.name)  # fmt: skip
    figures = plain_behind(text, base.end)
    if figures is not None and (base.sure or any(hidden[base.end : figures.end])):
        clear = base.sure and (figures.ended or len(figures.said) == 1)
        manner: Manner = "native" if _NATIVE in hidden[base.end : figures.end] else ""
        yield Reading(base.name + figures.said, start, figures.end,
                      "counted" if clear else "figures", sure=base.sure, manner=manner,
                      without=base.name)  # fmt: skip
    mixed = unmixed(base.name)
    if mixed != base.name:
        yield Reading(mixed, start, base.end, "counted", sure=True)
