import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firstlight.guard.paths import LONGEST, escapes, is_link, is_litter, safe_name

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("./\\:*?<>|\"'\0\n\t ~-%$&;\u202e\u200b\ufeff\u2215\uff0f\u00ad\U000e0041"),
    ),
    max_size=300,
)


@given(HOSTILE)
@example("CON")
@example("com1.tar.gz")
@example("a" * 500 + ".csv")
@example("\ud800.csv")
@example("é" * 300)
def test_any_name_becomes_one_harmless_name(name):
    safe = safe_name(name)
    assert safe == Path(safe).name == safe_name(safe)
    assert safe not in {"", ".", ".."}
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert safe.isprintable()
    assert not any(unicodedata.category(char) in {"Cf", "Cs", "Co", "Cn"} for char in safe)
    assert len(safe.encode()) <= LONGEST
    assert safe[0] not in "-~. "
    assert safe[-1] not in ". "


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("posts.csv", "posts.csv"),
        ("crawl of march.csv", "crawl of march.csv"),
        ("تقرير.csv", "تقرير.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\x.csv", "x.csv"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("-rf.csv", "rf.csv"),
        ("nul.csv", "_nul.csv"),
        ("a\u202evsc.exe", "avsc.exe"),
        ("what?.csv", "what_.csv"),
    ],
)
def test_names_stay_as_they_are_where_they_can(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name",
    [
        "../a", "a/../../b", "/etc/passwd", "\\\\server\\a", "C:\\a", "c:a", "..", ".", "", "a/..",
        "..\\a", "nul", "a/con.txt", "a\0b", "//a",
    ],
)  # fmt: skip
def test_names_that_lead_out_are_known(name):
    assert escapes(name)


@pytest.mark.parametrize("name", ["a.csv", "folder/a.csv", "a..b.csv", "...csv", "folder/", "ab:c"])
def test_other_names_do_not(name):
    assert not escapes(name)


def test_links_and_litter_in_archives():
    one = zipfile.ZipInfo("a")
    one.create_system, one.external_attr = 3, 0o120777 << 16
    assert is_link(one)
    one.external_attr = 0o100644 << 16
    assert not is_link(one)
    assert is_litter("folder/")
    assert is_litter("__MACOSX/a.csv")
    assert is_litter("a/.DS_Store")
    assert not is_litter("a/posts.csv")
