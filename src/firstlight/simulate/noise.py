"""How writers change a text from post to post, and how they disguise its words."""

from collections.abc import Callable, Sequence

from firstlight.simulate.seeds import choose

Pick = Callable[[], float]

CYRILLIC = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
"""Latin letters to Cyrillic letters that look the same."""
_GREEK = str.maketrans("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
_LATIN = str.maketrans("асеорхАВСЕНКМОРТХ", "aceopxABCEHKMOPTX")
_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_GLUE = ("✨", "🔥", "💼", "⭐", "✅", "🌟", "💰", "❗")
_INVISIBLE = "\u200b\u200c\u2060"
_EMOJI = ("👍", "🙏", "😊", "👉", "📌", "!!", "...", "✈️")


def disturb(text: str, rate: float, fillers: Sequence[str], *, spaced: bool, pick: Pick) -> str:
    """Change about `rate` of the words of a text: typing errors, words lost, moved or added."""
    if not spaced:
        return _disturb_unspaced(text, rate, pick)
    times = int((text.count(" ") + 1) * rate + pick())
    if not times:
        return text
    words = text.split(" ")
    for _ in range(times):
        at = int(pick() * len(words))
        if words[at][:1].isalnum():
            words[at] = _change(words, at, fillers, pick)
    return " ".join(words)


def _change(words: list[str], at: int, fillers: Sequence[str], pick: Pick) -> str:
    """Return what stands in the place of a word after one change."""
    word, kind = words[at], pick()
    if kind < 0.45:
        return _mistype(word, pick)
    if kind < 0.55:
        return ""
    if kind < 0.65 and at + 1 < len(words) and words[at + 1][:1].isalnum():
        words[at + 1], word = word, words[at + 1]
        return word
    if kind < 0.80:
        return word.upper() if kind < 0.73 else word.lower()
    return f"{word} {choose(_EMOJI if kind < 0.9 else fillers, pick)}"


def _mistype(word: str, pick: Pick) -> str:
    """Swap, drop or double one character of a word."""
    if len(word) < 4:
        return word
    at = 1 + int(pick() * (len(word) - 2))
    kind = pick()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.7:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def _disturb_unspaced(text: str, rate: float, pick: Pick) -> str:
    """Drop, double or mark characters of a text that is written without spaces."""
    for _ in range(int(len(text) * rate / 2 + pick())):
        at = int(pick() * len(text))
        kind = pick()
        if kind < 0.4:
            text = text[:at] + text[at + 1 :]
        elif kind < 0.6:
            text = text[:at] + text[at : at + 1] + text[at:]
        else:
            text = text[:at] + choose(_EMOJI, pick) + text[at:]
    return text


def _words(text: str, share: float, change: Callable[[str], str], pick: Pick) -> str:
    """Apply a change to a share of the longer words."""
    return " ".join(
        change(word) if len(word) > 3 and pick() < share else word for word in text.split(" ")
    )


def _lookalike(text: str, pick: Pick) -> str:
    table = CYRILLIC if pick() < 0.7 else _GREEK
    return _words(text, 0.4, lambda w: w.translate(_LATIN if w[1] > "\u0400" else table), pick)


def _leet(text: str, pick: Pick) -> str:
    return _words(text, 0.35, lambda w: w.translate(_LEET), pick)


def _glue(text: str, pick: Pick) -> str:
    mark = choose(_GLUE, pick)
    return _words(text, 0.25, lambda w: mark + w + mark, pick)


def _spread(text: str, pick: Pick) -> str:
    gap = choose((" ", ".", "-"), pick)
    return _words(text, 0.12, gap.join, pick)


def _invisible(text: str, pick: Pick) -> str:
    mark = choose(_INVISIBLE, pick)
    if " " not in text:
        return mark.join(text)
    return _words(text, 0.4, lambda w: w[:2] + mark + w[2:], pick)


def _case(text: str, pick: Pick) -> str:
    return _words(text, 0.4, lambda w: w[:1].lower() + w[1:].upper(), pick)


DISGUISES: tuple[Callable[[str, Pick], str], ...] = (
    _lookalike, _lookalike, _leet, _glue, _spread, _invisible, _case,
)  # fmt: skip
"""Ways to disguise words; look-alike letters twice, as they are the commonest."""
