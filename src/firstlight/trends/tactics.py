"""Tactics in texts: what is new, who else has it since, and where it stands written.

`find_tactics` asks one question of every coded method of the taxonomy and of every phrase that
enough sources share: did it reach new sources in the recent periods faster than before
(`trends.spread`)? The editors' own wording is set aside first (`trends.boilerplate`). Repetition
by one source, the order of rows and the volume of a period change nothing.
"""

import re
from collections import Counter

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.model.tactic import TACTICS, Passage, Tactic, TacticResult, TacticStage
from firstlight.rulebook.taxonomy import Taxonomy, load_taxonomy
from firstlight.trends.boilerplate import template_words
from firstlight.trends.coded import Coded, coded_passages, sentence_stages
from firstlight.trends.corpus import Corpus, build_corpus
from firstlight.trends.gather import Seen, Tested, tactic_of
from firstlight.trends.novelty import Phrase, Settings, new_phrases
from firstlight.trends.spread import SpreadTest, q_values
from firstlight.trends.words import fold_word, join_words

_OVERLAP, _WORD = 0.5, 20
_WORDINGS = 6
_LONGER = 1.25
"""Growth of the median text from which a note warns."""


def find_tactics(
    texts: pa.Table,
    *,
    as_of: str | None = None,
    recent: int = 1,
    fdr: float = 0.05,
    leads: float = 0.1,
    hits: pa.Table | None = None,
    taxonomy: Taxonomy | None = None,
    settings: Settings | None = None,
) -> TacticResult:
    """Return the tactics of a TEXTS table, strongest evidence first.

    `as_of` leaves out later periods (to ask what would have been seen then); `recent` is how many
    last periods are asked about; `fdr` the false-discovery rate within each kind; `hits` a HITS
    table (`trends.coded`). What is beyond the rate but has a p value of at most `leads` is returned
    as a lead (`found` false). Raises InputError where a column is missing.
    """
    if as_of is not None:
        period = texts.column("period").cast(pa.string())
        texts = texts.filter(pc.less_equal(period, as_of))
    book = taxonomy or load_taxonomy()
    settings = settings or Settings()
    corpus = build_corpus(texts)
    if not corpus.ids:
        return _nothing(fdr)
    test = SpreadTest(corpus.panel, recent)
    masked, passages = template_words(corpus)
    coded = coded_passages(corpus, book, masked, hits)
    asked = _Asked(corpus, test, book, fdr, settings.sources)
    anchored, anchored_tests = _anchored(asked, coded)
    style = frozenset(map(fold_word, book.style.words()))
    phrases, tests, broken = new_phrases(corpus, test, style, masked, settings)
    stages = sentence_stages(book, coded)
    fresh = [_new(asked, group, stages) for group in _clusters(corpus, phrases)]
    tactics = sorted([*anchored, *fresh], key=lambda t: (t.p_value, -t.new_sources, t.name))
    tactics = [tactic for tactic in tactics if tactic.found or tactic.p_value <= leads]
    return TacticResult(
        tactics=tuple(tactics),
        periods=corpus.panel.periods,
        recent=corpus.panel.periods[test.border :],
        documents=len(corpus.ids),
        sources=len(corpus.panel.sources),
        tested={"anchored": anchored_tests, "new": tests},
        fdr=fdr,
        house_style=(*passages, *broken),
        notes=_notes(corpus, test),
    )


def context_line(text: str, passage: Passage, width: int = 60) -> tuple[str, str, str]:
    """Return what stands before, in and after a passage, on one line, `width` code points each."""
    return context_of(text, passage.start, passage.end, width)


def context_of(text: str, start: int, end: int, width: int = 60) -> tuple[str, str, str]:
    """Return what stands before, in and after a span, on one line; joined they are the text.

    White space is one blank; a word that the width cuts is left out, where blanks part words.
    """
    before, after = text[max(start - width, 0) : start], text[end : end + width]
    if start > width and " " in before[:_WORD]:
        before = before.split(" ", 1)[1]
    if end + width < len(text) and " " in after[-_WORD:]:
        after = after.rsplit(" ", 1)[0]
    return _one_line(before), _one_line(text[start:end]), _one_line(after)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def tactics_table(result: TacticResult) -> pa.Table:
    """Return a TACTICS table: one row per tactic and period."""
    rows = [
        {
            "tactic": tactic.id,
            "rank": rank,
            "kind": tactic.kind,
            "name": tactic.name,
            "code": tactic.code,
            "stage": tactic.stage,
            "first_seen": tactic.first_seen,
            "period": spread.period,
            "documents": spread.documents,
            "sources": spread.sources,
            "new_sources": spread.new_sources,
            "p_value": tactic.p_value,
            "q_value": tactic.q_value,
        }
        for rank, tactic in enumerate(result.tactics, 1)
        for spread in tactic.spread
    ]
    return pa.Table.from_pylist(rows, schema=TACTICS)


