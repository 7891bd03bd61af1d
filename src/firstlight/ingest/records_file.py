"""Files of case records as tables of text: CSV and its kin, JSONL, Parquet, XLSX.

Nothing is interpreted here but the shape: which sheet, where the header stands, what is above it.
"""

import csv
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv as pa_csv
from python_calamine import CalamineError, CalamineWorkbook

from firstlight.ingest.records_text import as_cell
from firstlight.ingest.source import open_tables
from firstlight.model.errors import HostileInput, InputError
from firstlight.model.record import FIRST_ROW, SET_ASIDE

MOST_BYTES = 1 << 30
"""Bytes that a workbook may unpack to."""
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_HEADER_WITHIN = 20


class RecordsFile(NamedTuple):
    """A file as it stands: `table` has `row` (int64, first data row 1) and columns of text.

    `preamble` are the lines above the header; `set_aside` the rows that could not be read.
    """

    name: str
    kind: str
    table: pa.Table
    preamble: tuple[str, ...]
    set_aside: pa.Table


def read_records_file(path: Path, *, sheet: str | None = None) -> RecordsFile:
    """Return the rows of a file, every cell as text, blank cells null.

    InputError where it is no table; HostileInput where a workbook unpacks to too much. Of a
    workbook the sheet with the most rows is read, or `sheet`.
    """
    if path.suffix.lower() in _WORKBOOKS:
        return _workbook(path, sheet)
    return _quick(path) or _delimited(path)


def sheet_rows(path: Path, sheet: str) -> list[list[str | None]]:
    """Return all rows of one sheet of a workbook as text; InputError where it is not there."""
    book = _open(path)
    if sheet not in book.sheet_names:
        raise InputError(
            f"there is no sheet '{sheet}'",
            file=path.name,
            remedy=f"It has: {', '.join(book.sheet_names)}.",
        )
    return _texts(book, sheet)


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets."""
    return tuple(_open(path).sheet_names)


def _open(path: Path) -> CalamineWorkbook:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                size = sum(member.file_size for member in packed.infolist())
            if size > MOST_BYTES:
                raise HostileInput(
                    f"it unpacks to {size >> 20:,} MiB", file=path.name, remedy="Save it as CSV."
                )
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, zipfile.BadZipFile) as fault:
        raise InputError(
            f"the workbook cannot be read ({fault})", file=path.name, remedy="Save it as CSV."
        ) from fault


def _texts(book: CalamineWorkbook, sheet: str) -> list[list[str | None]]:
    return [[_text(cell) for cell in row] for row in book.get_sheet_by_name(sheet).to_python()]


def _text(cell: Any) -> str | None:
    """Return a cell as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        whole = cell.time() == time()
        return cell.date().isoformat() if whole else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip() or None if not isinstance(cell, timedelta) else str(cell)


def _workbook(path: Path, sheet: str | None) -> RecordsFile:
    book = _open(path)
    if sheet is not None and sheet not in book.sheet_names:
        sheet_rows(path, sheet)
    names = [sheet] if sheet is not None else book.sheet_names
    rows, chosen = max(((_texts(book, one), one) for one in names), key=lambda pair: len(pair[0]))
    at = header_row(rows)
    if at is None:
        raise InputError(
            "no row looks like a header", file=path.name, remedy="Put column names in one row."
        )
    header, body = rows[at], rows[at + 1 :]
    used = [n for n, cell in enumerate(header) if cell]
    columns = {str(header[n]): [row[n] if n < len(row) else None for row in body] for n in used}
    preamble = tuple(text for row in rows[:at] if (text := " ".join(filter(None, row))))
    return RecordsFile(
        path.name, f"workbook, sheet {chosen}", _table(columns), preamble, SET_ASIDE.empty_table()
    )


