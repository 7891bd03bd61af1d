"""What one engine gives to a report: findings, their rows, charts, tables and words."""

from dataclasses import dataclass, field

import pyarrow as pa

from firstlight.runs.report.chart import Chart
from firstlight.runs.report.finding import Finding


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a report: the name of its CSV file and what stands in it."""

    name: str
    said: str
    rows: pa.Table


@dataclass(frozen=True, kw_only=True)
class Part:
    """One engine's share. `rows` are by finding id; `used` names its methods (see `methods`)."""

    findings: tuple[Finding, ...] = ()
    charts: tuple[Chart, ...] = ()
    rows: dict[str, pa.Table] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
