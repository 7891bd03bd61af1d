"""Premiums: what an hour of overtime, at night, on a rest day or a holiday is worth in percent."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from firstlight.rights.exact import ZERO
from firstlight.rights.hours import Worked
from firstlight.rights.item import FULL
from firstlight.rights.pick import Law
from firstlight.rulebook.law import Rule

Segment = tuple[Fraction, Rule | None]
"""Overtime hours that one rule (or none) is for."""


class Overtime:
    """Cuts overtime into segments at the bands of the law, counting through a case in order."""

    def __init__(self, law: Law, interval: str) -> None:
        self._law, self._interval = law, interval
        self._done: dict[tuple[str, object], Fraction] = {}

    def segments(self, worked: Worked) -> list[Segment]:
        """Return the day's overtime hours in order, each with its rule."""
        on = worked.day.date
        rules = self._law.rules(
            "overtime_premium", on, day=worked.kind, pay_interval=self._interval
        )
        rules = tuple(rule for rule in rules if rule.unit == "percent")
        year, week, _ = on.isocalendar()
        counted = {
            "day": ("day", on),
            "week": ("week", (year, week)),
            "month": ("month", (on.year, on.month)),
            "year": ("year", on.year),
            "worked": ("worked", on),
        }
        self._done[counted["worked"]] = worked.normal
        left, found = worked.overtime, list[Segment]()
        while left > 0:
            at = {per: self._done.get(key, ZERO) for per, key in counted.items()}
            hours = min([left, *_room(rules, at)])
            found.append((hours, _highest(rules, at)))
            for key in counted.values():
                self._done[key] = self._done.get(key, ZERO) + hours
            left -= hours
        return found


def _room(rules: Iterable[Rule], at: dict[str, Fraction]) -> list[Fraction]:
    """Return how far it is to each edge of a band that lies ahead."""
    edges = [
        Fraction(edge) - at[rule.band.per]
        for rule in rules
        if rule.band is not None and rule.band.per in at
        for edge in (rule.band.above, rule.band.to)
        if edge is not None
    ]
    return [edge for edge in edges if edge > 0]


def _highest(rules: Iterable[Rule], at: dict[str, Fraction]) -> Rule | None:
    """Return the rule for the next hour of overtime: of those whose band holds it, the highest."""
    holding = [rule for rule in rules if _holds(rule, at)]
    return max(holding, key=lambda rule: (Fraction(rule.value), rule.id), default=None)


def _holds(rule: Rule, at: dict[str, Fraction]) -> bool:
    band = rule.band
    if band is None:
        return True
    done = at.get(band.per)
    if done is None or done < Fraction(band.above):
        return False
    return band.to is None or done < Fraction(band.to)


def day_percent(special: Sequence[Rule], share: Fraction) -> Rule | None:
    """Return the rule that pays a special day as a whole, for that share of a normal day."""
    for rule in special:
        if rule.unit == "day_percent":
            band = rule.band
            above = ZERO if band is None else Fraction(band.above)
            to = None if band is None or band.to is None else Fraction(band.to)
            if share > above and (to is None or share <= to):
                return rule
    return None


def hour_segments(special: Sequence[Rule], hours: Fraction) -> list[Segment]:
    """Return a special day's hours cut at the bands of the rules that pay it by the hour."""
    rules = [rule for rule in special if rule.unit == "percent"]
    found: list[Segment] = []
    done = ZERO
    while rules and done < hours:
        at = {"day": done}
        part = min([hours - done, *_room(rules, at)])
        found.append((part, _highest(rules, at)))
        done += part
    return found


def by_bands(special: Sequence[Rule]) -> bool:
    """Tell whether bands pay a special day's hours, overtime among them (Indonesia)."""
    return any(rule.unit == "percent" and rule.band is not None for rule in special)


def together(base: Fraction, rule: Rule | None, default: str) -> Fraction:
    """Return the percent of an hour paid at `base` percent when one more premium is on it."""
    if rule is None:
        return base
    premium = Fraction(rule.value)
    match rule.combine or default:
        case "add":
            return base + premium - FULL
        case "multiply":
            return base * premium / FULL
        case "replace":
            return premium
        case _:
            return max(base, premium)
