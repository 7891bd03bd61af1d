"""The pictures of the README, taken of the pages as they are.

They are kept in docs/pictures; set FIRSTLIGHT_PICTURES=1 to renew them there.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def test_the_readme_shows_what_is(browser, base, tmp_path):
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
        taken = page.screenshot(path=tmp_path / f"{name}.png")
        assert len(taken) > 30_000
        if os.environ.get("FIRSTLIGHT_PICTURES"):
            shutil.copy(tmp_path / f"{name}.png", PICTURES)
        assert (PICTURES / f"{name}.png").is_file()
    page.context.close()
