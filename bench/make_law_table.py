"""Write the table of what the law on record covers into docs/benchmarks/law-e.md.

    python bench/make_law_table.py        as of the day that the page names

A cell has the tiers of the rules that may be stated; `*`: for some people or some parts of the
country only; `–`: nothing, and both `firstlight rights show` and the app's page say so.
"""

import re
from datetime import date
from pathlib import Path

from firstlight.rights.coverage import MATTERS, gaps
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.load import load_rulebook

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "law-e.md"
COUNTRIES = (
    "FR", "GB", "DE", "ES", "PT", "IT", "TN", "KE", "ZM", "ZA", "JP", "TH", "ID", "PH", "VN", "MY",
    "SG", "NP", "BD", "IN", "QA", "SA", "AE", "KW", "BH", "OM", "JO", "LB", "IQ", "MX", "BO", "SR",
    "RS", "ML", "CU", "US", "CA",
)  # fmt: skip
"""The countries that the rulebook sets out to serve first."""
_DAY = re.compile(r"Held on (\d{4}-\d\d-\d\d)")
_TABLE = re.compile(r"<!-- table -->\n.*?<!-- end -->", re.DOTALL)


def table(book: Rulebook, on: date) -> str:
    """Return the table in Markdown: a row for each country, a column for each matter."""
    heads = ["", *MATTERS, "help"]
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    rows += [f"| {' | '.join([country, *cells(book, country, on)])} |" for country in COUNTRIES]
    return "\n".join(rows)


def cells(book: Rulebook, country: str, on: date) -> list[str]:
    """Return what is held of each matter, and how many fresh contacts."""
    rules = book.law.get(country, ())
    open_matters = {gap.matter for gap in gaps(rules, on, country)}
    held = []
    for matter, topics in MATTERS.items():
        own = {"domestic_work": "yes"} if matter == "household" else None
        tiers = {
            rule.tier
            for rule in rules
            if rule.stated(on)
            and (rule.topic in topics or (own and own.items() <= rule.scope.items()))
        }
        lacking = "*" if tiers else "–"
        held.append(" ".join(sorted(tiers)) + (lacking if matter in open_matters else ""))
    fresh = sum(contact.fresh(on) for contact in book.contacts.get(country, ()))
    return [*(cell or "with all" for cell in held), str(fresh or "–")]


def with_table(page: str, book: Rulebook) -> str:
    """Return the page with its table as of the day it names."""
    (day,) = _DAY.findall(page)
    made = f"<!-- table -->\n{table(book, date.fromisoformat(day))}\n<!-- end -->"
    return _TABLE.sub(lambda _: made, page, count=1)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), load_rulebook()), "utf-8")
