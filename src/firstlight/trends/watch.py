"""The standing watch over detect's tables: a new lure, corridor, payment route or channel.

Posts with their signals and mentions become texts and coded hits for `trends.tactics`. The source
is the operation that holds a post, else its author, else where it was captured: one hand that posts
a text a thousand times is one source. Meant to run every night over the whole workspace; nothing
is kept between runs.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.model.tactic import TEXTS, TacticResult, TacticStage
from firstlight.rulebook.book import Rulebook
from firstlight.trends.coded import HITS
from firstlight.trends.tactics import find_tactics

Every = Literal["day", "week", "month", "quarter", "year"]
_FORMATS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
_PAYMENTS = frozenset({"fee", "deposit", "fine", "debt"})
_CONTROL = frozenset(
    {
        "restriction_of_movement",
        "isolation",
        "physical_and_sexual_violence",
        "intimidation_and_threats",
        "retention_of_identity_documents",
        "withholding_of_wages",
        "debt_bondage",
        "deposit_and_penalty",
    }
)
_EXPLOITATION = frozenset({"abusive_working_and_living_conditions", "excessive_overtime"})


def watch_tactics(
    posts: pa.Table,
    *,
    signals: pa.Table | None = None,
    mentions: pa.Table | None = None,
    operations: pa.Table | None = None,
    rulebook: Rulebook | None = None,
    every: Every = "month",
    recent: int = 1,
    as_of: str | None = None,
    fdr: float = 0.05,
) -> TacticResult:
    """Return the tactics that posts show of late (tables POSTS, SIGNALS, MENTIONS, …).

    `operations` is an OPERATION_POSTS table; `rulebook` gives indicators their sentences; posts
    without an instant cannot be placed in time and are left out, as a note says.
    """
    texts = texts_of(posts, mentions=mentions, operations=operations, every=every)
    hits = hits_of(posts, signals=signals, mentions=mentions, rulebook=rulebook)
    result = find_tactics(texts, as_of=as_of, recent=recent, fdr=fdr, hits=hits)
    undated = posts.num_rows - texts.num_rows
    if not undated:
        return result
    note = f"{undated} posts without an instant were left out."
    return _with_note(result, note)


def texts_of(
    posts: pa.Table,
    *,
    mentions: pa.Table | None = None,
    operations: pa.Table | None = None,
    every: Every = "month",
) -> pa.Table:
    """Return a TEXTS table of posts; `place` is the country, or the corridor to another named."""
    held = _pairs(operations, "post", "operation")
    abroad = _abroad(posts, mentions)
    rows = []
    for row in posts.select(
        ["id", "source", "author", "posted", "place", "lang", "text"]
    ).to_pylist():
        if row["posted"] is None:
            continue
        operation = held.get(row["id"])
        source = f"operation:{operation}" if operation else row["author"] or row["source"]
        places = abroad.get(row["id"])
        rows.append(
            {
                "id": row["id"],
                "source": source,
                "period": _period(row["posted"], every),
                "place": places[0] if places else (row["place"] or "")[:2] or None,
                "lang": row["lang"],
                "text": row["text"],
            }
        )
    return pa.Table.from_pylist(rows, schema=TEXTS)


def hits_of(
    posts: pa.Table,
    *,
    signals: pa.Table | None = None,
    mentions: pa.Table | None = None,
    rulebook: Rulebook | None = None,
) -> pa.Table:
    """Return a HITS table: indicators that fired, corridors, payment routes and channels."""
    rows: list[dict[str, Any]] = []
    if signals is not None:
        rows.extend(_signal_rows(signals, rulebook))
    if mentions is not None:
        home = _pairs(posts, "id", "place")
        for row in mentions.to_pylist():
            rows.extend(_mention_rows(row, home.get(row["post"])))
    return pa.Table.from_pylist(rows, schema=HITS)


def _signal_rows(signals: pa.Table, rulebook: Rulebook | None) -> Iterator[dict[str, Any]]:
    for row in signals.filter(pc.greater(signals.column("weight"), 0)).to_pylist():
        indicator = rulebook.indicators.get(row["indicator"]) if rulebook else None
        yield {
            "id": row["post"],
            "code": f"signal:{row['indicator']}",
            "start": row["start"],
            "end": row["end"],
            "name": indicator.sentence if indicator else row["indicator"],
            "stage": _stage(indicator.group) if indicator else None,
        }


def _stage(group: str) -> TacticStage:
    if group in _CONTROL:
        return "control"
    return "exploitation" if group in _EXPLOITATION else "recruitment"


def _mention_rows(row: dict[str, Any], home: str | None) -> Iterator[dict[str, Any]]:
    code, name = _code(row, home)
    if code is not None:
        yield {
            "id": row["post"],
            "code": code,
            "start": row["start"],
            "end": row["end"],
            "name": name,
            "stage": "recruitment",
        }


def _code(row: dict[str, Any], home: str | None) -> tuple[str | None, str | None]:
    """Return the code and name of what a mention shows, or None twice."""
    kind, value, detail = row["kind"], row["value"], row.get("detail") or ""
    if kind == "place":
        there, here = value[:2], (home or "")[:2]
        if here and here != there:
            return f"corridor:{here}>{there}", f"Corridor {here} to {there}"
    elif kind in _PAYMENTS:
        unit = value.split(" ")[-1].split("/")[0]
        if unit and unit != "?":
            return f"payment:{kind}:{unit}", f"A {kind} in {unit}"
    elif kind == "wallet":
        return f"payment:wallet:{detail or 'other'}", f"Payment to a {detail or 'crypto'} wallet"
    elif kind == "handle" and ":" in value:
        platform = value.split(":", 1)[0]
        return f"channel:{platform}", f"Contact through {platform}"
    elif kind == "link":
        host = value.split("//", 1)[-1].split("/", 1)[0].lower().removeprefix("www.")
        return f"channel:{host}", f"Contact through {host}"
    return None, None


def _abroad(posts: pa.Table, mentions: pa.Table | None) -> dict[str, list[str]]:
    """Return for each post the corridors from its place to the other countries that it names."""
    if mentions is None:
        return {}
    home = _pairs(posts, "id", "place")
    found: dict[str, list[str]] = {}
    for row in mentions.filter(pc.equal(mentions.column("kind"), "place")).to_pylist():
        code, _ = _code(row, home.get(row["post"]))
        if code is not None:
            found.setdefault(row["post"], []).append(code.removeprefix("corridor:"))
    return found


def _pairs(table: pa.Table | None, key: str, value: str) -> dict[str, Any]:
    if table is None:
        return {}
    return dict(zip(table.column(key).to_pylist(), table.column(value).to_pylist(), strict=True))


def _period(instant: Any, every: Every) -> str:
    if every == "quarter":
        return f"{instant.year}-Q{(instant.month + 2) // 3}"
    return str(instant.strftime(_FORMATS[every]))


def _with_note(result: TacticResult, note: str) -> TacticResult:
    return msgspec.structs.replace(result, notes=(*result.notes, note))
