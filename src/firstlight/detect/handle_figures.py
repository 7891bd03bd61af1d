"""Figures at the end of a dictated name: "lola underscore jobs seven seven", "gaia_ eventi 9"."""

from collections import Counter

import re2

from firstlight.detect.counting import said_by
from firstlight.detect.lexicon import is_word
from firstlight.detect.numerals import Numeral, Word, table

_TOKEN = re2.compile(
    r"^(?:[ \-]|, )(?:(?:and )?(?:then|puis|luego|dann|poi|depois|potem|потом|затем) )?("
    r"[\p{L}\p{M}']{2,20}|[0-9])(?:[^\p{L}\p{M}0-9]|$)"
)
_FIGURES = re2.compile(r"^ ([0-9]{2}\s?(?:$|[,;!?)\n]|\.\s|\.$)|[0-9])")
_COUNTED = re2.compile(
    r"^ ?(?:[€$£¥₽%:]|[.,][0-9]|(?:euro|eur|usd|dh|aed|eu|h|hr|hrs|hour|hours|hora|horas|heures|ore"
    r"|std|stunden|saat|day|days|dias|jours|tage|giorni|zile|gun|week|weeks|years|ans|anos|km|kg|pm"
    r"|am|mal|per|x|yo|girls|places|posts|people|персон|час|часов|дней|лет|руб|евро)\b)"
)
_SIGNS = re2.compile(
    r"^(?:[〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两]|ゼロ|[영공일이삼사오육칠팔구]){1,8}"
)
_FIGURE_OF = str.maketrans(
    "〇零一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖两영공일이삼사오육칠팔구",
    "00123456789122334566789200123456789",
)
_ENDED = re2.compile(r"^\s*(?:$|[^\p{L}\p{M}0-9\s])|^\s*\n")
_MOST = 4


def figures_behind(text: str, place: int) -> tuple[str, int] | None:
    """Return the one or two figures, or the words for them, behind a dictated name; and the end."""
    plain = _FIGURES.match(text[place : place + 6])
    if plain is not None:
        figures = plain.group(1).rstrip(" \n.,;!?)")
        after = text[place + 1 + len(figures) :]
        if not after[:1].isalnum() and not _COUNTED.search(after):
            return figures, place + 1 + len(figures)
    return said_behind(text, place)


def figures_attached(text: str, place: int, *, spaced: bool = False) -> tuple[str, int] | None:
    """Return the figures in East Asian numerals that end a name ("lola八五"), and the end."""
    start = place + text.startswith(" ", place)
    found = counted_behind(text, start) if spaced or start == place else None
    return None if found is None or is_word(text[found[1] : found[1] + 1] or " ") else found


def counted_behind(text: str, place: int) -> tuple[str, int] | None:
    """Return the figures that East Asian numerals at a place stand for, and the end."""
    if text.isascii():
        return None
    match = _SIGNS.match(text[place : place + 12])
    if match is None:
        return None
    return match.group().replace("ゼロ", "0").translate(_FIGURE_OF), place + match.end()


def said_behind(text: str, place: int) -> tuple[str, int] | None:
    """Return the figures that number words behind a name say where the clause ends with them."""
    words: list[Word] = []
    end = place
    while len(words) < _MOST and (token := _TOKEN.match(text[end : end + 24])):
        written = token.group(1)
        means = {} if written.isdigit() else table().words.get(written)
        if means is None:
            break
        words.append(Word(written, end + token.start(1), end + token.end(1), means))
        end += token.end(1)
    kana = len(words) == 1 and "\u3041" <= words[0].text[0] <= "\u309f"
    if not words or not words[0].means or kana or not _ENDED.search(text[end : end + 3]):
        return None
    return _read(text, words)


def _read(text: str, words: list[Word]) -> tuple[str, int] | None:
    """Return what the words say in the language that knows all of them, and where they end."""
    named = [word for word in words if word.means]
    shared = set.intersection(*(set(word.means) for word in named))
    known = sorted(language for language in shared if _counts(named, language))
    readings: Counter[str] = Counter()
    for language in known:
        part: list[tuple[Word, Numeral | None]] = [
            (word, word.means[language] if word.means else None) for word in words
        ]
        said = {one.start: one.figures for one in said_by(text, part, language)}
        said |= {word.start: word.text for word in words if not word.means}
        readings["".join(said[start] for start in sorted(said)).replace(" ", "")] += 1
    figures, votes = max(readings.items(), key=lambda one: one[1], default=("", 0))
    if list(readings.values()).count(votes) != 1:
        return None
    return (figures, words[-1].end) if figures.isdigit() else None


def _counts(words: list[Word], language: str) -> bool:
    kinds = {word.means[language].kind for word in words}
    clear = any(len(word.text) > 2 or not word.text.isascii() for word in words)
    return clear and "number" in kinds
