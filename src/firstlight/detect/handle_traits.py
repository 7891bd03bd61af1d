"""What tells whether a reading beside a network is an account's name: its shape and its place.

All traits are yes or no, and named; `data/handle_weights.json` holds what each is worth.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from firstlight.detect.common_words import is_coined, is_common, is_given
from firstlight.detect.handle_names import NEVER, is_address, is_hyphened, is_measure
from firstlight.detect.handle_reading import Reading
from firstlight.detect.handle_words import listed, phrase_at, phrase_behind
from firstlight.detect.lexicon import Hit, is_spaceless
from firstlight.rulebook.matching.fold import Folded, fold

_KINDS = ("named", "between", "before", "adding", "after")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PARTS = re.compile(r"[._-]")
ANNOUNCED = re.compile(r"[:=>→➡👉⏩]")
_SENTENCE = re.compile(r"[.!?]\s|[。！？]")
_QUOTES = "\"'“«("
_LEADS = " \"'“«(:=>-@"
_NOT = frozenset(
    fold(
        "no not never dont don't without closed quit deleted left nicht kein keine sans pas sin"
        " ohne nie non nao нет не без ni bila bukan tidak gak hindi wag нема không đừng yok değil"
        " geen inte ikke ei nei لا بدون ليس مو مش नहीं ना ไม่ 不 没 没有 別 말고 아니"
    ).text.split()
)
_INFLECTED = re.compile(
    r"^(?:telegram|instagram|facebook|snapchat|tiktok|twitter|viber|skype|discord)[a-z]{1,7}$"
)
_WHERE = frozenset({"on", "in", "at", "via", "by", "through", "from", "over", "en", "por", "de",
    "no", "na", "pelo", "pela", "em", "sur", "par", "dans", "auf", "bei", "ueber", "uber", "su",
    "op", "pe", "prin", "w", "przez", "v", "po", "preko", "pres", "di", "lewat", "sa", "nasa",
    "tren", "qua", "kwenye", "per", "pa", "i", "med", "ar"})  # fmt: skip
_CLAUSE = re.compile(r"[.!?;,:()\n/|]")
_FEW, _CLAUSE_REACH = 6, 80
_WORDS_BETWEEN = (0, 1, 2, 3, 4, 6, 9)
_LETTERS_BETWEEN = (0, 1, 2, 3, 5, 9, 15, 25, 40, 70)
_SIZES = (2, 3, 4, 5, 6, 8, 10, 14, 20)
_MOST_UNKNOWN, _MOST_RANK, _NEAR = 5, 4, 40
_SPREAD = 1.6
COUNTED = frozenset({"counted", "counting", "figures"})
"""Ways of reading figures behind a name."""
_MOST_FIGURES = 4
_PICTURES = "\u2000"
_FOREIGN, _LETTERS = "\u036f", "\u024f"


class Pair(msgspec.Struct, frozen=True):
    """A reading behind a network (or before it), the `rank`-th that is no plain word.

    `telling`, `odd`: how many places of the text could hold a name that is no plain word, and one
    that holds a sign or figures as no word does.
    `longest`, `rivals`: whether it ends last of the readings that begin there, and whether there
    are others. `followed`: what figures another reading has behind it. `asked`: `is_asked` of the
    network.
    """

    cue: Hit
    reading: Reading
    behind: bool
    asked: bool
    rank: int
    longest: bool
    rivals: bool
    followed: str = ""
    telling: int = 0
    odd: int = 0


class Scene:
    """A text with its networks, against which pairs are looked at."""

    def __init__(self, folded: Folded, cues: Sequence[Hit], unclear: frozenset[str]) -> None:
        self._folded, self._text, self._cues = folded, folded.text, cues
        self._unclear = unclear
        latin = sum(char.isascii() and char.isalpha() for char in self._text)
        other = sum(char > _FOREIGN and char.isalpha() for char in self._text)
        self._abroad = other > latin

    def traits(self, pair: Pair) -> Iterator[str]:
        """Yield the traits of a pair."""
        side = "a" if pair.behind else "b"
        return (side + trait for trait in self._traits(pair))

    def _traits(self, pair: Pair) -> Iterator[str]:
        shape = shape_of(pair.reading)
        yield "bias"
        yield from self._of_name(pair, shape)
        between = self._between_text(pair)
        yield from self._between(between, shape[:1])
        yield from self._around(pair, shape[:1])
        yield from self._of_cue(pair, between, shape[:1])
        yield from self._others(pair)

    def rivalry(self, base: Pair, counted: Pair) -> Iterator[str]:
        """Yield what tells whether a name goes on with the figures behind it or ends before."""
        short, long = base.reading, counted.reading
        figures, shape = figures_of(self._text, long), shape_of(short)
        way = figures.partition("|")[0]
        tail = self._text[short.end : long.end] or self._text[short.start : short.end]
        after = self._text[long.end : long.end + _NEAR]
        follows, spaced = _what_follows(after)
        yield "fbias"
        yield f"f{way}"
        yield f"f{figures}"
        yield f"fway:{long.way}"
        yield f"fmanner:{long.manner}"
        yield f"fmanner:{long.manner}|{follows}"
        yield f"fshape:{shape}"
        yield f"fshape:{shape[:1]}|{long.way}"
        yield f"fsure:{short.sure}{long.sure}"
        yield f"fafter:{follows}{spaced}"
        yield f"fafter:{follows}{spaced}|{shape[:1]}"
        yield f"fgap:{_class(tail[:1])}{_class(tail[1:2]) if tail[:1] == ' ' else ''}"
        yield f"fend:{_class(tail[-1:])}"
        yield f"fcostume:{short.costume}"
        yield f"ftext abroad{self._abroad}"
        yield f"fsigns{sum(char in '._' for char in short.name)}"
        yield f"flast figure{short.name[-1:].isdigit()}"
        yield f"ftelling{counted.telling} {counted.behind}"
        if _is_listed_after(after):
            yield "fafter listed"
        if long.manner == "part":
            yield f"fpart:{tail.isascii()}"

    def _of_name(self, pair: Pair, shape: str) -> Iterator[str]:
        reading = pair.reading
        name, kind = reading.name, shape[:1]
        yield f"shape:{shape}"
        yield f"size{'a' if name.isalpha() else 'x'}{_step(len(name), _SIZES)}"
        way = "read" if reading.way in {"known", "dictated"} else reading.way
        yield f"way:{way}"
        yield f"way:{way}{pair.rivals and pair.longest}"
        if reading.way in COUNTED:
            figures = figures_of(self._text, reading)
            yield figures
            yield f"{figures}{kind}"
            yield f"{figures.partition('|')[0]}"
            yield f"manner:{reading.manner}"
            yield f"manner:{reading.manner}{kind}"
        if pair.followed:
            yield f"followed:{pair.followed.partition('|')[0]}"
            yield f"followed by:{pair.followed.partition('|')[2]}"
            yield f"followed:{pair.followed}"
            yield f"followed:{pair.followed}{kind}"
        yield f"rank{pair.rank}"
        yield f"rank{pair.rank}{kind}"
        if reading.told:
            yield "told"
        if reading.costume:
            yield f"costume:{reading.costume}"
            yield f"costume:{reading.costume}{shape}"
        written = self._folded.original[slice(*self._folded.span(reading.start, reading.end))]
        if len(written) > _SPREAD * len(name):
            yield "spread"
        first, second = written[:1].isupper(), written[1:2].isupper()
        yield f"capital{first + (first and second)}{kind}"
        if any(a.islower() and b.isupper() for a, b in pairwise(written)):
            yield "camel"
        yield from _doubts(name)

    def _between(self, between: str, kind: str) -> Iterator[str]:
        words = _WORD.findall(between)
        yield f"words{_step(_count(words), _WORDS_BETWEEN)}"
        yield f"letters{_step(len(between), _LETTERS_BETWEEN)}"
        last = _class(between.rstrip()[-1:])
        yield f"last:{last}"
        yield f"last:{last}|{kind}"
        yield f"first:{_class(between.lstrip()[:1])}"
        for mark in {char for char in between if not char.isalnum() and " " != char < _PICTURES}:
            yield f"mark:{mark}"
        if ANNOUNCED.search(between):
            yield "announced"
        if _SENTENCE.search(between):
            yield "sentence"
        if "\n" in between:
            yield f"lines{min(2, between.count(chr(10)))}"
        yield from self._leading("leads", between, kind)
        if words:
            yield f"last word:{words[-1]}"
            yield f"first word:{words[0]}"
        known = listed(*_KINDS[:-1])
        yield f"unknown{min(_MOST_UNKNOWN, sum(word not in known for word in words))}"
        if not _NOT.isdisjoint(words):
            yield "not"
        if any(word[0] > _FOREIGN for word in words):
            yield "foreign between"

    def _is_capital(self, reading: Reading) -> bool:
        first, last = self._folded.span(reading.start, reading.end)
        return self._folded.original[first:last][:1].isupper()

    def _between_text(self, pair: Pair) -> str:
        cue, reading = pair.cue, pair.reading
        if pair.behind:
            return self._text[cue.end : reading.start]
        return self._text[reading.end : cue.start]

    def _leading(self, trait: str, text: str, kind: str) -> Iterator[str]:
        """Yield which kinds of listed words end a text."""
        bare = text.rstrip(_LEADS)
        for listing in _KINDS:
            if phrase_behind(bare, len(bare), listed(listing)) >= 0:
                yield f"{trait}:{listing}"
                yield f"{trait}:{listing}{kind}"

    def _around(self, pair: Pair, kind: str) -> Iterator[str]:
        end = pair.reading.end if pair.behind else pair.cue.end
        after = self._text[end : end + _NEAR]
        follows, spaced = _what_follows(after)
        yield f"after:{follows}{spaced}"
        yield f"after:{follows}{kind}"
        if _is_listed_after(after):
            yield "after listed"
        start = pair.reading.start
        before = self._text[max(0, start - _NEAR) : start]
        if before[-1:] and before[-1] in _QUOTES:
            yield "quoted"
        if not pair.behind:
            yield f"before:{_class(before.rstrip()[-1:])}"
            yield from self._leading("told", before, kind)
            words = _WORD.findall(before)
            if words:
                yield f"word before:{words[-1]}"

    def _of_cue(self, pair: Pair, between: str, kind: str) -> Iterator[str]:
        cue = pair.cue
        yield f"{pair.telling} telling{kind}"
        yield f"{pair.odd} odd{kind}"
        if len({other.value for other in self._cues}) == 1:
            yield "one network"
            yield f"one network, {pair.telling} telling{kind}"
            yield f"one network, {pair.odd} odd{kind}"
        word = self._text[cue.start : cue.end]
        yield f"network:{cue.value}"
        led = "led" if ANNOUNCED.search(between) else "not led"
        if word in self._unclear:
            yield "unclear"
            yield f"unclear{kind}"
            yield f"unclear, {led}"
            yield f"unclear, {led}{kind}"
            yield f"unclear, capital {self._is_capital(pair.reading)}{kind}"
        if not word.isascii():
            yield "cue abroad"
            yield f"cue abroad{kind}"
        if self._abroad:
            yield "text abroad"
            yield f"text abroad{kind}"
        asked = "asked" if pair.asked else "not asked"
        yield f"{asked}{kind}"
        yield f"{asked}, {led}{kind}"
        words = _WORD.findall(self._text[max(0, cue.start - _NEAR) : cue.start])
        if words:
            yield f"cue behind:{words[-1]}"
            if words[-1] in _WHERE:
                yield "cue behind where"
            if words[-1] in _NOT:
                yield "cue behind not"

    def _others(self, pair: Pair) -> Iterator[str]:
        """Yield how the text's other networks stand to a pair."""
        cue, reading = pair.cue, pair.reading
        low, high = (cue.end, reading.start) if pair.behind else (reading.end, cue.start)
        gap = high - low
        crossed = {other.value for other in self._cues if low <= other.start < high}
        if crossed - {cue.value}:
            yield "other network"
        if cue.value in crossed:
            yield "same network"
        if pair.behind:
            following = (other.start for other in self._cues if other.start >= reading.end)
            near = next(following, None)
            if near is not None and near - reading.end < gap:
                yield "another nearer"
        else:
            ended = [other.end for other in self._cues if other.end <= reading.start]
            if ended and reading.start - ended[-1] < gap:
                yield "another nearer"
        if any(
            o.start <= reading.start < o.end or o.start < reading.end <= o.end for o in self._cues
        ):
            yield "is network"


