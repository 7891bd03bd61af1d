"""A search that is killed in any of its stages ends, when asked for again, as one that was not."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from firstlight.model.run import Silent
from firstlight.runs.trends import leftovers, trends
from firstlight.runs.trends_asked import Asked

ASKED = Asked(time="event_date", text="story", source="office", permutations=12)
KILLER = """
import os, signal, sys
from pathlib import Path
from firstlight.model.run import Silent
from firstlight.runs.trends import trends
from tests.runs.test_trends_resume import ASKED

class Killer(Silent):
    count = None
    def stage(self, name, total=None):
        if name == sys.argv[3]:
            self.count = int(sys.argv[4])
        self.kill()
    def advance(self, steps=1):
        self.count = None if self.count is None else self.count - steps
        self.kill()
    def kill(self):
        if self.count is not None and self.count <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

trends(Path(sys.argv[1]), Path(sys.argv[2]), ASKED, progress=Killer())
"""


class Seen(Silent):
    """Keeps the names of the stages."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def stage(self, name: str, total: int | None = None) -> None:
        self.names.append(name)


def cases(path: Path) -> Path:
    """Write made-up cases that every engine looks at."""
    dice = random.Random(3)  # noqa: S311
    old = ("Papers were kept.", "Wages were held back.", "They could not leave the farm.")
    new = ("They ran online scams behind a guarded gate.", "Forced to run online scams at night.")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["event_date", "report_date", "citizenship", "CountryOfExploitation",
                         "sex", "list_a", "list_b", "office", "story"])  # fmt: skip
        for at in range(900):
            day = date(2020, 1, 1) + timedelta(days=at * 1460 // 900)
            late = day.year == 2023
            writer.writerow([
                day, day + timedelta(days=int(dice.expovariate(0.1))),
                dice.choice(("NP", "IN", "UA")),
                "KH" if late and at % 3 == 0 else dice.choice(("KH", "PL", "AE", "DE")),
                dice.choice("FM"), int(dice.random() < 0.4), int(dice.random() < 0.3),
                f"office {at % 40}", dice.choice(new if late and at % 2 else old),
            ])  # fmt: skip
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    path, seen = cases(folder / "cases.csv"), Seen()
    trends(path, folder / "out", ASKED, progress=seen)
    return path, folder / "out", seen.names


def files(out: Path) -> dict[str, object]:
    """Return what a report's folder holds, but for the hour in which it was made."""
    found: dict[str, object] = {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.suffix in {".csv", ".svg", ".json"}
    }
    told = json.loads((out / "findings.json").read_bytes())
    told["made"] = ""
    return found | {"findings.json": told}


@pytest.mark.parametrize(
    ("stage", "steps"),
    [
        ("reading records", 0),
        ("null test", 8),
        ("finding tactics", 0),
        ("null test of texts", 4),
        ("scanning places and periods", 0),
        ("estimating the hidden population", 2),
        ("writing the report", 0),
    ],
)
def test_killed_and_asked_again_it_ends_alike(tmp_path, whole, stage, steps):
    path, out, names = whole
    assert stage in names
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", KILLER, path, tmp_path / "out", stage, str(steps)], check=False,
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}"},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert "key" in leftovers(tmp_path / "out")
    assert not (tmp_path / "out/findings.json").exists()
    trends(path, tmp_path / "out", ASKED)
    assert files(tmp_path / "out") == files(out)
    assert leftovers(tmp_path / "out") == []
