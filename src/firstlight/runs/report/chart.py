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
    """Records by place (ISO 3166-1 codes), and the flows between places."""

    places: tuple[tuple[str, int], ...]
    flows: tuple[Flow, ...]


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


Chart = Bars | Multiples | Heat | Sankey | WorldMap | Strip | Lines
