"""What the phone's offer check needs beside the phrases and the law: one small pack for all.

```
format   "firstlight-check-2"
fold     [[gap, to, to, …]]              see rulebook.matching.pack.fold_runs
money    {word: ISO 4217}, by_place {word: {country: ISO 4217}}, large {word: power of ten}
periods  {unit: [word]}, near (characters)
topics   {group: [[topic, kind]]}, honest [code], asked {group: code}, questions {code: English}
not_safe the sentence for when no sign was found, in English
```
"""

from typing import Any

from firstlight.rights.offer import ASK, ASKED_FOR, HONEST, NOT_SAFE, TOPICS
from firstlight.rights.pay_words import BY_PLACE, LARGE, MONEY_WORDS, NEAR, PERIODS
from firstlight.rulebook.matching.pack import fold_runs

FORMAT = "firstlight-check-2"


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
        "topics": TOPICS,
        "honest": HONEST,
        "asked": ASKED_FOR,
        "questions": ASK,
        "not_safe": NOT_SAFE,
    }
