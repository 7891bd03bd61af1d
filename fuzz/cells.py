"""Invariant: a guarded cell is restored and starts no formula; defanging twice is defanging once.

No scheme is left alive, and a safe name is its own safe name.

    python fuzz/cells.py [--examples N] [--seed K]
"""

import argparse
import re
import sys
import time
from pathlib import Path

from hypothesis import given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from firstlight.guard.cells import defuse, restore  # noqa: E402
from firstlight.guard.html import defang  # noqa: E402
from firstlight.guard.paths import safe_name  # noqa: E402

TEXTS = st.one_of(
    st.text(max_size=60),
    st.text("'=+-@\t\r\n|% \u200b\ufeff＝＠.:/[]aZ。１\u202e", max_size=20),
    st.lists(st.sampled_from(["http", "://", "a.b", "@", "www.", "//", ":", "mailto:", "[.]", " "]))
    .map("".join),
)  # fmt: skip


ALIVE = re.compile(r"[A-Za-z]://")


def main() -> None:
    """Try so many texts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()

    @seed(asked.seed)
    @given(TEXTS)
    @settings(max_examples=asked.examples, deadline=None, database=None)
    def hold(text: str) -> None:
        assert restore(defuse(text)) == text
        assert defuse(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
        assert defang(defang(text)) == defang(text)
        assert not ALIVE.search(defang(text))
        assert safe_name(safe_name(text)) == safe_name(text)

    hold()
    print(f"{asked.examples:,} texts; {time.process_time():.0f} CPU s; no law broken")


if __name__ == "__main__":
    main()
