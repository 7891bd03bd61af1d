"""The order of a report: findings by what they are worth to whoever must decide.

The value of a pattern is the records of its period that are surely beyond what other periods lead
one to expect: count × (1 − 1 / low), `low` being the lower end of the rate ratio's 95 % interval.
The newest period counts whole, and the weight halves with every quarter of all periods (two at
least) that lies between. A finding with a likelier cause in the reporting comes after those
without; where the cause is only that the whole period is large, which says nothing of this
pattern, it stays among them at half its value. A lead, which passed no test, comes last.

Other findings are valued in the same coin: a change by the records of its first year surely beyond
or missing, a cluster by those surely beyond expectation, an alarm by those above its limit, a
nowcast by those surely still to come, a population by the people surely unseen, a corridor by its
mentions times its score; a standing difference between groups by a tenth of its records.
"""

from collections.abc import Iterable, Sequence

from firstlight.model.run import counted
from firstlight.runs.report.finding import Finding, Report

_SHELVES = {"first": 0, "reporting": 1, "lead": 2}
_LARGE = "can shift every share"


def sure_surplus(count: int, low: float) -> float:
    """Return how many of `count` records are beyond expectation at the interval's lower end."""
    return max(count * (1 - 1 / low), 0.0) if low > 0 else 0.0


def recency(period: str, periods: Sequence[str]) -> float:
    """Return the weight of a period: 1 for the newest, halving with a quarter of all periods."""
    if len(periods) < 2 or period not in periods:
        return 1.0
    age = len(periods) - 1 - periods.index(period)
    return float(0.5 ** (age / max(2.0, len(periods) / 4)))


def only_large(artefact: str | None) -> bool:
    """Tell whether a likelier cause is only that the period holds many records."""
    return artefact is not None and artefact.endswith(_LARGE)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them; equal ones by period and name."""
    return tuple(
        sorted(findings, key=lambda one: (_SHELVES[one.shelf], -one.value, one.period, one.what))
    )


def findings_told(report: Report) -> str:
    """Say how many findings a report has, apart from those in doubt and from leads."""
    shelves: list[str] = [one.shelf for one in report.findings]
    first, doubted, leads = (shelves.count(name) for name in _SHELVES)
    said = [counted(first, "finding")]
    said += [f"{doubted:,} with a likelier cause in the reporting"] if doubted else []
    said += [f"{counted(leads, 'lead')} too weak to be findings"] if leads else []
    return ", ".join(said)
