"""From patterns to findings: sentences of recounted figures, with the rows behind them."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from firstlight.model.pattern import NullTest, Pattern
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.finding import Figures, Finding, NullSaid, Series
from firstlight.runs.report.ranking import only_large, recency, sure_surplus
from firstlight.trends.null import FALSE_SHARE
from firstlight.trends.patterns import PatternResult
from firstlight.trends.patterns_rank import MOST_LISTED

_SMALL = 500


def findings_of_patterns(
    result: PatternResult, counting: Counting, *, most: int
) -> tuple[Finding, ...]:
    """Return the `most` weighty minimal patterns as findings, in no order of weight.

    Of minimal patterns those are told whose share of false discoveries among themselves is small.
    A pattern that another explains is counted with that one (`follows`), not told again.
    """
    minimal = [one for one in result.patterns if one.q_minimal <= FALSE_SHARE]
    values = [
        sure_surplus(one.count, one.low)
        * (recency(one.period, result.periods) if _ordered(result.periods) else 1.0)
        * (0.5 if only_large(one.artefact) else 1.0)
        for one in minimal
    ]
    weights = [
        value * (1.0 if _clear(one) else 0.25) for value, one in zip(values, minimal, strict=True)
    ]
    chosen = sorted(range(len(minimal)), key=lambda at: (-weights[at], at))[:most]
    return tuple(_finding(minimal[at], values[at], counting) for at in chosen)


def _clear(pattern: Pattern) -> bool:
    """Tell whether nothing in the reporting speaks against this pattern in particular."""
    return pattern.artefact is None or only_large(pattern.artefact)


def _ordered(labels: Sequence[str]) -> bool:
    """Tell whether periods are times (they begin with figures) and not places."""
    return all(label[:1].isdigit() for label in labels)


def finding_id(kind: str, period: str, what: str) -> str:
    """Return the stable id of a finding, which is its anchor and its file's name."""
    return f"{kind[0]}-{blake2b(f'{kind}|{period}|{what}'.encode(), digest_size=5).hexdigest()}"


def _finding(pattern: Pattern, value: float, counting: Counting) -> Finding:
    series = counting.series(counting.having(pattern.items))
    at = counting.labels.index(pattern.period)
    figures: Figures = {
        "count": int(series[at]),
        "records": int(counting.sizes[at]),
        "elsewhere": int(series.sum() - series[at]),
        "elsewhere_records": int(counting.sizes.sum() - counting.sizes[at]),
        "expected": round(pattern.expected, 1),
        "rate_ratio": round(pattern.rate_ratio, 2),
        "low": round(pattern.low, 2),
        "high": round(pattern.high, 2) if np.isfinite(pattern.high) else "no upper end",
        "q_value": float(f"{pattern.q_minimal:.3g}"),
    }
    name = finding_id("pattern", pattern.period, pattern.label)
    return Finding(
        id=name,
        kind="pattern",
        shelf="first" if _clear(pattern) else "reporting",
        period=pattern.period,
        what=pattern.label,
        sentence=sentence(pattern.period, figures),
        figures=figures,
        value=round(value, 1),
        rows=f"rows/{name}.csv",
        artefact=pattern.artefact,
        follows=len(pattern.explains),
        series=Series(tuple(series.tolist()), tuple(counting.sizes.tolist())),
    )


def sentence(period: str, figures: Figures) -> str:
    """Say a pattern's figures in words."""
    count, records = int(figures["count"]), int(figures["records"])
    other, others = int(figures["elsewhere"]), int(figures["elsewhere_records"])
    said = f"{count:,} of {records:,} records of {period} ({count / max(records, 1):.1%}) have it"
    said += f", against {other:,} of {others:,} of all other periods"
    said += f" ({other / max(others, 1):.1%}). " if others else ". "
    low, q = times(float(figures["low"])), q_said(float(figures["q_value"]))
    if float(figures["expected"]) < 0.05:
        return f"{said}Next to none were to be expected (at least {low} times as many; q {q})."
    high = figures["high"] if isinstance(figures["high"], str) else times(float(figures["high"]))
    ratio = f"{times(float(figures['rate_ratio']))} times as many"
    return (
        f"{said}{figures['expected']:,} were to be expected: {ratio} "
        f"(95 % interval {low} to {high}; q {q})."
    )


def times(ratio: float) -> str:
    """Say a ratio with two or three figures."""
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def q_said(q: float) -> str:
    """Say a q-value: below one in ten thousand no figure would be honest."""
    return "< 0.0001" if q < 1e-4 else f"= {q:.2g}"


def _explained(explain: int, told: int) -> str:
    """Say how many patterns explain the others, and whether all of those are told."""
    if told < explain:
        return f"of the {explain:,} that explain the others the {told:,} of most value follow"
    return (
        "the one that explains the others follows"
        if told == 1
        else f"the {told:,} that explain the others follow"
    )


def null_said(null: NullTest, patterns: Sequence[Pattern], told: int, records: int) -> NullSaid:
    """Say the null test for the reader: patterns found, and findings told of them.

    A list that is full says so; of a small file it is said that silence proves little.
    """
    found = len(patterns)
    some = [n for n in null.discoveries if n]
    total = sum(null.discoveries)
    word = "pattern" if total == 1 else "patterns"
    reported = (
        f"something on {len(some)} of them ({total:,} {word} in all, at most {max(some):,} on one)"
        if some
        else "nothing on any of them"
    )
    here = "nothing"
    if found:
        explain = sum(one.q_minimal <= FALSE_SHARE for one in patterns)
        here = f"{found:,}" if found < MOST_LISTED else f"{found:,} or more (the list ends there)"
        here += ", most of them relatives; " + _explained(explain, told)
    sentence = (
        f"On {null.permutations:,} shuffles of the periods, where every pattern is chance, this "
        f"method reported {reported}; on the records as they are it reports {here}."
    )
    if records < _SMALL:
        sentence += (
            f" In a file of {records:,} records only a large rise can pass: that little or nothing "
            "is reported does not say that nothing changed."
        )
    return NullSaid(
        permutations=null.permutations,
        tested=null.tested,
        with_any=len(some),
        reported=total,
        most=max(null.discoveries, default=0),
        found=found,
        sentence=sentence,
    )
