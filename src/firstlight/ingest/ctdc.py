"""CTDC files in their vintages, read into the 27 variables of the codebook of 2024.

Vintages: the k-anonymous Global Dataset (62 variables, 2017 to 2020), the Global Synthetic Dataset
of 2021, the one of 2024 and later with merged means of control, and the Victim-Perpetrator dataset
of 2022. Merges follow appendix II of the codebook (version 2, February 2024). Blank is never "no":
a share's denominator is the rows with any answer in the variable's group (section 6).
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.model.record import FIRST_ROW, Group, Kind, Mapping, Unit, Variable

MERGED = {
    "meansDebtBondageEarnings": ("meansOfControlDebtBondage", "meansOfControlTakesEarnings"),
    "meansThreats": (
        "meansOfControlThreats", "meansOfControlUsesChildren",
        "meansOfControlThreatOfLawEnforcement",
    ),
    "meansAbusePsyPhySex": (
        "meansOfControlPsychologicalAbuse", "meansOfControlPhysicalAbuse",
        "meansOfControlSexualAbuse",
    ),
    "meansFalsePromises": ("meansOfControlFalsePromises",),
    "meansDrugsAlcohol": ("meansOfControlPsychoactiveSubstances",),
    "meansDenyBasicNeeds": (
        "meansOfControlRestrictsFinancialAccess", "meansOfControlRestrictsMovement",
        "meansOfControlRestrictsMedicalCare", "meansOfControlWithholdsNecessities",
    ),
    "meansExcessiveWorkHours": ("meansOfControlExcessiveWorkingHours",),
    "meansWithholdDocs": ("meansOfControlWithholdsDocuments",),
}  # fmt: skip
"""Means of control of the codebook of 2024 and the variables of earlier vintages in each."""
_PREFIXES = (
    ("means of control", ("means",)),
    ("type of exploitation", ("isForcedLabour", "isSexualExploit", "isOtherExploit",
     "isSexAndLabour", "isForcedMarriage", "isForcedMilitary", "isOrganRemoval")),
    ("type of labour", ("typeOfLabour",)),
    ("type of sexual exploitation", ("typeOfSex",)),
    ("recruiter", ("recruiterRelation",)),
    ("role of the perpetrator", ("IP_Exploiter", "IP_RecruiterBroker", "IP_TransactionProcess",
     "IP_ControlAbuseKidnap")),
)  # fmt: skip
_MULTIPLE = frozenset(
    ["IP_Gender", "IP_ageBroad", "IP_citizen_UNRegion", "IP_Relation", "IP_PayMoney",
     "RecruiterRelationship", "meansOfControlConcatenated", "typeOfExploitConcatenated",
     "typeOfLabourConcatenated", "typeOfSexConcatenated"]
)  # fmt: skip
_TIMES = ("yearOfRegistration", "yearRegister")
_SEX = {"Woman": "Female", "Man": "Male"}


def vintage(columns: Sequence[str]) -> str | None:
    """Return the name of the vintage that has these columns, None if they are not CTDC's."""
    names = set(columns)
    if {"IP_Exploiter", "IP_Relation"} <= names:
        return "CTDC Victim-Perpetrator"
    if not {"gender", "ageBroad"} <= names or not names & set(_TIMES):
        return None
    if any(name in names for name in MERGED):
        return "CTDC Global Synthetic (2024 or later, merged means)"
    if any(name.startswith("meansOfControl") for name in names):
        masked = names & {"Datasource", "meansOfControlConcatenated", "majorityEntry"}
        return "CTDC k-anonymous (62 variables)" if masked else "CTDC Global Synthetic (2021)"
    if names & {"citizenship", "CountryOfExploitation"}:
        return "CTDC, core variables"
    return None


def mapping(columns: Sequence[str]) -> Mapping | None:
    """Return the mapping of a CTDC file with these columns, None if it is not one."""
    name = vintage(columns)
    if name is None:
        return None
    unit: Unit = "victim-perpetrator" if "Perpetrator" in name else "victim"
    variables = tuple(_variable(column) for column in columns if column != FIRST_ROW)
    time = next((column for column in _TIMES if column in columns), None)
    return Mapping(name=name, unit=unit, variables=variables, time=time, source="CTDC (IOM)")


def _variable(column: str) -> Variable:
    group = group_of(column)
    flagged = group is not None and "Concatenated" not in column
    kind: Kind = "time" if column in _TIMES else "flag" if flagged else "category"
    return Variable(
        source=column,
        name=column,
        kind=kind,
        group=group if flagged else None,
        multiple=column in _MULTIPLE,
        missing=("0", "-99") if not flagged and kind == "category" else ("-99",),
    )


def group_of(column: str) -> str | None:
    """Return the variable group of a column (codebook section 6), None if it has none."""
    if "NotSpecified" in column or "Unknown" in column:
        return None
    return next((group for group, starts in _PREFIXES if column.startswith(starts)), None)


def groups(columns: Sequence[str]) -> tuple[Group, ...]:
    """Return the groups among columns, each with its flags."""
    found: dict[str, list[str]] = {}
    for column in columns:
        if (group := group_of(column)) and "Concatenated" not in column:
            found.setdefault(group, []).append(column)
    return tuple(Group(name, tuple(names)) for name, names in found.items())


def merge_means(table: pa.Table) -> tuple[pa.Table, tuple[str, ...]]:
    """Return a table of an earlier vintage with the merged means of 2024, and what was merged.

    A merged flag is "1" where any part is, "0" where some part is answered and none is "1", null
    where no part is answered.
    """
    notes = []
    for merged, parts in MERGED.items():
        here = [part for part in parts if part in table.column_names]
        if merged in table.column_names or not here:
            continue
        table = table.append_column(merged, _any(table, here))
        notes.append(f"{merged} is made of {', '.join(here)} (codebook 2024, appendix II)")
        table = table.drop_columns(here)
    return table, tuple(notes)


def _any(table: pa.Table, parts: Sequence[str]) -> pa.ChunkedArray:
    said = [pc.equal(table.column(part), "1") for part in parts]
    found = said[0]
    for more in said[1:]:
        found = pc.or_kleene(found, more)
        found = pc.coalesce(found, said[0], more)
    return pc.if_else(found, "1", "0").cast(pa.string())


def harmonise(table: pa.Table) -> tuple[pa.Table, tuple[str, ...]]:
    """Return a table with one spelling over vintages: gender, and merged means."""
    table, notes = merge_means(table)
    if "gender" in table.column_names:
        at, column = table.column_names.index("gender"), table.column("gender")
        for old, new in _SEX.items():
            column = pc.if_else(pc.equal(column, old), new, column)
        table = table.set_column(at, "gender", column)
    return table, notes
