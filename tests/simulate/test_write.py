"""Files of a world: same bytes for the same arguments, readable, honest about what they are."""

import csv
import json
from pathlib import Path

from firstlight.simulate.write import write


class _Told:
    def __init__(self) -> None:
        self.total, self.steps = 0, 0

    def stage(self, name: str, total: int | None = None) -> None:
        self.total = total or 0

    def advance(self, steps: int = 1) -> None:
        self.steps += steps


def test_same_arguments_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, posts=1500, seed=9)
    for file in ("posts.jsonl", "truth.csv", "mentions.csv", "README"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_files_agree_and_counts_are_true(tmp_path: Path) -> None:
    told = _Told()
    counts = write(tmp_path, posts=4500, seed=1, languages=("es", "ar"), progress=told)
    posts = [json.loads(line) for line in (tmp_path / "posts.jsonl").open(encoding="utf-8")]
    truth = list(csv.DictReader((tmp_path / "truth.csv").open(encoding="utf-8")))
    mentions = list(csv.DictReader((tmp_path / "mentions.csv").open(encoding="utf-8")))
    assert counts["posts"] == len(posts) == len(truth) == told.total == told.steps == 4500
    assert counts["operation_posts"] == sum(bool(t["operation"]) for t in truth) > 300
    assert counts["mentions"] == len(mentions)
    assert [p["id"] for p in posts] == [t["id"] for t in truth]
    texts = {p["id"]: p["text"] for p in posts}
    for m in mentions:
        assert m["obfuscated"] in {"0", "1"}
        assert texts[m["id"]][int(m["start"]) : int(m["end"])]
        if m["kind"] == "email" and m["obfuscated"] == "0":
            assert texts[m["id"]][int(m["start"]) : int(m["end"])].lower() == m["value"]


def test_readme_says_that_all_is_simulated(tmp_path: Path) -> None:
    write(tmp_path, posts=10, seed=1)
    assert "simulated" in (tmp_path / "README").read_text(encoding="utf-8")
