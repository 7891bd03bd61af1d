"""Access: axe finds nothing on any page, light or dark; the keyboard alone does the work."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import wait_until, watch

pytestmark = pytest.mark.browser
WIDTHS = (1440, 1024, 768, 360)


def addresses(page, base):
    """Return the address of every kind of page, with real content where there is some."""
    page.goto(base + "/")
    operation = page.locator(".case h2 a").first.get_attribute("href")
    page.goto(base + operation)
    post = page.locator("a[href^='/posts/']").first.get_attribute("href")
    return [
        "/", operation, post, "/texts", "/search", "/search?q=passport", "/runs", "/trends",
        "/rights", "/about", "/nothing",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, base, scheme):
    watched = watch(browser, base, color_scheme=scheme)
    for address in addresses(watched.page, base):
        page = watched.go(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
    watched.page.context.close()


def test_axe_finds_nothing_on_the_page_that_refuses(browser, base):
    page = browser.new_page()
    page.goto(base + "/")
    assert "firstlight serve" in page.inner_text("main")
    assert Axe().run(page).violations_count == 0
    page.close()


def test_no_page_is_wider_than_its_window(browser, base):
    watched = watch(browser, base)
    for address in addresses(watched.page, base):
        page = watched.go(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    watched.page.context.close()


def test_pages_can_be_read_without_scripts(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/?token=a-token-for-tests")
    assert page.locator(".case blockquote mark").count()
    with page.expect_navigation():
        page.click(".case h2 a >> nth=0")
    assert page.locator(".alike .slot").count()
    assert page.locator("svg.timeline rect").count()
    assert page.locator("[data-graph] .node").count()
    assert page.locator("form[action$='/decide'] button").count() == 1
    context.close()


def test_the_keyboard_alone_reads_decides_and_searches(browser, base):
    watched = watch(browser, base)
    page = watched.go("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    second = page.locator(".case h2 a").nth(1).get_attribute("href")
    expect(page.locator(".case h2 a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")
    page.keyboard.press("j")
    expect(page.locator("[data-item]:focus")).to_have_count(1)
    page.keyboard.press("h")
    expect(page.locator("#help[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#help[open]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("input[value=unsure]")).to_be_checked()
    page.keyboard.type("u d ? j k / h are words here")
    expect(page.locator("#reason")).to_have_value("u d ? j k / h are words here")
    assert page.locator("input[value=unsure]").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**decided=1")
    watched.check()
    assert page.locator(".page-head .state").inner_text() == "unsure"
    assert "u d ? j k / h are words here" in page.inner_text("#history")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: second not in url)
    page.keyboard.press("/")
    page.keyboard.type("passport")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=passport")
    page.keyboard.press("q")
    page.wait_for_url(base + "/")
    page.context.close()


def test_the_first_tab_skips_to_the_content(browser, base):
    page = watch(browser, base).go("/")
    page.keyboard.press("Tab")
    wait_until(page, "document.activeElement.textContent === 'Skip to content'")
    page.keyboard.press("Enter")
    wait_until(page, "document.activeElement.id === 'main'")
    page.context.close()


def test_posts_say_their_language_and_direction(browser, base):
    page = watch(browser, base).go("/search?q=a")
    quotes = page.locator("blockquote")
    assert quotes.count()
    assert all(quote.get_attribute("dir") == "auto" for quote in quotes.all())
    assert any(quote.get_attribute("lang") for quote in quotes.all())
    page.context.close()


def test_colours_can_be_changed(browser, base):
    page = watch(browser, base, color_scheme="light").go("/")
    day = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    with page.expect_navigation():
        page.click(".theme button")
    night = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    assert day != night
    page.context.close()
