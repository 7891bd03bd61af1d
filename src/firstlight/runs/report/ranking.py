"""The order of a report: findings by what they are worth to whoever must decide.

The value of a pattern is the records of its period that are surely beyond what other periods lead
one to expect: count × (1 − 1 / low), `low` being the lower end of the rate ratio's 95 % interval.
The newest period counts whole, the oldest half. A finding with a likelier cause in the reporting
comes after those without; a lead, which passed no test, comes last.
"""

from collections.abc import Iterable, Sequence

from firstlight.runs.report.finding import Finding

_SHELVES = {"first": 0, "reporting": 1, "lead": 2}


def sure_surplus(count: int, low: float) -> float:
    """Return how many of `count` records are beyond expectation at the interval's lower end."""
    return max(count * (1 - 1 / low), 0.0) if low > 0 else 0.0


def recency(period: str, periods: Sequence[str]) -> float:
    """Return the weight of a period: 1 for the newest, 0.5 for the oldest."""
    if len(periods) < 2 or period not in periods:
        return 1.0
    return 0.5 + 0.5 * periods.index(period) / (len(periods) - 1)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them; equal ones by period and name."""
    return tuple(
        sorted(findings, key=lambda one: (_SHELVES[one.shelf], -one.value, one.period, one.what))
    )