class _Asked(msgspec.Struct, frozen=True):
    corpus: Corpus
    test: SpreadTest
    taxonomy: Taxonomy
    fdr: float
    fewest: int


def _anchored(asked: _Asked, coded: Coded) -> tuple[list[Tactic], int]:
    """Return the tactics of known codes and how many codes were tested."""
    corpus, test = asked.corpus, asked.test
    names = sorted(set(coded.code))
    if not names:
        return [], 0
    number = {name: index for index, name in enumerate(names)}
    thing = np.array([number[code] for code in coded.code], np.int64)
    document = np.array(coded.document, np.int64)
    unit = corpus.doc_source[document] * test.periods + corpus.doc_period[document]
    p, fresh, takers = test.p_values(thing, unit, len(names))
    tested = np.flatnonzero(takers >= asked.fewest)
    q = np.ones(len(names))
    q[tested] = q_values(p[tested])
    start, end = np.array(coded.start, np.int64), np.array(coded.end, np.int64)
    wordings = np.array(coded.wording, dtype=object)
    found = []
    for index in tested[fresh[tested] >= asked.fewest].tolist():
        here = thing == index
        entry = asked.taxonomy.entries.get(names[index])
        common = Counter(wording for wording in wordings[here].tolist() if wording)
        about = Tested(
            kind="anchored",
            name=entry.name if entry else coded.names.get(names[index], names[index]),
            code=names[index],
            phrases=tuple(text for text, _ in sorted(common.items(), key=_by_count)[:_WORDINGS]),
            stage=entry.stage if entry else coded.stages.get(names[index]),
            new_sources=int(fresh[index]),
            p_value=float(p[index]),
            q_value=float(q[index]),
        )
        seen = Seen(document[here], start[here], end[here])
        found.append(tactic_of(corpus, test, seen, about, asked.fdr))
    return found, len(tested)


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _stage_order(item: tuple[TacticStage, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _clusters(corpus: Corpus, phrases: list[Phrase]) -> list[list[Phrase]]:
    """Group phrases that share a word and half of their sources; the strongest leads."""
    groups: list[tuple[list[Phrase], set[int], set[str]]] = []
    for phrase in phrases:
        documents = corpus.document[phrase.places]
        sources = set(np.unique(corpus.doc_source[documents]).tolist())
        for members, held, words in groups:
            shared = len(sources & held)
            if words & phrase.content and shared >= _OVERLAP * min(len(sources), len(held)):
                members.append(phrase)
                break
        else:
            groups.append(([phrase], sources, set(phrase.content)))
    return [members for members, _, _ in groups]


def _new(asked: _Asked, group: list[Phrase], stages: dict[int, Counter[TacticStage]]) -> Tactic:
    corpus = asked.corpus
    first = np.concatenate([phrase.places for phrase in group])
    size = np.concatenate([np.full(len(item.places), len(item.words) - 1) for item in group])
    seen = Seen(corpus.document[first], corpus.start[first], corpus.end[first + size])
    votes: Counter[TacticStage] = Counter()
    for sentence in np.unique(corpus.sentence[first]).tolist():
        votes.update(stages.get(sentence, Counter()))
    lead = group[0]
    name = join_words(lead.words)
    about = Tested(
        kind="new",
        name=name,
        code=None,
        phrases=tuple(dict.fromkeys(join_words(item.words) for item in group)),
        stage=min(votes.items(), key=_stage_order)[0] if votes else None,
        new_sources=lead.new_sources,
        p_value=lead.p_value,
        q_value=lead.q_value,
    )
    return tactic_of(corpus, asked.test, seen, about, asked.fdr)


def _notes(corpus: Corpus, test: SpreadTest) -> tuple[str, ...]:
    if test.border <= 0:
        return ("All texts are of the recent periods: nothing can be called new.",)
    units = np.bincount(corpus.unit, minlength=len(corpus.panel.sources) * test.periods)
    words = units.reshape(-1, test.periods)
    heard = corpus.panel.observed
    late = float(np.median(words[:, test.border :][heard[:, test.border :]]))
    early = float(np.median(words[:, : test.border][heard[:, : test.border]]))
    if late <= _LONGER * early:
        return ()
    said = f"{late:.0f} words each (median) against {early:.0f} before"
    advice = "Longer texts hold more of everything: trust phrases more than frequent codes."
    return (f"Recent sources say more: {said}. {advice}",)


def _nothing(fdr: float) -> TacticResult:
    return TacticResult(
        tactics=(), periods=(), recent=(), documents=0, sources=0, tested={}, fdr=fdr
    )
