import csv
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstlight import __version__
from firstlight.cli.app import pairs
from firstlight.cli.main import app
from firstlight.store.workspace import Workspace
from tests.runs.world import held, world

ROOT = Path(__file__).parents[2]
FIRSTLIGHT = Path(sys.executable).with_name("firstlight")
VERBS = {
    "check", "confirm", "detect", "import", "link", "mentions", "operations", "rights", "score",
    "serve", "signals", "simulate", "templates", "train", "trends", "worker",
}  # fmt: skip


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module", autouse=True)
def _one_seed():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "seed", 7)
        yield


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "ws"
    done = run("detect", world(), "-w", folder, "--workers", 1, "--json")
    assert done.exit_code == 0, done.output
    return folder, json.loads(done.stdout)


def test_every_verb_explains_itself_and_no_other_is_promised():
    listed = run("--help").stdout.split("Commands:")[1]
    assert set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)) == VERBS
    for verb in VERBS:
        assert "Usage: " in run(verb, "--help").stdout
    assert run("--version").stdout == f"firstlight {__version__}\n"


def test_help_loads_no_engine():
    subprocess.run([FIRSTLIGHT, "--help"], check=True, stdout=subprocess.DEVNULL)
    script = "import sys, firstlight.cli.main as m; print('firstlight.detect.links' in sys.modules)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_detect_tells_figures_for_people_and_for_programs(workspace, tmp_path):
    folder, summary = workspace
    assert (summary["read"], summary["posts"]) == (700, 700)
    again = run("detect", world(), "-w", folder, "--workers", 1)
    assert "Read 700 rows: 0 set aside, 700 repeated." in again.stdout
    assert f"firstlight serve -w {folder}" in again.stdout
    assert "reading posts" in again.stderr
    quiet = run("detect", world(), "-w", folder, "--workers", 1, "--quiet", "--json")
    assert quiet.stderr == ""
    assert json.loads(quiet.stdout)["repeated"] == 700


def test_operations_lists_the_posts_that_operations_hold(workspace, tmp_path):
    folder, _ = workspace
    out = tmp_path / "operations.csv"
    assert run("operations", "-w", folder, "-o", out).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == {"id", "operation"}
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["operation"], set()).add(row["id"])
    assert found == held(folder)
    assert json.loads(run("operations", "-w", folder, "--json").stdout) == rows
    assert run("operations", "-w", folder).stdout == out.read_text(encoding="utf-8")


def test_simulate_writes_a_world(tmp_path):
    done = run("simulate", "--posts", 50, "--seed", 3, "-o", tmp_path / "w", "--json")
    assert json.loads(done.stdout)["posts"] == 50
    assert {path.name for path in (tmp_path / "w").iterdir()} >= {
        "posts.jsonl", "truth.csv", "mentions.csv",
    }  # fmt: skip
    assert len((tmp_path / "w" / "posts.jsonl").read_bytes().splitlines()) == 50


def test_check_is_silent_about_health_only_when_there_is_some(workspace, tmp_path):
    folder, _ = workspace
    done = run("check", "-w", folder)
    assert done.exit_code == 0, done.stdout
    assert "FAULT" not in done.stdout
    assert all(one["ok"] for one in json.loads(run("check", "-w", folder, "--json").stdout))
    other = tmp_path / "ws"
    Workspace.open(other, create=True).close()
    other.chmod(0o755)
    done = run("check", "-w", other)
    assert done.exit_code == 1
    assert "FAULT  permissions: others can enter (755)" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("detect",),
        ("detect", "x.csv"),
        ("detect", "x.csv", "-w", "w", "--engine", "spark"),
        ("detect", "x.csv", "-w", "w", "--map", "text"),
        ("detect", "x.csv", "-w", "w", "--workers", "0"),
        ("templates", "x.csv", "-o", "out.csv"),
        ("simulate", "--posts", "0", "-o", "w"),
        ("serve", "-w", "w", "--host", "0.0.0.0"),  # noqa: S104
        ("operations",),
        ("nothing",),
    ],
)
def test_wrong_usage_ends_with_status_two(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_is_not_there_is_named(tmp_path):
    done = run("detect", "x.csv", "-w", tmp_path / "w", "--engine", "spark://host")
    assert "this version runs on: duckdb" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("detect", "absent.csv", "-w", "w"), "absent.csv"),
        (("operations", "-w", "w"), "w: there is no workspace here"),
        (("check", "-w", "w"), "w: there is no workspace here"),
        (("simulate", "--posts", "5", "--difficulty", "odd", "-o", "s"), "odd"),
        (("mentions", "absent.csv", "--id", "a", "--text", "b", "-o", "x.csv"), "absent.csv"),
    ],
)
def test_a_fault_of_the_input_is_one_line_and_status_one(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == 1, done.output
    last = done.stderr.splitlines()[-1]
    assert last.startswith("firstlight: ")
    assert said in last
    assert done.stderr.count("firstlight: ") == 1
    assert "Traceback" not in done.output


def test_mappings_are_field_and_column():
    assert pairs(["text=body", "id=a=b"]) == {"text": "body", "id": "a=b"}


def test_serve_prints_an_address_that_lets_in_and_keeps_others_out(workspace):
    folder, _ = workspace
    process = subprocess.Popen(
        [FIRSTLIGHT, "serve", "-w", folder, "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        process.stdout.readline()
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{32}", address)
        direct = urllib.request.ProxyHandler({})  # whatever proxy the machine has for the world
        opener = urllib.request.build_opener(direct, urllib.request.HTTPCookieProcessor())
        with opener.open(address, timeout=60) as answer:
            assert answer.status == 200
            assert "token=" not in answer.url
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.build_opener(direct).open(address.split("?")[0], timeout=60)
    finally:
        process.terminate()
        process.stdout.close()
        process.wait(60)
