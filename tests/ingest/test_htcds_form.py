"""HTCDS files as collecting servers and offices fill them: whatever was ticked, one reading.

The answers are synthetic: drawn from the choices of the standard's own form.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from firstlight.ingest.htcds_form import codes_in, form
from firstlight.ingest.records_read import read_records
from tests.data import shared

PERSONAL = {"prs_First_Name": "Person", "prs_Email": "a@example.org", "prs_Salutation": "Ms"}
ROWS = 60


def filled(seed: int = 1) -> list[dict[str, tuple[str, ...]]]:
    """Return synthetic answers by field: codes, or one date."""
    dice = random.Random(seed)  # noqa: S311
    rows = []
    for _ in range(ROWS):
        row: dict[str, tuple[str, ...]] = {}
        for name, field in form().fields.items():
            if dice.random() < 0.2:
                continue
            if field.list is None:
                day = date(2021, 1, 1) + timedelta(days=dice.randrange(900))
                row[name] = (day.isoformat(),)
                continue
            codes = ["PH", "NP", "TZ"] if name == "prs_Citizenship" else [*form().lists[field.list]]
            several = dice.randint(1, 3) if field.multiple else 1
            row[name] = tuple(sorted(dice.sample(codes, min(several, len(codes)))))
        rows.append(row)
    return rows


def label(name: str, code: str) -> str:
    chosen = form().fields[name].list
    if name == "prs_Citizenship":
        return {"PH": "Philippines", "NP": "Nepal", "TZ": "Tanzania"}[code]
    return form().lists[chosen][code] if chosen else code


def cells(rows, *, labels: bool, split: str) -> list[list[object]]:
    """Return an export: header and rows. `split`: "one", "columns" or "both"."""
    header: list[str] = ["start", "end"]
    makers = []
    for name, field in form().fields.items():
        said = field.label if labels else name
        if not field.multiple or split != "columns":
            header.append(said)
            makers.append(lambda row, name=name: " ".join(
                label(name, code) if labels else code for code in row.get(name, ())
            ) or None)  # fmt: skip
        if field.multiple and split != "one":
            for code in form().lists[field.list]:
                header.append(f"{said}/{label(name, code) if labels else code}")
                makers.append(lambda row, name=name, code=code: (
                    None if name not in row else int(code in row[name])
                ))  # fmt: skip
    header += [*PERSONAL, "_id", "_uuid", "_submission_time"]
    made: list[list[object]] = [header]
    for number, row in enumerate(rows):
        meta = ["2021-03-04T10:00:00.000+01:00", "2021-03-04T10:20:00.000+01:00"]
        tail = [*PERSONAL.values(), number, f"uuid-{number}", "2021-03-04T11:00:00"]
        made.append([*meta, *(make(row) for make in makers), *tail])
    return made


def written(path: Path, rows: list[list[object]]) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def check(path: Path, rows: list[dict[str, tuple[str, ...]]]) -> None:
    read = read_records(path)
    assert read.mapping.name == "HTCDS 2.0"
    assert read.mapping.time == "cas_IncomingReferralDate"
    assert read.table.num_rows == len(rows)
    kept = set(read.table.column_names) - {"row"}
    assert kept == set(form().fields)
    for got, row in zip(read.table.to_pylist(), rows, strict=True):
        for name in form().fields:
            assert got[name] == (";".join(row[name]) if name in row else None), name


@pytest.mark.parametrize("name", ["export.xlsx", "export.csv"])
@pytest.mark.parametrize("labels", [False, True])
@pytest.mark.parametrize("split", ["one", "columns", "both"])
def test_an_export_reads_back_as_it_was_filled(
    tmp_path: Path, name: str, labels: bool, split: str
) -> None:
    rows = filled()
    check(written(tmp_path / name, cells(rows, labels=labels, split=split)), rows)


def test_the_standards_own_workbook_filled_by_hand(tmp_path: Path) -> None:
    rows = filled(2)
    book = openpyxl.load_workbook(shared("htcds/x.xlsx"))
    sheet = book.active
    named = {
        str(cell.value).replace("_", "").casefold(): cell.column for cell in sheet[1] if cell.value
    }
    put: set[str] = set()
    for number, row in enumerate(rows, 3):
        for name, codes in row.items():
            column = named.get(name.replace("_", "").casefold())
            if column is not None:
                put.add(name)
                sheet.cell(number, column, ", ".join(label(name, code) for code in codes))
        sheet.cell(number, named["prsfirstname"], "Person")
    book.save(tmp_path / "filled.xlsx")
    read = read_records(tmp_path / "filled.xlsx")
    assert read.mapping.name == "HTCDS 2.0"
    assert read.table.num_rows == ROWS
    assert not any("Name" in name for name in read.table.column_names)
    assert len(put) >= 6
    for got, row in zip(read.table.to_pylist(), rows, strict=True):
        for name in put:
            assert got[name] == (";".join(row[name]) if name in row else None), name


def test_labels_of_several_words_stay_whole_and_strange_answers_stay() -> None:
    said = "Physical threats Debt bondage;Threatens children/family hypnosis"
    codes = codes_in(said, "methodsofcontrol", multiple=True)
    assert set(codes) == {"PhysicalThreats", "DebtBondage", "ThreatensChildrenFamily", "hypnosis"}
    said = "Agriculture, forestry and fishing, Manufacturing"
    codes = codes_in(said, "forcedlabourindustry", multiple=True)
    assert codes == ("A_AgricultureForestryAndFishing", "C_Manufacturing")
