"""The watch end to end: what spreads of late is found, told and carried into the worker's app."""

import csv

import pytest
from typer.testing import CliRunner

from firstlight.cli.main import app
from firstlight.runs.detect import detect
from firstlight.runs.trends_watch import REPORTS, read_report, watch
from tests.runs.planted import CODES, plant
from tests.runs.world import world

POSTS = 900


@pytest.fixture(scope="module", autouse=True)
def _one_seed():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("firstlight.store.workspace.Workspace.seed", 7)
        yield


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    assert min(plant(world(POSTS), folder / "posts.jsonl").values()) == 5
    detect([folder / "posts.jsonl"], folder / "ws", workers=1)
    return watch(folder / "ws")


def test_an_unchanged_world_gives_no_finding(tmp_path):
    detect([world(POSTS)], tmp_path / "ws", workers=1)
    report, out = watch(tmp_path / "ws")
    assert [one for one in report.findings if one.shelf == "first"] == []
    assert out.parent == tmp_path / "ws" / REPORTS
    assert read_report(out) == report


@pytest.mark.parametrize(
    ("kind", "word"), [("lure", "velvet"), ("corridor", "Mongolia"), ("payment", "KWD")]
)
def test_what_spread_in_the_last_month_is_found_with_its_words(planted, kind, word):
    report, out = planted
    with (out / "tactics.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = {row["name"] for row in rows if row["code"] == CODES.get(kind, "") or
              (kind == "lure" and word in row["name"])}  # fmt: skip
    found = [one for one in report.findings if one.shelf == "first"
             and any(name in one.what for name in wanted)]  # fmt: skip
    assert found[0].figures["new_sources"] >= 4
    assert all(word in quote.within for quote in found[0].quotes)


def run(*words):
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def test_a_confirmed_lure_is_a_signal_and_a_warning_in_the_app(planted, tmp_path):
    _, out = planted
    with (out / "tactics.csv").open(encoding="utf-8") as file:
        tactic = next(row for row in csv.DictReader(file) if "velvet" in row["name"])["tactic"]
    said = "A scholarship by this name has hidden a debt. Ask who pays before you go."
    rules = tmp_path / "rules"
    run("confirm", out, tactic, "--code", "confirmed.velvet", "--group", "deception",
        "--sentence", said, "--reason", "Read the five posts.", "--reviewer", "Analyst",
        "--rules", rules)  # fmt: skip
    offer = tmp_path / "offer.csv"
    offer.write_text("id,text\n1,You get the velvet compass scholarship with us.\n")
    found = tmp_path / "signals.csv"
    run("signals", offer, "--id", "id", "--text", "text", "--rules", rules, "-o", found, "-q")
    assert "confirmed.velvet" in found.read_text("utf-8")
    run("worker", "build", "-o", tmp_path / "app", "--lang", "en", "--rules", rules, "-q")
    pages = [path for path in (tmp_path / "app").rglob("*.html") if said in path.read_text("utf-8")]
    assert tmp_path / "app/single/en.html" in pages
    run("worker", "build", "-o", tmp_path / "plain", "--lang", "en", "-q")
    assert not any(said in p.read_text("utf-8") for p in (tmp_path / "plain").rglob("*.html"))
