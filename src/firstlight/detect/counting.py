"""What numerals say together: tens and units, hundreds, scores, "double" and "triple"."""

from collections.abc import Iterator, Sequence

import msgspec
import re2

from firstlight.detect.numerals import Numeral, Word, table

_SCORES = frozenset({"fr"})
"""Languages that count on behind sixty and four twenties: "soixante dix", "quatre vingt deux"."""
_TENFOLD = frozenset({"vi", "am"})
"""Languages whose word for ten makes tens of the unit before it."""
_TURNED = frozenset({"de", "nl", "ar", "af"})
"""Languages that say the unit first: "fünf und zwanzig"."""
_UNIT_FIRST = frozenset({"de", "nl", "af"})
"""Those that never say it last: "vierzig sechs" is 40 and 6."""
_TEEN_BEHIND = frozenset({"he"})
"""Languages that say a teen as the unit and then ten."""
_TIMES_BEHIND = frozenset({"sw"})
"""Languages that say how many hundreds behind the hundred: "mia tisa"."""
_BY_HUNDREDS = frozenset({"en"})
"""Languages that count hundreds beyond nine: "seventy seven hundred"."""
_CLOSE = re2.compile(r"^[ \-]{0,2}$")


class Said(msgspec.Struct, frozen=True):
    """Figures, or a pause (" ") or plus sign, with the span of the words that say them."""

    figures: str
    start: int
    end: int


Part = Sequence[tuple[Word, Numeral | None]]
"""Words with what they say; None for plain figures."""


class _Reader:
    """Reads numerals one after another, putting tens and units together."""

    def __init__(self, text: str, part: Part, language: str) -> None:
        self.text, self.part, self.language = text, part, language
        self.place = 0

    def numeral(self, ahead: int = 0) -> Numeral:
        """Return what the word so far ahead says; kind "figures" for figures, "" at the end."""
        if self.place + ahead >= len(self.part):
            return Numeral("", 0)
        return self.part[self.place + ahead][1] or Numeral("figures", 0)

    def close(self, ahead: int) -> bool:
        """Tell whether only a space or hyphen parts the word so far ahead from the one before."""
        after = self.place + ahead
        if after >= len(self.part):
            return False
        between = self.text[self.part[after - 1][0].end : self.part[after][0].start]
        return bool(_CLOSE.search(between))

    def follows(self, low: int, high: int, *, joined: bool = True) -> int:
        """Return how many words to step to a number from low to high that adds on, or 0."""
        for ahead in (1, 2) if joined else (1,):
            numeral = self.numeral(ahead)
            if numeral.kind == "number" and low <= numeral.value <= high and self.close(ahead):
                between = ahead == 1 or (self.numeral(1).kind == "and" and self.close(1))
                return ahead if between else 0
        return 0

    def step_to(self, low: int, high: int, *, joined: bool = True) -> int:
        """Step to a number from low to high that adds on and return it; stay and return 0."""
        step = self.follows(low, high, joined=joined)
        self.place += step
        return self.numeral().value if step else 0


def said_by(text: str, part: Part, language: str) -> Iterator[Said]:
    """Yield what the words of a row say; plain figures only where a word repeats them."""
    reader, times, since = _Reader(text, part, language), 1, -1
    while reader.place < len(part):
        word, numeral = part[reader.place]
        first = word.start if since < 0 else since
        if numeral is None:
            if reader.numeral(1).kind == "hundred" and reader.close(1) and len(word.text) == 1:
                reader.place += 1
                yield Said(f"{word.text}00", first, part[reader.place][0].end)
            elif times > 1 and word.text:
                yield Said(word.text[0] * times + word.text[1:], first, word.end)
        elif numeral.kind == "repeat":
            times, since = numeral.value, first
            reader.place += 1
            continue
        elif numeral.kind == "zeros":
            yield Said("0" * numeral.value, first, word.end)
        elif numeral.kind in {"number", "hundred"}:
            value = _composed(reader)
            figures = str(value)
            end = part[reader.place][0].end
            yield Said(figures[0] * times + figures[1:] if times > 1 else figures, first, end)
        else:
            yield Said("+" if numeral.kind == "plus" else " ", word.start, word.end)
        times, since = 1, -1
        reader.place += 1


