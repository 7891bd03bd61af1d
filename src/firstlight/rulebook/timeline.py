"""Time lines of law: for one place, topic, scope and unit, no gap and no overlap."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from firstlight.rulebook.law import Rule


def timeline_fault(rules: Iterable[Rule]) -> tuple[Rule, str] | None:
    """Return the first rule that leaves a gap or overlaps the one before, and what is wrong.

    Rules that are only announced, or suspended, are not on the time line.
    """
    lines: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.status in {"in_force", "repealed"}:
            scope = tuple(sorted(rule.scope.items()))
            lines[rule.jurisdiction, rule.topic, scope, rule.unit].append(rule)
    for line in lines.values():
        line.sort(key=lambda rule: rule.effective_from)
        for rule in line:
            if rule.effective_to is not None and rule.effective_to < rule.effective_from:
                return rule, f"rule '{rule.id}' ends before it begins"
        for before, rule in pairwise(line):
            if before.effective_to is None or before.effective_to >= rule.effective_from:
                return rule, f"rule '{rule.id}' overlaps '{before.id}' in time"
            if before.effective_to + timedelta(days=1) < rule.effective_from:
                return rule, f"there is a gap in time between '{before.id}' and '{rule.id}'"
    return None
