"""The worker's app in Chromium: offline, to itself, closed at once, erased, neutral, accessible."""

import functools
import gzip
import http.server
import json
import os
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import build
from firstlight.worker.catalogue import BY_TAG, available
from firstlight.worker.say import Say
from tests.browser.conftest import PATIENCE, wait_until

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
LANGUAGES = [language.tag for language in available()]
LOOKED_AT = [tag for tag in ("en", "ar", "ur", "my", "ne") if tag in LANGUAGES]
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
DAY = datetime(2026, 11, 30, tzinfo=UTC)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # of five, a busy machine drops connections


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    # Law as of one day: what is past its review date is withheld.
    build(folder, load_rulebook(), warnings=[{"en": "A made-up trick for tests."}], on=DAY)
    return folder


def server_of(built):
    handler = functools.partial(Quiet, directory=str(built))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="module")
def app(built):
    server, base = server_of(built)
    yield base
    server.shutdown()


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context
    context.close()


def pages_of(built, tag):
    return sorted(path.name for path in (built / tag).glob("*.html"))


def saved(page):
    wait_until(page, "navigator.serviceWorker.controller !== null")
    wait_until(
        page,
        """tag => caches.keys().then(async (names) => {
          for (const name of names) for (const one of await (await caches.open(name)).keys())
            if (one.url.endsWith("/packs/" + tag)) return true;
          return false;
        })""",
        page.evaluate("document.documentElement.lang"),
    )
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_once_loaded_every_page_is_served_without_a_network(phone, built, tag):
    server, app = server_of(built)
    page = phone.new_page()
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    page.goto(f"{app}{tag}/index.html")
    saved(page)
    server.shutdown()
    server.server_close()
    names = pages_of(built, tag)
    unread = page.evaluate(
        """async names => {
          let unread = names;
          for (let tries = 0; unread.length && tries < 120; tries += 1) {
            if (tries) await new Promise((go) => setTimeout(go, 500));
            unread = (await Promise.all(unread.map(read))).filter(Boolean);
          }
          return unread;
          async function read(name) {
            const answer = await fetch(name).catch(() => null);
            const text = answer && answer.ok ? await answer.text() : "";
            const page = new DOMParser().parseFromString(text, "text/html");
            const head = page.querySelector("h1");
            return head && head.textContent.trim() ? null : name;
          }
        }""",
        names,
    )
    assert unread == []
    for name in ["index.html", "k1.html", next(one for one in names if one.startswith("c-"))]:
        assert page.goto(f"{app}{tag}/{name}").status == 200
        assert page.locator("h1").inner_text().strip(), name
    assert [url for url in asked if not url.startswith(app)] == []


def test_the_first_visit_is_small(phone, app, built):
    page, asked = phone.new_page(), []
    phone.on("request", lambda request: asked.append(request.url.split("?")[0]))
    page.goto(app + "en/index.html")
    saved(page)
    names = {url.removeprefix(app) for url in asked} | {"app.webmanifest"}
    packs = {name for name in names if name.startswith("packs/")}
    shell = names - packs
    assert len(shell) <= 6, shell
    size = sum(len(gzip.compress((built / name).read_bytes(), 9)) for name in shell)
    assert size <= 60 * 1024
    for scripts in (["app", "wages", "place", "owed"], ["app", "wages", "check", "offer"]):
        size = sum(len(gzip.compress((built / f"{n}.js").read_bytes(), 9)) for n in scripts)
        assert size <= 25 * 1024, scripts
    for pack in (built / "packs").iterdir():
        assert len(gzip.compress(pack.read_bytes(), 9)) <= 250_000, pack.name


OFFER = {
    "en": "We want a cook. Madam locks my passport in her cupboard. Nobody goes out.",
    "ar": "مطلوب عمال في بيروت. واحد من جماعتهم يمشي ورانا وين ما رحنا، حتى للحمام يوقف على الباب.",
}


