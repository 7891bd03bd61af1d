"""Rows of figures said in words, or in words and figures: "oh double seven double oh, 900".

A row is read in one language, that which knows most of its words, so that short words that mean a
number elsewhere ("on", "to", "ba") do no harm.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import re2

from firstlight.detect.counting import Said, said_by
from firstlight.detect.numerals import (
    JOINED_AND,
    SPACELESS,
    UNSPACED,
    Numeral,
    Table,
    Word,
    table,
)

_TOKEN = re2.compile(
    rf"[0-9]+|[{SPACELESS}]+|\p{{Hangul}}+|[\p{{L}}\p{{M}}]+(?:'[\p{{L}}\p{{M}}]+)*"
)
_LEET = re2.compile(r"\b[a-z0-9]{0,6}(?:[a-z][0-9]|[0-9][a-z])[a-z0-9]{0,6}\b")
_LETTERS_FOR_FIGURES = str.maketrans("0134578", "oieastb")
_PARTICLES = frozenset({"번", "으로", "로", "에", "요", "입니다", "이요", "이에요", "예요", "한테"})
_NEAR = re2.compile(r"^(?:, | ?- ?|[ \n]?)$")
_WIDEST, _MOST = 14, 8
_SPOKEN = 5
_HOME = 1.5
_MIXED, _WHOLE = 2, 9
_SURE = 3
_AMID = 5
_SHORT = 2


class Row(msgspec.Struct, frozen=True):
    """Words that say a row of figures, left to right; `spoken` where words outweigh chance."""

    start: int
    said: list[Said]
    spoken: bool


def find_rows(text: str, lang: str | None) -> list[Row]:
    """Return the rows of figures that a folded text says in words, or in words and figures."""
    known = table()
    if not known.promises(text):
        return []
    rows: list[Row] = []
    for words in _stretches(_unleeted(text, known), known):
        rows.extend(_rows(text, words, lang))
    return rows


def said_at(text: str) -> tuple[str, int] | None:
    """Return the figures that the words at a text's beginning say, and where these end.

    In the languages that know all of the words; None where these differ.
    """
    words = _beginning(text)
    while words:
        read = _read(text, words) if words[-1].means else None
        if read is not None:
            return read, words[-1].end
        words = words[:-1]
    return None


def _beginning(text: str) -> list[Word]:
    """Return the number words that a text begins with, with the figures between them."""
    words: list[Word] = []
    reach = 0
    for word in _words(text, table()):
        near = len(words) < _MOST and bool(_NEAR.search(text[reach : word.start]))
        alike = not words or not word.means or word.text.isascii() == words[0].text.isascii()
        if not (word.text and near and alike):
            break
        words.append(word)
        reach = word.end
    kinds = {one.kind for one in words[0].means.values()} if words else set()
    return words if kinds - {"and", "pause", "plus"} else []


def _read(text: str, words: Sequence[Word]) -> str | None:
    """Return what all of the words say in most of the languages that know them."""
    known = [word.means for word in words if word.means]
    readings: Counter[str] = Counter()
    for language in sorted(set.intersection(*map(set, known))):
        part = [(word, word.means[language] if word.means else None) for word in words]
        if not _counts(part):
            continue
        said = {one.start: one.figures for one in said_by(text, part, language)}
        said |= {word.start: word.text for word in words if not word.means}
        readings["".join(said[start] for start in sorted(said)).replace(" ", "")] += 1
    figures, votes = max(readings.items(), key=lambda one: one[1], default=("", 0))
    sure = figures.isdigit() and list(readings.values()).count(votes) == 1
    return figures if sure else None


def _counts(part: Sequence[tuple[Word, Numeral | None]]) -> bool:
    """Tell whether words are enough to say a number."""
    clear = any(len(word.text) > _SHORT or not word.text.isascii() for word, _ in part)
    kana = len(part) == 1 and "\u3041" <= part[0][0].text[0] <= "\u309f"
    last = part[-1][1]
    ended = last is None or last.kind in {"number", "hundred", "zeros"}
    return clear and ended and not kana and any(one and one.kind == "number" for _, one in part)


def _stretches(text: str, known: Table) -> Iterator[list[Word]]:
    """Yield stretches of tokens that are all figures or known words, close to each other."""
    stretch: list[Word] = []
    for word in _words(text, known):
        if stretch and (not word.text or word.start - stretch[-1].end > _WIDEST):
            yield stretch
            stretch = []
        gap = text[stretch[-1].end : word.start] if stretch else ""
        if "#" in gap:
            yield stretch
            stretch = []
        if word.text:
            stretch.append(word)
    if stretch:
        yield stretch


def _words(text: str, known: Table) -> Iterator[Word]:
    """Yield figures and known words; an empty word where anything else stands between."""
    matches = [(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    place = 0
    while place < len(matches):
        token, start, end = matches[place]
        place += 1
        if token[0] in "0123456789":
            yield Word(token, start, end, {})
            continue
        if token in known.firsts:
            longer = _phrase(matches, place - 1, known)
            if longer > 1:
                end = matches[place + longer - 2][2]
                phrase = " ".join(match[0] for match in matches[place - 1 : place + longer - 1])
                yield Word(phrase, start, end, known.words[phrase])
                place += longer - 1
                continue
        if token in known.words:
            yield Word(token, start, end, known.words[token])
        elif UNSPACED.search(token):
            yield from _unspaced(token, start, known)
        elif glued := known.glued(token):
            for piece in glued:
                yield Word(piece, start, start + len(piece), known.words[piece])
                start += len(piece)
        elif token[0] in JOINED_AND and token[1:] in known.words:
            language = JOINED_AND[token[0]]
            yield Word(token[0], start, start + 1, {language: Numeral("and", 0)})
            yield Word(token[1:], start + 1, end, known.words[token[1:]])
        else:
            yield Word("", start, end, {})


def _phrase(matches: Sequence[tuple[str, int, int]], place: int, known: Table) -> int:
    """Return how many tokens from a place make a listed phrase, or 0."""
    for length in (3, 2):
        phrase = " ".join(match[0] for match in matches[place : place + length])
        if phrase in known.phrases:
            return length
    return 0


def _unleeted(text: str, known: Table) -> str:
    """Return the text with number words written with figures ("thr33") in letters, one for one."""
    pieces, reach = [], 0
    for match in _LEET.finditer(text):
        word = match.group().translate(_LETTERS_FOR_FIGURES)
        if word in known.words:
            pieces += [text[reach : match.start()], word]
            reach = match.end()
    return "".join([*pieces, text[reach:]])


def _unspaced(chunk: str, start: int, known: Table) -> Iterator[Word]:
    """Yield the words of a chunk without spaces, an empty word where others stand."""
    reach = start
    found = known.inside(chunk, start)
    if "\uac00" <= chunk[0] <= "\ud7af":
        said = sum(word.end - word.start for word in found)
        last = found[-1].end - start if found else 0
        if said < last or (chunk[last:] and chunk[last:] not in _PARTICLES):
            found = []
    for word in found:
        if word.start > reach:
            yield Word("", reach, word.start, {})
        yield word
        reach = word.end
    if reach < start + len(chunk):
        yield Word("", reach, start + len(chunk), {})


def _rows(text: str, words: Sequence[Word], lang: str | None) -> Iterator[Row]:
    """Yield the rows that a stretch of words says, in the language that knows most of them."""
    votes = Counter(
        language
        for word in words
        for language, numeral in word.means.items()
        if numeral.kind in {"number", "hundred", "zeros"}
    )
    kinds = {one.kind for word in words for one in word.means.values()}
    if not votes and kinds.isdisjoint({"pause", "repeat"}):
        return
    home = "fil" if lang == "tl" else lang
    language = max(
        votes, key=lambda known: votes[known] + (known == home) * _HOME, default=home or "en"
    )
    part: list[tuple[Word, Numeral | None]] = []
    for word in words:
        numeral = _meaning(word, language)
        if word.means and numeral is None:
            yield from _row(text, part, language, home)
            part = []
        else:
            part.append((word, numeral))
    yield from _row(text, part, language, home)


def _meaning(word: Word, language: str) -> Numeral | None:
    """Return what a word means in a language, or in all that know it where they agree."""
    numeral = word.means.get(language)
    if numeral is None and len(word.text) > 2:
        meanings = set(word.means.values())
        numeral = meanings.pop() if len(meanings) == 1 else None
    return numeral


def _is_or(part: Sequence[tuple[Word, Numeral | None]]) -> bool:
    """Tell whether the one word among figures is an "o" that says "or" between whole numbers."""
    said = next(place for place, (_, numeral) in enumerate(part) if numeral is not None)
    figures = [len(word.text) for word, _ in part]
    alone = (
        part[said][0].text in {"o", "о"} and min(sum(figures[:said]), sum(figures[said + 1 :])) > 6
    )
    return alone and max(figures[said - 1 : said + 2]) >= _SURE


def _is_particle(word: str, before: str) -> bool:
    """Tell whether "ni" behind figures is the Japanese "to" rather than a two."""
    return word == "に" and not "\u3041" <= before[-1] <= "\u309f"


def _row(
    text: str, part: list[tuple[Word, Numeral | None]], language: str, home: str | None
) -> Iterator[Row]:
    """Yield the row that some words say, if they are more than a chance number word."""
    kinds = [numeral.kind if numeral else None for _, numeral in part]
    first, last = 0, len(part)
    while first < last and kinds[first] in {"pause", "and"}:
        first += 1
    while first < last and kinds[last - 1] in {"pause", "and", "plus"}:
        last -= 1
    if last - first > 1 and _is_particle(part[last - 1][0].text, part[last - 2][0].text):
        last -= 1
    part = part[first:last]
    counted = sum(numeral is not None and numeral.kind == "number" for _, numeral in part)
    if len(part) < 2 or all(numeral is None for _, numeral in part):
        return
    if counted == 1 and _is_or(part):
        return
    ascii_only = all(word.text.isascii() for word, _ in part)
    distinct = len({word.text for word, numeral in part if numeral and numeral.kind == "number"})
    amid = (
        min(len(word.text) for word, said in part if said) > _SHORT
        and counted >= _MIXED
        and len(part) - counted >= _AMID
    )
    if distinct < _SURE and ascii_only and not amid and language not in {"en", home}:
        return
    paused = any(numeral is not None and numeral.kind == "pause" for _, numeral in part)
    said = list(said_by(text, part, language))
    figures = sum(len(word.text) for word, numeral in part if numeral is None)
    figures += sum(len(one.figures.strip(" +")) for one in said)
    mixed = counted >= _MIXED and figures >= _WHOLE
    yield Row(part[0][0].start, said, counted >= _SPOKEN or paused or mixed)
