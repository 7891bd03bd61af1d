from collections import Counter
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from firstlight.detect.sending import Sent
from firstlight.detect.slots import Mentioned
from firstlight.detect.template_class import Sending, template_class
from firstlight.model.decision import Decision
from firstlight.model.mention import MENTIONS
from firstlight.model.signal import SIGNALS
from firstlight.model.template import Constant, Slot

PARTS = (Constant("cooks wanted in a hotel, write to"), Slot(0, "phone", (("x", 1),)))
ONE = {"phone": {"447700900123": 40}}
MANY = {"phone": {f"4477009001{at:02}": 1 for at in range(40)}}


def judged(verdict: str, at: int, *posts: str) -> Decision:
    return Decision(
        operation="op", verdict=verdict, reason="read", evidence="e", posts=posts,
        decided=datetime(2026, 1, at, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("contacts", "more", "expected", "reason"),
    [
        (ONE, {}, "agency", "One phone number stands in 40 of 40 posts."),
        (MANY, {}, "rotating", "40 different phone numbers in 40 posts of one wording."),
        (ONE, {"signals": 14.0}, "unclear", "Signals add 14 decibans to a post."),
        (MANY, {"signals": -12.0}, "agency", "Counter-signals take 12 decibans from a post."),
        (MANY, {"signals": 14.0}, "rotating", "Signals add 14 decibans to a post."),
        (ONE, {"signals": 2.0}, "agency", "One phone number stands in 40 of 40 posts."),
        (MANY, {"dismissed": 25}, "agency", "The team dismissed 25 of 40 posts."),
        (ONE, {"upheld": 25}, "unclear", "The team upheld 25 of 40 posts."),
        (MANY, {"dismissed": 5}, "rotating", "40 different phone numbers in 40 posts"),
        ({}, {"dismissed": 40}, "notice", "The team dismissed 40 of 40 posts."),
    ],
)
def test_slots_signals_and_decisions_make_the_class(contacts, more, expected, reason) -> None:
    kind, reasons = template_class(PARTS, Sending(40, contacts, {}, **more))
    assert kind == expected
    assert any(reason in told for told in reasons)


def sent(signals=(), decisions=()) -> Sent:
    ids = pa.chunked_array([pa.array(["a", "b", "c"])])
    rows = list(zip(*signals, strict=True)) or [[] for _ in SIGNALS]
    table = pa.table([list(column) for column in rows], schema=SIGNALS)
    return Sent(ids, Mentioned(ids, None), table, decisions)


def test_an_indicator_counts_once_a_post() -> None:
    signals = [("a", "fee", 0, 3, 6.0), ("a", "fee", 9, 12, 9.0), ("b", "licence", 0, 2, -6.0)]
    assert sent(signals).sending([0, 1, 2], {}, [], []).signals == pytest.approx(1.0)


def test_the_last_decision_on_a_post_holds() -> None:
    decisions = [judged("uphold", 2, "a", "b"), judged("dismiss", 1, "b", "c")]
    sending = sent(decisions=decisions).sending([0, 1, 2], {}, [], [])
    assert (sending.upheld, sending.dismissed) == (2, 1)


def test_pages_of_one_site_are_one_contact_and_short_links_are_many() -> None:
    slot = Slot(0, "link", ())
    pages = Counter({f"https://jobs.example/{at}": 1 for at in range(9)})
    short = Counter({f"bit.ly/{at}": 1 for at in range(9)})
    reader = sent()
    assert reader.sending([0, 1], {}, [slot], [pages]).contacts["link"] == {"jobs.example": 9}
    assert len(reader.sending([0, 1], {}, [slot], [short]).contacts["link"]) == 9


def test_spellings_of_one_number_are_one_contact() -> None:
    slot = Slot(0, "phone", ())
    known = Counter(["+44 7700 900123", "+44-7700-900-123", "(44) 7700 900123"])
    contacts = sent().sending([0], {}, [slot], [known]).contacts
    assert contacts["phone"] == {"447700900123": 3}


WEEKS, DAYS = timedelta(days=60), timedelta(days=2)
OWN = {"phone": {(f"a{at}", f"4477009001{at:02}") for at in range(40)}}
BARE = (Constant("the office is closed on these days for repairs of the lift"),)
DATED = (*BARE, Slot(0, "date", (("1 May", 2), ("9 May", 2))))
PAID = (*BARE, Slot(0, "money", (("$900", 2), ("$800", 2))))
MANY_SENDERS = {f"a{at}": 8 for at in range(5)}


@pytest.mark.parametrize(
    ("parts", "contacts", "more", "expected"),
    [
        (PARTS, ONE, {"authors": {"a": 40}, "span": WEEKS}, "agency"),
        (PARTS, ONE, {"authors": {"a": 40}, "span": DAYS}, "unclear"),
        (PARTS, ONE, {"authors": MANY_SENDERS, "span": WEEKS}, "unclear"),
        (PARTS, ONE, {"authors": {"a": 20, "b": 20}, "span": WEEKS}, "agency"),
        (PARTS, MANY, {"given_by": OWN, "span": WEEKS}, "rotating"),
        (PARTS, MANY, {"given_by": OWN, "span": WEEKS, "alike": 0.6}, "unclear"),
        (BARE, {}, {"authors": MANY_SENDERS}, "chatter"),
        (BARE, {}, {"authors": {"a": 40}}, "unclear"),
        (BARE, {}, {"authors": MANY_SENDERS, "signals": 4.0}, "unclear"),
        (PAID, {}, {"authors": MANY_SENDERS}, "unclear"),
        (DATED, {}, {"authors": {"board": 40}}, "notice"),
        (DATED, {}, {"authors": MANY_SENDERS}, "chatter"),
    ],
)
def test_who_sends_and_for_how_long_makes_the_class(parts, contacts, more, expected) -> None:
    given = {"authors": {}, **more}
    assert template_class(parts, Sending(40, contacts, **given))[0] == expected


def test_accounts_that_give_their_own_contact_again_and_again_are_no_rotation() -> None:
    contacts = {"phone": {f"44770090010{at}": 10 for at in range(4)}}
    own = {"phone": {(f"a{at}", f"44770090010{at}") for at in range(4)}}
    crossed = {"phone": own["phone"] | {("a0", "447700900101")}}
    authors = {f"a{at}": 10 for at in range(4)}
    kinds = [
        template_class(PARTS, Sending(40, contacts, authors, given_by=given, span=span))[0]
        for given, span in ((own, WEEKS), (own, DAYS), (crossed, WEEKS))
    ]
    assert kinds == ["agency", "rotating", "rotating"]


def test_who_gives_which_contact_is_counted() -> None:
    rows = [
        ("a", "phone", "447700900123", 0, 5, None),
        ("a", "link", "https://www.jobs.example/1", 6, 9, None),
        ("b", "phone", "447700900123", 0, 5, None),
        ("b", "link", "https://jobs.example/2", 6, 9, None),
        ("b", "place", "GB", 10, 12, None),
    ]
    mentions = pa.table([list(column) for column in zip(*rows, strict=True)], schema=MENTIONS)
    ids = pa.chunked_array([pa.array(["c", "b", "a"])])
    reader = Sent(ids, Mentioned(ids, mentions), None, ())
    found = reader.sending([1, 2], {"author": ["x", None]}, [], [])
    assert found.contacts["phone"] == {"447700900123": 2}
    assert found.contacts["link"] == {"jobs.example": 2}
    assert found.given_by["phone"] == {("x", "447700900123")}
    assert found.authors == {"x": 1}
