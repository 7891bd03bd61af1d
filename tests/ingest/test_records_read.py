"""Case records: every vintage and format is known by its columns, and blanks are never "no"."""

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from firstlight.ingest import ctdc, htcds
from firstlight.ingest.mapping import load, propose, save
from firstlight.ingest.records_file import header_row, read_records_file, sheet_rows
from firstlight.ingest.records_read import read_records
from firstlight.model.errors import InputError
from tests.data import shared


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([*lines, ""]).encode(encoding))
    return path


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def test_a_row_of_another_length_is_set_aside_and_the_rest_keeps_its_numbers(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "a.csv", "year,sex", *["2018,F"] * 10, "2018,F,x", "2019,M")
    read = read_records(path)
    assert read.table.column("row").to_pylist() == [*range(1, 11), 12]
    assert read.set_aside.to_pylist()[0]["row"] == 11
    assert "set aside" in " ".join(read.notes)


@pytest.mark.parametrize(("encoding", "mark"), [("cp1252", ";"), ("utf-16", ","), ("utf-8", "\t")])
def test_other_encodings_and_marks_are_read(tmp_path: Path, encoding: str, mark: str) -> None:
    name = "a.tsv" if mark == "\t" else "a.csv"
    places = ["Perú", "México", "Panamá", "Bélgica", "Gabón", "Japón"]
    rows = [mark.join(row) for row in [["year", "country"], *(["2018", one] for one in places)]]
    read = read_records(written(tmp_path / name, *rows, encoding=encoding))
    assert read.table.column("country").to_pylist() == places


def test_missing_answers_are_null_and_whole_numbers_plain(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "year,flag", "2018.0,1.0", "2019,", "2020,NULL", "2021,0.0")
    table = read_records(path).table
    assert table.column("year").to_pylist() == ["2018", "2019", "2020", "2021"]
    assert table.column("flag").to_pylist() == ["1", None, None, "0"]


def test_a_workbook_with_lines_above_its_header(tmp_path: Path) -> None:
    rows = [["UNODC"], ["14/04/2025"], ["Country", "Year", "Count"], ["Aruba", 2010, "<5"],
            [None, None, None], ["Peru", 2011, 1192.0]]  # fmt: skip
    file = read_records_file(workbook(tmp_path / "a.xlsx", notes=[["x"]], data=rows))
    assert file.preamble == ("UNODC", "14/04/2025")
    assert file.table.to_pylist() == [
        {"row": 1, "Country": "Aruba", "Year": "2010", "Count": "<5"},
        {"row": 3, "Country": "Peru", "Year": "2011", "Count": "1192"},
    ]
    assert header_row([["1", "2"], ["3", "4"]]) is None


def test_what_is_no_workbook_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.xlsx: the workbook cannot be read"):
        read_records(written(tmp_path / "a.xlsx", "no workbook"))
    path = workbook(tmp_path / "b.xlsx", data=[["a", "b"], ["1", "2"]])
    with pytest.raises(InputError, match="no sheet 'other'"):
        read_records(path, sheet="other")


def test_a_mapping_is_saved_and_used_again(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "when,what,case", "2018,farm;home,c1", "2019,farm,c2")
    found = propose(read_records_file(path).table)
    save(found, tmp_path / "m.json")
    again = load(tmp_path / "m.json")
    assert again == found
    assert read_records(path, mapping=again).table.num_rows == 2
    other = written(tmp_path / "b.csv", "when,case", "2018,c1")
    with pytest.raises(InputError, match="not there: what"):
        read_records(other, mapping=again)
    with pytest.raises(InputError, match="cannot be read"):
        load(path)


CORE = ["yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation"]


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ([*CORE, "Datasource", "meansOfControlThreats"], "62 variables"),
        ([*CORE, "meansOfControlThreats", "traffickMonths"], "2021"),
        ([*CORE, "meansThreats", "traffickMonths"], "2024"),
        (["yearRegister", "gender", "IP_Exploiter", "IP_Relation"], "Victim-Perpetrator"),
        (CORE, "core"),
    ],
)
def test_vintages_are_known_by_their_columns(columns: list[str], name: str) -> None:
    assert name in str(ctdc.vintage(columns))
    assert ctdc.vintage(["year", "sex"]) is None


