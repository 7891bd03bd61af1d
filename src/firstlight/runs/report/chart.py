"""What charts show, as values: drawn by `draw`, and open to anyone in the report's JSON."""

import msgspec


class _Chart(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is the file's; `caption` says how to read it."""

    name: str
    title: str
    caption: str


class Bars(_Chart, frozen=True, kw_only=True, tag="bars"):
    """One bar per label; `hot` are the indices that the text speaks of."""

    labels: tuple[str, ...]
    values: tuple[int, ...]
    hot: tuple[int, ...] = ()


class Panel(msgspec.Struct, frozen=True):
    """A small chart: shares counts / of over the labels; `hot` is the index spoken of."""

    title: str
    counts: tuple[int, ...]
    of: tuple[int, ...]
    hot: int
    link: str = ""


class Multiples(_Chart, frozen=True, kw_only=True, tag="multiples"):
    """Small charts on one time axis, each on a scale of its own that it names."""

    labels: tuple[str, ...]
    panels: tuple[Panel, ...]


class Heat(_Chart, frozen=True, kw_only=True, tag="heat"):
    """Shares of the records that answer, values down and periods along."""

    rows: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    of: tuple[int, ...]


class Flow(msgspec.Struct, frozen=True):
    """Records from one place to another; `code` the ISO 3166-1 code where there is one."""

    origin: str
    destination: str
    count: int


class Sankey(_Chart, frozen=True, kw_only=True, tag="sankey"):
    """Flows from origins (left) to destinations (right)."""

    flows: tuple[Flow, ...]
    total: int


class WorldMap(_Chart, frozen=True, kw_only=True, tag="map"):
    """Records by place (ISO 3166-1 codes), and the flows between places.

    `hot` are the places that the text speaks of; none: all are drawn alike.
    """

    places: tuple[tuple[str, int], ...]
    flows: tuple[Flow, ...]
    hot: tuple[str, ...] = ()


class Strip(_Chart, frozen=True, kw_only=True, tag="strip"):
    """Strengths: the strongest of each shuffle, the gate, and those that were found."""

    shuffled: tuple[float, ...]
    found: tuple[float, ...]
    gate: float


class Line(msgspec.Struct, frozen=True):
    """A named line; None where there is no value."""

    name: str
    values: tuple[float | None, ...]


class Lines(_Chart, frozen=True, kw_only=True, tag="lines"):
    """Lines over the same labels."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A series in stretches: `edges` are the first indices of each, `levels` their means.

    `shares` tells shares from counts; `link` is the finding that speaks of it.
    """

    title: str
    values: tuple[float | None, ...]
    edges: tuple[int, ...]
    levels: tuple[float, ...]
    shares: bool
    link: str = ""


class Courses(_Chart, frozen=True, kw_only=True, tag="courses"):
    """Small charts of series with the levels between which they change."""

    labels: tuple[str, ...]
    courses: tuple[Course, ...]


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """A period under watch: `known` so far, the `limit` of an alarm, `low` to `high` in the end."""

    known: int
    limit: float | None = None
    alarm: bool = False
    expected: float | None = None
    low: float | None = None
    high: float | None = None


class Spells(_Chart, frozen=True, kw_only=True, tag="spells"):
    """Counts by period with limits, alarms and what is still to be reported."""

    labels: tuple[str, ...]
    spells: tuple[Spell, ...]


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """A named value with its interval; `said` is what stands beside it."""

    name: str
    value: float
    low: float | None
    high: float | None
    said: str


class Reaches(_Chart, frozen=True, kw_only=True, tag="reaches"):
    """Values with intervals on one scale, by logarithm if `ratios`; `mark` is a line to compare."""

    reaches: tuple[Reach, ...]
    mark: float | None = None
    ratios: bool = False


Chart = Bars | Multiples | Heat | Sankey | WorldMap | Strip | Lines | Courses | Spells | Reaches
