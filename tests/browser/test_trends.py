"""A report on the site: it opens, axe finds nothing, nothing foreign is asked for, it prints."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from firstlight.runs.trends import trends
from firstlight.runs.trends_asked import Asked
from firstlight.web.app import create_app
from tests.browser.conftest import served, watch
from tests.runs.test_trends import records, texts
from tests.runs.test_trends_further import QUICK
from tests.runs.test_trends_further import cases as further
from tests.web.conftest import TOKEN

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    asked = Asked(time="year", permutations=20)
    app = create_app(folder / "ws", TOKEN)
    trends(records(folder / "cases.csv"), folder / "ws/trends/cases", asked)
    trends(further(folder / "dated.csv"), folder / "ws/trends/dated", QUICK)
    told = Asked(time="year", text="story", permutations=10)
    trends(texts(folder / "texts.csv"), folder / "ws/trends/texts", told)
    with served(app) as address:
        yield address


def test_a_report_opens_is_accessible_and_prints(browser, site):
    watched = watch(browser, site)
    page = watched.go("/trends")
    assert Axe().run(page).violations_count == 0
    with page.expect_navigation():
        page.click("main h2 a[href*=cases]")
    watched.check()
    assert page.locator("li.finding").count() >= 1
    assert page.locator("svg.chart").count() >= 4
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert len(page.pdf(format="A4")) > 20_000
    rows = page.locator("li.finding a").first.get_attribute("href")
    answer = page.request.get(site + rows)
    assert answer.status == 200
    assert answer.text().startswith('"row"')
    watched.go("/trends/cases/countries.html")
    assert Axe().run(page).violations_count == 0
    for outside in (
        "/trends/cases/mapping.txt",
        "/trends/..%2f..",
        "/trends/cases/rows/..%2fx.csv",
    ):
        assert page.request.get(site + outside).status == 404
    watched.page.context.close()


def test_every_kind_of_chart_and_the_form_of_a_tactic_are_accessible(browser, site):
    watched = watch(browser, site)
    page = watched.go("/trends/dated/report.html")
    watched.check()
    assert {"Change", "Cluster", "Alarm", "Hidden population"} <= set(
        page.locator("li.finding .kind").all_inner_texts()
    )
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    watched.go("/trends/texts/report.html")
    with page.expect_navigation():
        page.click("text=Confirm as an indicator >> nth=0")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    watched.page.context.close()
