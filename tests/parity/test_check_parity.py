"""The offer check of the desk and of the phone read the same signs, sums and law in a text."""

import json
import random
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from firstlight.rights.check_pack import check_pack
from firstlight.rights.offer import OfferChecker
from firstlight.rights.pack import law_pack
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.matching.pack import phrase_pack
from firstlight.rulebook.matching.reader import Reader
from tests.parity.compare import NODE, SCRIPT, plain

CASES = Path(__file__).parents[1] / "detect" / "signal_cases.txt"
CORPUS = CASES.parent / "corpus" / "signals"
EVERY = 16
"""One sentence of so many of the corpus is read by both programs: all languages, all groups."""
ON = date(2026, 11, 20)
SUMS = (
    ("Salary £900 per month, 12 hours a day", "en", "GB"),
    ("we pay 13.50 gbp an hour, day off sunday, written contract", "en", "GB"),
    ("Gaji RM 1,200 sebulan", "id", "MY"),
    ("gaji 5 juta rp per bulan, 8 jam", "id", "ID-JK"),
    ("Lương 4.000.000 vnd một tháng", "vi", "VN"),
    ("月薪5000元,每天12小时", "zh", "CN"),
    ("sueldo de 9.000 MXN mensuales", "es", "MX"),
    ("salaire 1.200,50 € par mois, contrat de travail", "fr", "FR"),
    ("Зарплата 90 тыс руб в месяц", "ru", "RU"),
    ("part time, $5 per hour", "en", "US-CA"),
    ("𝐒𝐚𝐥𝐚𝐫𝐲 £𝟗𝟎𝟎 𝐩𝐞𝐫 𝐦𝐨𝐧𝐭𝐡, p.a.s.s.p.o.r.t kept", "en", "GB"),
)


def corpus() -> list[tuple[str, str | None, str]]:
    """Return texts with their language and place: sentences, and several of them together."""
    by_language: dict[str, list[str]] = {}
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("#") or line.count("|") < 3:
            continue
        language, _, _, text = (part.strip() for part in line.split("|", 3))
        by_language.setdefault(language, []).append(text)
    for path in sorted(CORPUS.glob("*.dev.tsv")):
        rows = [row for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
        own = by_language.setdefault(path.name.partition(".")[0], [])
        own += [row.split("\t", 2)[2] for row in rows[::EVERY]]
    rng = random.Random(5)  # noqa: S311
    texts: list[tuple[str, str | None, str]] = list(SUMS)
    for language, own in by_language.items():
        texts += [(text, language, rng.choice(["GB", "MY", "US-CA", "XX"])) for text in own]
        for _ in range(10):
            several = "\n".join(rng.sample(own, min(4, len(own))))
            texts.append((several if rng.random() < 0.5 else several.upper(), language, "GB"))
    unknown = [(text, None, place) for text, _, place in texts[::7]]
    return texts + unknown


@pytest.mark.skipif(NODE is None, reason="node is absent")
def test_desk_and_phone_agree_on_every_sign_sum_and_law() -> None:
    book = load_rulebook()
    reader, checker = Reader(book), OfferChecker(book)
    texts = corpus()
    given = {
        "base": check_pack(),
        "packs": {tongue: phrase_pack(book, tongue, reader) for tongue in book.languages},
        "law": {country: plain(law_pack(book, country, on=ON)) for country in book.law},
        "texts": [(text, language, place, str(ON)) for text, language, place in texts],
    }
    answers: list[dict[str, Any]] = json.loads(
        subprocess.run(
            [str(NODE), str(SCRIPT.with_name("run_check.js"))],
            input=json.dumps(given),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
    )
    signals = 0
    for (text, language, place), answer in zip(texts, answers, strict=True):
        reading = reader.read(text, language)
        mine = sorted((one.start, one.end, one.indicator) for one in reading.signals)
        other = sorted(
            (one["start"], one["end"], one["indicator"]) for one in answer["read"]["signals"]
        )
        assert mine == other, text
        assert sorted(reading.cues) == answer["read"]["cues"], text
        offer = checker.check(text, place=place, on=ON, lang=language)
        assert plain(offer) == answer["offer"], text
        signals += len(mine)
    assert signals > 500
