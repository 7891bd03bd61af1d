"""A sentence for readers in several languages, and what a translation must keep.

In a text, `[word]` marks a negation and `{name}` a figure or a name that is filled in later. A
translation keeps every placeholder as often, as many marked negations, and holds the same figures.
"""

import re
from collections import Counter
from collections.abc import Mapping

NEGATION = re.compile(r"\[([^\[\]]+)\]")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
ENGLISH_NEGATIONS = frozenset({"not", "never", "no", "nobody", "nothing", "none", "cannot"})
_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[a-z']+")


def unmarked(text: str) -> str:
    """Return a text without the marks of its negations."""
    return NEGATION.sub(r"\1", text)


def differences(text: str, other: str) -> list[str]:
    """Return what a translation changes that it must keep, a few words each; empty is good.

    Figures are compared by value, in whatever script.
    """
    wrong = []
    if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(other)):
        wrong.append("other placeholders")
    if len(NEGATION.findall(text)) != len(NEGATION.findall(other)):
        wrong.append("another number of negations")
    here, there = _figures(text), _figures(other)
    if there - here:
        wrong.append("a figure of its own")
    if here - there:
        wrong.append("a lost figure")
    return wrong


def faults(sentence: str, say: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the translations of an English sentence, by language.

    `say["en"]`, where given, is the sentence with its negations marked; translations of a sentence
    that negates need it.
    """
    marked = say.get("en", sentence)
    if unmarked(marked) != sentence:
        return {"en": "it is another sentence than 'sentence'"}
    found = {
        language: wrong
        for language, text in say.items()
        if language != "en" and (wrong := ", ".join(differences(marked, text)))
    }
    if set(say) - {"en"} and (bare := _negations(NEGATION.sub("", marked))):
        return {"en": f"mark the negation, and so in every language: [{bare}]"} | found
    return found


def _figures(text: str) -> Counter[int]:
    return Counter(int(figure) for figure in _FIGURE.findall(text))


def _negations(text: str) -> str:
    """Return the first English negation of a text, or nothing."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return next((w for w in words if w in ENGLISH_NEGATIONS or w.endswith("n't")), "")
