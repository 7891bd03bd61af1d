import csv
import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from firstlight.cli.main import app
from firstlight.model.decision import Decision
from firstlight.store.workspace import Workspace
from tests.detect.labelled import rows
from tests.runs.world import world


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module", autouse=True)
def _one_seed():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "seed", 7)
        yield


def write(path, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("train")
    table = [["id", "title", "body", "kind"]]
    table += [
        [f"r{n}", "offer", text, "scam" if y else "fine"] for n, (text, y) in enumerate(rows())
    ]
    source = write(folder / "labelled.csv", [*table, ["x", "", "", "scam"], ["y", "t", "b", ""]])
    done = run("train", source, "--text", "title,body", "--label", "kind", "-o", folder / "m.model")
    assert done.exit_code == 0, done.output
    return folder, source, done.stdout


def test_train_writes_a_model_and_its_card(trained):
    folder, _, said = trained
    assert "a random split would have said" in said
    card = json.loads((folder / "m.model.card.json").read_text("utf-8"))
    assert (card["items"], card["left_out"]) == (120, 2)
    assert (card["positive"], card["negative"]) == ("scam", ["fine"])
    assert "## Limits" in (folder / "m.model.card.md").read_text("utf-8")
    assert not (folder / "m.model.rejects.jsonl").exists()


def test_score_keeps_every_row_in_order_and_quotes_the_words(trained):
    folder, source, _ = trained
    out = folder / "scores.csv"
    words = ("--id", "id", "--text", "title,body", "-m", folder / "m.model")
    done = run("score", source, *words, "-o", out, "--queue", 4, "--quiet")
    assert done.exit_code == 0, done.output
    with out.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["id"] for row in found] == [*(f"r{n}" for n in range(120)), "x", "y"]
    assert all(0 <= float(row["score"]) <= 1 for row in found)
    body = dict(zip((f"r{n}" for n in range(120)), (text for text, _ in rows()), strict=True))
    for row in found[:20]:
        for quote in filter(None, row["words"].split(" | ")):
            assert quote in f"offer {body[row['id']]}"
    with out.with_suffix(".queue.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    again = run("score", source, *words, "-o", "-", "--quiet")
    assert again.stdout == out.read_text("utf-8")


def test_faults_are_one_line_with_a_remedy(trained, tmp_path):
    folder, source, _ = trained
    few = write(tmp_path / "few.csv", [["t", "y"], ["a b c", 1], ["d e f", 0]])
    one = write(tmp_path / "one.csv", [["t", "y"], ["a b c", 1], ["d e f", 1]])
    model = tmp_path / "m"
    cases = [
        (("train", source, "--text", "none", "--label", "kind"), "there is no column 'none'"),
        (("train", one, "--text", "t", "--label", "y"), "the labels are not two classes"),
        (("train", source, "--text", "body", "--label", "id"), "Say which one with --positive"),
        (
            ("train", source, "--text", "body", "--label", "kind", "--positive", "no"),
            "it is not clear which label is sought",
        ),
        (
            ("train", few, "--text", "t", "--label", "y"),
            "it holds too little to learn from",
        ),
    ]
    for words, said in cases:
        done = run(*words, "-o", model, "--quiet")
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
        assert said in done.stderr
    wrong = run("score", source, "--id", "id", "--text", "body", "-m", source, "-o", "-")
    assert (wrong.exit_code, "it does not begin as one" in wrong.stderr) == (1, True)
    other = run(
        "score", source, "--id", "id", "--text", "body", "-m", folder / "m.model", "-o", "-"
    )
    assert (other.exit_code, "texts of 2 columns, not of 1" in other.stderr) == (1, True)
    assert run("train", "-o", model).exit_code == 2
    assert run("train", source, "--text", "body", "-o", model).exit_code == 2
    assert not model.exists()


def test_train_from_the_teams_decisions(tmp_path):
    folder = tmp_path / "ws"
    assert run("detect", world(), "-w", folder, "--workers", 1, "--quiet").exit_code == 0
    few = run("train", "-w", folder, "-o", tmp_path / "m", "--quiet")
    assert (few.exit_code, few.stderr.count("\n")) == (1, 1)
    workspace = Workspace.open(folder)
    snapshot = workspace.snapshot()
    shared = set(snapshot.table("members", ["post"])["post"].to_pylist())
    every = snapshot.table("posts", ["id"])["id"].to_pylist()
    posts = [one for one in every if one not in shared]
    assert len(posts) >= 125
    for at in range(25):
        verdict = "unsure" if at == 0 else ("uphold", "dismiss")[at % 2]
        workspace.decide(
            Decision(
                operation=f"{at:016x}",
                verdict=verdict,
                reason="seen",
                decided=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=at),
                evidence="0" * 32,
                posts=tuple(posts[5 * at : 5 * at + 5]),
            )
        )
    workspace.close()
    done = run("train", "-w", folder, "-o", tmp_path / "m", "--quiet", "--json")
    assert done.exit_code == 0, done.output
    card = json.loads(done.stdout)
    assert card["items"] == 120
    assert 2 <= card["groups"] <= 24
    assert card["positive"] == "uphold"
