"""A run in the making: files that survive a crash, so that the next attempt goes on from them."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.model.errors import WorkspaceError
from firstlight.store.files import (
    PRIVATE_FILE,
    clear_errors,
    digest_of,
    make_folder,
    settle,
    whole_file,
)
from firstlight.store.layout import MANIFEST, TABLES, files_of, place_of
from firstlight.store.origin import Origin
from firstlight.store.snapshot import Snapshot


class Draft:
    """The staging folder of one run. Every file appears whole, and on the disk, or not at all."""

    def __init__(
        self, workspace: Path, folder: Path, origin: Origin, previous: Snapshot | None
    ) -> None:
        """Work on the run `origin` in `folder`; `previous` is the current run, if any."""
        self.workspace, self.folder, self.origin, self.previous = (
            workspace,
            folder,
            origin,
            previous,
        )

    @property
    def run(self) -> str:
        """The id that the run has, or will have."""
        return self.origin.run

    def has(self, name: str) -> bool:
        """Tell whether a table or file was finished by this or an earlier attempt."""
        return place_of(self.folder, name).is_file()

    def path(self, name: str) -> Path:
        """Return where a table or file lies."""
        return place_of(self.folder, name)

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table, or a shard ("posts/00000.parquet"), as Parquet with zstd."""
        path = self._ready(name)
        with clear_errors(self.workspace, pa.ArrowException), whole_file(path) as out:
            pq.write_table(table, out, compression="zstd")

    def write_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> None:
        """Write batches as an Arrow file with zstd: larger than Parquet, and quicker by far."""
        path, options = self._ready(name), pa.ipc.IpcWriteOptions(compression="zstd")
        with (
            clear_errors(self.workspace, pa.ArrowException),
            whole_file(path) as out,
            pa.ipc.new_file(out, schema, options=options) as file,
        ):
            for batch in batches:
                file.write_batch(batch)

    def write_lines(self, name: str, values: Iterable[Any]) -> None:
        """Write structs as JSON, one per line."""
        path, encode = self._ready(name), msgspec.json.Encoder().encode
        with clear_errors(self.workspace), whole_file(path) as out:
            for value in values:
                out.write(encode(value) + b"\n")

    def reuse(self, source: Path, name: str) -> None:
        """Take over a file of the previous run unchanged, without a copy where possible."""
        path = self._ready(name)
        with clear_errors(self.workspace):
            path.unlink(missing_ok=True)
            try:
                os.link(source, path)
            except OSError:
                shutil.copy2(source, path)

    def read_table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Return a finished table (all its shards), or one shard."""
        table = name.split("/", maxsplit=1)[0]
        paths = [self.folder / name] if "/" in name else files_of(self.folder, table)
        with clear_errors(self.workspace, pa.ArrowException):
            return pa.concat_tables([pq.read_table(path, columns=columns) for path in paths])

    def seal(self) -> str:
        """Write the manifest, bring all to the disk and return the manifest's digest."""
        missing = [name for name in TABLES if not files_of(self.folder, name)]
        if missing:
            raise WorkspaceError(
                f"run {self.run} lacks {', '.join(missing)}",
                workspace=str(self.workspace),
                remedy="This is a fault of the program; please report it.",
            )
        with clear_errors(self.workspace):
            files = sorted(path for path in self.folder.rglob("*") if path.is_file())
            for path in files:
                path.chmod(PRIVATE_FILE)
            digests = {
                str(path.relative_to(self.folder)): digest_of(path)
                for path in files
                if path.name != MANIFEST and not path.name.startswith(".")
            }
            with whole_file(self.folder / MANIFEST) as out:
                out.write(msgspec.json.format(msgspec.json.encode(digests)))
            for folder in {path.parent for path in files} | {self.folder}:
                settle(folder)
            return digest_of(self.folder / MANIFEST)

    def _ready(self, name: str) -> Path:
        path = place_of(self.folder, name)
        with clear_errors(self.workspace):
            make_folder(path.parent)
        return path