def look_closer(page, base, tag):
    page.goto(f"{base}{tag}/o.html")
    page.fill("#offer-text", OFFER[tag])
    page.click("[data-next]")
    page.click("#offer button[type=submit]")
    page.get_by_role("button", name=Say(tag).plain("closer_look")).click()
    page.get_by_text(Say(tag).plain("closer_like")).wait_for()
    return page.locator("#offer-result .note + .signs blockquote").all_inner_texts()


@pytest.mark.parametrize("tag", sorted(OFFER))
def test_a_closer_look_is_fetched_when_asked_for_and_works_offline_from_then_on(phone, built, tag):
    server, app = server_of(built)
    page, asked = phone.new_page(), []
    phone.on("request", lambda request: asked.append(request.url.split("?")[0]))
    page.goto(f"{app}{tag}/index.html")
    saved(page)
    assert not [url for url in asked if "closer" in url]
    quotes = look_closer(page, app, tag)
    assert quotes
    assert all(quote in OFFER[tag] for quote in quotes)
    fetched = {url.removeprefix(app) for url in asked if "closer" in url}
    assert fetched == {"closer.js", "data/closer.json", f"data/closer-{tag}.json"}
    server.shutdown()
    server.server_close()
    assert look_closer(page, app, tag) == quotes
    assert [url for url in asked if not url.startswith(app)] == []


def test_an_english_offer_is_looked_at_in_english_on_any_page(phone, app):
    page, asked = phone.new_page(), []
    phone.on("request", lambda request: asked.append(request.url.split("?")[0]))
    page.goto(f"{app}my/o.html")
    page.fill("#offer-text", OFFER["en"])
    page.click("[data-next]")
    page.click("#offer button[type=submit]")
    page.get_by_role("button", name=Say("my").plain("closer_look")).click()
    page.get_by_text(Say("my").plain("closer_like")).wait_for()
    assert any(url.endswith("closer-en.json") for url in asked)
    assert not any(url.endswith("closer-my.json") for url in asked)


def test_the_single_file_looks_closer_without_any_request(phone, built):
    page, asked = phone.new_page(), []
    page.goto((built / "single" / "en.html").as_uri())
    phone.on("request", lambda request: asked.append(request.url))
    page.locator("a[href='o.html']").first.click()
    page.fill("#offer-text", OFFER["en"])
    page.click("[data-next]")
    page.click("#offer button[type=submit]")
    page.get_by_role("button", name="Look more closely", exact=True).click()
    page.get_by_text(Say("en").plain("closer_like")).wait_for()
    assert asked == []