def _doubts(name: str) -> Iterator[str]:
    """Yield what speaks against a name: it could be a word, a measure or an address."""
    if "-" in name and not is_hyphened(name):
        yield "compound"
    if is_address(name):
        yield f"address{min(2, name.count('.'))}"
    if is_measure(name):
        yield "measure"
    if name in NEVER:
        yield "never"
    if name in listed("never"):
        yield "never listed"
    if name in listed(*_KINDS):
        yield "listed"
    if not name.isalpha() and all(map(_is_word, filter(None, _PARTS.split(name)))):
        yield "words joined"


def figures_of(text: str, counted: Reading) -> str:
    """Return how many figures a reading ends with, how they were read, said and in which script."""
    figures = len(counted.name) - len(counted.name.rstrip("0123456789"))
    script = "" if text[counted.end - 1].isascii() else "x"
    return f"{counted.way} {min(_MOST_FIGURES, figures)}{script}|{counted.manner}"


def is_asked(text: str, cue: Hit) -> bool:
    """Tell whether a network is named to be written to, not as where something happened.

    "Telegramda", "on Facebook" say where: a name behind them needs an "add me" before.
    """
    inflected = _INFLECTED.search(text[cue.start : cue.end]) is not None
    bare, preposition = _place_before(text, cue)
    if preposition < 0 and not inflected:
        return True
    clause = bare[: preposition if preposition >= 0 else len(bare)]
    if not clause.strip() and not inflected:
        return True
    last = _CLAUSE.split(clause)[-1].split()[-_FEW:]
    return not listed("adding").isdisjoint(word for word in last if len(word) > 2)


