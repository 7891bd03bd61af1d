"""Cells of files made for spreadsheets: no text that others wrote may become a formula.

A spreadsheet runs a cell whose first character is one of = + - @ (OWASP ASVS 5.0, 1.2.10), and some
trim, fold width or drop invisible characters before they look. So the first character that can be
seen after NFKC decides. A leading quote is guarded too, which makes the guard reversible.
"""

import unicodedata

_STARTERS = frozenset("=+-@|%'\u2212")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})


def defuse(cell: str) -> str:
    """Return `cell` with a quote before it where a spreadsheet could take it for a formula."""
    return f"'{cell}" if is_active(cell) else cell


def restore(cell: str) -> str:
    """Return what `defuse` was given."""
    return cell[1:] if cell.startswith("'") else cell


def is_active(cell: str) -> bool:
    """Tell whether a spreadsheet could take the cell for a formula, or for a guarded cell."""
    if cell[:1] in {"\t", "\r", "\n", "'"}:
        return True
    for char in cell:
        for seen in unicodedata.normalize("NFKC", char):
            if unicodedata.category(seen) not in _UNSEEN:
                return seen in _STARTERS
    return False
