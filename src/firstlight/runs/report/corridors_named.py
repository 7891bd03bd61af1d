"""Who was said to go where, by year: read from columns of records, or from the words of texts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from firstlight.detect.mentions import lexicon
from firstlight.detect.places import country_of, fits_language
from firstlight.rulebook.matching.fold import fold
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.finding import Quote
from firstlight.runs.report.where import code_of
from firstlight.trends.corridors_history import SCHEMA
from firstlight.trends.tactics import context_of

Pair = tuple[str, str]
MENTIONS = 10
"""Mentions of a pair that count, per year and reporter: the score is about reports, not sizes."""
_YEAR = re.compile(r"(\d{4})(\D|$)")
_FROM = (
    "from|out of|desde|procedentes? de|provenientes? de|originari[oa]s? de|en provenance de|"
    "originaires? d[eu]s?|vinda?s? d[aeo]s?|dari|asal|tu|kutoka|mula sa|galing sa|из|от|من|"
    "से|从|来自|來自"
)
_TO = (
    "to|into|in|within|throughout|hacia|a|en|vers|au|aux|dans|para|no|na|em|ke|di|sang|den|tai|"
    "kwenda|nchini|patungo sa|sa|в|во|на|إلى|الى|في|में|到|去|在|前往"
)
_MARK = re.compile(rf"(?<!\w)(?:(?P<out>{_FROM})|(?P<in>{_TO}))(?!\w)", re.I)
_LIST = re.compile(r"^[\s,;/&]*(?:and|or|y|e|et|ou|dan|va|na|at|и|و|और|和|the|la|el|le|les)?[\s,]*"
                   r"(?:the|la|el|le|les)?\s*$", re.I)  # fmt: skip
_WORDS_OF = {"a": ("es", "pt", "fr"), "no": ("pt",), "na": ("pt",), "in": ("en", None)}
"""Marks that are ordinary words elsewhere, with the languages in which they tell the way."""
_STOP = re.compile(r"[.!?。！？।؟\n]")


class Named(NamedTuple):
    """Corridors that were named. `reports` has the columns of corridors_history.SCHEMA.

    `rows` holds the records or passages of each pair in the newest year, `quotes` its words,
    `unit` says what a mention is.
    """

    reports: pa.Table
    rows: Mapping[Pair, pa.Table]
    unit: str
    quotes: Mapping[Pair, tuple[Quote, ...]]


def named_by_records(
    counting: Counting, origin: str, destination: str, reporter: str | None
) -> Named | None:
    """Return the corridors that records name; None where periods tell no years, or none is named.

    A pair counts ten times at most per year and reporter.
    """
    years = [_YEAR.match(label) for label in counting.labels]
    ends = counting.column(origin), counting.column(destination)
    if not all(years) or ends[0] is None or ends[1] is None:
        return None
    when = np.array([int(one[1]) for one in years if one] + [0])[counting.codes]
    by = counting.column(reporter) if reporter else None
    at = np.flatnonzero((ends[0].codes >= 0) & (ends[1].codes >= 0) & (when > 0))
    keys = [when[at], ends[0].codes[at], ends[1].codes[at]]
    keys.append(by.codes[at] if by else np.full(len(at), -1))
    distinct, counts = np.unique(np.column_stack(keys), axis=0, return_counts=True)
    table: list[dict[str, Any]] = []
    for (year, a, b, who), count in zip(distinct.tolist(), counts.tolist(), strict=True):
        one, other = ends[0].values[a], ends[1].values[b]
        said = by.values[who] if by and who >= 0 else None
        if one != other:
            row = {"year": year, "origin": one, "destination": other, "reporter": said}
            table += [row] * min(count, MENTIONS)
    if not table:
        return None
    late = at[when[at] == when.max()]
    held: dict[Pair, list[int]] = defaultdict(list)
    for number, a, b in zip(
        counting.numbers[late].tolist(), ends[0].codes[late].tolist(),
        ends[1].codes[late].tolist(), strict=True,
    ):  # fmt: skip
        held[ends[0].values[a], ends[1].values[b]].append(number)
    rows = {pair: pa.table({"row": pa.array(found, pa.int64())}) for pair, found in held.items()}
    return Named(pa.Table.from_pylist(table, schema=SCHEMA), rows, "record", {})


class Said(NamedTuple):
    """A corridor in a text: from where to where, and the span of the other place's name."""

    origin: str
    destination: str
    start: int
    end: int