def test_a_new_edition_brings_along_what_was_asked_for(phone, tmp_path):
    book, english = load_rulebook(), (BY_TAG["en"],)
    build(tmp_path, book, languages=english, on=DAY)
    server, app = server_of(tmp_path)
    page = phone.new_page()
    page.goto(app + "en/index.html")
    saved(page)
    look_closer(page, app, "en")
    build(tmp_path, book, languages=english, on=DAY + timedelta(days=1))
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    wait_until(
        page, "() => navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)"
    )
    held = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            const own = (await (await caches.open(name)).keys()).map((one) => one.url);
            found.push(own.filter((url) => url.includes("closer")).sort());
          }
          return found;
        }"""
    )
    server.shutdown()
    assert len(held) == 2
    assert held[0] == held[1]
    assert len(held[0]) == 3


def test_it_can_be_installed(phone, app):
    page = phone.new_page()
    page.goto(app + "en/index.html")
    saved(page)
    session, end = phone.new_cdp_session(page), time.monotonic() + PATIENCE
    while wrong := errors_of(session):
        assert time.monotonic() < end, wrong
        time.sleep(0.1)


def errors_of(session):
    """Return why Chromium would not install the app, as far as it has looked."""
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    return [one["errorId"] for one in found if one["errorId"] != "in-incognito"]


@pytest.mark.parametrize("how", ["button", "shift"])
def test_close_hides_at_once_and_back_never_returns(phone, app, how):
    page = phone.new_page()
    page.goto("about:blank")
    page.goto(app + "en/index.html")
    saved(page)
    for name in ("t.html", "k1.html"):
        page.click(f"main a[href='{name}']")
        page.wait_for_url(f"**/{name}")
    assert page.evaluate("history.length") == 2
    if how == "button":
        page.click("#close")
    else:
        press_three_times(page)
    page.wait_for_url("**/calc.html")
    assert page.title() == "+ − × ÷"
    page.go_back()
    assert "passport" not in page.content()
    assert page.url == "about:blank"


def press_three_times(page):
    """Press within the five seconds that count; a busy machine may take longer at first."""
    for _ in range(20):
        began = time.monotonic()
        for _ in range(3):
            page.keyboard.press("Shift")
        if time.monotonic() - began < 4:
            return


def test_slow_shifts_do_not_close(phone, app):
    page = phone.new_page()
    page.goto(app + "en/index.html")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    assert page.locator("h1").count() == 1
    assert page.url.endswith("en/index.html")


def test_erase_leaves_nothing(phone, app):
    page = phone.new_page()
    page.goto(app + "en/n.html")
    saved(page)
    make_diary(page, "482915")
    page.goto(app + "en/i.html")
    page.click("#erase")
    page.wait_for_url("about:blank")
    fresh = phone.new_page()
    fresh.route("**/app.js*", lambda route: route.abort())
    fresh.goto(app + "en/i.html")
    assert fresh.evaluate("caches.keys()") == []
    assert fresh.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert fresh.evaluate("localStorage.length + sessionStorage.length") == 0
    assert fresh.evaluate("navigator.serviceWorker.getRegistrations().then((a) => a.length)") == 0


def make_diary(page, number):
    page.click("#make-diary summary")
    page.fill("#pin", number)
    page.fill("#pin-again", number)
    page.click("#new-diary button")
    page.wait_for_selector("#diary h2")


def press(page, keys):
    for key in keys:
        page.click(f".keys button:text-is('{key}')")


def test_the_diary_opens_with_its_number_only_and_is_sealed(phone, app):
    page = phone.new_page()
    page.goto(app + "en/n.html")
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    make_diary(page, "482915")
    page.fill("#note-day", "2026-03-02")
    page.fill("#note-from", "07:00")
    page.fill("#note-to", "19:30")
    page.fill("#note-break", "30")
    page.fill("#note-text", "boss took my card")
    page.click("#diary button[type=submit]")
    page.wait_for_selector(".days td")
    assert "12.0" in page.inner_text("#diary")
    page.goto(app + "en/n.html")
    press(page, "482914=")
    assert not page.locator("#diary").is_visible()
    press(page, "C12+30=")
    expect(page.locator(".shown")).to_have_text("42")
    press(page, "C482915=")
    page.wait_for_selector(".days td")
    assert "boss took my card" in page.inner_text("#diary")
    kept = page.evaluate(
        """() => new Promise((done) => { const open = indexedDB.open("daybook");
          open.onsuccess = () => { const asked = open.result.transaction("kept").objectStore("kept")
            .get("notes"); asked.onsuccess = () => done(Array.from(new Uint8Array(
              asked.result.sealed))); }; })"""
    )
    assert b"boss" not in bytes(kept)
    assert len(kept) == 4096 + 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", LOOKED_AT)
def test_axe_finds_nothing(browser, app, built, tag, scheme):
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = context.new_page()
    places = [name for name in pages_of(built, tag) if name.startswith("c-")]
    names = [name for name in pages_of(built, tag) if not name.startswith("c-")] + places[::7]
    for name in names:
        page.goto(f"{app}{tag}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.evaluate("document.querySelectorAll('.step').forEach((one) => (one.hidden = false))")
        found = Axe().run(page)
        assert found.violations_count == 0, (name, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    context.close()


def test_pages_can_be_read_without_scripts(browser, app):
    context = browser.new_context(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(app + "en/k1.html")
    assert page.locator(".step").count() == 3
    assert all(page.locator(".step").nth(at).is_visible() for at in range(3))
    with page.expect_navigation():
        page.click("footer a >> nth=0")
    assert page.locator("h1").is_visible()
    context.close()


def test_one_question_a_screen(phone, app):
    page = phone.new_page()
    page.goto(app + "en/k1.html")
    seen = []
    for _ in range(3):
        visible = [h.inner_text() for h in page.locator("h2").all() if h.is_visible()]
        seen.append(visible)
        button = page.locator("[data-next]:visible")
        if button.count():
            button.click()
    assert [len(one) for one in seen] == [1, 1, 1]
    page.click("#back")
    expect(page.locator("h2:visible")).to_have_text(seen[1][0])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_single_file_opens_from_a_card(browser, built, tag):
    context = browser.new_context(offline=True, **PHONE)
    page, errors, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto((built / "single" / f"{tag}.html").as_uri())
    page.click("main a[href='t.html']")
    page.click("main a[href='k1.html']")
    expect(page.locator("h2:visible")).to_have_count(1)
    page.click("#back")
    expect(page.locator("main a[href='k1.html']")).to_have_count(1)
    parts = "daybook.read('c-VN.html').then((place) => daybook.partsOf(place).length)"
    assert page.evaluate(parts) == 4
    assert errors == []
    assert len(asked) == 1
    context.close()


def test_nothing_says_what_it_is_for(phone, app, built):
    page = phone.new_page()
    page.goto(app + "en/k1.html")
    saved(page)
    manifest = json.loads((built / "app.webmanifest").read_text())
    names = page.evaluate("caches.keys()")
    surface = [page.title(), page.url, manifest["name"], manifest["short_name"], *names]
    surface += [path.name for path in built.rglob("*")]
    for word in ("traffick", "slave", "exploit", "abuse", "help", "rights", "victim", "escape"):
        assert not [one for one in surface if word in one.lower()], word


@pytest.mark.parametrize("tag", [tag for tag in ("en", "ar") if tag in LANGUAGES])
def test_pictures_of_the_phone(phone, app, tag, tmp_path):
    page = phone.new_page()
    for name in ("index", "k1"):
        page.goto(f"{app}{tag}/{name}.html")
        page.wait_for_selector("h1")
        taken = page.screenshot(path=tmp_path / "picture.png")
        assert len(taken) > 5_000
        if os.environ.get("FIRSTLIGHT_PICTURES"):
            shutil.copy(tmp_path / "picture.png", PICTURES / f"phone-{tag}-{name}.png")


def test_one_part_of_a_country_is_shown_at_a_time(phone, app):
    page = phone.new_page()
    page.goto(app + "en/c-ID.html")
    page.wait_for_selector("#part")
    assert page.locator("tr[data-part]:visible").count() == 0
    groups = page.locator("#part optgroup")
    assert "Bali" in groups.evaluate_all("all => all.map(one => one.label)")
    page.select_option("#part", "ID-BA-5103")
    rows = page.locator("tr[data-part]:visible")
    assert rows.count() >= 1
    assert {row.get_attribute("data-part") for row in rows.all()} == {"ID-BA-5103"}
    page.goto(app + "en/s.html")
    page.select_option("#owed-place", "VN")
    expect(page.locator("#owed-zone option")).to_have_count(5)


def law_is_there(page):
    """Wait until the law of the place that was chosen has come."""
    expect(page.locator("#owed[aria-busy=true]")).to_have_count(0)


def answer_all(page, told):
    """Go from question to question by the button, as a worker does, until the sum is there."""
    while page.locator(".step:visible").count():
        step = page.locator(".step:visible")
        field = step.locator("input, select").first
        name = field.get_attribute("id").removeprefix("owed-")
        if name in told:
            choice = field.evaluate("one => one.matches('select')")
            field.select_option(told[name]) if choice else field.fill(told[name])
        if name == "place":
            law_is_there(page)
        last = step.locator("button[type=submit]")
        (last if last.count() else step.locator("[data-next]")).click()


JANUARY = {"from": "2026-01-01", "to": "2026-01-31", "days": "6", "hours": "8"}


def test_a_sum_in_a_country_without_a_minimum_rests_on_the_pay_agreed(phone, app):
    page = phone.new_page()
    page.goto(app + "ar/s.html")
    answer_all(page, JANUARY | {"place": "SA", "agreed": "1500", "basic": "1500", "paid": "500"})
    expect(page.locator("#owed-result .number")).to_contain_text("1,000.00")
    assert Say("ar").plain("owed_nothing") not in page.inner_text("#owed-result")


def test_where_nothing_is_on_record_no_pay_is_not_said_to_be_missing(phone, app):
    page = phone.new_page()
    page.goto(app + "en/s.html")
    answer_all(page, JANUARY | {"place": "ID", "paid": "500000"})
    said = page.inner_text("#owed-result")
    assert Say("en").plain("owed_nothing") not in said
    assert Say("en").plain("owed_part") in said


def test_the_sum_asks_what_the_law_turns_on_and_tells_it_in_the_readers_words(phone, app):
    page = phone.new_page()
    page.goto(app + "ne/s.html")
    answer_all(page, JANUARY | {"place": "QA", "hours": "१०", "paid": "0"})
    said = page.inner_text("#owed-result")
    for fact in ("fact_domestic_work", "fact_provided", "fact_sector"):
        assert Say("ne").plain(fact) in said
    page.click("#owed-result summary")
    said = page.inner_text("#owed-result")
    assert "जनवरी" in said
    assert "January" not in said
    page.goto(app + "ne/s.html")
    facts = {"household": "no", "sector": "other", "food": "no", "housing": "no"}
    answer_all(page, JANUARY | facts | {"place": "QA", "paid": "0"})
    expect(page.locator("#owed-result .number")).to_have_text("QAR\u00a01,800.00")


@pytest.mark.parametrize(
    ("wrong", "step"),
    [({"hours": "30"}, "hours"), ({"place": "IT"}, "agreed"), ({"paid": "some"}, "paid")],
)
def test_an_answer_that_cannot_be_is_asked_again(phone, app, wrong, step):
    page = phone.new_page()
    page.goto(app + "fr/s.html")
    told = JANUARY | {"place": "QA", "paid": "100"} | wrong
    for name, value in told.items():
        page.evaluate(
            "([id, to]) => { document.getElementById(id).value = to }", ["owed-" + name, value]
        )
    page.evaluate("document.getElementById('owed-place').dispatchEvent(new Event('change'))")
    law_is_there(page)
    for _ in range(20):
        if page.locator(".step:visible button[type=submit]").count():
            page.click(".step:visible button[type=submit]")
            break
        before = page.locator(".step:visible").get_attribute("data-if")
        page.locator(".step:visible [data-next]").click()
        if page.locator(".step:visible").get_attribute("data-if") == before:
            break
    expect(page.locator(".step:visible")).to_have_attribute("data-if", step)


def test_the_enter_key_goes_to_the_next_question(phone, app):
    page = phone.new_page()
    page.goto(app + "en/s.html")
    page.select_option("#owed-place", "FR")
    law_is_there(page)
    page.click(".step:visible [data-next]")
    page.fill("#owed-from", "2026-03-02")
    page.keyboard.press("Enter")
    expect(page.locator(".step:visible")).to_have_attribute("data-if", "to")
    assert not page.locator("#owed-result").is_visible()


def test_a_sum_cites_the_law_of_the_place_that_was_chosen_last(phone, app):
    page = phone.new_page()
    page.goto(app + "en/s.html")
    for place, parts in (("FR", 1), ("JP", 48), ("FR", 1)):
        page.select_option("#owed-place", place)
        law_is_there(page)
        expect(page.locator("#owed-zone option")).to_have_count(parts)
    told = {"from": "2026-03-02", "to": "2026-03-29", "days": "5", "hours": "9", "paid": "100"}
    answer_all(page, told)
    expect(page.locator("#owed-result .number")).to_contain_text("€")
    page.click("#owed-result summary")
    cited = page.locator("#owed-result cite").all_inner_texts()
    assert cited
    assert all(one.startswith(("Décret", "Code du travail", "Arrêté", "SMIC")) for one in cited), (
        cited
    )
