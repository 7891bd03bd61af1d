"""Record linkage beside Splink's defaults, in one run: pairwise precision, recall, F1, CPU.

    python bench/linkage.py

Febrl 1–3 (copies within a list), Febrl 4 (two lists), Cora (citations). Neither side sees a label.
Ours takes the cut that its own probabilities choose. Splink stands with the comparisons that its
library names for such fields, its own training (u from random pairs, m by EM on two blocking
rules), and the cut of its tutorials, a match probability of 0.95 (0.5 is printed beside it);
clusters are its connected components.
"""

import argparse
import csv
import logging
import os
import resource
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from firstlight.detect.linkage import link_records
from firstlight.model.linkage import Field

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FEBRL = (
    Field("given_name", "name"), Field("surname", "name"), Field("street_number", "code"),
    Field("address_1", "text"), Field("address_2", "text"), Field("suburb", "name"),
    Field("postcode", "code"), Field("state", "category"), Field("date_of_birth", "date"),
    Field("soc_sec_id", "code"),
)  # fmt: skip
CORA = (
    Field("author", "text"), Field("title", "text"), Field("venue", "text"),
    Field("publisher", "text"), Field("editor", "text"), Field("address", "text"),
    Field("pages", "code"), Field("volume", "code"), Field("year", "code"),
    Field("month", "name"), Field("institution", "text"), Field("note", "text"),
)  # fmt: skip


class Task(NamedTuple):
    """Records with their truth; `lists`: whether only records of different lists are compared."""

    name: str
    records: pa.Table
    fields: tuple[Field, ...]
    truth: dict[str, str]
    lists: bool = False


class Figures(NamedTuple):
    """Pairwise figures and the CPU seconds spent."""

    precision: float
    recall: float
    f1: float
    seconds: float


def tasks() -> Iterable[Task]:
    """Yield the five tasks."""
    for number in (1, 2, 3):
        yield febrl(f"Febrl {number}", f"dataset{number}.csv")
    yield febrl("Febrl 4", "dataset4a.csv", "dataset4b.csv")
    yield cora()


def febrl(name: str, *files: str) -> Task:
    """Read Febrl lists; "rec-12-org" and "rec-12-dup-0" are one person."""
    rows: list[dict[str, Any]] = []
    for file in files:
        with (DATA / "detect" / "er_febrl" / file).open(encoding="utf-8") as lines:
            for line in csv.DictReader(lines):
                row = {key.strip(): value.strip() or None for key, value in line.items()}
                rows.append({"id": row["rec_id"], "list": file, **row})
    truth = {row["id"]: row["id"].split("-")[1] for row in rows}
    return Task(name, table(rows, FEBRL), FEBRL, truth, lists=len(files) > 1)


def cora() -> Task:
    """Read Cora; the truth is the closure of its true pairs."""
    folder = DATA / "detect" / "er_cora"
    with (folder / "cora.csv").open(encoding="utf-8") as lines:
        rows = [
            {"id": row["Entity Id"], "list": "cora", **{f.name: row[f.name] or None for f in CORA}}
            for row in csv.DictReader(lines, delimiter="|")
        ]
    above = {row["id"]: row["id"] for row in rows}

    def root(record: str) -> str:
        while above[record] != record:
            record = above[record]
        return record

    for line in (folder / "cora_gt.csv").read_text(encoding="utf-8").split():
        one, other = line.split("|")
        above[root(one)] = root(other)
    return Task("Cora", table(rows, CORA), CORA, {record: root(record) for record in above})


def table(rows: list[dict[str, Any]], fields: tuple[Field, ...]) -> pa.Table:
    """Return the rows with the columns id, list and the fields."""
    names = ("id", "list", *(field.name for field in fields))
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in names} for row in rows],
        schema=pa.schema([(name, pa.string()) for name in names]),
    )


