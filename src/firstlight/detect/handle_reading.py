"""A way in which what begins at a place can be read as an account's name."""

from typing import Literal

import msgspec

Way = Literal["known", "dictated", "begun", "joined", "plain", "own script", "told", "counted",
    "counting", "figures"]  # fmt: skip
Manner = Literal["", "each", "tied", "part", "native"]


class Reading(msgspec.Struct, frozen=True):
    """A name with its span in the text.

    `way`: how it was read; `sure`: with signs, as only names are; `told`: the text says right
    beside it that it is one word.
    `manner`: how figures are said behind it: each in a word, tied to it, as its last part, or
    written in another script's figures; `without`: the name without them. `costume`: its letters
    stand apart, are styled or of two alphabets.
    """

    name: str
    start: int
    end: int
    way: Way
    sure: bool = False
    told: bool = False
    manner: Manner = ""
    without: str = ""
    costume: str = ""
