"""Scripts: the templates that an actor writes its posts from."""

from collections.abc import Sequence
from typing import NamedTuple

from firstlight.simulate.contacts import Pick
from firstlight.simulate.grammar import Wording, expand
from firstlight.simulate.language import Language
from firstlight.simulate.page import Page
from firstlight.simulate.seeds import choose

CONTACT_KINDS = ("phone", "handle", "email", "link", "wallet")
_JOINERS = (" ", " ", "\n", "\n", "\n\n", " | ", " • ", " - ")
_MARKS = ("", "", "", "", "✅ ", "👉 ", "* ", "- ")


class Script(NamedTuple):
    """A template: sentences, each with its usual and a second wording, and its contact lines.

    `movable` is the range of sentences that may change places.
    """

    id: str
    sentences: tuple[tuple[Wording, Wording], ...]
    contact: dict[str, Wording]
    joiner: str
    mark: str
    movable: tuple[int, int]


def write_script(name: str, language: Language, topics: Sequence[str], pick: Pick) -> Script:
    """Make a template that speaks of the topics in this order, its words chosen once."""
    sentences = []
    for topic in topics:
        lines = language.topics[topic]
        line = choose(lines, pick)
        sentences.append((expand(line, pick), expand(line, pick)))
    contact = {k: expand(choose(language.topics[f"to.{k}"], pick), pick) for k in CONTACT_KINDS}
    joiner, mark = choose(_JOINERS, pick), choose(_MARKS, pick)
    return Script(name, tuple(sentences), contact, joiner, mark, (2, len(sentences)))


def perform(
    script: Script, page: Page, kinds: Sequence[str], paraphrase: float, pick: Pick
) -> None:
    """Write a post from a template, ending with the contact lines of the kinds.

    `paraphrase` is the chance that a sentence takes its second wording; half as often two
    sentences change places, and as often again one is left out.
    """
    order = list(range(len(script.sentences)))
    low, high = script.movable
    if paraphrase and high - low > 1:
        if pick() < paraphrase / 2:
            at = low + int(pick() * (high - low - 1))
            order[at], order[at + 1] = order[at + 1], order[at]
        if pick() < paraphrase / 2:
            del order[low + int(pick() * (high - low))]
    first = True
    for index in order:
        usual, second = script.sentences[index]
        _sentence(script, page, second if paraphrase and pick() < paraphrase else usual, first)
        first = False
    for kind in kinds:
        _sentence(script, page, script.contact[kind], first)
        first = False


def _sentence(script: Script, page: Page, wording: Wording, first: bool) -> None:  # noqa: FBT001
    if not first:
        page.add(script.joiner)
    if script.mark:
        page.add(script.mark)
    page.say(wording)


def improvise(
    language: Language, topics: Sequence[str], kinds: Sequence[str], page: Page, pick: Pick
) -> None:
    """Write a post that follows no template: every sentence chosen for this post alone."""
    joiner = " " if language.spaced and pick() < 0.7 else "\n"
    lines = [choose(language.topics[topic], pick) for topic in topics]
    lines += [choose(language.topics[f"to.{kind}"], pick) for kind in kinds]
    for index, line in enumerate(lines):
        if index:
            page.add(joiner)
        page.say(expand(line, pick))