def _composed(reader: _Reader) -> int:
    """Return the number that begins at the reader's place; steps to its last word."""
    value = reader.numeral().value
    if 1 <= value <= 9 and reader.close(1):
        return _from_unit(reader, value)
    if value == 100 and reader.language in _TIMES_BEHIND:
        value *= reader.step_to(1, 9, joined=False) or 1
    if value >= 100:
        return _with_tens(reader, value)
    if value >= 20:
        value = _with_units(reader, value) if value % 10 == 0 else value
        by_hundreds = reader.language in _BY_HUNDREDS and reader.close(1)
        if by_hundreds and reader.numeral(1).kind == "hundred":
            reader.place += 1
            return _with_tens(reader, value * 100)
        return value
    if value == 10:
        analytic = 11 not in table().counts.get(reader.language, ())
        lowest = 1 if analytic else 7 if reader.language in _SCORES else 10
        value += reader.step_to(lowest, 9, joined=analytic)
    return value


def _from_unit(reader: _Reader, unit: int) -> int:
    """Return a unit with the word that makes it tens or hundreds, and with what follows that."""
    following = reader.numeral(1)
    tenfold = reader.language in _TENFOLD and following == Numeral("number", 10)
    if tenfold or following.kind in {"times", "teens", "hundred"}:
        reader.place += 1
        if following.kind == "hundred":
            return _with_tens(reader, unit * 100)
        return 10 + unit if following.kind == "teens" else _with_units(reader, unit * 10)
    if reader.language in _TEEN_BEHIND and following == Numeral("number", 10):
        reader.place += 1
        return 10 + unit
    if reader.language in _SCORES and unit == 4 and following.value == 20:
        reader.place += 1
        again = reader.numeral(1).value == 4 and reader.numeral(2).value == 20
        return 80 if again else _with_units(reader, 80)
    ahead = reader.follows(20, 90)
    if ahead == 2 and reader.language in _TURNED and reader.numeral(2).value % 10 == 0:
        reader.place += 2
        return unit + reader.numeral().value
    return unit


def _with_units(reader: _Reader, tens: int) -> int:
    """Return tens with the units that follow; in French also with ten to sixteen."""
    if reader.language in _SCORES and tens in {60, 80}:
        more = reader.step_to(10, 16)
        if more:
            return tens + more + (reader.step_to(7, 9) if more == 10 else 0)
    return tens if reader.language in _UNIT_FIRST else tens + reader.step_to(1, 9)


def _with_tens(reader: _Reader, hundreds: int) -> int:
    """Return hundreds with the tens and units that follow."""
    if step := reader.follows(10, 99):
        reader.place += step
        return hundreds + _composed(reader)
    step = reader.follows(1, 9)
    if step and _is_turned(reader, step):
        reader.place += step
        return hundreds + _from_unit(reader, reader.numeral().value)
    beyond = reader.numeral(step + 1)
    turned = reader.numeral(step + 2).kind == "hundred"
    unit = beyond.kind in {"hundred", "times"} or (beyond.kind == "number" and beyond.value < 10)
    if step == 2 or not unit or turned:
        return hundreds + reader.step_to(1, 9)
    return hundreds


def _is_turned(reader: _Reader, step: int) -> bool:
    """Tell whether the unit so many words ahead is followed by "and" and its tens."""
    tens = reader.numeral(step + 2)
    joined = reader.numeral(step + 1).kind == "and" and reader.close(step + 2)
    tied = joined and tens.kind == "number" and 20 <= tens.value <= 90 and tens.value % 10 == 0
    return tied and reader.language in _TURNED