def header_row(rows: Sequence[Sequence[str | None]]) -> int | None:
    """Return the first row that names most columns: filled, distinct, and no number."""
    head = rows[:_HEADER_WITHIN]
    width = max((sum(cell is not None for cell in row) for row in head), default=0)
    for at, row in enumerate(head):
        cells = [cell for cell in row if cell]
        named = [cell for cell in cells if not cell.replace(".", "").isdigit()]
        if len(cells) >= max(2, 0.6 * width) and len(set(cells)) >= 0.9 * len(cells):
            return at if len(named) >= 0.8 * len(cells) else None
    return None


def _table(columns: dict[str, list[str | None]]) -> pa.Table:
    size = max((len(column) for column in columns.values()), default=0)
    arrays = [pa.array(range(1, size + 1), pa.int64())]
    arrays += [pa.array(column, pa.string()) for column in columns.values()]
    table = pa.table(arrays, names=[FIRST_ROW, *columns])
    return _without_blank_rows(table)


def _without_blank_rows(table: pa.Table) -> pa.Table:
    kept = None
    for name in table.column_names[1:]:
        here = table.column(name).is_valid()
        kept = here if kept is None else pa.compute.or_(kept, here)
    return table if kept is None else table.filter(kept)


def _quick(path: Path) -> RecordsFile | None:
    """Read a plain UTF-8 file of commas or tabs at once; None where it is anything else."""
    tabs = path.suffix.lower() in (".tsv", ".tab")
    if path.suffix.lower() not in (".csv", ".tsv", ".tab"):
        return None
    mark = "\t" if tabs else ","
    wrong: list[int] = []

    def skip(row: Any) -> str:
        wrong.append(row.number or 0)
        return "skip"

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(csv.reader(islice(file, 50), delimiter=mark), [])
        if len(names) < 2 or len(set(names)) < len(names) or not all(names):
            return None
        table = pa_csv.read_csv(
            path,
            read_options=pa_csv.ReadOptions(use_threads=False, block_size=1 << 24),
            parse_options=pa_csv.ParseOptions(
                delimiter=mark, newlines_in_values=True, invalid_row_handler=skip
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except (OSError, UnicodeError, pa.ArrowInvalid, csv.Error):
        return None
    if len(wrong) > 0.1 * table.num_rows:
        return None
    numbers = _numbers(table.num_rows, wrong)
    rows = [
        _lost(number - 1, "the row has more or fewer cells than the header") for number in wrong
    ]
    return RecordsFile(
        path.name,
        "TSV" if tabs else "CSV",
        _without_blank_rows(table.add_column(0, FIRST_ROW, numbers)),
        (),
        pa.Table.from_pylist(rows, schema=SET_ASIDE),
    )


def _numbers(size: int, wrong: list[int]) -> pa.Array:
    """Return the numbers of the rows that are left; the header is row 1 of the reader's count."""
    lost = {number - 1 for number in wrong}
    numbers = (number for number in range(1, size + len(wrong) + 1) if number not in lost)
    return pa.array(numbers, pa.int64())


def _lost(row: int, why: str) -> dict[str, object]:
    return {"row": row, "column": "", "value": None, "defect": "unreadable row", "why": why}


def _delimited(path: Path) -> RecordsFile:
    """Read any table that the readers of posts can open: other encodings, marks, archives."""
    for table in open_tables(path):
        getters = [table.getter(name) for name in table.columns]
        cells: list[list[str | None]] = [[] for _ in table.columns]
        numbers, wrong = list[int](), list[dict[str, object]]()
        for row in table.read(table.columns):
            number = row.number - 1
            if row.fault:
                wrong.append(_lost(number, row.fault))
                continue
            numbers.append(number)
            for column, get in zip(cells, getters, strict=True):
                column.append(as_cell(get(row.cells)))
        arrays = [pa.array(numbers, pa.int64()), *(pa.array(one, pa.string()) for one in cells)]
        whole = pa.table(arrays, names=[FIRST_ROW, *table.columns])
        aside = pa.Table.from_pylist(wrong, schema=SET_ASIDE)
        return RecordsFile(table.name, table.kind, _without_blank_rows(whole), (), aside)
    raise InputError("it holds no table", file=path.name, remedy="Choose a file of records.")
