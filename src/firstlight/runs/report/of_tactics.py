"""From tactics in texts to findings: who says it since when, with the words quoted."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from firstlight.model.tactic import Tactic, TacticResult
from firstlight.runs.report.finding import Figures, Finding, Quote, Series
from firstlight.runs.report.of_patterns import finding_id, q_said
from firstlight.trends.tactics import context_line

QUOTES = 3


def findings_of_tactics(result: TacticResult, texts: pa.Table, *, most: int) -> tuple[Finding, ...]:
    """Return the strongest tactics as findings; what is beyond the error rate is a lead."""
    said = dict(zip(texts.column("id").to_pylist(), texts.column("text").to_pylist(), strict=True))
    heard = _heard(texts, result.periods)
    return tuple(_finding(one, result, said, heard) for one in result.tactics[:most])


def _heard(texts: pa.Table, periods: tuple[str, ...]) -> tuple[int, ...]:
    """Return how many sources each period has."""
    pairs = set(
        zip(texts.column("period").to_pylist(), texts.column("source").to_pylist(), strict=True)
    )
    return tuple(sum(period == one for one, _ in pairs) for period in periods)


def _finding(
    tactic: Tactic, result: TacticResult, said: Mapping[str, str], heard: tuple[int, ...]
) -> Finding:
    recent = [one for one in tactic.spread if one.period in result.recent]
    figures: Figures = {
        "new_sources": tactic.new_sources,
        "sources": sum(one.sources for one in recent),
        "texts": sum(one.documents for one in recent),
        "heard": sum(heard[result.periods.index(period)] for period in result.recent),
        "first_seen": tactic.first_seen,
        "p_value": float(f"{tactic.p_value:.3g}"),
        "q_value": float(f"{tactic.q_value:.3g}"),
    }
    name = finding_id("tactic", "", tactic.id)
    counts = {one.period: one.sources for one in tactic.spread}
    return Finding(
        id=name,
        kind="tactic",
        shelf="first" if tactic.found else "lead",
        period=" to ".join(dict.fromkeys((result.recent[0], result.recent[-1]))),
        what=_named(tactic),
        sentence=_sentence(tactic, result, figures),
        figures=figures,
        value=round(tactic.new_sources * float(np.clip(1 - tactic.q_value, 0, 1)), 2),
        rows=f"rows/{name}.csv",
        series=Series(tuple(counts.get(period, 0) for period in result.periods), heard),
        quotes=tuple(_quotes(tactic, said)),
    )


def _named(tactic: Tactic) -> str:
    stage = f" ({tactic.stage})" if tactic.stage else ""
    return f"“{tactic.name}”{stage}" if tactic.kind == "new" else f"{tactic.name}{stage}"


def _sentence(tactic: Tactic, result: TacticResult, figures: Figures) -> str:
    when = " to ".join(dict.fromkeys((result.recent[0], result.recent[-1])))
    kind = "a phrase that nobody listed" if tactic.kind == "new" else "a known method"
    return (
        f"{figures['new_sources']:,} sources that had never said it did so in {when}; in all "
        f"{figures['sources']:,} of {figures['heard']:,} sources say it there, in "
        f"{figures['texts']:,} texts. First seen {figures['first_seen']}; {kind} "
        f"(p = {figures['p_value']:.2g}, q {q_said(float(figures['q_value']))})."
    )


def _quotes(tactic: Tactic, said: Mapping[str, str]) -> list[Quote]:
    found, seen = [], set[str]()
    for passage in tactic.passages:
        if passage.id in said and passage.id not in seen:
            seen.add(passage.id)
            parts = context_line(said[passage.id], passage, 70)
            found.append(Quote(passage.id, passage.start, passage.end, *parts))
        if len(found) == QUOTES:
            break
    return found
