"""The phrase pack: the phrases of one language, compiled, as compact JSON for the phone's script.

```
format      "firstlight-phrases-3"
language    BCP 47
phrases     [[owner, phrases]]          an indicator, "unless:" and an indicator, or a cue; its
                                        phrases with "|" between them
prefixes    [word]                      prefixes of verbs that negate
endings     [word]                      endings of verbs that negate
indicators  {code: [group, weight, asked (1: fires in questions too), sentence (English)]}
```
A phrase is steps with ";" between them: `~` and the number of words that may lie between; or
options with " " between them, and "?" at the end where it may be absent; or `&` and how far apart
the parts may be that it joins. An option is a word with its wildcards, "<number>" or "<minor>", or
several in a row with "+" between them. Words stand written out: gzip finds what repeats better than
a table would.
Shipped once beside them: `fold_runs`, what folding does beyond the script's own rule.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from firstlight.rulebook.book import CUE, UNLESS, Rulebook
from firstlight.rulebook.matching.characters import fold_character
from firstlight.rulebook.matching.literals import Literals
from firstlight.rulebook.matching.phrases import Step
from firstlight.rulebook.matching.reader import Reader

FORMAT = "firstlight-phrases-3"
_PLANES = ((0x80, 0xD800), (0xE000, 0x10000), (0x1F100, 0x1F200))


def phrase_pack(rulebook: Rulebook, language: str, reader: Reader | None = None) -> dict[str, Any]:
    """Return the phrase pack of a language, ready for a JSON encoder.

    `reader` is one made for the rulebook, where there is one already: packs that go together are
    to come from the same. A language without phrases gives a pack without phrases.
    """
    book = (reader or Reader(rulebook)).book
    owners: list[tuple[str, list[str]]] = []
    for owner, tongue, reach, parts in book.compiled():
        if tongue == language:
            if not owners or owners[-1][0] != owner:
                owners.append((owner, []))
            joined = [";".join(_step(step, book.literals) for step in steps) for steps in parts]
            owners[-1][1].append(f";&{reach};".join(joined))
    terms = [rulebook.terms.get(name) for name in ("negative_prefix", "negative_ending")]
    prefixes, endings = (list(term.words.get(language, ())) if term else [] for term in terms)
    return {
        "format": FORMAT,
        "language": language,
        "phrases": [[owner, "|".join(phrases)] for owner, phrases in owners],
        "prefixes": prefixes,
        "endings": endings,
        "indicators": _indicators(rulebook, (owner for owner, _ in owners)),
    }


def _step(step: Step, literals: Literals) -> str:
    if step.gap:
        return f"~{step.gap}"
    options = ("+".join(map(literals.named, option)) for option in step.options)
    return " ".join(options) + ("?" if step.optional else "")


def _indicators(rulebook: Rulebook, owners: Iterable[str]) -> dict[str, list[Any]]:
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


def fold_runs() -> list[list[int | str]]:
    """Return the fold table as runs of characters that follow each other in Unicode.

    Each is [gap, to, to, …]: how many characters lie between it and the run before (the first:
    before it), then what becomes of each.
    """
    runs: list[list[int | str]] = []
    following = 0
    for char, folded in fold_table().items():
        if ord(char) != following or not runs:
            runs.append([ord(char) - following])
        runs[-1].append(folded)
        following = ord(char) + 1
    return runs
