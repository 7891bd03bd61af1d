"""Items: the entries of a reckoning, exact and not yet rounded."""

from datetime import date
from fractions import Fraction

import msgspec

FULL = Fraction(100)
"""Ordinary pay, in percent."""


class Item(msgspec.Struct, frozen=True):
    """One entry of pay: quantity × rate × percent ÷ 100, on a day, with the rules behind it."""

    code: str
    on: date
    quantity: Fraction
    unit: str
    rate: Fraction
    percent: Fraction
    rules: tuple[str, ...]
    assumed: tuple[str, ...] = ()

    @property
    def amount(self) -> Fraction:
        """Return the exact amount."""
        return self.quantity * self.rate * self.percent / FULL
