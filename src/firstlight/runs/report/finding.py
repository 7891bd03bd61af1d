"""The nouns of a report: findings whose figures can be recounted, and the report itself."""

from typing import Literal

import msgspec

from firstlight.runs.report.chart import Chart

Kind = Literal[
    "pattern",
    "tactic",
    "total",
    "change",
    "cluster",
    "alarm",
    "nowcast",
    "corridor",
    "population",
    "group",
]
Shelf = Literal["first", "reporting", "lead"]
"""first: look at it now; reporting: a cause in the reporting is likelier; lead: weak evidence."""

Figures = dict[str, float | int | str]


class Quote(msgspec.Struct, frozen=True):
    """Words of a text: its id, span in code points (end exclusive), and what stands around."""

    id: str
    start: int
    end: int
    before: str
    within: str
    after: str


class Series(msgspec.Struct, frozen=True):
    """A finding over all periods: `counts` of `of` records or texts, in the report's periods."""

    counts: tuple[int, ...]
    of: tuple[int, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. `sentence` is made of `figures` only; `rows` names the file of its rows.

    `value` orders findings: see `ranking`. `artefact` is a likelier cause in the reporting;
    `follows` how many weaker patterns this one explains; `items` are answers ("column:value") that
    it is about beside those that `what` names.
    """

    id: str
    kind: Kind
    shelf: Shelf
    period: str
    what: str
    sentence: str
    figures: Figures
    value: float
    rows: str | None = None
    artefact: str | None = None
    follows: int = 0
    items: tuple[str, ...] = ()
    series: Series | None = None
    quotes: tuple[Quote, ...] = ()


class NullSaid(msgspec.Struct, frozen=True, kw_only=True):
    """The null test as the reader sees it: what the method reports where nothing is to be found."""

    permutations: int
    tested: int
    with_any: int
    reported: int
    most: int
    found: int
    sentence: str


class Defect(msgspec.Struct, frozen=True):
    """A kind of defect: how many values, why, and the first of them ("row 12: <5")."""

    kind: str
    values: int
    why: str
    example: str


Section = Literal["Profile", "Prosecution", "Protection", "Prevention"]
SECTIONS: tuple[Section, ...] = ("Profile", "Prosecution", "Protection", "Prevention")
"""The parts of a country narrative, in the order of the Trafficking in Persons Report."""


class Fact(msgspec.Struct, frozen=True):
    """A sentence or two of a country's page, and the columns that they come from, if several."""

    section: Section
    text: str
    source: str


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country as the data held show it; a section without facts is a blank, left blank."""

    code: str
    name: str
    records: int
    facts: tuple[Fact, ...]
    findings: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a report shows; every figure stands in the files beside it."""

    title: str
    source: str
    read_as: str
    unit: str
    made: str
    rows: int
    set_aside: int
    time: str | None
    periods: tuple[str, ...]
    sizes: tuple[int, ...]
    listed: int
    findings: tuple[Finding, ...]
    null: NullSaid | None
    text_null: str | None
    charts: tuple[Chart, ...]
    defects: tuple[Defect, ...]
    countries: tuple[Country, ...]
    notes: tuple[str, ...]
    methods: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()
