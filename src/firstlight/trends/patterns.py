"""Emerging case patterns: combinations of one to four values whose rate rose in a period.

    result = find_patterns(records, time="yearOfRegistration")
    for pattern in result.patterns: print(pattern.period, pattern.label, pattern.rate_ratio)

The period may also be a place or a corridor (any column of up to 400 values): then the patterns are
what is more common there than elsewhere. Baselines: `docs/benchmarks/patterns.md`.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.model.pattern import PATTERNS, NullTest, Pattern
from firstlight.model.record import FIRST_ROW
from firstlight.model.run import Progress, Silent
from firstlight.trends.null import NullState, permute
from firstlight.trends.patterns_cells import Cells, collapse, column_subsets, combine
from firstlight.trends.patterns_mixture import MOST_COLUMNS, shape_of
from firstlight.trends.patterns_periods import Periods, periods
from firstlight.trends.patterns_rank import rank, to_patterns
from firstlight.trends.patterns_rates import seasons_known
from firstlight.trends.patterns_score import Model, Scores, score
from firstlight.trends.patterns_values import Column, doubles, encode, raw

LONGEST = 4
LEAST_EVER = 12
"""Records of all periods that a combination must have."""
_MOST_SUBSETS = 1800
_MOST_ENTRIES = 4e7
_WIDE = 40
_PERMUTATIONS = (20, 200)
_WORK = 4e8


@dataclass(frozen=True, slots=True)
class PatternResult:
    """What a search found. `notes` say what was read, left out and done, in plain sentences."""

    patterns: tuple[Pattern, ...]
    null: NullTest
    periods: tuple[str, ...]
    sizes: tuple[int, ...]
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    _cells: Cells | None
    _codes: npt.NDArray[np.int32]

    def rows(self, pattern: Pattern) -> npt.NDArray[np.int64]:
        """Return the numbers (0-based, rising) of all rows that a pattern counts."""
        if self._cells is None:
            return np.zeros(0, np.int64)
        kept = np.ones(len(self._cells.codes), dtype=bool)
        for number, column in enumerate(self._cells.columns):
            for value in (value for name, value in pattern.items if name == column.name):
                kept &= self._cells.codes[:, number] == column.values.index(value)
        here = self._codes == self.periods.index(pattern.period)
        return np.flatnonzero(here & kept[self._cells.of_row])

    def table(self) -> pa.Table:
        """Return the patterns as a table of `PATTERNS`, in the order of the list."""
        labels = [pattern.label for pattern in self.patterns]
        rows = [
            {
                "period": one.period, "pattern": one.label, "count": one.count,
                "expected": round(one.expected, 2), "rate_ratio": round(one.rate_ratio, 3),
                "q_value": float(f"{one.q_value:.3g}"), "low": round(one.low, 3),
                "high": round(one.high, 3), "artefact": one.artefact or "",
                "explained_by": "" if one.explained_by is None else labels[one.explained_by],
            }
            for one in self.patterns
        ]  # fmt: skip
        return pa.Table.from_pylist(rows, schema=PATTERNS)


def find_patterns(
    records: pa.Table,
    *,
    time: str,
    columns: Sequence[str] | None = None,
    quiet: Collection[str] = (),
    progress: Progress | None = None,
    permutations: int | None = None,
    seed: int = 0,
    state: NullState | None = None,
    checkpoint: Callable[[NullState], None] = lambda _: None,
) -> PatternResult:
    """Return the patterns that emerged, minimal explaining ones first, strongest first.

    `records` is wide: one row per case, one column per attribute (any type; missing answers as null
    or in the usual spellings). `time` holds dates, years or ordered labels (or places). `columns`:
    None looks at all that can carry patterns. `quiet` are flags whose "0" is no pattern. After the
    minimal patterns come those that they explain, the closest first. Nothing is listed unless the
    strongest passes the gate of the null test; then all with a q-value up to 5 % are.

    `permutations` of the null test: by default 20 to 200 as the size allows. The stage can be
    resumed: `checkpoint` is handed a `NullState` after each permutation, to give back as `state`.
    """
    progress = progress or Silent()
    progress.stage("reading columns")
    when = periods(records.column(time))
    used, notes = _columns(records, time, columns)
    used = [_hushed(column) if column.name in quiet else column for column in used]
    notes = [f"{time}: {when.note}", *notes]
    if not used or len(when.labels) < 2:
        return _nothing(when, [*notes, "too few periods or columns to look for patterns"])
    cells = collapse(used)
    counts = cells.counts(when.codes, len(when.labels))
    progress.stage("counting combinations")
    model = _model(cells, counts, when)
    found = score(model, counts)
    notes += _said(model, found, when)
    times = permutations or _affordable(model, counts)
    progress.stage("null test", times)
    calibration = permute(
        lambda codes: score(model, cells.counts(codes, len(when.labels))).strength,
        when.codes, times, seed=seed, state=_own(state, records, time, used, seed),
        checkpoint=checkpoint, advance=progress.advance,
    )  # fmt: skip
    progress.stage("explaining")
    ranked = rank(model, counts, found, calibration)
    patterns = to_patterns(model, counts, found, ranked, (when.codes, when.labels))
    null = calibration.test(len(model.combos) * len(when.labels))
    return PatternResult(
        patterns, null, when.labels, tuple(int(n) for n in counts.sum(axis=0)),
        tuple(column.name for column in used), tuple(notes), cells, when.codes,
    )  # fmt: skip


def _columns(
    records: pa.Table, time: str, chosen: Sequence[str] | None
) -> tuple[list[Column], list[str]]:
    """Return the columns that can carry patterns, and what was done to them or to others."""
    names = [n for n in (chosen or records.column_names) if n not in (time, FIRST_ROW)]
    plain = [raw(name, records.column(name)) for name in names]
    same = doubles(plain)
    notes = [f"{name}: left out, it says the same as {twin}" for name, twin in same.items()]
    used = []
    for one in plain:
        column, note = encode(one) if one.name not in same else (None, None)
        used += [column] if column else []
        notes += [note] if note else []
    if len(used) > _WIDE:
        used.sort(key=lambda column: -int((column.codes >= 0).sum()))
        left = ", ".join(column.name for column in used[_WIDE:])
        notes.append(f"only the {_WIDE} columns answered most are looked at; left out: {left}")
    return used[:_WIDE], notes


def _hushed(column: Column) -> Column:
    return replace(column, no=column.values.index("0")) if "0" in column.values else column


def _model(cells: Cells, counts: npt.NDArray[np.float64], when: Periods) -> Model:
    """Return the combinations and what permuting times leaves as it is."""
    totals = counts.sum(axis=1)
    width = len(cells.columns)
    most = int(min(_MOST_SUBSETS, _MOST_ENTRIES / max(len(cells.codes), 1)))
    subsets = column_subsets(width, longest=LONGEST, most=most)
    combos = combine(cells, totals, least=LEAST_EVER, subsets=subsets)
    whole = 2 <= width <= MOST_COLUMNS and not seasons_known(when.cycle, len(when.labels))
    shape = shape_of(cells, combos, totals) if whole else None
    return Model(cells, combos, when.season, when.cycle, shape)


def _affordable(model: Model, counts: npt.NDArray[np.float64]) -> int:
    """Return how many permutations the size of the search allows."""
    few, many = _PERMUTATIONS
    cost = model.combos.member.nnz * counts.shape[1] + 20 * counts.sum()
    return int(np.clip(_WORK / max(cost, 1.0), few, many))


def _own(
    state: NullState | None, records: pa.Table, time: str, used: list[Column], seed: int
) -> NullState:
    """Return a checkpoint of this search, or an empty one with its key."""
    digest = hashlib.sha256(f"{time}|{seed}|{records.num_rows}".encode())
    for column in used:
        digest.update(f"|{column.name}|{len(column.values)}".encode())
        digest.update(np.ascontiguousarray(column.codes).tobytes())
    key = digest.hexdigest()[:32]
    return state if state is not None and state.key == key else NullState(key)


def _said(model: Model, found: Scores, when: Periods) -> list[str]:
    """Return notes on how far the search went and how much counts scatter."""
    longest = max((len(subset) for subset in model.combos.subsets), default=0)
    notes = [
        f"{len(model.combos)} combinations of 1 to {longest} values in {len(when.labels)} periods"
    ]
    if found.typical > 1.5:
        notes.append(
            f"counts scatter {found.typical:.1f} times as much as chance alone would make them; "
            "strengths and intervals allow for it"
        )
    if seasons_known(model.cycle, len(when.labels)):
        notes.append("each combination's season of the year is allowed for")
    if model.shape is None and len(model.cells.columns) > MOST_COLUMNS:
        notes.append("more columns than whole records can be modelled over: rates alone decide")
    return notes


def _nothing(when: Periods, notes: list[str]) -> PatternResult:
    null = NullTest(permutations=0, tested=0, discoveries=(), strongest=(), gate=0.0)
    sizes = np.bincount(when.codes[when.codes >= 0], minlength=len(when.labels))
    return PatternResult(
        (), null, when.labels, tuple(int(n) for n in sizes), (), tuple(notes), None, when.codes
    )
