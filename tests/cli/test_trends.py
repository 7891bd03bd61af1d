import json

from typer.testing import CliRunner

from firstlight.cli.main import app
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
