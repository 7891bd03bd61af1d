"""Threat 4: 152 payloads in every field, through every view: no script runs, nothing is fetched."""

import pytest

from tests.browser.conftest import watch
from tests.web.hostile import PER_OPERATION
from tests.web.payloads import PAYLOADS

pytestmark = pytest.mark.browser


def test_no_payload_runs_or_reaches_out(browser, hostile_base):
    assert len(PAYLOADS) >= 100
    watched = watch(browser, hostile_base)
    for path in ("/", "/?page=2", "/runs", "/search?q=passport"):
        watched.go(path)
    for first in range(0, len(PAYLOADS), PER_OPERATION):
        page = watched.go(f"/operations/{first:032x}")
        page.mouse.wheel(0, 20000)
        assert page.locator("article.post").count() == min(PER_OPERATION, len(PAYLOADS) - first)
        watched.check()
    for at in range(0, len(PAYLOADS), 3):
        page = watched.go(f"/posts/{at:032x}")
        assert page.locator("blockquote a").count() == 0
        assert page.locator("main :is(script, iframe, object, embed, img, form)").count() == 0
    watched.page.context.close()


def test_queries_that_are_payloads_stay_text(browser, hostile_base):
    watched = watch(browser, hostile_base)
    for payload in PAYLOADS[::12]:
        page = watched.go("/search")
        page.fill("#q", payload)
        with page.expect_navigation():
            page.press("#q", "Enter")
        watched.check()
    watched.page.context.close()


def test_copying_a_post_yields_the_defanged_form(browser, hostile_base):
    watched = watch(browser, hostile_base)
    at = PAYLOADS.index("https://evil.example/x")
    page = watched.go(f"/posts/{at:032x}")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main'))")
    copied = page.evaluate("String(getSelection())")
    assert "keep your passport" in copied
    assert "https://evil.example" not in copied
    assert "evil.example" not in copied
    watched.page.context.close()
