"""What a search for trends has finished, kept in DIR/.work until its report is written."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from firstlight import __version__
from firstlight.model.errors import InputError
from firstlight.trends.null import NullState

WORK = ".work"
_EVERY = 5
T = TypeVar("T")


class Work:
    """Finished stages of one search; those of another search are thrown away."""

    def __init__(self, out: Path, key: str) -> None:
        """Open DIR/.work for the search named by `key`. InputError where DIR cannot be written."""
        self.folder = out / WORK
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            kept = self.folder / "key"
            if not kept.exists() or kept.read_text("utf-8") != key:
                shutil.rmtree(self.folder)
                self.folder.mkdir()
                kept.write_text(key, "utf-8")
        except OSError as fault:
            raise InputError(
                f"the folder cannot be written ({fault.strerror})",
                file=str(out),
                remedy="Choose another with -o.",
            ) from fault

    def once(self, name: str, kind: type[T], make: Callable[[], T]) -> T:
        """Return a stage's result: kept from before, or made now and kept."""
        path = self.folder / f"{name}.msgpack"
        if path.exists():
            try:
                return msgspec.msgpack.decode(path.read_bytes(), type=kind)
            except msgspec.MsgspecError:
                path.unlink()
        made = make()
        self._keep(path, made)
        return made

    def null_state(self) -> NullState | None:
        """Return the permutations of the null test that are finished, None if there are none."""
        path = self.folder / "null.msgpack"
        if not path.exists():
            return None
        try:
            return msgspec.msgpack.decode(path.read_bytes(), type=NullState)
        except msgspec.MsgspecError:
            return None

    def keep_null(self, state: NullState) -> None:
        """Keep finished permutations, every fifth time: the search goes on from there."""
        if len(state.strengths) % _EVERY == 0:
            self._keep(self.folder / "null.msgpack", state)

    def _keep(self, path: Path, value: object) -> None:
        """Write a file whole or not at all."""
        half = path.with_suffix(".half")
        half.write_bytes(msgspec.msgpack.encode(value))
        half.replace(path)

    def done(self) -> None:
        """Throw the finished stages away: the report holds what they found."""
        shutil.rmtree(self.folder, ignore_errors=True)


def key_of(source: Path, *options: object) -> str:
    """Return the name of a search: the file's digest, the options and this program's version."""
    digest = hashlib.sha256(f"{__version__}|{options!r}".encode())
    try:
        with source.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as fault:
        raise InputError(
            f"it cannot be read ({fault.strerror})", file=source.name, remedy="Check the path."
        ) from fault
    return digest.hexdigest()
