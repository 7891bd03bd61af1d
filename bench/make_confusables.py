"""Write the compact confusables table from the file that Unicode publishes with UTS #39.

Usage: python bench/make_confusables.py confusables.txt OUT
(OUT: src/firstlight/rulebook/matching/data/confusables.txt)
"""

import sys
from pathlib import Path

HEADER = """\
# Unicode confusables, one code point and its prototype (hexadecimal) per line.
# Source: Unicode Security Mechanisms (UTS #39), confusables.txt, version {version}, {date}.
# Copyright (c) 1991-2025 Unicode, Inc. Licensed under the Unicode License V3
# (https://www.unicode.org/license.txt; SPDX: Unicode-3.0). Unicode and the Unicode Logo are
# registered trademarks of Unicode, Inc. in the United States and other countries.
# The comments and the class column of the source are left out; made by bench/make_confusables.py.
"""


def compact(source: str) -> str:
    """Return the compact table made of the published file's text."""
    version = date = ""
    rows = []
    for line in source.splitlines():
        bare, _, comment = line.partition("#")
        if "Version:" in comment:
            version = comment.split("Version:")[1].strip()
        elif "Date:" in comment:
            date = comment.split("Date:")[1].split(",")[0].strip()
        fields = [part.strip() for part in bare.strip("\ufeff ").split(";")]
        if len(fields) == 4 or (len(fields) == 3 and fields[2]):
            rows.append((int(fields[0], 16), fields[1]))
    lines = [f"{code:04X} {target}" for code, target in sorted(rows)]
    return HEADER.format(version=version, date=date) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = compact(Path(sys.argv[1]).read_text("utf-8-sig"))
    Path(sys.argv[2]).write_text(text, "utf-8")
    print(f"{text.count(chr(10))} lines")
