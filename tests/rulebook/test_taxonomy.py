import shutil
from pathlib import Path

import pytest

from firstlight.model.errors import RulebookError
from firstlight.rulebook.indicator import LANGUAGES
from firstlight.rulebook.taxonomy import FOLDER, load_taxonomy

TAXONOMY = load_taxonomy()


def test_the_protocols_acts_and_means_are_all_there() -> None:
    acts = {code for code in TAXONOMY.entries if code.startswith("act.")}
    means = {code for code in TAXONOMY.entries if code.startswith("means.")}
    assert acts == {"act.recruitment", "act.transportation", "act.transfer", "act.harbouring",
                    "act.receipt"}  # fmt: skip
    assert means == {"means.force", "means.abduction", "means.fraud", "means.deception",
                     "means.vulnerability", "means.payments"}  # fmt: skip


def test_every_language_has_style_words_and_nearly_all_entries() -> None:
    languages = TAXONOMY.style.grammar.keys()
    assert set(languages) <= set(LANGUAGES)
    assert len(languages) >= 12
    assert languages == TAXONOMY.style.reporting.keys()
    for language in languages:
        have = sum(language in entry.phrases for entry in TAXONOMY.entries.values())
        assert have >= len(TAXONOMY.entries) - 3, language


@pytest.mark.parametrize(
    ("facet", "label", "code"),
    [
        ("sector", "Domestic Servitude", "sector.domestic"),
        ("means", "Threat or use of other forms of coercion", "means.force"),
        ("purpose", "Forced labor or services", "purpose.forced_labour"),
        ("act", "transportation*", "act.transportation"),
        ("means", "Transnational", None),
    ],
)
def test_labels_of_coded_sources(facet: str, label: str, code: str | None) -> None:
    assert TAXONOMY.code_of(facet, label) == code


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("stage: recruitment", "stage: arrival", "arrival"),
        ("code: act.receipt", "code: act.transfer", "twice"),
        ("code: act.receipt", "code: means.receipt", "facet"),
        ('"recruit*"', '"[recruit*"', "cannot read"),
        ("facet: act", "facet: act\ncolour: red", "colour"),
    ],
)
def test_a_fault_names_the_file(tmp_path: Path, old: str, new: str, what: str) -> None:
    folder = tmp_path / "taxonomy"
    shutil.copytree(FOLDER, folder)
    path = folder / "act.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError, match=what) as caught:
        load_taxonomy(folder)
    assert caught.value.file == str(path)
    assert caught.value.line


def test_a_missing_style_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "taxonomy"
    shutil.copytree(FOLDER, folder)
    (folder / "style.yaml").unlink()
    with pytest.raises(RulebookError, match="no such file"):
        load_taxonomy(folder)
