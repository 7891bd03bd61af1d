"""The phrase pack: the phrases of one language, compiled, as compact JSON for the phone's script.

```
format      "firstlight-phrases-2"
language    BCP 47
literals    [word | number]             words with their wildcards, "<number>" or "<minor>",
                                        numbered upward from 0; a number gives the next word's
owners      [name]                      indicators, "unless:" and an indicator, cues
steps       [step]                      a gap (number of words), or [options], or [options, 1]
                                        where it may be absent; an option is a number of a literal,
                                        or several in a row
phrases     [[owner, step, step, …]]    indexes into `owners` and `steps`; a negative number parts
                                        what `&` joins and says how far apart that may be
prefixes    [word]                      prefixes of verbs that negate
endings     [word]                      endings of verbs that negate
indicators  {code: [group, weight, asked (1: fires in questions too), sentence (English)]}
```
Numbers of literals are those of the whole rulebook, so that packs of several languages go together.
Shipped once beside them: `fold_table`, what folding does beyond the script's own rule.
"""

import unicodedata
from functools import cache
from typing import Any

from firstlight.rulebook.book import CUE, UNLESS, Rulebook
from firstlight.rulebook.matching.characters import fold_character
from firstlight.rulebook.matching.literals import Literals
from firstlight.rulebook.matching.phrases import Step
from firstlight.rulebook.matching.reader import Reader

FORMAT = "firstlight-phrases-2"
_PLANES = ((0x80, 0xD800), (0xE000, 0x10000), (0x1F100, 0x1F200))


def phrase_pack(rulebook: Rulebook, language: str, reader: Reader | None = None) -> dict[str, Any]:
    """Return the phrase pack of a language, ready for a JSON encoder.

    `reader` is one made for the rulebook, where there is one already: packs that go together are
    to come from the same. A language without phrases gives a pack without phrases.
    """
    book = (reader or Reader(rulebook)).book
    owners: dict[str, int] = {}
    used: set[int] = set()
    steps_seen: dict[str, int] = {}
    table: list[Any] = []
    phrases = []
    for owner, tongue, reach, parts in book.compiled():
        if tongue == language:
            phrase = [owners.setdefault(owner, len(owners))]
            for number, steps in enumerate(parts):
                phrase += [-reach] if number else []
                phrase += [_shared(_step(step), steps_seen, table) for step in steps]
                used.update(one for step in steps for option in step.options for one in option)
            phrases.append(phrase)
    terms = [rulebook.terms.get(name) for name in ("negative_prefix", "negative_ending")]
    prefixes, endings = (list(term.words.get(language, ())) if term else [] for term in terms)
    return {
        "format": FORMAT,
        "language": language,
        "literals": _named(book.literals, used),
        "owners": list(owners),
        "steps": table,
        "phrases": phrases,
        "prefixes": prefixes,
        "endings": endings,
        "indicators": _indicators(rulebook, owners),
    }


def _named(literals: Literals, used: set[int]) -> list[int | str]:
    named: list[int | str] = []
    following = 0
    for number in sorted(used):
        if number != following:
            named.append(number)
        named.append(literals.named(number))
        following = number + 1
    return named


def _shared(step: Any, seen: dict[str, int], table: list[Any]) -> int:
    """Return the index of a step in the table, added where it is not there yet."""
    key = str(step)
    if key not in seen:
        seen[key] = len(table)
        table.append(step)
    return seen[key]


def _step(step: Step) -> Any:
    if step.gap:
        return step.gap
    options = [option[0] if len(option) == 1 else list(option) for option in step.options]
    return [options, 1] if step.optional else [options]


def _indicators(rulebook: Rulebook, owners: dict[str, int]) -> dict[str, list[Any]]:
    codes = {name.removeprefix(UNLESS) for name in owners if not name.startswith(CUE)}
    return {
        code: [item.group, item.weight, int(item.in_questions), item.sentence]
        for code, item in rulebook.indicators.items()
        if code in codes
    }


def script_fold(char: str) -> str:
    """Return what the script's own rule makes of a character: NFKC, lower case, no Latin marks."""
    low = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).lower())
    if "LATIN" in unicodedata.name(char, ""):
        bare = unicodedata.normalize("NFD", low)
        low = "".join(one for one in bare if not "\u0300" <= one <= "\u036f")
    return low


@cache
def fold_table() -> dict[str, str]:
    """Return what `fold_character` makes of characters, where the script's own rule differs."""
    found = {}
    for low, high in _PLANES:
        for code in range(low, high):
            char = chr(code)
            if unicodedata.category(char) in {"Cn", "Co"} or 0xAC00 <= code < 0xD7A4:
                continue
            folded = fold_character(char)
            if folded != script_fold(char):
                found[char] = folded
    return found
