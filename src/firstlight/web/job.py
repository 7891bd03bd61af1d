"""The process behind a run started from a page: `python -m firstlight.web.job WORKSPACE JOB`."""

import fcntl
import sys
import time
from pathlib import Path

import msgspec

from firstlight.model.errors import FirstlightError
from firstlight.runs.detect import detect
from firstlight.web.jobs import Asked, State, write_state

EVERY = 0.25
"""Seconds between two writings of the state."""


class Written:
    """A progress that writes itself down for the page to read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state, self.last = folder, State(phase="running"), 0.0

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage; the one before counts as passed."""
        now = self.state
        passed = (*now.passed, now.stage) if now.stage else now.passed
        self.state = State(phase="running", stage=name, total=total, passed=passed)
        self._write(now=True)

    def advance(self, steps: int = 1) -> None:
        """Count steps; the file is written at most every quarter of a second."""
        self.state.done += steps
        self._write(now=False)

    def _write(self, *, now: bool) -> None:
        if now or time.monotonic() - self.last > EVERY:
            write_state(self.folder, self.state)
            self.last = time.monotonic()


def main(workspace: Path, job: str) -> int:
    """Run one job and write down how it ended; 0 on success, 1 on a fault of the input."""
    folder = workspace / "jobs" / job
    with (folder / "alive").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        asked = msgspec.json.decode((folder / "job.json").read_bytes(), type=Asked)
        progress = Written(folder)
        try:
            summary = detect(
                [Path(asked.source)], workspace, mapping=asked.mapping, progress=progress
            )
        except FirstlightError as fault:
            write_state(folder, State(phase="failed", fault=str(fault)))
            return 1
        write_state(folder, State(phase="done", summary=summary, passed=progress.state.passed))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
