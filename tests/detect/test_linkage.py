"""Record linkage: entities found without labels, explained, bound by judgements."""

import csv
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from firstlight.detect.linkage import choose_cut, explain, link_records
from firstlight.model.errors import InputError
from firstlight.model.linkage import ENTITIES, MATCHES, Field, Judgement
from tests.data import shared
from tests.detect.people import FIELDS, people

DAY = datetime(2025, 5, 1, tzinfo=UTC)


def _parts(entities: pa.Table) -> set[frozenset[str]]:
    found = defaultdict(set)
    for row in entities.to_pylist():
        found[row["entity"]].add(row["record"])
    return {frozenset(records) for records in found.values()}


def _truth(truth: dict[str, str]) -> set[frozenset[str]]:
    found = defaultdict(set)
    for record, entity in truth.items():
        found[entity].add(record)
    return {frozenset(records) for records in found.values()}


def _judged(one: str, other: str, verdict: str, day: int = 0) -> Judgement:
    return Judgement(
        one=one, other=other, verdict=verdict, reason="seen", decided=DAY + timedelta(days=day)
    )


@pytest.fixture(scope="module")
def linked():
    records, truth = people(150, copies=3)
    return records, truth, link_records(records, FIELDS)


def test_entities_are_found_without_labels(linked):
    _, truth, found = linked
    assert found.entities.schema.equals(ENTITIES)
    assert found.matches.schema.equals(MATCHES)
    right = _parts(found.entities) & _truth(truth)
    assert len(right) >= 0.98 * len(_truth(truth))


def test_the_prior_is_learned(linked):
    records, _, found = linked
    pairs = records.num_rows * (records.num_rows - 1) / 2
    assert found.model.prior * pairs == pytest.approx(450, rel=0.05)


def test_the_waterfall_adds_up_to_the_odds(linked):
    _, _, found = linked
    for row in found.matches.slice(0, 40).to_pylist():
        steps = explain(found, row["one"], row["other"])
        total = sum(step.weight for step in steps)
        assert steps[0].weight + row["bits"] == pytest.approx(total, abs=1e-9)
        assert 1 / (1 + 2.0**-total) == pytest.approx(row["probability"], abs=1e-9)
        assert {step.unit for step in steps} == {"bits"}


def test_agreement_on_a_common_value_weighs_less():
    records, _ = people(150)
    rows = records.to_pylist()
    for number, row in enumerate(rows):
        row["family"] = "smith" if number % 3 else row["family"]
    found = link_records(pa.Table.from_pylist(rows), FIELDS)
    family = found.columns[1]
    of = {value: found.model.m[1][0] / family.share[n] for n, value in enumerate(family.values)}
    assert of["smith"] < min(weight for value, weight in of.items() if value != "smith")


def test_missing_values_say_nothing(linked):
    records, _, found = linked
    empty = next(r["id"] for r in records.to_pylist() if r["born"] is None)
    other = next(r for r in records["id"].to_pylist() if r != empty)
    step = next(s for s in explain(found, empty, other) if s.sentence.startswith("born"))
    assert step.weight == 0
    assert "missing" in step.sentence


def test_judgements_bind_and_are_replayed(linked):
    records, truth, _ = linked
    given = [_judged("r1-0", "r1-1", "different"), _judged("r2-0", "r3-0", "same")]
    found = link_records(records, FIELDS, judgements=given)
    of = dict(zip(*(c.to_pylist() for c in found.entities.columns), strict=True))
    assert of["r1-0"] != of["r1-1"]
    assert of["r2-0"] == of["r3-0"]
    assert found.overruled == ()
    assert truth["r2-0"] != truth["r3-0"]


def test_a_later_judgement_overrules_what_it_contradicts(linked):
    records, _, _ = linked
    old = [_judged("r1-0", "r2-0", "same"), _judged("r2-0", "r3-0", "same", 1)]
    new = _judged("r1-0", "r3-0", "different", 2)
    found = link_records(records, FIELDS, judgements=[*old, new, _judged("gone", "r1-0", "same")])
    of = dict(zip(*(c.to_pylist() for c in found.entities.columns), strict=True))
    assert of["r1-0"] != of["r3-0"]
    assert found.overruled == (old[0],)


def test_ids_last_when_records_are_added():
    records, _ = people(120)
    first = link_records(records.slice(0, 180), FIELDS)
    again = link_records(records, FIELDS, previous=first.entities)
    before = dict(zip(*(c.to_pylist() for c in first.entities.columns), strict=True))
    after = dict(zip(*(c.to_pylist() for c in again.entities.columns), strict=True))
    kept = np.mean([after[record] == entity for record, entity in before.items()])
    assert kept >= 0.99


def test_records_of_one_list_are_not_compared():
    records, truth = people(150)
    found = link_records(records, FIELDS, source="list")
    assert _parts(found.entities) == _truth(truth)
    where = dict(zip(records["id"].to_pylist(), records["list"].to_pylist(), strict=True))
    assert all(where[row["one"]] != where[row["other"]] for row in found.matches.to_pylist())


def test_the_cut_is_where_expected_f1_is_largest():
    cut, expected = choose_cut(np.array([0.99, 0.98, 0.9, 0.02, 0.01]))
    assert 0.02 < cut < 0.9
    assert expected == pytest.approx(2 * 2.87 / (3 + 2.9))


def test_faults_name_the_row_and_the_remedy():
    records, _ = people(3)
    with pytest.raises(InputError, match="no column 'height'"):
        link_records(records, [Field("height", "code")])
    twice = pa.concat_tables([records, records.slice(0, 1)])
    with pytest.raises(InputError, match="row 7"):
        link_records(twice, FIELDS)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_records_are_no_fault(count):
    records, _ = people(3)
    found = link_records(records.slice(0, count), FIELDS)
    assert found.entities.num_rows == count


def test_febrl_1_is_linked():
    path = shared("detect/er_febrl") / "dataset1.csv"
    with path.open(encoding="utf-8") as lines:
        rows = [
            {key.strip(): value.strip() or None for key, value in row.items()}
            for row in csv.DictReader(lines)
        ]
    kinds = {"date_of_birth": "date", "soc_sec_id": "code", "postcode": "code", "state": "category",
             "address_1": "text", "given_name": "name", "surname": "name"}  # fmt: skip
    fields = [Field(name, kind) for name, kind in kinds.items()]
    found = link_records(pa.Table.from_pylist(rows), fields, identifier="rec_id")
    truth = {row["rec_id"]: row["rec_id"].split("-")[1] for row in rows}
    assert len(_parts(found.entities) ^ _truth(truth)) <= 6
