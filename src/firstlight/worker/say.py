"""One language's words: plain or in pieces, with figures filled in and negations marked."""

from collections.abc import Iterator, Mapping

from firstlight.rulebook.load import load_rulebook
from firstlight.worker.catalogue import translated
from firstlight.worker.content import NEGATION, PLACEHOLDER, load_content


class Say:
    """The words of the app in one language."""

    def __init__(self, tag: str) -> None:
        """`tag` is the language's BCP 47 tag."""
        self.tag = tag
        self.words = {key: translated(tag, text) for key, text in load_content().words.items()}

    def plain(self, key: str, **values: object) -> str:
        """Return a word of the app with its figures, negations not marked."""
        return NEGATION.sub(r"\1", _filled(self.words[key], values))

    def sentences(self) -> dict[str, str]:
        """Return the indicators' sentences, English to this language; those in English are left."""
        english = (one.sentence for one in load_rulebook().indicators.values())
        pairs = ((text, translated(self.tag, text)) for text in english)
        return {text: other for text, other in pairs if other != text}

    def pieces(self, english: str, values: Mapping[str, object]) -> Iterator[tuple[str, bool]]:
        """Yield (piece, is a negation) of a text in this language; known keys are taken as such."""
        text = _filled(translated(self.tag, english), values)
        at = 0
        for found in NEGATION.finditer(text):
            if found.start() > at:
                yield text[at : found.start()], False
            yield found.group(1), True
            at = found.end()
        if at < len(text):
            yield text[at:], False


def _filled(text: str, values: Mapping[str, object]) -> str:
    return PLACEHOLDER.sub(lambda m: str(values.get(m.group(1), m.group(0))), text)
