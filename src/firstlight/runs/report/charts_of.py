"""Which charts a report has: chosen by what the records hold."""

from collections import Counter
from collections.abc import Sequence

from firstlight.model.pattern import NullTest
from firstlight.runs.report.chart import Bars, Chart, Flow, Heat, Multiples, Panel, Sankey, Strip
from firstlight.runs.report.chart import WorldMap as Map
from firstlight.runs.report.counting import Counting
from firstlight.runs.report.draw_map import point
from firstlight.runs.report.finding import Finding
from firstlight.runs.report.where import ends_in, place_name

_PANELS, _HEATS, _VALUES = 12, 3, 14


def charts_of_records(
    counting: Counting,
    findings: Sequence[Finding],
    null: NullTest | None,
    strengths: Sequence[float],
) -> tuple[Chart, ...]:
    """Return the charts of a report on records."""
    found: list[Chart] = [_volume(counting)]
    if null is not None and null.permutations:
        found.append(_strip(null, strengths))
    panels = _multiples(counting.labels, findings)
    found += [panels] if panels else []
    found += _heats(counting, findings)
    found += _corridors(counting)
    return tuple(found)


def _volume(counting: Counting) -> Bars:
    sizes = counting.sizes.tolist()
    usual = sorted(sizes)[len(sizes) // 2]
    hot = tuple(at for at, n in enumerate(sizes) if len(sizes) > 3 and n >= 2.5 * max(usual, 1))
    said = "Records of each period in the file."
    if hot:
        names = ", ".join(counting.labels[at] for at in hot)
        said += f" {names} hold several times the usual: look at who reported before all else."
    return Bars(
        name="records", title="Records by period", caption=said, labels=counting.labels,
        values=tuple(sizes), hot=hot,
    )  # fmt: skip


def _strip(null: NullTest, strengths: Sequence[float]) -> Strip:
    return Strip(
        name="null-test",
        title="The null test: what chance alone reaches",
        caption=(
            f"Each grey dot is the strongest pattern of one of {null.permutations:,} shuffles of "
            "the periods; each red dot a pattern found. Nothing is reported unless the strongest "
            "passes the gate, which one shuffle in a hundred passes."
        ),
        shuffled=null.strongest,
        found=tuple(round(one, 2) for one in strengths[:400]),
        gate=null.gate,
    )


def _multiples(labels: tuple[str, ...], findings: Sequence[Finding]) -> Multiples | None:
    panels = tuple(
        Panel(
            one.what.replace(" & ", " · "),
            one.series.counts,
            one.series.of,
            labels.index(one.period),
            one.id,
        )
        for one in findings
        if one.kind == "pattern" and one.series is not None
    )[:_PANELS]
    if not panels:
        return None
    return Multiples(
        name="patterns",
        title="The first patterns, period by period",
        caption=(
            "The share of each period's records that have the pattern, its own period in red. Each "
            "panel has a scale of its own: compare shapes, and read heights from the figure."
        ),
        labels=labels,
        panels=panels,
    )


def _heats(counting: Counting, findings: Sequence[Finding]) -> list[Heat]:
    """Return heat maps of the columns that findings speak of most."""
    spoken = Counter(
        item.partition(":")[0]
        for one in findings
        if one.kind == "pattern"
        for item in one.what.split(" & ")
    )
    names = [name for name, _ in spoken.most_common()] or list(counting.columns)
    found: list[Heat] = []
    for name in names:
        values, counts = counting.table(name)
        if len(values) < 3:
            continue
        order = sorted(range(len(values)), key=lambda at: -int(counts[at].sum()))[:_VALUES]
        found.append(
            Heat(
                name=f"heat-{len(found) + 1}",
                title=f"{name} by period",
                caption=(
                    f"Per cent of the period's records that answer {name}; the {len(order)} most "
                    f"frequent of {len(values)} values."
                ),
                rows=tuple(values[at] for at in order),
                labels=counting.labels,
                counts=tuple(tuple(counts[at].tolist()) for at in order),
                of=tuple(counts.sum(axis=0).tolist()),
            )
        )
        if len(found) == _HEATS:
            break
    return found


def _corridors(counting: Counting) -> list[Chart]:
    """Return the Sankey diagram and the map of corridors, where records name both ends."""
    origin, destination = ends_in(counting)
    if origin is None or destination is None:
        return []
    pairs = counting.pairs(origin, destination)
    if not pairs:
        return []
    total = sum(count for *_, count in pairs)
    home = sum(count for a, b, count in pairs if a == b)
    said = (
        f"Records that name both {origin} and {destination}: {total:,}, of which {home:,} within "
        "one place."
    )
    flows = tuple(Flow(place_name(a), place_name(b), count) for a, b, count in pairs)
    found: list[Chart] = [
        Sankey(
            name="corridors", title="Corridors", flows=flows, total=total,
            caption=f"{said} The greatest origins and destinations; grey stays within one place.",
        )
    ]  # fmt: skip
    values, counts = counting.table(destination)
    places = tuple(
        (value, int(row.sum())) for value, row in zip(values, counts, strict=True) if row.sum()
    )
    if sum(point(code) is not None for code, _ in places) >= 2:
        found.append(
            Map(
                name="map", title="Where people were exploited, and where they came from",
                caption=(
                    f"Circles: records by {destination}. Lines: the 30 greatest corridors between "
                    "countries. Outlines: Natural Earth, without a view on any border."
                ),
                places=places,
                flows=tuple(Flow(*pair) for pair in pairs),
            )
        )  # fmt: skip
    return found


def charts_of_tactics(findings: Sequence[Finding], periods: tuple[str, ...]) -> tuple[Chart, ...]:
    """Return small charts of the tactics: the share of sources that say it, by period."""
    panels = tuple(
        Panel(one.what, one.series.counts, one.series.of, len(periods) - 1, one.id)
        for one in findings
        if one.kind == "tactic" and one.series is not None
    )[:_PANELS]
    if not panels:
        return ()
    return (
        Multiples(
            name="tactics",
            title="Tactics, period by period",
            caption=(
                "The share of the sources heard in each period that say it, the newest period in "
                "red. Each panel has a scale of its own."
            ),
            labels=periods,
            panels=panels,
        ),
    )
