"""Honest adverts (EMSCAD) and messages (SMS Spam Collection), both in two halves.

One half teaches the reader of sentences what is ordinary, the other is kept for counting. An
employer's adverts, and equal messages, are all in one half.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
PARTS = ("title", "company_profile", "description", "requirements", "benefits")
_EMPLOYER = 80


def honest_adverts(*, teaching: bool) -> Iterator[str]:
    """Yield the texts of one half."""
    (path,) = (DATA / "detect" / "emscad_partial").glob("*.csv")
    with path.open(encoding="utf-8", newline="") as source:
        for one in csv.DictReader(source):
            employer = (one["company_profile"] or one["title"]).strip().lower()[:_EMPLOYER]
            if one["fraudulent"] in {"0", "f"} and (crc32(employer.encode()) % 2 == 0) is teaching:
                yield "\n".join(one[part] for part in PARTS)


def messages(*, teaching: bool) -> Iterator[str]:
    """Yield the messages of one half that are not spam."""
    (path,) = (DATA / "detect" / "sms_spam_collection").glob("*.tsv")
    for line in path.read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        if label == "ham" and (crc32(text.lower().encode()) % 2 == 0) is teaching:
            yield text
