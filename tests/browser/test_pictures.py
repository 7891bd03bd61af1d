"""The pictures of the README: taken here, kept in docs/pictures, so that they show what is."""

from pathlib import Path

import pytest

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def test_the_readme_shows_what_is(browser, base):
    PICTURES.mkdir(parents=True, exist_ok=True)
    watched = watch(browser, base, color_scheme="light")
    page = watched.go("/")
    operation = page.locator(".case h2 a").first.get_attribute("href")
    for name, path, block in (
        ("queue", "/", None),
        ("operation", operation, None),
        ("ties", operation, "#ties"),
    ):
        page = watched.go(path)
        if block:
            page.locator(block).evaluate("one => one.scrollIntoView()")
        taken = page.screenshot(path=PICTURES / f"{name}.png")
        assert taken[:8] == b"\x89PNG\r\n\x1a\n"
        assert len(taken) > 30_000
    page.context.close()
