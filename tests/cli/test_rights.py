import json
from pathlib import Path

from typer.testing import CliRunner

from firstlight.cli.main import app

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "src/firstlight/rights/examples/case.yaml"


def run(*words: object, given: str | None = None):
    return CliRunner().invoke(app, ["rights", *(str(word) for word in words)], input=given)


def test_owed_gives_the_working_and_the_same_in_json():
    shown, encoded = run("owed", EXAMPLE), run("owed", EXAMPLE, "--json")
    assert shown.exit_code == encoded.exit_code == 0
    answer = json.loads(encoded.stdout)
    assert f"Owed: {answer['owed']['low']} GBP" in shown.stdout
    assert all(line["rules"] for month in answer["months"] for line in month["lines"])
    lines = [line for month in answer["months"] for line in month["lines"]]
    judged = [*lines, *answer["deductions"], *answer["fees"]]
    assert set(answer["sources"]) == {rule for one in judged for rule in one["rules"]}


def test_a_fault_is_one_line_with_the_remedy(tmp_path: Path):
    for given in ("place: GB", "place: [", "place: GB\nwork: []"):
        done = run("owed", "-", given=given)
        assert done.exit_code == 1
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("firstlight: -")
    assert run("owed", tmp_path / "absent.yaml").exit_code == 1
    assert run("show", "GB", "--on", "soon").exit_code == 2
    big = tmp_path / "big.txt"
    big.write_text("x" * 200_001, "utf-8")
    assert "longer than 200,000" in run("check", big).stderr


def test_check_quotes_and_never_calls_an_offer_safe():
    found = run(
        "check", "-", "--place", "GB", "--on", "2026-11-20", given="hand over your passport"
    )
    assert "“hand over your passport”" in found.stdout
    none = run("check", "-", "--json", given="good morning")
    assert json.loads(none.stdout)["found"] is False
    assert "does not mean that the offer is safe" in run("check", "-", given="good day").stdout


def test_show_states_law_with_its_source_and_withholds_what_is_late():
    now = json.loads(run("show", "GB", "--on", "2026-11-20", "--json").stdout)
    assert all(rule["cited"]["title"] for rule in now["rules"])
    late = json.loads(run("show", "GB", "--on", "2040-01-01", "--json").stdout)
    assert late["rules"] == []
    assert {one["reason"] for one in late["withheld"]} == {"expired"}
    assert "No law of this place is on record" in run("show", "ZZ").stdout
