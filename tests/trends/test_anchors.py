import pytest

from firstlight.rulebook.taxonomy import load_taxonomy
from firstlight.trends.anchors import Anchors

ANCHORS = Anchors(load_taxonomy())


@pytest.mark.parametrize(
    ("language", "code", "text"),
    [
        ("en", "method.documents", "On arrival the owner took their passports."),
        ("en", "sector.fraud_operations", "They were forced into online scams."),
        ("es", "method.documents", "El patrón les quitó el pasaporte."),
        ("es", "means.deception", "Las engañaron con falsas promesas."),
        ("fr", "method.documents", "On leur a confisqué leurs passeports."),
        ("fr", "purpose.sexual_exploitation", "contraintes à la prostitution"),
        ("pt", "method.documents", "O patrão reteve o passaporte dela."),
        ("pt", "purpose.slavery", "condições de escravidão"),
        ("ar", "method.documents", "صادر صاحب العمل جوازات السفر"),
        ("ar", "means.force", "تعرضوا للضرب والتهديد"),
        ("hi", "method.documents", "मालिक ने पासपोर्ट जब्त कर लिया"),
        ("hi", "purpose.forced_labour", "उनसे बंधुआ मजदूर की तरह काम कराया"),
        ("id", "method.documents", "Paspor mereka ditahan oleh agen."),
        ("id", "sector.fishing", "bekerja di kapal ikan"),
        ("fil", "method.documents", "Kinuha ng amo ang pasaporte niya."),
        ("fil", "means.force", "pinilit silang magtrabaho"),
        ("vi", "method.documents", "Chủ giữ hộ chiếu của họ."),
        ("vi", "sector.fraud_operations", "bị ép làm việc lừa đảo trực tuyến"),
        ("sw", "method.documents", "Mwajiri alichukua pasipoti zao."),
        ("sw", "purpose.sexual_exploitation", "walilazimishwa kufanya ukahaba"),
        ("ru", "method.documents", "У них отобрали паспорта."),
        ("ru", "means.deception", "их обманули под предлогом работы"),
        ("zh", "method.documents", "老板没收了他们的护照"),
        ("zh", "sector.fraud_operations", "被骗到园区从事电信诈骗"),
    ],
)
def test_phrases_in_twelve_languages(language: str, code: str, text: str) -> None:
    spans = [(start, end) for found, start, end in ANCHORS.find_in(text, language) if found == code]
    assert spans, ANCHORS.find_in(text, language)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_phrase_does_not_cross_a_sentence() -> None:
    text = "They kept the shop. The passports were printed in Rome."
    assert "method.documents" not in {code for code, _, _ in ANCHORS.find_in(text, "en")}


def test_honest_sentences_stay_silent() -> None:
    for text in ("The weather was fine and the harvest festival began.", "她在公园里散步"):
        codes = {code for code, _, _ in ANCHORS.find_in(text)}
        assert not codes & {"means.force", "method.documents", "sector.fraud_operations"}


def test_an_unknown_language_is_guessed_or_silent() -> None:
    assert ANCHORS.find_in("", None) == []
    assert ANCHORS.find_in("1234 5678", None) == []
    assert ANCHORS.find_in("they were beaten and threatened by the owner", "xx")
