"""The closer look on the phone finds what the desk's reader finds with the same weights."""

import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstlight.detect.sentence_compact import read_compact, to_model
from firstlight.detect.sentences import SentenceReader
from firstlight.detect.signals import SENTENCE, Signaller
from firstlight.rights.check_pack import check_pack
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.matching.pack import phrase_pack
from firstlight.rulebook.matching.reader import Reader
from firstlight.rulebook.meanings import lexicon
from firstlight.worker.closer import MODEL, closer_files, words_of
from tests.parity.compare import NODE, SCRIPT

CORPUS = Path(__file__).parents[1] / "detect" / "corpus" / "signals"
EVERY = 8


def corpus() -> Iterator[tuple[str, str]]:
    """Yield texts with their language: every eighth sentence, some together, honest adverts."""
    rng = random.Random(8)  # noqa: S311
    for path in sorted(CORPUS.glob("*.dev.tsv")):
        language = path.name.partition(".")[0]
        rows = [row for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
        own = [row.split("\t", 2)[2] for row in rows[::EVERY]]
        yield from ((text, language) for text in own)
        yield from ((rng.choice((" ", "\n")).join(rng.sample(own, 5)), language) for _ in range(6))
    adverts = (CORPUS / "ordinary.txt").read_text("utf-8").splitlines()[1:]
    yield from ((text, "en") for text in adverts)
    yield "\n".join(adverts), "en"


@pytest.mark.skipif(NODE is None, reason="node is absent")
def test_desk_and_phone_read_sentences_alike() -> None:
    book = load_rulebook()
    reader, desk = (
        Reader(book),
        Signaller(book, SentenceReader(to_model(read_compact()), denies=False)),
    )
    languages = [language for language in book.languages if lexicon(language)]
    files = closer_files(b"", languages)
    texts = list(corpus())
    given = {
        "base": check_pack(),
        "packs": {tongue: phrase_pack(book, tongue, reader) for tongue in book.languages},
        "model": json.loads(files[MODEL]),
        "words": {language: json.loads(files[words_of(language)]) for language in languages},
        "texts": texts,
    }
    done = subprocess.run(
        [str(NODE), str(SCRIPT.with_name("run_closer.js"))],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    count = 0
    for (text, language), answer in zip(texts, json.loads(done.stdout), strict=True):
        mine = [
            (book.indicators[one.indicator].group, one.start, one.end)
            for one in desk.find(text, lang=language, mentions=())
            if book.indicators[one.indicator].rule == SENTENCE
        ]
        other = [(one["group"], one["start"], one["end"]) for one in answer]
        assert sorted(mine) == sorted(other), text
        count += len(other)
    assert count > 250
