"""One language's words: plain or in pieces, with figures filled in and negations marked."""

from collections.abc import Iterable, Iterator, Mapping

from firstlight.rulebook.indicator import Indicator
from firstlight.rulebook.said import NEGATION, PLACEHOLDER, unmarked
from firstlight.worker.catalogue import translated
from firstlight.worker.content import load_content


class Say:
    """The words of the app in one language."""

    def __init__(self, tag: str) -> None:
        """`tag` is the language's BCP 47 tag."""
        self.tag = tag
        self.words = {key: translated(tag, text) for key, text in load_content().words.items()}

    def plain(self, key: str, **values: object) -> str:
        """Return a word of the app with its figures, negations not marked."""
        return unmarked(_filled(self.words[key], values))

    def sentences(self, indicators: Iterable[Indicator]) -> dict[str, str]:
        """Return the indicators' sentences, English to this language; those in English are left."""
        found = {one.sentence: self._sentence(one) for one in indicators}
        return {text: other for text, other in found.items() if other != text}

    def _sentence(self, indicator: Indicator) -> str:
        own = indicator.say.get(self.tag)
        return unmarked(own) if own else translated(self.tag, indicator.sentence)

    def pieces(self, english: str, values: Mapping[str, object]) -> Iterator[tuple[str, bool]]:
        """Return (piece, is a negation) of a text in this language."""
        return pieces(_filled(translated(self.tag, english), values))


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield (piece, is a negation) of a text with marks."""
    at = 0
    for found in NEGATION.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(1), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def inert(text: str) -> str:
    """Return JSON that cannot end the element that it stands in."""
    return text.replace("<", "\\u003c")


def _filled(text: str, values: Mapping[str, object]) -> str:
    return PLACEHOLDER.sub(lambda m: str(values.get(m.group(1), m.group(0))), text)
