"""Parquet: the columns that are asked for, some rows at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.ingest.jsonl import getter
from firstlight.ingest.row import Row, Table, Unusable
from firstlight.model.errors import HostileInput, InputError

MAGIC = b"PAR1"
BATCH = 1024
HEAD = 20
MAX_GROUP = 1 << 32
"""Bytes that one group of rows may claim to hold: 4 GiB."""
RATIO = 2_000
"""How much larger than packed a group of rows may claim to be; equal rows are packed well."""
GRACE = 1 << 27
STRINGS = 1 << 26
"""Bytes of the footer's texts that are read."""
FAULTS = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError)


def read_parquet(file: BinaryIO, name: str) -> Table:
    """Return the table in a seekable Parquet file; its structs' fields are dotted columns."""
    try:
        opened = pq.ParquetFile(
            file,
            pre_buffer=False,
            thrift_string_size_limit=STRINGS,
            thrift_container_size_limit=1_000_000,
        )
        schema = opened.schema_arrow
        _look_over(opened.metadata, name)
        columns = tuple(_paths(schema))
        head = _head(opened)
    except FAULTS as fault:
        raise InputError(
            f"it is no Parquet that can be read ({_short(fault)})",
            file=name,
            remedy="Write the file again, or as CSV.",
        ) from fault

    def read(wanted: Any) -> Iterator[Row]:
        tops = [one for one in schema.names if any(_within(path, one) for path in wanted)]
        return _rows(opened, tops or schema.names)

    return Table(name, "Parquet", columns, head, read, getter, by_line=False)


def _within(path: str, top: str) -> bool:
    return path == top or path.startswith(f"{top}.")


def _look_over(metadata: Any, name: str) -> None:
    """Refuse a file whose footer claims more than a file of its kind holds."""
    for group in range(metadata.num_row_groups):
        claims = metadata.row_group(group)
        columns = [claims.column(at) for at in range(claims.num_columns)]
        packed = sum(max(one.total_compressed_size, 0) for one in columns)
        whole = sum(max(one.total_uncompressed_size, 0) for one in columns)
        if whole > MAX_GROUP or whole > GRACE + RATIO * packed:
            raise HostileInput(
                f"its group of rows {group + 1} claims to hold {whole >> 20:,} MiB",
                file=name,
                remedy="Write it again in groups of at most a million rows.",
            )


def _paths(fields: Any, before: str = "", depth: int = 4) -> Iterator[str]:
    for field in fields:
        path = f"{before}{field.name}"
        if pa.types.is_struct(field.type) and field.type.num_fields and depth > 1:
            yield from _paths(list(field.type), f"{path}.", depth - 1)
        else:
            yield path


def _head(opened: Any) -> list[Row]:
    for group in range(opened.metadata.num_row_groups):
        for batch in opened.iter_batches(HEAD, row_groups=[group]):
            return list(_of_batch(batch, 0))
    return []


def _rows(opened: Any, columns: list[str]) -> Iterator[Row]:
    """Yield all rows; a group of rows that is damaged takes no other with it."""
    number = 0
    for group in range(opened.metadata.num_row_groups):
        after = number + opened.metadata.row_group(group).num_rows
        try:
            for batch in opened.iter_batches(BATCH, row_groups=[group], columns=columns):
                yield from _of_batch(batch, number)
                number += batch.num_rows
        except FAULTS as fault:
            said = f"the Parquet file is damaged ({_short(fault)}); rows to {after:,} are lost"
            yield Row(number + 1, number + 1, None, "", said)
        number = after


def _of_batch(batch: pa.RecordBatch, before: int) -> Iterator[Row]:
    columns = [_values(column) for column in batch.columns]
    for number, values in enumerate(zip(*columns, strict=True), before + 1):
        cells = dict(zip(batch.schema.names, values, strict=True))
        yield Row(number, number, cells, cells)


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except FAULTS:
        return [_value(one) for one in column]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except FAULTS as fault:
        return Unusable(_short(fault))


def _short(fault: BaseException) -> str:
    return " ".join(str(fault).split())[:160]
