"""Runs kernels over batches in a process pool, and relational steps as plain SQL on DuckDB."""

from firstlight.engine.batches import map_batches
from firstlight.engine.sql import Database

__all__ = ["ENGINES", "Database", "map_batches"]

ENGINES = ("duckdb",)
"""What `--engine` accepts; a distributed engine is a later step of the plan."""
