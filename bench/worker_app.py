"""The worker's app on a slow phone: bytes, requests, and the time until it can be used.

    python bench/worker_app.py [--lang en]

Chromium at 400 kbit/s with 400 ms of delay and the processor slowed six times, without a cache.
Bytes are those of gzip -9, as a web server would send them.
"""

import argparse
import contextlib
import functools
import gzip
import http.server
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import build
from firstlight.worker.catalogue import BY_TAG

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CORPUS = Path(__file__).parents[1] / "tests" / "detect" / "corpus" / "signals"
CLOSER = 30
"""So many sentences of the corpus are an offer to look at."""
LOOK = """([button, shown]) => new Promise((done) => {
  const start = performance.now(), result = document.getElementById("offer-result");
  new MutationObserver(() => {
    if (result.querySelector(shown)) done(performance.now() - start);
  }).observe(result, { subtree: true, attributes: true, childList: true });
  document.querySelector(button).click();
})"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves files gzipped, as any web server does."""

    def do_GET(self) -> None:
        """Answer with the file, packed."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # the visitor has left before the pack came
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def usable(base: str, lang: str, rounds: int) -> list[float]:
    """Return milliseconds until the first page of a first visit answers a tap, sorted."""
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        for _ in range(rounds):
            context = browser.new_context(viewport={"width": 360, "height": 740})
            page = context.new_page()
            devtools = context.new_cdp_session(page)
            devtools.send("Network.enable")
            devtools.send("Network.emulateNetworkConditions", SLOW)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
            page.goto(f"{base}{lang}/index.html", wait_until="domcontentloaded")
            script = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            times.append(float(page.evaluate(script)))
            context.close()
        browser.close()
    return sorted(times)


def closer(base: str, lang: str, text: str) -> tuple[float, float]:
    """Return milliseconds of a closer look at an offer, the first and the second time.

    What a service worker fetches is not slowed by the browser: time of fetching comes on top.
    """
    button, shown = "#offer-result p > button", ".note[tabindex]"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{base}{lang}/o.html", wait_until="networkidle")
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        times = []
        for _ in range(2):
            page.fill("#offer-text", text)
            page.click("[data-next]")
            page.click("#offer button[type=submit]")
            page.wait_for_selector(button)
            times.append(float(page.evaluate(LOOK, [button, shown])))
            page.get_by_role("button").last.click()
        browser.close()
    return times[0], times[1]


def main() -> None:
    """Build, serve and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lang", default="en")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, load_rulebook(), languages=[BY_TAG[asked.lang]])
        handler = functools.partial(Packed, directory=name)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        times = usable(base, asked.lang, asked.rounds)
        shell = (f"{asked.lang}/index.html", "app.css", "app.js", "sw.js", "app.webmanifest")
        size = {name: len(gzip.compress((folder / name).read_bytes(), 9)) for name in shell}
        pack = len(gzip.compress((folder / "packs" / f"{asked.lang}.json").read_bytes(), 9))
        print(f"first visit {sum(size.values()):,} bytes, {len(size)} requests: {size}")
        print(f"saved for offline use {pack:,} bytes in one request")
        middle = times[len(times) // 2]
        spread = f"{times[0]:,.0f}-{times[-1]:,.0f}"
        print(f"usable after {middle:,.0f} ms (median of {len(times)}; {spread})")
        files = ("closer.js", "data/closer.json", f"data/closer-{asked.lang}.json")
        size = {name: len(gzip.compress((folder / name).read_bytes(), 9)) for name in files}
        print(f"a closer look fetches {sum(size.values()):,} bytes: {size}")
        path = CORPUS / f"{asked.lang}.dev.tsv"
        rows = [row for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
        text = "\n".join(row.split("\t", 2)[2] for row in rows[:CLOSER])
        first, second = closer(base, asked.lang, text)
        print(f"{len(text):,} characters: after {first:,.0f} ms, the second time {second:,.0f} ms")
        server.shutdown()


if __name__ == "__main__":
    main()
