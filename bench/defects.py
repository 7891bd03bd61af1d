"""Check the readers and the defect detector against what is published.

    python bench/defects.py

The 69 frequencies of CTDC's Victim-Perpetrator dictionary, the defective rows of the UNODC export
of 14 April 2025, and the account of its +25 % (2019 to 2022).
"""

import os
import sys
import time
from pathlib import Path

from firstlight.ingest.records_file import sheet_rows
from firstlight.ingest.records_read import read_records
from firstlight.trends.compare import frequencies, group_shares
from firstlight.trends.defects import FIELD_CODE, GLOTIP, find_defects
from firstlight.trends.defects_panel import account

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FOLDER = DATA / "trends"


def victim_perpetrator() -> None:
    """Print how many of the published frequencies the reader reproduces, and shares of groups."""
    records = read_records(FOLDER / "ctdc/ctdc_vp_synthetic_2022.csv")
    variable, right, whole = "", 0, 0
    for row in sheet_rows(FOLDER / "ctdc/ctdc_vp_dictionary_20221201.xlsx", "TabStat"):
        if row[0] and not row[2] and row[0] not in ("Valid", "Missing", "Total"):
            variable = row[0]
        if not row[2] or row[2] == "Freq." or row[0] == "Total" or row[1] == "Total":
            continue
        found = frequencies(records.table, variable)
        held = {one.value: one.records for one in found.shares}
        count = found.missing if row[0] == "Missing" else held.get(str(row[1]), 0)
        right, whole = right + (count == int(row[2])), whole + 1
    print(f"CTDC victim-perpetrator frequencies: {right} of {whole}")
    for group in records.groups:
        for one in group_shares(records.table, group):
            print(f"  {group.name}: {one.variable} {one.records:,} of {one.of:,} ({one.share:.1%})")


def glotip() -> None:
    """Print the defects of the export, and the account of the published change."""
    begin = time.process_time()
    table = read_records(FOLDER / "glotip/data_glotip_20250414.xlsx").table
    found = find_defects(table, GLOTIP)
    cpu = time.process_time() - begin
    print(f"UNODC export: {found.counts[FIELD_CODE]} of 128 rows of field codes; CPU {cpu:.1f} s")
    for note in found.notes:
        print(f"  {note}")
    totals = dict.fromkeys(("Dimension", "Category", "Sex", "Age"), "Total")
    where = {"Indicator": "Detected trafficking victims", **totals}
    known = account(found.table, GLOTIP, years=("2019", "2022"), where=where, published=0.25)
    for sentence in known.sentences if known else ():
        print(f"  {sentence}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    victim_perpetrator()
    glotip()
