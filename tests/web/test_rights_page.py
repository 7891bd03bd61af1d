"""The page and the API of rights: what they answer, and what they refuse."""

import html
import re

import pytest

from firstlight.web.app import app_of
from tests.web.conftest import TOKEN, client_of

CASE = {
    "place": "GB",
    "facts": {"age": "30"},
    "work": [{"date": "2026-03-31", "hours": "10"}, {"date": "2026-04-01", "hours": "10"}],
    "paid": [{"amount": "100"}],
}
YAML = "place: GB\nfacts: {age: 30}\nwork:\n  - {date: 2026-04-01, hours: 10}\n"


@pytest.fixture(scope="module")
def ours(empty):
    return client_of(app_of(empty, TOKEN))


def test_the_api_pays_each_day_at_its_rate(ours):
    answer = ours.post("/api/rights/owed", json=CASE)
    assert answer.status_code == 200
    assert answer.json()["owed"] == {"low": "149.20", "high": "149.20"}
    assert answer.headers["cache-control"] == ours.get("/rights").headers["cache-control"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"place": "GB"}',
        b'{"place": "gb", "work": []}',
        b'{"place": "GB", "work": []}',
        b'{"place": "GB", "work": [{"date": "2026-04-01", "hours": "99"}]}',
        b'{"place": "GB", "work": [{"from": "1900-01-01", "to": "2026-01-01"}]}',
        b"\xff\xfe",
    ],
)
def test_the_api_refuses_what_is_no_case(ours, body):
    assert ours.post("/api/rights/owed", content=body).status_code == 400


def test_the_api_checks_an_offer_and_shows_law(ours):
    asked = {"text": "£900 per month, hand over your passport", "place": "GB", "on": "2026-11-20"}
    found = ours.post("/api/rights/check", json=asked).json()
    assert [sign["code"] for sign in found["signs"]] == ["documents.kept"]
    assert found["pay"][0]["verdict"] == "below"
    law = ours.get("/api/rights/law/GB?on=2026-11-20").json()
    assert {rule["id"] for rule in law["rules"]} >= {"gb-nlw-21-2026-04-01-hour"}
    assert ours.get("/api/rights/law/GB?on=soon").status_code == 400
    assert ours.get("/api/rights/law/nowhere").status_code == 400


def test_the_page_reckons_checks_and_escapes(ours):
    page = ours.post("/rights/owed", data={"case": YAML})
    assert page.status_code == 200
    assert "127.10 GBP" in page.text
    bad = ours.post("/rights/owed", data={"case": "place: [<script>"})
    assert bad.status_code == 400
    assert "<script>" not in bad.text.replace('<script src="/static/keys.js" defer></script>', "")
    found = ours.post(
        "/rights/check", data={"text": "<b>hand over your passport</b>", "place": "GB"}
    )
    assert "&lt;b&gt;" in found.text
    assert "Look at this" in found.text
    none = ours.post("/rights/check", data={"text": "good day", "place": ""})
    assert "does not mean that the offer is safe" in none.text
    assert ours.post("/rights/check", data={"text": "x", "place": "../x"}).status_code == 400


def test_the_example_on_the_page_can_be_reckoned(ours):
    shown = re.search(r"<pre[^>]*data-example>(.*?)</pre>", ours.get("/rights").text, re.S)[1]
    answer = ours.post("/rights/owed", data={"case": html.unescape(shown)})
    assert answer.status_code == 200
    assert "What is owed" in answer.text
