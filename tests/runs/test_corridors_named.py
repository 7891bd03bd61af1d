"""Corridors in the words of texts: the word before a place, or its list, tells the way."""

import pyarrow as pa
import pytest

from firstlight.model.tactic import TEXTS
from firstlight.runs.report.corridors_named import corridors_said, named_by_texts


@pytest.mark.parametrize(
    ("text", "home", "lang", "pairs"),
    [
        ("Traffickers exploit women from Nepal, India, and the Philippines.", "AE", None,
         [("NP", "AE"), ("IN", "AE"), ("PH", "AE")]),
        ("Men are exploited in forced labor in Malaysia and Thailand.", "BD", "en",
         [("BD", "MY"), ("BD", "TH")]),
        ("Malaysia is a source country. The government of Thailand signed it.", "BD", "en", []),
        ("Women from villages, and some in Malaysia.", "ID", "en", [("ID", "MY")]),
        ("Jóvenes procedentes de Colombia son llevadas a México.", "ES", "es",
         [("CO", "ES"), ("ES", "MX")]),
        ("Женщины из Украины и люди из Узбекистана.", "RU", "ru", [("UA", "RU"), ("UZ", "RU")]),
    ],
)  # fmt: skip
def test_the_way_is_read_from_the_words(text, home, lang, pairs):
    found = corridors_said(text, home, lang)
    assert [(one.origin, one.destination) for one in found] == pairs
    assert all(text[one.start : one.end].strip() for one in found)


def test_a_text_names_a_corridor_once_and_its_passages_stay():
    said = "People from Nepal came. More from Nepal came."
    rows = [
        {"id": f"row {year}", "source": "S", "period": str(year), "place": "Qatar", "lang": "en",
         "text": said}
        for year in (2018, 2019)
    ]  # fmt: skip
    named = named_by_texts(pa.Table.from_pylist(rows, schema=TEXTS))
    assert named is not None
    assert named.reports.num_rows == 2
    (passages,) = named.rows.values()
    assert passages["text"].to_pylist() == ["row 2019"] * 2
    spans = zip(passages["start"].to_pylist(), passages["end"].to_pylist(), strict=True)
    assert {said[start:end] for start, end in spans} == {"Nepal"}
