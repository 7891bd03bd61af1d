"""For whom a rule of law is, in words: ages, firms, trades, years in the job, kinds of pay."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal

from firstlight.rulebook.law import Rule
from firstlight.worker.say import Say

_AHEAD = {"zone", "overtime", "pay_interval", "piece_rate"}
"""Keys of a scope that the page tells elsewhere or that only a sum needs."""
_RANGES = {
    "age": ("who_ages", "who_from", "who_up_to"),
    "employer_size": ("", "who_size_from", "who_size_up_to"),
    "service_years": ("who_served", "who_served_from", "who_served_up_to"),
}
_KINDS = {
    "rest_day", "holiday", "special_day", "advance", "damage", "fine", "late", "food", "housing",
    "tools", "tax", "social_security", "union", "visa", "work_permit", "travel",
}  # fmt: skip
"""Kinds and days of a scope that have a word; the others are told by the rule's own text."""
_GIVEN = ("food", "housing")


class Whom:
    """Writes scopes for readers of one language."""

    def __init__(self, say: Say) -> None:
        """`say` has the words of the language."""
        self._say = say
        self._locale = Locale.parse(say.tag, sep="-")

    def told(self, rule: Rule) -> str:
        """Return for whom a rule is, in words; empty for everybody."""
        return ", ".join(
            said
            for key, value in rule.scope.items()
            if key not in _AHEAD
            and not (key == "kind" and "provided" in rule.scope)
            and (said := self._scope(key, value))
        )

    def _scope(self, key: str, value: str) -> str:
        if key in _RANGES:
            return self._range(value, *_RANGES[key])
        if key in {"kind", "day"}:
            return self._words([name for name in value.split("|") if name in _KINDS])
        if key == "domestic_work":
            return self._say.plain("who_household" if value == "yes" else "who_not_household")
        if key == "apprentice":
            return self._say.plain("who_apprentice") if value == "yes" else ""
        if key == "provided":
            return self._say.plain(f"who_no_{value}") if value in _GIVEN else ""
        said = self._words(value.lstrip("!").split("|"))
        return self._say.plain("who_not", who=said) if value.startswith("!") else said

    def _words(self, names: list[str]) -> str:
        return " / ".join(self._word(name) for name in names)

    def _word(self, name: str) -> str:
        """Return the word for a token of a scope; the token where it has none."""
        hours = name.removesuffix("_hours")
        if hours.isdecimal():
            return self._say.plain("unit_hours", n=self._int(hours))
        key = f"who_{name}"
        return self._say.plain(key) if key in self._say.words else name.replace("_", " ")

    def _range(self, value: str, both: str, above: str, below: str) -> str:
        low, _, high = value.partition("-")
        if not (low + high).isdecimal():
            return value
        if low and high and both:
            return self._say.plain(both, low=self._int(low), high=self._int(high))
        if low and high:
            return f"{self._int(low)}–{self._int(high)}"
        return (
            self._say.plain(above, low=self._int(low))
            if low
            else self._say.plain(below, high=self._int(high))
        )

    def _int(self, value: str) -> str:
        return str(format_decimal(Decimal(value), locale=self._locale))
