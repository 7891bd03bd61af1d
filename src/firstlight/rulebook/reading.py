"""Reading a folder of records: YAML to structs, and faults that name file, line and remedy."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec

from firstlight.model.errors import RulebookError
from firstlight.rulebook.lines import Steps, line_of, load_text

Record = TypeVar("Record", bound=msgspec.Struct)

_WHERE = re.compile(r"^(.*?)(?: - at `(?:key in )?\$(.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\[(\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")


def read_folder(
    folder: Path, kind: type[Record], key: Callable[[Record], str]
) -> dict[str, tuple[Record, Path]]:
    """Return the records of the YAML files of a folder by their key, each with its file."""
    records: dict[str, tuple[Record, Path]] = {}
    for path in sorted(folder.glob("*.yaml")):
        record = _read_file(path, kind)
        if key(record) in records:
            other = records[key(record)][1].name
            raise RulebookError(
                f"'{key(record)}' is also in {other}",
                file=str(path),
                remedy="Keep one of the two.",
            )
        records[key(record)] = (record, path)
    return records


def _read_file(path: Path, kind: type[Record]) -> Record:
    data = load_text(_text(path), str(path))
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        what, steps = _explain(str(error))
        fail(path, what, steps, "Compare it with the schema that rulebook.schema gives.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RulebookError("it is not UTF-8", file=str(path), remedy="Save it as UTF-8.") from None


def _explain(message: str) -> tuple[str, Steps]:
    """Return what is wrong, and where, of a message of msgspec."""
    found = _WHERE.match(message)
    what, where = found.groups() if found else (message, None)
    steps = _steps(where or "")
    unknown = _UNKNOWN.search(what)
    return what, (*steps, unknown.group(1)) if unknown else steps


def _steps(where: str) -> Steps:
    """Return the path that msgspec names, up to a key that it does not name."""
    steps: list[str | int] = []
    for name, index, some in _STEP.findall(where):
        if some:
            break
        steps.append(name or int(index))
    return tuple(steps)


def fail(path: Path, what: str, steps: Steps, remedy: str) -> NoReturn:
    """Raise the RulebookError of a value: what is wrong, at which line, and the remedy."""
    line = line_of(_text(path), steps)
    raise RulebookError(what.rstrip("."), file=str(path), line=line, remedy=remedy)
