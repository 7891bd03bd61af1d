"""Checks on the law and the help contacts of a rulebook, when it is loaded."""

from collections.abc import Iterable
from pathlib import Path

from firstlight.rulebook.help import HelpFile
from firstlight.rulebook.help_checks import contact_fault
from firstlight.rulebook.law import Rule
from firstlight.rulebook.law_checks import rule_fault
from firstlight.rulebook.law_file import PlaceFile, RowFault, expand
from firstlight.rulebook.lines import Steps
from firstlight.rulebook.reading import fail
from firstlight.rulebook.timeline import timeline_fault


def rules_of(place: PlaceFile, path: Path) -> tuple[Rule, ...]:
    """Return the rules of a file in its order; RulebookError for the first fault."""
    found: list[tuple[Rule, Steps]] = []
    try:
        found.extend(expand(place))
    except RowFault as fault:
        fail(path, str(fault), fault.where, fault.remedy)
    seen: dict[str, Steps] = {}
    for rule, where in found:
        if rule.id in seen:
            fail(path, f"the id '{rule.id}' stands twice", where, "Give each rule its own id.")
        seen[rule.id] = where
        if rule.jurisdiction[:2] != place.country:
            fail(path, f"rule '{rule.id}' is not of {place.country}", where, "Move it.")
        wrong = rule_fault(rule)
        if wrong is not None:
            what, field, remedy = wrong
            fail(path, what, (*where, field), remedy)
    rules = tuple(rule for rule, _ in found)
    _check_times(rules, seen, path)
    return rules


def _check_times(rules: Iterable[Rule], seen: dict[str, Steps], path: Path) -> None:
    late = timeline_fault(rules)
    if late is not None:
        rule, what = late
        remedy = (
            "Confirm with 'falls: true', or mend it."
            if "falls below" in what
            else "Set effective_to to the day before the next rule begins."
        )
        fail(path, what, (*seen[rule.id], "effective_from"), remedy)


def check_help(file: HelpFile, path: Path) -> None:
    """Raise RulebookError for the first contact that is not as it must be."""
    seen: set[str] = set()
    for index, contact in enumerate(file.contacts):
        where: Steps = ("contacts", index)
        if contact.id in seen:
            fail(path, f"the id '{contact.id}' stands twice", where, "Give each its own id.")
        seen.add(contact.id)
        wrong = contact_fault(contact, file.country)
        if wrong is not None:
            what, field, remedy = wrong
            fail(path, what, (*where, *field), remedy)
