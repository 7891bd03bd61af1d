"""What the verbs say: results on standard output, progress and faults on standard error."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bars

from firstlight.model.errors import InputError
from firstlight.model.run import Progress, Silent


def say(text: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:
    """Print a result for machines: one JSON document."""
    say(msgspec.json.encode(value).decode())


def complain(text: str) -> None:
    """Print a fault: one line on standard error."""
    sys.stderr.write("firstlight: " + " ".join(text.split()) + "\n")


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Progress]:
    """Give a progress: bars on a terminal, one line per stage elsewhere, nothing if `quiet`."""
    console = Console(stderr=True)
    if quiet:
        yield Silent()
    elif not console.is_terminal:
        yield _Lines()
    else:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Bars(*columns, console=console) as bars:
            yield _Shown(bars)


class _Shown:
    """Stages as bars of a terminal."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    def stage(self, name: str, total: int | None = None) -> None:
        """Finish the bar before and begin one."""
        for task in self._bars.tasks:
            if not task.finished:
                self._bars.update(task.id, total=task.completed or 1, completed=task.completed or 1)
        self._task = self._bars.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        self._bars.advance(self._task, steps)


class _Lines:
    """Stages as lines, for logs."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Print the stage's name."""
        sys.stderr.write(f"{name} …\n" if total is None else f"{name} ({total:,}) …\n")
        sys.stderr.flush()

    def advance(self, steps: int = 1) -> None:
        """Say nothing between stages."""


def write_csv(out: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows to a CSV file ("-": standard output) and return how many there were.

    These files are read by programs, so cells stay as they are: a text that begins with "=" is
    not defused as it is in what is made for spreadsheets.
    """
    if str(out) == "-":
        return _write(sys.stdout, header, rows)
    with _opened(out) as file:
        return _write(file, header, rows)


def write_lines(out: Path, lines: Iterable[bytes]) -> None:
    """Write lines of JSON to a file."""
    with _opened(out) as file:
        for line in lines:
            file.write(f"{line.decode()}\n")


@contextmanager
def _opened(out: Path) -> Iterator[TextIO]:
    """Open a file to write; a fault names it."""
    try:
        file = out.open("w", encoding="utf-8", newline="")
    except OSError as fault:
        raise InputError(
            f"it cannot be written ({fault.strerror})", file=str(out), remedy="Check the folder."
        ) from fault
    with file:
        yield file


def _write(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count
