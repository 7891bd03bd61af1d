"""Cells of case records as text."""

from typing import Any


def as_cell(value: Any) -> str | None:
    """Return a cell as trimmed text, None if blank; lists joined by ";", whole numbers plain."""
    if value is None:
        return None
    if isinstance(value, list | tuple | set):
        return ";".join(filter(None, map(as_cell, value))) or None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
