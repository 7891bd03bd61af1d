"""The newest minimum wages of each place: since when, how sure, when read, when they may change.

    python bench/wages_due.py [YYYY-MM-DD]      [default: today]

One line for each place, people and unit, the oldest first; what is announced is left out.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

from firstlight.rulebook.law import Rule
from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.topics import MONEY

Key = tuple[str, tuple[tuple[str, str], ...], str]


def newest(rules: tuple[Rule, ...], on: date) -> Iterator[Rule]:
    """Yield the newest wage of each place, scope and unit that had begun on a day."""
    found: dict[Key, Rule] = {}
    for rule in rules:
        begun = rule.effective_from <= on and rule.status in {"in_force", "repealed"}
        if rule.topic == "minimum_wage" and rule.unit in MONEY and rule.tier != "C" and begun:
            key = (rule.jurisdiction, tuple(sorted(rule.scope.items())), rule.unit)
            known = found.get(key)
            if known is None or known.effective_from < rule.effective_from:
                found[key] = rule
    yield from found.values()


def state(rule: Rule, on: date) -> str:
    """Return what a reader is told of a wage on a day."""
    if rule.effective_to is not None and rule.effective_to < on:
        return "ended"
    if not rule.stated(on):
        return "withheld"
    return "may be higher" if rule.may_change and rule.may_change <= on else "current"


def main() -> None:
    """Print the table, and how many wages are in each state."""
    on = date.fromisoformat(sys.argv[1]) if sys.argv[1:] else datetime.now(UTC).date()
    rules = sorted(newest(load_rulebook().rules, on), key=lambda rule: rule.effective_from)
    print("place", "wage", "for", "since", "tier", "read", "may change", "state", sep="\t")
    for rule in rules:
        who = ", ".join(f"{key} {told}" for key, told in rule.scope.items())
        wage = f"{rule.value} {rule.currency} a {rule.unit}"
        print(
            rule.jurisdiction, wage, who, rule.effective_from, rule.tier, rule.checked_on,
            rule.may_change or rule.effective_to, state(rule, on), sep="\t",
        )  # fmt: skip
    states = [state(rule, on) for rule in rules]
    print({name: states.count(name) for name in dict.fromkeys(states)})


if __name__ == "__main__":
    main()
