"""Exact money: fractions while reckoning, rounded half up to the currency's decimals per line."""

from decimal import Decimal
from fractions import Fraction

ZERO = Fraction(0)


def rounded(amount: Fraction, digits: int) -> Fraction:
    """Return an amount rounded half up (away from zero) to so many decimals."""
    scale = 10**digits
    shifted = abs(amount) * scale + Fraction(1, 2)
    whole = Fraction(shifted.numerator // shifted.denominator, scale)
    return whole if amount >= 0 else -whole


def written(amount: Fraction, digits: int) -> str:
    """Return an amount with exactly so many decimals, half up, as text: "1700.00"."""
    value = rounded(amount, digits)
    units = value.numerator * 10**digits // value.denominator
    text = str(abs(units)).rjust(digits + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def short(value: Fraction, digits: int = 4) -> str:
    """Return a figure of a working without noughts at its end, to four decimals: "8.7179"."""
    text = written(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal(amount: Fraction, digits: int) -> Decimal:
    """Return an amount as a decimal with exactly so many decimals."""
    return Decimal(written(amount, digits))