def corridors_said(text: str, home: str, lang: str | None = None) -> list[Said]:
    """Return the corridors that a text about one country names between it and others.

    The word before a place, or before the list that it stands in, tells the way: "from" or "to".
    A place without one is left out. Spans are in code points.
    """
    folded = fold(text)
    found, last, way = [], 0, None
    for hit in lexicon().find(folded.text):
        word = folded.text[hit.start : hit.end]
        if hit.kind != "place" or not fits_language(word, lang):
            continue
        gap = folded.text[last : hit.start]
        way = _way(gap, lang) or (way if last and _LIST.match(gap) else None)
        last = hit.end
        there = country_of(hit.value)
        if way and there and there != home:
            pair = (there, home) if way == "out" else (home, there)
            found.append(Said(*pair, *folded.span(hit.start, hit.end)))
    return found


def _way(gap: str, lang: str | None) -> str | None:
    """Return "out" or "in" by the last mark right before a place, None where there is none."""
    tail = _STOP.split(gap)[-1][-40:]
    marks = [
        one for one in _MARK.finditer(tail) if one[0] not in _WORDS_OF or lang in _WORDS_OF[one[0]]
    ]
    if not marks or len(tail[marks[-1].end() :].split()) > 2:
        return None
    return "out" if marks[-1]["out"] else "in"


def named_by_texts(texts: pa.Table) -> Named | None:
    """Return the corridors that texts name, each text once per pair; `place` is what it is about.

    None where no text has both a year and a known place, or none names a corridor.
    """
    table: list[dict[str, Any]] = []
    held: dict[tuple[int, Pair], list[tuple[str, Said, str]]] = defaultdict(list)
    for name, period, place, lang, text in _told(texts):
        home, year = code_of(place), _YEAR.match(period)
        home = country_of(home) if home else None
        if home is None or year is None:
            continue
        seen: set[Pair] = set()
        for one in corridors_said(text, home, lang):
            pair = (one.origin, one.destination)
            if pair not in seen:
                seen.add(pair)
                row = {"year": int(year[1]), "origin": one.origin,
                       "destination": one.destination, "reporter": home}  # fmt: skip
                table.append(row)
            held[int(year[1]), pair].append((name, one, text))
    if not table:
        return None
    newest = max(row["year"] for row in table)
    late = {pair: found for (year, pair), found in held.items() if year == newest}
    return Named(
        pa.Table.from_pylist(table, schema=SCHEMA),
        {pair: _passages(found) for pair, found in late.items()},
        "passage",
        {pair: tuple(_quote(*one) for one in found[:3]) for pair, found in late.items()},
    )


def _told(texts: pa.Table) -> Iterator[tuple[str, str, str, str | None, str]]:
    for row in texts.to_pylist():
        if row["place"]:
            yield row["id"], row["period"], row["place"], row["lang"], row["text"]


def _passages(found: list[tuple[str, Said, str]]) -> pa.Table:
    return pa.table({
        "text": pa.array([name for name, _, _ in found], pa.string()),
        "start": pa.array([one.start for _, one, _ in found], pa.int64()),
        "end": pa.array([one.end for _, one, _ in found], pa.int64()),
    })  # fmt: skip


def _quote(name: str, one: Said, text: str) -> Quote:
    return Quote(name, one.start, one.end, *context_of(text, one.start, one.end, 70))
