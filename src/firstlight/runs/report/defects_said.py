"""What was set aside, by kind, for the reader."""

from collections import Counter

import pyarrow as pa

from firstlight.runs.report.finding import Defect


def defects_said(aside: pa.Table) -> tuple[Defect, ...]:
    """Return the kinds of a SET_ASIDE table, the most frequent first."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in aside.to_pylist():
        found.setdefault(row["defect"], []).append(row)
    return tuple(
        Defect(kind, len(rows), _why(rows), _example(rows[0]))
        for kind, rows in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _why(rows: list[dict[str, str]]) -> str:
    reasons = Counter(row["why"] for row in rows).most_common()
    if len(reasons) == 1:
        return reasons[0][0]
    told = "; ".join(f"{why} ({count:,})" for why, count in reasons[:3])
    return told if len(reasons) <= 3 else f"{told}; and {len(reasons) - 3} more readings"


def _example(row: dict[str, str]) -> str:
    value = f": {row['value'][:40]}" if row["value"] else ""
    return f"row {row['row']}{value}"
