"""Coded passages: where texts speak of an entry of the taxonomy, or of a code from elsewhere."""

from collections import Counter

import numpy as np
import pyarrow as pa

from firstlight.model.tactic import TacticStage
from firstlight.rulebook.taxonomy import Taxonomy
from firstlight.trends.anchors import Anchors
from firstlight.trends.corpus import Corpus, Ints
from firstlight.trends.words import join_words

HITS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("name", pa.string()),
        pa.field("stage", pa.string()),
    ]
)
"""Codes known of texts from elsewhere (signals, mentions): tested beside the taxonomy's own.
`name` is what people call the code; `stage` recruitment, control or exploitation, where known."""


class Coded:
    """Coded passages in parallel lists; `sentence` is -1 for codes from elsewhere."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.document: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.sentence: list[int] = []
        self.wording: list[str] = []
        self.names: dict[str, str] = {}
        self.stages: dict[str, TacticStage] = {}

    def add(
        self, code: str, document: int, span: tuple[int, int], sentence: int = -1, wording: str = ""
    ) -> None:
        """Add one passage."""
        self.code.append(code)
        self.document.append(document)
        self.start.append(span[0])
        self.end.append(span[1])
        self.sentence.append(sentence)
        self.wording.append(wording)


def coded_passages(
    corpus: Corpus, taxonomy: Taxonomy, masked: Ints, hits: pa.Table | None = None
) -> Coded:
    """Find the taxonomy's phrases in every document, leaving out those inside templates."""
    anchors = Anchors(taxonomy)
    hidden = np.zeros(len(corpus.token), np.bool_)
    hidden[masked] = True
    borders = np.searchsorted(corpus.document, np.arange(len(corpus.ids) + 1))
    coded = Coded()
    for document in range(len(corpus.ids)):
        offset = int(borders[document])
        words = corpus.words_of(document)
        for hit in anchors.find(words, corpus.languages[document]):
            if hidden[offset + hit.first : offset + hit.last + 1].all():
                continue
            span = (words.spans[hit.first][0], words.spans[hit.last][1])
            wording = join_words(words.texts[hit.first : hit.last + 1])
            coded.add(hit.code, document, span, int(corpus.sentence[offset + hit.first]), wording)
    if hits is not None:
        _add_hits(corpus, coded, hits)
    return coded


def _add_hits(corpus: Corpus, coded: Coded, hits: pa.Table) -> None:
    at = {name: index for index, name in enumerate(corpus.ids)}
    for row in hits.to_pylist():
        if row["id"] in at:
            coded.add(row["code"], at[row["id"]], (row["start"], row["end"]))
            if row.get("name"):
                coded.names[row["code"]] = row["name"]
            if row.get("stage"):
                coded.stages[row["code"]] = row["stage"]


def sentence_stages(taxonomy: Taxonomy, coded: Coded) -> dict[int, Counter[TacticStage]]:
    """Return for each sentence the stages that its coded passages stand for."""
    stages: dict[int, Counter[TacticStage]] = {}
    for code, sentence in zip(coded.code, coded.sentence, strict=True):
        if sentence >= 0 and code in taxonomy.entries:
            stages.setdefault(sentence, Counter())[taxonomy.entries[code].stage] += 1
    return stages
