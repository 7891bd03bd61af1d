from firstlight.model.operation import Reason
from firstlight.web.show.reason import Said, lead, others, said


def test_a_quoting_reason_is_taken_apart():
    sentence = "Papers are kept: 11 of 31 posts — “passport — “held” here” (post 01ab)."
    assert said(sentence) == Said(
        "Papers are kept: 11 of 31 posts.", "passport — “held” here", "01ab"
    )


def test_a_reason_without_quote_stays_whole():
    for sentence in ("Contacts rotate.", "A — “b”", "(post 01ab).", ""):
        assert said(sentence) == Said(sentence)


def test_a_quoted_reason_leads():
    reasons = [
        Reason(sentence="Contacts rotate.", weight=9.0),
        Reason(sentence="Papers are kept — “held” (post 01ab).", weight=4.0),
    ]
    assert lead(reasons) == Said("Papers are kept.", "held", "01ab")
    assert others(reasons, lead(reasons)) == [Said("Contacts rotate.")]
    assert lead(reasons[:1]) == Said("Contacts rotate.")
    assert lead([]).sentence