def test_means_of_earlier_vintages_are_merged_as_the_codebook_says(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        ",".join([*CORE, "meansOfControlDebtBondage", "meansOfControlTakesEarnings"]),
        "2018,Woman,18--20,PH,US,1,0",
        "2018,Man,18--20,0,US,0,0",
        "2018,Man,18--20,PH,US,,1",
        "2018,Man,18--20,PH,US,,",
        "2018,Man,18--20,PH,US,0,",
    )
    read = read_records(path)
    assert read.table.column("meansDebtBondageEarnings").to_pylist() == ["1", "0", "1", None, "0"]
    assert read.table.column("gender").to_pylist()[:2] == ["Female", "Male"]
    assert read.table.column("citizenship").to_pylist()[1] is None
    assert read.groups[0].columns == ("meansDebtBondageEarnings",)


def test_htcds_names_and_contacts_are_left_out(tmp_path: Path) -> None:
    header = ["", "cas_CaseOwner", "prs_FirstName", "prs_Gender", "prs_Citizenship", "prs_Email",
              "vic_MethodsOfControl", "vic_TypeOfExploitation",
              "cas_IncomingReferralDate"]  # fmt: skip
    labels = ["", "Case Owner", "First Name", "Gender", "Citizenship", "Email",
              "Methods of Control", "Type of Exploitation", "Incoming Referral Date"]  # fmt: skip
    row = [1, "x", "x", "Feminine", "PH", "x", "Threats; DebtBondage", "Begging", "2021-03-04"]
    read = read_records(workbook(tmp_path / "a.xlsx", data=[header, labels, row]))
    assert read.mapping.name == "HTCDS 2.0"
    assert read.mapping.time == "cas_IncomingReferralDate"
    assert read.table.drop_columns(["row"]).to_pylist() == [
        {
            "prs_Gender": "Feminine",
            "prs_Citizenship": "PH",
            "vic_Methods_of_Control": "DebtBondage;Threats",
            "vic_TypeOfExploitation": "Begging",
            "cas_IncomingReferralDate": "2021-03-04",
        }
    ]


def test_an_export_of_the_form_joins_answers_by_spaces() -> None:
    table = pa.table({"vic_Methods_of_Control": ["threats debt_bondage", None, "threats"]})
    found = htcds.mapping(["vic_Methods_of_Control", "prs_Gender", "cas_Status", "con_Consent"])
    assert found is not None
    tidied = htcds.tidy(table, [one for one in found.variables if one.multiple])
    assert tidied.column(0).to_pylist() == ["debt_bondage;threats", None, "threats"]


def test_the_form_of_htcds_itself() -> None:
    path = shared("htcds/htcds_xlsform.xlsx")
    lists = htcds.choices(path)
    assert {name: len(codes) for name, codes in lists.items()}["methodsofcontrol"] == 16
    names = [one.name for one in htcds.form(path).variables]
    assert "vic_Methods_of_Control" in names
    assert not [name for name in names if "Name" in name or "Phone" in name]


def test_ctdc_and_unodc_files_are_known() -> None:
    folder = shared("trends")
    kinds = {
        "ctdc/ctdc_vp_synthetic_2022.csv": ("CTDC Victim-Perpetrator", 21_195),
        "ctdc/ctdc_kanon_2020_core7.csv": ("CTDC, core variables", 48_773),
        "glotip/data_glotip_20250414.xlsx": ("UNODC GLOTIP", 58_769),
    }
    for name, (kind, rows) in kinds.items():
        read = read_records(folder / name)
        assert (read.mapping.name, read.table.num_rows) == (kind, rows)
    assert "exported on 2025-04-14" in read.notes


def test_sheets_are_read_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", one=[["a", 1.5], [True, None]])
    assert sheet_rows(path, "one") == [["a", "1.5"], ["1", None]]