def is_place(text: str, cue: Hit) -> bool:
    """Tell whether a preposition says that a network is a place: "on Facebook"."""
    return _place_before(text, cue)[1] >= 0


def _place_before(text: str, cue: Hit) -> tuple[str, int]:
    """Return the text before a network, and where the preposition that ends it begins, or -1."""
    bare = text[max(0, cue.start - _CLAUSE_REACH) : cue.start].rstrip()
    return bare, phrase_behind(bare, len(bare), _WHERE)


def shape_of(reading: Reading) -> str:
    """Return the shape of a name: a word's kind, or the signs in it."""
    name = reading.name
    sure = "S" if reading.sure else ""
    if name.isalpha():
        if is_given(name):
            return sure + "g"
        return sure + ("c" if is_common(name) else "n" if is_coined(name) else "m")
    figures = any(map(str.isdigit, name))
    first = "_" if "_" in name else "0" if figures else ""
    signs = first + "".join(sign for sign in ".-" if sign in name)
    return signs + ("9" if name[0].isdigit() else "") + sure


def _is_word(part: str) -> bool:
    return part.isalpha() and is_common(part)


def _what_follows(after: str) -> tuple[str, str]:
    """Return what kind of character a text goes on with, and "s" where a space stands before."""
    bare = after.lstrip(" ")
    follows = "line" if bare[:1] == "\n" else "latin" if _is_latin(bare) else _class(bare[:1])
    return follows, "s" if after[:1] == " " else ""


def _is_listed_after(after: str) -> bool:
    return phrase_at(after, len(after) - len(after.lstrip(" ")), listed("after")) >= 0


def _is_latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalnum()


def _class(char: str) -> str:
    """Return what kind of character one is, or itself where it is a common mark."""
    if not char:
        return "none"
    if char.isalnum() or (char > _LETTERS and char.isalpha()):
        return "unspaced" if is_spaceless(char) else "w"
    return "picture" if char > _PICTURES else char


def _count(words: Sequence[str]) -> int:
    """Return the number of words, three letters of a script without spaces counted as one."""
    return sum(1 if word[0] < "\u0e00" else max(1, len(word) // 3) for word in words)


def _step(number: int, steps: Sequence[int]) -> int:
    return next((at for at, step in enumerate(steps) if number <= step), len(steps))
