"""Words and marks that stand for the signs of an address: "(at)", "собака", "点", "underscore"."""

from functools import cache

import msgspec
import re2

from firstlight.detect.lexicon import read_data
from firstlight.rulebook.matching.fold import fold

FOREIGN = r"[\x{370}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3041}-\x{D7FF}]"
"""A letter that no address has, so that a word of such letters between two parts is a sign."""

OPEN, CLOSE = r"[\[({<⟨〈【「『《〔*_\"'/|~:=-]", r"[\])}>⟩〉】」』》〕*_\"'/|~:=-]"
_SPACE = r"\s?\s?"
_INNER = r"[^\s\[\](){}<>⟨⟩【】]+"
WRAPPED = rf"{_SPACE}[\[({{<⟨【]+\s?{_INNER}(?: {_INNER})?(?: {_INNER})?\s?[\])}}>⟩】]+{_SPACE}"
"""Whatever stands in brackets between two parts."""

ROOM = re2.Options()
ROOM.max_mem = 128 << 20
"""The many words make large automata, which fall back to a slower way where they lack room."""

PREPOSITIONS = frozenset({"at", "a", "ad", "et", "ett", "aet", "bei", "chez", "aron", "eta", "kwa",
    "katika", "ai te", "στο", "عند", "علي", "את", "በ", "att", "aat", "at rate"})  # fmt: skip
"""Words for "at" that say much else."""
_SHORT = frozenset({"at", "et", "ad", "pt"})
"""Words of two letters that are read without brackets; no others of that length are."""


class Signs(msgspec.Struct, frozen=True):
    """The words for one sign, folded, and patterns of them between two parts of an address."""

    words: frozenset[str]
    between: str

    def means(self, written: str) -> bool:
        """Tell whether what stands between two parts is a known word for the sign."""
        bare = written.strip(" \n\t,")
        bare = bare.removeprefix("then ").removeprefix("the ").removesuffix(" then").rstrip(",")
        return (
            bare in self.words
            or bare.strip("[](){}<>⟨⟩〈〉【】「」『』《》〔〕«»\"'*_/|~:=- ") in self.words
        )


@cache
def signs() -> dict[str, Signs]:
    """Return the known signs: "at", "dot", "underscore" and "dash"."""
    listed: dict[str, set[str]] = {}
    for line in read_data("signs.tsv").splitlines():
        if not line.startswith("#"):
            kind, _, words = line.split("\t")
            listed.setdefault(kind, set()).update(fold(words).text.split("|"))
    return {kind: Signs(frozenset(words), _between(words)) for kind, words in listed.items()}


def _between(words: set[str]) -> str:
    """Return a pattern of the words: wrapped in signs, or bare where no letters touch them."""
    longest = sorted((word for word in words if word.strip()), key=len, reverse=True)
    latin = [re2.escape(word) for word in longest if word.isascii() and word[0].isalpha()]
    marks = [re2.escape(word) for word in longest if word.isascii() and not word[0].isalpha()]
    bare = "|".join(word for word in latin if len(word) > 2 or word in _SHORT)
    other = "|".join(re2.escape(word) for word in longest if not word.isascii())
    wrapped = rf"{_SPACE}{OPEN}+\s?(?:{'|'.join(latin)}|{other})\s?{CLOSE}+{_SPACE}"
    if marks:
        wrapped += rf"|{_SPACE}[\[({{<]\s?(?:{'|'.join(marks)})\s?[\])}}>]{_SPACE}"
    said = rf"(?:,? then (?:the )?|,? the |, |\s)(?:{bare})(?:,? then |,\s|\s)"
    return rf"(?:{wrapped}|{said}|{_SPACE}(?:{other}){_SPACE})"
