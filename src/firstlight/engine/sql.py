"""Relational steps: a thin hand on DuckDB that binds parameters and reaches no other file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

MEMORY = "2GB"
"""What DuckDB may hold before it spills to its temporary folder."""


class Database:
    """An in-memory DuckDB with views over Parquet; safe to ask from several threads."""

    def __init__(
        self,
        views: Mapping[str, Sequence[Path]] | None = None,
        *,
        temporary: Path,
        memory: str = MEMORY,
        threads: int | None = None,
    ) -> None:
        """Open a database whose `views` read the named Parquet files, and only those.

        `temporary` takes what does not fit into `memory`; `threads` defaults to the processors.
        """
        config: dict[str, Any] = {
            "memory_limit": memory,
            "temp_directory": str(temporary),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(config=config)
        files = {name: [str(path) for path in paths] for name, paths in (views or {}).items()}
        self._connection.execute("set timezone = 'UTC'")
        for name, paths in files.items():
            self._connection.read_parquet(paths).create_view(name)
        allowed = sorted({path for paths in files.values() for path in paths})
        self._connection.execute(f"set allowed_paths = [{', '.join(map(_quoted, allowed))}]")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def query(self, sql: str, params: Sequence[Any] = ()) -> pa.Table:
        """Answer one SELECT with bound parameters; anything else is a ValueError."""
        cursor = self._connection.cursor()
        statements = cursor.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise ValueError("one SELECT is expected")
        return cursor.sql(sql, params=list(params) or None).to_arrow_table()

    def hold(self, name: str, table: pa.Table) -> None:
        """Keep a copy of a table in memory under a name."""
        self._connection.register("arriving", table)
        self._connection.execute(f'create or replace table "{name}" as from arriving')
        self._connection.unregister("arriving")

    def close(self) -> None:
        """Give back memory and files."""
        self._connection.close()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
