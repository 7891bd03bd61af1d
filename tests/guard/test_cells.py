"""Threat 3: no text that others wrote is a formula in a file made for spreadsheets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.guard.cells import defuse, is_active, restore

STARTS = ("=", "+", "-", "@", "|", "%", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", "﹦", "﹢",
          "﹣", "﹫", " =", "\u00a0=", "\u200b=", "\ufeff=", "\u202e=", "\u00ad=", "'=",
          "\0=")  # fmt: skip
BODIES = ("cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', "1+1")
PAYLOADS = [start + body for start in STARTS for body in BODIES]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_payload_is_defused(payload):
    assert defuse(payload) == f"'{payload}"
    assert restore(defuse(payload)) == payload


def test_there_are_sixty():
    assert len(PAYLOADS) >= 60


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "1", "الهاتف", "👍", "(=1)", '"=1"', " "])
def test_other_cells_stay_as_they_are(cell):
    assert defuse(cell) == cell


CELLS = st.one_of(st.text(), st.text("'=+-@\t\r|% \u200b＝a", max_size=6))


@given(CELLS)
def test_the_guard_can_be_undone(cell):
    assert restore(defuse(cell)) == cell


@given(CELLS)
def test_what_is_written_begins_with_nothing_active(cell):
    written = defuse(cell)
    folded = unicodedata.normalize("NFKC", written).lstrip(" \t\r\n\u200b\ufeff\u00ad")
    assert written.startswith("'") or folded[:1] not in {"=", "+", "-", "@"}
    assert not is_active(written) or written.startswith("'")
