import csv
from datetime import UTC, datetime

import pytest

from firstlight.model.errors import InputError
from firstlight.model.linkage import Field
from firstlight.model.run import Silent
from firstlight.runs import link as run
from tests.detect.people import FIELDS, people

DAY = datetime(2025, 5, 1, tzinfo=UTC)


def written(path, table, extra=()):
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(table.column_names)
        writer.writerows([*(row.values() for row in table.to_pylist()), *extra])
    return path


def linked(path, folder):
    return run.link(path, folder, FIELDS, identifier="id", lists=None, progress=Silent())


def entities(folder):
    with (folder / run.ENTITIES_FILE).open(encoding="utf-8", newline="") as lines:
        return {row["record"]: row["entity"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("link")
    records, truth = people(60, copies=2)
    source = written(folder / "records.csv", records)
    return source, folder / "out", truth, linked(source, folder / "out")


def test_a_judgement_binds_the_next_run_and_ids_go_on(once):
    source, folder, truth, counts = once
    before = entities(folder)
    assert counts.records == len(truth) == len(before)
    one, other = next((a, b) for a in truth for b in truth if a < b and truth[a] == truth[b])
    run.judge(folder, one, other, same=False, reason="two sisters", now=DAY)
    again = linked(source, folder)
    after = entities(folder)
    assert again.judgements == 1
    assert after[one] != after[other]
    assert {after[r] for r in truth if truth[r] != truth[one]} == {
        before[r] for r in truth if truth[r] != truth[one]
    }


def test_why_adds_up(once):
    _, folder, _, _ = once
    with (folder / run.MATCHES_FILE).open(encoding="utf-8", newline="") as lines:
        row = next(csv.DictReader(lines))
    found = run.why(folder, row["other"], row["one"])
    odds = 2 ** sum(found.bits.values())
    assert found.probability == pytest.approx(odds / (1 + odds), abs=0.01)
    assert list(found.bits) == ["prior", *(field.name for field in FIELDS)]
    assert run.why(folder, row["one"], row["one"]) is None


def test_rows_without_an_id_of_their_own_are_set_aside(tmp_path):
    records, _ = people(20, copies=2)
    width = len(records.column_names) - 1
    twice = [[records["id"][0].as_py(), *[""] * width], ["", *["x"] * width]]
    source = written(tmp_path / "records.csv", records, twice)
    counts = linked(source, tmp_path / "out")
    assert (counts.records, counts.set_aside) == (records.num_rows, 2)
    assert b"is row 1's" in (tmp_path / "out" / run.REJECTS).read_bytes()


def test_faults_name_file_and_remedy(once, tmp_path):
    source, folder, truth, _ = once
    with pytest.raises(InputError, match="no column 'nobody'"):
        run.link(source, tmp_path, FIELDS, identifier="nobody", lists=None, progress=Silent())
    with pytest.raises(InputError, match="no record 'nobody'"):
        run.judge(folder, "nobody", next(iter(truth)), same=True, reason="x", now=DAY)
    with pytest.raises(InputError, match="a reason"):
        run.judge(folder, *list(truth)[:2], same=True, reason=" ", now=DAY)
    with pytest.raises(InputError, match="nothing was linked"):
        run.why(tmp_path / "none", "a", "b")
    (tmp_path / run.JUDGEMENTS).write_text('{"one": 1}\n')
    with pytest.raises(InputError, match="row 1: this is no judgement"):
        run.judgements(tmp_path)


def test_dates_written_in_two_ways_are_one_and_empty_records_match_nobody(tmp_path):
    source = tmp_path / "list.csv"
    source.write_text(
        "id;name;born\n1;Boris Petrov;1985-11-10\n2;Boris Petrov;10.11.1985\n"
        "3;Maria Lopez;2001-01-01\n4;;\n",
        "utf-8",
    )
    fields = (Field("name", "name"), Field("born", "date"))
    run.link(source, tmp_path / "out", fields, identifier="id", lists=None, progress=Silent())
    with (tmp_path / "out" / run.MATCHES_FILE).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["one"] for row in rows} | {row["other"] for row in rows} >= {"1", "2"}
    assert not any("4" in (row["one"], row["other"]) for row in rows)
    same = next(row for row in rows if (row["one"], row["other"]) == ("1", "2"))
    assert float(same["born"]) > 0
