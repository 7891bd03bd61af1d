"""What the phone's offer check needs beside the phrases and the law: one small pack for all.

```
format   "firstlight-check-2"
fold     [[gap, to, to, …]]              see rulebook.matching.pack.fold_runs
money    {word: ISO 4217}, by_place {word: {country: ISO 4217}}, large {word: power of ten}
periods  {unit: [word]}, near (characters), pay [word], other [word], rests [word],
         number and clause (regular expressions of both programs)
topics   {group: [[topic, kind]]}, honest [code], said_by {indicator: code}, asked {group: code},
         questions {code: English}, adult {fact: value}
not_safe the sentence for when no sign was found, in English
common   [the commonest English words: they tell which language an offer is in]
```
"""

from typing import Any

from firstlight.rights.offer import ADULT, ASK, ASKED_FOR, HONEST, NOT_SAFE, SAID_BY, TOPICS
from firstlight.rights.pay_said import CLAUSE, NUMBER
from firstlight.rights.pay_words import (
    BY_PLACE,
    LARGE,
    MONEY_WORDS,
    NEAR,
    OTHER,
    PAY,
    PERIODS,
    RESTS,
)
from firstlight.rulebook.matching.pack import fold_runs

FORMAT = "firstlight-check-2"
COMMON = [
    "the", "and", "to", "of", "you", "your", "is", "are", "for", "in", "with", "will", "we", "my",
    "her", "his", "their", "our", "this", "that", "it", "not", "on", "at", "be", "or", "if", "can",
    "from", "by",
]  # fmt: skip


def check_pack() -> dict[str, Any]:
    """Return the pack, ready for a JSON encoder."""
    return {
        "format": FORMAT,
        "fold": fold_runs(),
        "money": MONEY_WORDS,
        "by_place": BY_PLACE,
        "large": LARGE,
        "periods": PERIODS,
        "near": NEAR,
        "pay": PAY,
        "other": OTHER,
        "rests": RESTS,
        "number": NUMBER,
        "clause": CLAUSE,
        "topics": TOPICS,
        "honest": HONEST,
        "said_by": SAID_BY,
        "adult": ADULT,
        "asked": ASKED_FOR,
        "questions": ASK,
        "not_safe": NOT_SAFE,
        "common": COMMON,
    }
