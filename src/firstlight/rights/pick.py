"""Which rule of law holds for a worker on a day, given what is known of the work.

A rule fits when nothing in its scope contradicts a known fact. It is certain when every key of its
scope is known. Of the certain rules the one with the most keys wins; a rule that may fit and has
more keys than it stays possible, and the answer becomes a range (`low` and `high`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from firstlight.rulebook.law import Rule, ancestors
from firstlight.rulebook.topics import RANGES

Mode = Literal["low", "high"]
_DIVIDE = frozenset({"hours_day", "hours_week", "pay_divisor"})
"""Topics whose larger figure gives the worker less."""
_AHEAD = frozenset({"kind", "day", "overtime"})  # set by the caller for the moment, never unknown


class Law:
    """The law of a place for one worker, in one mode; made once for a case."""

    def __init__(
        self, rules: Iterable[Rule], place: str, facts: Mapping[str, str], mode: Mode
    ) -> None:
        self.mode = mode
        self._facts = dict(facts)
        self._places = ancestors(place)
        self._rules: dict[tuple[str, str], list[Rule]] = {}
        edges: set[date] = set()
        for rule in rules:
            if rule.jurisdiction in self._places and rule.tier != "C":
                self._rules.setdefault((rule.topic, rule.jurisdiction), []).append(rule)
                edges |= {rule.effective_from, rule.review_by + timedelta(days=1)}
                if rule.effective_to is not None:
                    edges.add(rule.effective_to + timedelta(days=1))
        self._edges = sorted(edges)
        self._known: dict[tuple[object, ...], tuple[Rule, ...]] = {}
        self.unsure: set[str] = set()

    def stretch(self, on: date) -> int:
        """Return a number that is the same for days on which the same rules hold."""
        return bisect_right(self._edges, on)

    def rules(self, topic: str, on: date, **more: str) -> tuple[Rule, ...]:
        """Return the rules on a topic that hold: one for each unit and band.

        `more` are facts of the moment (day="rest_day", kind="housing").
        """
        key = (topic, self.stretch(on), *sorted(more.items()))
        if key not in self._known:
            self._known[key] = self._choose(topic, on, self._facts | more)
        return self._known[key]

    def rule(self, topic: str, on: date, **more: str) -> Rule | None:
        """Return the one rule on a topic (the first by unit), or None."""
        return next(iter(self.rules(topic, on, **more)), None)

    def withheld(self, topic: str, on: date) -> tuple[Rule, ...]:
        """Return the rules that would hold but are expired, suspended or only announced."""
        found = [rule for place in self._places for rule in self._rules.get((topic, place), ())]
        return tuple(
            rule
            for rule in found
            if not rule.stated(on)
            and rule.effective_from <= on
            and (rule.effective_to is None or on <= rule.effective_to)
            and fit(rule, self._facts) is not None
        )

    def _choose(self, topic: str, on: date, facts: Mapping[str, str]) -> tuple[Rule, ...]:
        chosen: dict[str, Rule] = {}
        for place in self._places:
            rules = [rule for rule in self._rules.get((topic, place), ()) if rule.stated(on)]
            here = self._best(rules, facts, topic)
            for key, rule in here.items():
                held = chosen.get(key)
                if held is None or figure(rule) > figure(held):
                    chosen[key] = rule
            if here and not all(rule.with_parent == "highest" for rule in here.values()):
                break
        return tuple(chosen[key] for key in sorted(chosen))

    def _best(self, rules: Iterable[Rule], facts: Mapping[str, str], topic: str) -> dict[str, Rule]:
        """Return the rule that counts for each unit and band.

        A certain rule also drives out certain ones with fewer keys in other units; the
        units of divisors stand apart.
        """
        apart = topic == "pay_divisor"
        best, least = (min, max) if topic in _DIVIDE else (max, min)
        most = best if self.mode == "high" else least
        groups: dict[str, list[tuple[Rule, frozenset[str]]]] = {}
        for rule in rules:
            unknown = fit(rule, facts)
            if unknown is not None:
                groups.setdefault(_place_of(rule), []).append((rule, unknown))
        found = {key: self._one(group, most) for key, group in groups.items()}
        top = max((_keys(rule) for rule, sure in found.values() if rule and sure), default=0)
        return {
            key: rule
            for key, (rule, sure) in found.items()
            if rule is not None and (apart or not sure or _keys(rule) == top)
        }

    def _one(
        self, group: list[tuple[Rule, frozenset[str]]], most: Callable[..., Rule]
    ) -> tuple[Rule | None, bool]:
        """Return the rule of a group that counts in this mode, or None, and whether it is sure.

        `most` picks of several by their figures.
        """
        certain = [rule for rule, unknown in group if not unknown]
        keys = max((len(rule.scope) for rule in certain), default=-1)
        open_ = [(rule, unknown) for rule, unknown in group if unknown and len(rule.scope) > keys]
        certain = [rule for rule in certain if len(rule.scope) == keys]
        for _, unknown in open_:
            self.unsure |= unknown
        candidates = certain + [rule for rule, _ in open_]
        if self.mode == "high":
            rule = _by(most, candidates)
            return rule, rule in certain
        if certain or (len(open_) > 1 and len({unknown for _, unknown in open_}) == 1):
            # Several rules that differ in one unknown fact share out all workers between them.
            rule = _by(most, candidates)
            return rule, rule in certain
        return None, False


def _place_of(rule: Rule) -> str:
    """Return the key of the rules that exclude each other: one unit, one band."""
    band = rule.band
    return rule.unit if band is None else f"{rule.unit}|{band.per}|{band.above}"


def _keys(rule: Rule) -> int:
    """Return how many keys make a rule special; how pay is counted does not."""
    return len(rule.scope.keys() - {"pay_interval"})


def fit(rule: Rule, facts: Mapping[str, str]) -> frozenset[str] | None:
    """Return the keys of a rule's scope that are not known, or None where a fact contradicts."""
    unknown = set()
    for key, wanted in rule.scope.items():
        fact = facts.get(key)
        if fact is None:
            if key not in _AHEAD:
                unknown.add(key)
                continue
            return None
        if not _agrees(key, wanted, fact):
            return None
    return frozenset(unknown)


def _agrees(key: str, wanted: str, fact: str) -> bool:
    options = wanted.removeprefix("!").split("|")
    ranged = key in RANGES and any(_inside(option, fact) for option in options)
    found = ranged or (key not in RANGES and fact in options)
    return found != wanted.startswith("!")


def _inside(option: str, fact: str) -> bool:
    low, _, high = option.partition("-")
    value = Fraction(fact)
    # "18-20" ends before the 21st birthday: a year counts until it is full
    return (not low or value >= int(low)) and (not high or value < int(high) + 1)


def figure(rule: Rule) -> Fraction:
    """Return a rule's value as a figure; of words 0."""
    try:
        return Fraction(rule.value)
    except ValueError:
        return Fraction(0)


def _by(which: Callable[..., Rule], candidates: list[Rule]) -> Rule:
    return which(candidates, key=lambda rule: (figure(rule), rule.id))
