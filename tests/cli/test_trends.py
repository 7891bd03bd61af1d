import json

import msgspec
from typer.testing import CliRunner

from firstlight.cli.main import app
from firstlight.model.tactic import Tactic, TacticResult
from firstlight.rulebook.load import load_rulebook
from firstlight.runs.report.write import TACTICS
from tests.runs.test_trends import records


def run(*words, stdin=None):
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def test_the_verb_writes_a_report_and_tells_it_as_json(tmp_path):
    source = records(tmp_path / "cases.csv")
    done = run("trends", source, "--permutations", 20, "-o", tmp_path / "out", "--json", "--quiet")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["rows"] == 4000
    assert sum(told["findings"].values()) >= 1
    assert (tmp_path / "out/report.html").is_file()


def test_standard_input_is_read(tmp_path):
    source = records(tmp_path / "cases.csv")
    done = run("trends", "-", "--permutations", 20, "-q", "-o", tmp_path / "out",
               stdin=source.read_bytes())  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "Read 4,000 rows" in done.stdout
    assert not (tmp_path / "out/standard-input.csv").exists()


def test_faults_end_in_one_line_and_wrong_usage_in_two(tmp_path):
    gone = run("trends", tmp_path / "gone.csv", "-o", tmp_path / "out")
    assert gone.exit_code == 1
    assert "gone.csv: there is no such file" in gone.stderr
    assert run("trends").exit_code == 2
    assert run("trends", tmp_path / "a.csv").exit_code == 2
    untimed = tmp_path / "plain.csv"
    untimed.write_text("a,b\n1,2\n3,4\n", "utf-8")
    done = run("trends", untimed, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "--time" in done.stderr
    for rows, said in (("", "holds no rows"), ("2024,F\n" * 30, "all rows that have a 'year' are")):
        untimed.write_text(f"year,sex\n{rows}", "utf-8")
        done = run("trends", untimed, "-o", tmp_path / "out")
        assert done.exit_code == 1
        assert said in done.stderr


def confirmed(tmp_path, *more):
    report = tmp_path / "report"
    report.mkdir(exist_ok=True)
    tactic = Tactic(
        id="t1", kind="new", name="velvet compass", code=None, phrases=("velvet compass",),
        stage=None, first_seen="2026-01", spread=(), new_sources=9, p_value=0.001, q_value=0.01,
        found=True, passages=(),
    )  # fmt: skip
    result = TacticResult(
        tactics=(tactic,), periods=("2026-01",), recent=("2026-01",), documents=9, sources=9,
        tested={"new": 1}, fdr=0.05,
    )  # fmt: skip
    (report / TACTICS).write_bytes(msgspec.json.encode(result))
    return run(
        "confirm", report, "t1", "--code", "lure.velvet", "--group", "deception",
        "--sentence", "The flat is [not] free.", "--reason", "Read.", "--reviewer", "A reviewer",
        "--rules", tmp_path / "pack", *more,
    )  # fmt: skip


def test_a_confirmed_sentence_is_kept_in_the_languages_given(tmp_path):
    for wrong in ("El piso no", "es=", "=El piso"):
        assert confirmed(tmp_path, "--say", wrong).exit_code == 2
    lost = confirmed(tmp_path, "--say", "es=El piso es gratis.")
    assert lost.exit_code == 1
    assert "es: another number of negations" in lost.stderr
    done = confirmed(tmp_path, "--say", "es=El piso [no] es gratis.")
    assert done.exit_code == 0, done.output
    said = load_rulebook((tmp_path / "pack",)).indicators["lure.velvet"].said
    assert said == {"en": "The flat is [not] free.", "es": "El piso [no] es gratis."}
