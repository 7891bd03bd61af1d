"""Every shipped language says all that English says, with the same figures and negations."""

import pytest
from babel.messages.catalog import Catalog

from firstlight.rulebook.said import NEGATION
from firstlight.worker import catalogue
from firstlight.worker.catalogue import FOLDER, LANGUAGES, available, faults, is_reviewed, texts
from firstlight.worker.content import load_content
from firstlight.worker.say import Say

SHIPPED = [language.tag for language in available() if language.tag != "en"]


@pytest.mark.parametrize("tag", SHIPPED)
def test_a_shipped_language_is_whole(tag):
    assert faults(tag) == []


def test_a_catalogue_that_is_there_is_shipped():
    there = {path.stem for path in FOLDER.glob("*.po")}
    assert there == set(SHIPPED)
    assert there <= {language.tag for language in LANGUAGES}


def test_a_lost_negation_or_figure_is_a_fault(monkeypatch):
    made = Catalog(locale="es")
    for text in texts():
        made.add(text, text)
    made["Checked on {date}"].string = "Revisado"
    made["They do [not] pay me"].string = "Me pagan"
    made["Back"].string = "Atrás 2"
    del made["Close"]
    made.add("A text of no page", "Nada")
    monkeypatch.setattr(catalogue, "catalogue", lambda tag: made)
    assert faults("es") == [
        "missing: Close",
        "a figure of its own: Back",
        "other placeholders: Checked on {date}",
        "another number of negations: They do [not] pay me",
        "unknown text: A text of no page",
    ]


def test_unreviewed_languages_say_so():
    assert is_reviewed("en")
    assert not is_reviewed("es")


def test_negations_are_set_apart_for_the_page():
    say = Say("en")
    pieces = list(say.pieces("They do [not] pay me {n} times", {"n": 3}))
    assert pieces == [("They do ", False), ("not", True), (" pay me 3 times", False)]
    assert say.plain("verdict_forbidden") == "Not allowed"


def test_no_english_negation_is_left_unmarked():
    plain = {"not", "never", "nobody", "cannot"}
    for text in load_content().texts():
        words = set(NEGATION.sub("", text).lower().replace(".", " ").replace(",", " ").split())
        assert not words & plain, text
