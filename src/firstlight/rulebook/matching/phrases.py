"""Phrases of the rulebook, compiled together and found in one pass over the words of a text.

Every word is looked up once (memoised) in a table of the literals of all phrases and languages;
the rarest word of a phrase is its anchor, and only where an anchor stands is the phrase compared,
forwards and backwards inside the sentence. Gaps are bounded, so the cost per anchor is too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

import msgspec

from firstlight.rulebook.book import UNLESS
from firstlight.rulebook.matching.literals import NOTHING, Kind, Literals
from firstlight.rulebook.matching.words import Words, is_solo, split_words
from firstlight.rulebook.phrase import Choice, Gap, Item, split_parts

_MEMO = 200_000
_SOLO_GAP = 2  # a word in Chinese is about two characters long
_LONG_SOLO_GAP = 4  # one in Thai or Myanmar about four
_RUN = 4
"""In scripts without spaces a phrase is looked for by this many characters together."""
_KINDS: dict[tuple[bool, bool], Kind] = {
    (False, False): "exact",
    (False, True): "prefix",
    (True, False): "suffix",
    (True, True): "inside",
}

_NEAR = 12
"""Parts joined by `&` stand within so many words of each other."""

Option = tuple[int, ...]
Taken = list[tuple[int, int]]
"""Word positions with the literal that fitted there."""


class Step(msgspec.Struct, frozen=True):
    """An item of a compiled phrase: options of literals, or a gap of that many words.

    `single` holds the options of one literal, `longer` the others, `heads` one literal of each
    option: a sentence that holds none of the heads cannot hold the step.
    """

    single: frozenset[int] = frozenset()
    longer: tuple[Option, ...] = ()
    heads: frozenset[int] = frozenset()
    optional: bool = False
    gap: int = 0

    @property
    def options(self) -> tuple[Option, ...]:
        """Return all options, those of one literal first."""
        return (*((literal,) for literal in sorted(self.single)), *self.longer)


class Match(msgspec.Struct, frozen=True):
    """A phrase found: who asked for it, its language, and the word positions [start, end).

    `used` are the positions that its own words took: what stands in its gaps is not in it.
    An exception of one word ("unless: [church]") uses its whole sentence.
    `swallowed` holds what a leading `*` took of a word (a Swahili prefix, an Arabic article),
    `trailing` what one at the end took (a Nepali verb's ending).
    """

    owner: str
    language: str
    start: int
    end: int
    used: frozenset[int]
    swallowed: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()


class _Phrase(msgspec.Struct, frozen=True):
    owner: str
    language: str
    needs: tuple[frozenset[int], ...]
    reach: int
    whole: bool


class _Anchor(msgspec.Struct, frozen=True):
    phrase: _Phrase
    option: Option
    offset: int
    after: tuple[Step, ...]
    before: tuple[Step, ...]
    others: tuple[tuple[Step, ...], ...]


class Phrasebook:
    """All phrases of a rulebook as one matcher.

    `phrases` are (owner, language, parsed phrase); `fold` is applied to the phrases' words as it
    was applied to the text that will be searched.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, str, tuple[Item, ...]]],
        fold: Callable[[str], str],
    ) -> None:
        self._fold = fold
        self._literals = Literals()
        self._anchors: dict[int, list[_Anchor]] = {}
        self._runs: dict[str, list[_Anchor]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._memo: dict[str, tuple[frozenset[int], tuple[_Anchor, ...]]] = {}
        self._compiled: list[tuple[str, str, int, tuple[tuple[Step, ...], ...]]] = []
        for owner, language, items in phrases:
            self._add(owner, language, items)

    def find(self, words: Words, languages: frozenset[str] | None = None) -> list[Match]:
        """Return the matches of phrases in these languages (None: all), in order of anchors."""
        memo, look = self._memo.get, self._look
        looked = [memo(word) or look(word) for word in words.texts]
        rows = [row for row, _ in looked]
        present = _present(rows, words.sentences)
        found: list[Match] = []
        lengths = self._lengths
        for position, (_, anchors) in enumerate(looked):
            if words.texts[position] in lengths:
                anchors = self._run_anchors(words.texts, position)  # noqa: PLW2901
            here = present[words.sentences[position]] if anchors else NOTHING
            for anchor in anchors:
                phrase = anchor.phrase
                if languages is not None and phrase.language not in languages:
                    continue
                if any(map(here.isdisjoint, phrase.needs)):
                    continue
                taken = _verify(anchor, position, rows, words.sentences)
                if taken is not None:
                    match = self._match(phrase, taken, words.texts)
                    if phrase.whole:
                        match = msgspec.structs.replace(match, used=_sentence(words, position))
                    found.append(match)
        return found

    def compiled(self) -> Iterator[tuple[str, str, int, tuple[tuple[Step, ...], ...]]]:
        """Yield (owner, language, reach, parts) of every phrase; numbers are of `literals`.

        `reach` is how many words apart the parts that `&` joins may begin.
        """
        yield from self._compiled

    @property
    def literals(self) -> Literals:
        """Return the numbered words of all phrases."""
        return self._literals

    def _run_anchors(self, texts: list[str], at: int) -> tuple[_Anchor, ...]:
        """Return the anchors whose first characters stand at a position."""
        runs = self._runs
        return tuple(
            anchor
            for length in self._lengths[texts[at]]
            for anchor in runs.get("".join(texts[at : at + length]), ())
        )

    def _look(self, word: str) -> tuple[frozenset[int], tuple[_Anchor, ...]]:
        row = self._literals.of(word)
        anchors = tuple(anchor for literal in row for anchor in self._anchors.get(literal, ()))
        if len(self._memo) >= _MEMO:
            self._memo.clear()
        self._memo[word] = (row, anchors)
        return row, anchors

    def _match(self, phrase: _Phrase, taken: Taken, texts: list[str]) -> Match:
        used = frozenset(position for position, _ in taken)
        swallowed = (self._literals.swallowed(literal, texts[at]) for at, literal in taken)
        trailing = (self._literals.trailing(literal, texts[at]) for at, literal in taken)
        return Match(
            phrase.owner,
            phrase.language,
            min(used),
            max(used) + 1,
            used,
            tuple(part for part in swallowed if part),
            tuple(part for part in trailing if part),
        )

    def _add(self, owner: str, language: str, items: tuple[Item, ...]) -> None:
        breadth = _breadth(items)
        parts = tuple(
            tuple(self._step(item, breadth) for item in part) for part in split_parts(items)
        )
        self._compiled.append((owner, language, _NEAR * breadth, parts))
        needs = (step.heads for part in parts for step in part if step.heads and not step.optional)
        whole = owner.startswith(UNLESS) and len(parts) == len(parts[0]) == 1
        phrase = _Phrase(owner, language, tuple(sorted(needs, key=len)), _NEAR * breadth, whole)
        places = [(number, at) for number, part in enumerate(parts) for at in range(len(part))]
        number, best = max(places, key=lambda place: self._rarity(parts[place[0]][place[1]]))
        steps = parts[number]
        others = parts[:number] + parts[number + 1 :]
        for option in steps[best].options:
            offset = max(range(len(option)), key=lambda at: self._literals.rarity(option[at]))
            rest = steps[best + 1 :], steps[:best][::-1]
            self._hang(_Anchor(phrase, option, offset, *rest, others))

    def _hang(self, anchor: _Anchor) -> None:
        """File an anchor under its word, or in a script without spaces under its characters."""
        first = anchor.option[anchor.offset]
        if not self._literals.is_solo(first):
            self._anchors.setdefault(first, []).append(anchor)
            return
        rest = anchor.option[anchor.offset : anchor.offset + _RUN]
        run = list(takewhile(self._literals.is_solo, rest))
        key = "".join(self._literals.named(literal) for literal in run)
        self._runs.setdefault(key, []).append(anchor)
        lengths = {*self._lengths.get(key[0], ()), len(key)}
        self._lengths[key[0]] = tuple(sorted(lengths))

    def _rarity(self, step: Step) -> float:
        """Return how rare the commonest option of a step is likely to be; gaps are no anchors."""
        if step.optional or step.gap:
            return -1.0
        return min(self._option_rarity(option) for option in step.options)

    def _option_rarity(self, option: Option) -> float:
        """Return the rarity of the rarest word, characters of a run together being one."""
        rarest = max(map(self._literals.rarity, option))
        solo = (self._literals.rarity(one) for one in option if self._literals.is_solo(one))
        return max(rarest, sum(solo))

    def _step(self, item: Choice | Gap, breadth: int) -> Step:
        if isinstance(item, Gap):
            return Step(gap=item.words * breadth)
        options = tuple(map(self._option, item.options))
        return Step(
            single=frozenset(option[0] for option in options if len(option) == 1),
            longer=tuple(option for option in options if len(option) > 1),
            heads=frozenset(option[0] for option in options),
            optional=item.optional,
        )

    def _option(self, words: tuple[str, ...]) -> Option:
        literals: list[int] = []
        for word in words:
            if word.startswith("<"):
                literals.append(self._literals.number("class", word))
                continue
            parts = split_words(self._fold(word.strip("*"))).texts
            if not parts:
                raise ValueError(f"'{word}' has no letters that can be found")
            for index, part in enumerate(parts):
                before = word.startswith("*") and index == 0 and not is_solo(part)
                after = word.endswith("*") and index == len(parts) - 1 and not is_solo(part)
                literals.append(self._literals.number(_KINDS[before, after], part))
        return tuple(literals)


def _sentence(words: Words, position: int) -> frozenset[int]:
    """Return the positions of the sentence that a word stands in."""
    number = words.sentences[position]
    return frozenset(
        range(bisect_left(words.sentences, number), bisect_right(words.sentences, number))
    )


def _breadth(items: tuple[Item, ...]) -> int:
    """Return how many words of the text a word of a gap stands for."""
    heads = [option[0][0] for item in items for option in _options(item)]
    solo = [head for head in heads if is_solo(head)]
    if not solo:
        return 1
    return _SOLO_GAP if max(solo) >= "\u3000" else _LONG_SOLO_GAP


def _options(item: Item) -> tuple[tuple[str, ...], ...]:
    return item.options if isinstance(item, Choice) else ()


def _present(rows: list[frozenset[int]], sentences: list[int]) -> list[frozenset[int]]:
    """Return the literals that each sentence holds anywhere."""
    held: list[set[int]] = [set() for _ in range(sentences[-1] + 1 if sentences else 0)]
    for row, sentence in zip(rows, sentences, strict=True):
        if row:
            held[sentence] |= row
    return [frozenset(literals) for literals in held]


def _verify(
    anchor: _Anchor, position: int, rows: list[frozenset[int]], sentences: list[int]
) -> Taken | None:
    """Return where the anchor's phrase lies around a position, or None."""
    start = position - anchor.offset
    room = (rows, sentences, sentences[position])
    here = _take(anchor.option, start, room)
    if here is None:
        return None
    after = _walk(anchor.after, start + len(anchor.option), 1, room)
    if after is None:
        return None
    before = _walk(anchor.before, start - 1, -1, room)
    if before is None:
        return None
    taken = before + here + after
    for part in anchor.others:
        other = _near(part, position, anchor.phrase.reach, room)
        if other is None:
            return None
        taken += other
    return taken


def _near(part: tuple[Step, ...], position: int, reach: int, room: "_Room") -> Taken | None:
    """Return where a joined part lies that begins nearest to a position in reach, or None."""
    for far in range(1, reach + 1):
        for at in (position - far, position + far):
            taken = _walk(part, at, 1, room)
            if taken is not None:
                return taken
    return None


_Room = tuple[list[frozenset[int]], list[int], int]


def _take(option: Option, start: int, room: _Room) -> Taken | None:
    """Return the positions of an option's literals from `start`, all in the sentence, or None."""
    rows, sentences, sentence = room
    if start < 0 or start + len(option) > len(rows):
        return None
    if sentences[start] != sentence or sentences[start + len(option) - 1] != sentence:
        return None
    taken = list(enumerate(option, start))
    return taken if all(literal in rows[at] for at, literal in taken) else None


def _walk(steps: tuple[Step, ...], at: int, way: int, room: _Room) -> Taken | None:
    """Return the positions of the remaining steps forwards (1) or backwards (-1), or None."""
    if not steps:
        return []
    step, rest = steps[0], steps[1:]
    if step.gap:
        return _first(_walk(rest, at + way * skip, way, room) for skip in range(step.gap + 1))
    for taken in _fits(step, at, way, room):
        further = _walk(rest, at + way * len(taken), way, room)
        if further is not None:
            return taken + further
    return _walk(rest, at, way, room) if step.optional else None


def _fits(step: Step, at: int, way: int, room: _Room) -> Iterator[Taken]:
    """Yield what the step's options take at a position, the shortest first."""
    rows, sentences, sentence = room
    if not 0 <= at < len(rows) or sentences[at] != sentence:
        return
    row = rows[at]
    if not row.isdisjoint(step.single):
        yield [(at, min(row & step.single))]
    for option in step.longer:
        if option[0 if way > 0 else -1] in row:
            taken = _take(option, at if way > 0 else at - len(option) + 1, room)
            if taken is not None:
                yield taken


def _first(results: Iterable[Taken | None]) -> Taken | None:
    return next((result for result in results if result is not None), None)