def judge(task: Task, found: dict[str, str], seconds: float) -> Figures:
    """Return the figures of entities found, over pairs (of different lists, where there are)."""
    where = dict(zip(task.records["id"].to_pylist(), task.records["list"].to_pylist(), strict=True))

    def pairs(names: Iterable[tuple[object, str]]) -> int:
        whole, parts = Counter[object](), Counter[object]()
        for name, record in names:
            whole[name] += 1
            parts[name, where[record]] += 1
        both = sum(n * (n - 1) // 2 for n in whole.values())
        return both - sum(n * (n - 1) // 2 for n in parts.values()) * task.lists

    said = pairs((entity, record) for record, entity in found.items())
    true = pairs((entity, record) for record, entity in task.truth.items())
    hits = pairs(((entity, task.truth[record]), record) for record, entity in found.items())
    precision, recall = hits / max(said, 1), hits / true
    return Figures(precision, recall, 2 * hits / (said + true), seconds)


def ours(task: Task) -> Figures:
    """Link with Firstlight."""
    began = cpu()
    linked = link_records(task.records, task.fields, source="list" if task.lists else None)
    spent = cpu() - began
    found = dict(
        zip(
            linked.entities["record"].to_pylist(),
            linked.entities["entity"].to_pylist(),
            strict=True,
        )
    )
    return judge(task, found, spent)


def splinks(task: Task) -> dict[float, Figures]:
    """Link with Splink; return the figures for each cut."""
    began = cpu()
    lists = [
        task.records.filter(pa.compute.equal(task.records["list"], name)).rename_columns(
            ["unique_id", *task.records.column_names[1:]]
        )
        for name in pa.compute.unique(task.records["list"]).to_pylist()
    ]
    api = DuckDBAPI()
    given = [api.register(part) for part in lists]
    settings = cora_settings() if task.name == "Cora" else febrl_settings(task)
    linker = Linker(given if task.lists else given[0], settings, log_level=logging.CRITICAL)
    sure, first, second = training(task)
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(first)
    linker.training.estimate_parameters_using_expectation_maximisation(second)
    predicted = linker.inference.predict(threshold_match_probability=0.01)
    figures = {}
    for cut in (0.95, 0.5):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=cut
        ).as_pyarrow_table()
        found = dict(
            zip(clusters["unique_id"].to_pylist(), clusters["cluster_id"].to_pylist(), strict=True)
        )
        figures[cut] = judge(task, found, cpu() - began)
    return figures


def febrl_settings(task: Task) -> SettingsCreator:
    """Return the comparisons that Splink's library offers for persons."""
    return SettingsCreator(
        link_type="link_only" if task.lists else "dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"), block_on("given_name"), block_on("surname"),
            block_on("date_of_birth"), block_on("postcode"),
        ],
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d"
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ],
    )  # fmt: skip


def cora_settings() -> SettingsCreator:
    """Return the comparisons that Splink's library offers for texts and numbers."""
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("title"), block_on("author"), block_on("pages"),
            block_on("substr(title, 1, 8)"), block_on("substr(author, 1, 8)"), block_on("venue"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.95, 0.88, 0.8]),
            cl.JaroWinklerAtThresholds("author", [0.95, 0.88, 0.8]),
            cl.JaroWinklerAtThresholds("venue", [0.9, 0.7]),
            cl.LevenshteinAtThresholds("year", [1]),
            cl.LevenshteinAtThresholds("pages", [2]),
            cl.ExactMatch("volume"),
            cl.JaroWinklerAtThresholds("publisher", [0.9]),
            cl.JaroWinklerAtThresholds("address", [0.9]),
        ],
    )  # fmt: skip


def training(task: Task) -> tuple[list[str], Any, Any]:
    """Return Splink's sure rules and the two blocking rules that it learns m on."""
    if task.name == "Cora":
        return (
            ["l.title = r.title and l.author = r.author"],
            block_on("title"),
            block_on("author"),
        )
    alike = ("given_name", "surname", "date_of_birth")
    sure = ["l.soc_sec_id = r.soc_sec_id", " and ".join(f"l.{n} = r.{n}" for n in alike)]
    return sure, block_on("date_of_birth"), block_on("postcode")


def cpu() -> float:
    """Return the CPU seconds of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Link every task with both and print a line for each."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    logging.disable(logging.CRITICAL)
    print(f"{'data':<9}{'engine':<16}precision  recall      F1  CPU s")
    for task in tasks():
        lines = [("Firstlight", ours(task))]
        lines += [(f"Splink at {cut}", figures) for cut, figures in splinks(task).items()]
        for name, f in lines:
            figures = f"{f.precision:9.4f}  {f.recall:6.4f}  {f.f1:6.4f}  {f.seconds:5.1f}"
            print(f"{task.name:<9}{name:<16}{figures}")


if __name__ == "__main__":
    main()
