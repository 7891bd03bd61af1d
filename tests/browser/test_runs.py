"""The whole job without a terminal: drop a file, map its columns, watch, look, decide."""

import csv
import json

import pytest

from tests.browser.conftest import served, watch
from tests.web.conftest import TOKEN
from tests.web.world import make_world

pytestmark = pytest.mark.browser
app = pytest.importorskip("firstlight.web.app")


@pytest.fixture
def world_csv(tmp_path):
    """Write a small world as a CSV with columns of other names and two bad rows."""
    posts = make_world(tmp_path / "world", posts=150, seed=11)
    path = tmp_path / "crawl of march.csv"
    with posts.open(encoding="utf-8") as lines, path.open("w", newline="", encoding="utf-8") as out:
        rows = [json.loads(line) for line in lines]
        writer = csv.writer(out)
        writer.writerow(["nr", "body", "who", "when"])
        for row in rows:
            writer.writerow([row["id"], row["text"], row.get("author"), row.get("posted")])
        writer.writerow(["bad-1", "", "x", ""])
        writer.writerow(["bad-2", "some text", "x", "not a date", "one", "too", "many"])
    return path


def choose(page, column, field):
    page.select_option(f'select[name="column:{column}"]', field)


def test_an_analyst_never_opens_a_terminal(browser, tmp_path, world_csv, monkeypatch):
    # The secret of the workspace: which of so few posts are found alike depends on it.
    monkeypatch.setattr("firstlight.store.workspace.randbits", lambda bits: 7)
    with served(app.create_app(tmp_path / "workspace", TOKEN)) as base:
        watched = watch(browser, base)
        page = watched.go("/")
        assert "Nothing has been read yet" in page.inner_text("main")
        page.click("text=Choose a file")
        page.wait_for_url("**/runs")
        with page.expect_file_chooser() as chooser:
            page.focus("#file")
            page.keyboard.press("Space")
        chooser.value.set_files(world_csv)
        page.focus("text=Show its columns")
        page.keyboard.press("Enter")
        page.wait_for_url("**/runs/new/*")
        assert "crawl of march" in page.inner_text("h1")
        choose(page, "body", "text")
        choose(page, "nr", "id")
        choose(page, "who", "author")
        choose(page, "when", "posted")
        page.click("text=Start the run")
        page.wait_for_selector("text=Look at the operations", timeout=600_000)
        watched.check()
        assert page.locator("#rejects tbody tr").count() >= 1
        page.click("text=Look at the operations")
        page.wait_for_selector(".case")
        watched.check()
        page.context.close()


def test_a_file_dropped_anywhere_goes_to_its_columns(browser, tmp_path):
    with served(app.create_app(tmp_path / "workspace", TOKEN)) as base:
        watched = watch(browser, base)
        page = watched.go("/runs")
        held = page.evaluate_handle(
            """() => {
              const held = new DataTransfer();
              held.items.add(new File(["id,text\\n1,hello there\\n"], "a b.csv"));
              return held;
            }"""
        )
        page.dispatch_event("body", "drop", {"dataTransfer": held})
        page.wait_for_url("**/runs/new/*")
        assert page.locator("select").count() == 2
        watched.check()
        page.context.close()
