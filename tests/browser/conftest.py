"""Chromium, and servers of the app that it may look at."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from firstlight.web.app import app_of, create_app
from tests.web.conftest import TOKEN, desk_of
from tests.web.hostile import commit_hostile
from tests.web.world import make_workspace

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60
"""Seconds to wait for what must come, on the busiest machine."""
STARTS = 3
expect.set_options(timeout=PATIENCE * 1000)
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WATCH = """
  window.refused = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""


class Watched:
    """A page whose every request, dialog and script error is written down."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base, self.foreign, self.errors = base, [], []
        context.add_init_script(WATCH)
        self.page: Page = context.new_page()
        self.page.on("request", self._request)
        self.page.on(
            "dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss())
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.foreign.append(request.url)

    def go(self, path: str) -> Page:
        """Open a page and check that it kept to itself."""
        self.page.goto(self.base + path)
        self.check()
        return self.page

    def check(self) -> None:
        """Fail if a script of others ran, or anything was asked of another host, or was refused."""
        assert self.foreign == []
        assert self.errors == []
        assert self.page.evaluate("window.ran") is None
        assert self.page.evaluate("window.refused") == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Debian's Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = start(playwright)
        launched.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
        yield launched
        launched.close()


def start(playwright: Playwright) -> Browser:
    """Start Chromium; on a busy machine it may end at its start, so it is tried again."""
    for left in reversed(range(STARTS)):
        try:
            return playwright.chromium.launch(
                executable_path=CHROMIUM, args=ARGS, timeout=2 * PATIENCE * 1000
            )
        except Error:
            if not left:
                raise
    raise AssertionError


@contextmanager
def served(app) -> Iterator[str]:
    """Serve an app on a free port of this machine; yields its address."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended at its start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)


def wait_until(page: Page, script: str, arg: object = None) -> None:
    """Wait until a script gives true, or its promise does.

    `wait_for_function` takes a promise for true, and asks an expression again by `eval`, which the
    pages' policies forbid: it fails whenever the first look comes too early.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script, arg):
        assert time.monotonic() < end, script
        time.sleep(0.05)


def watch(browser: Browser, base: str, **options) -> Watched:
    """Open a context of its own and log in."""
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
    watched = Watched(context, base)
    watched.go(f"/about?token={TOKEN}")
    return watched


@pytest.fixture(scope="session")
def hostile_base(tmp_path_factory) -> Iterator[str]:
    """Serve a workspace in which every field of a post is a payload."""
    folder = commit_hostile(tmp_path_factory.mktemp("hostile") / "workspace")
    with served(app_of(desk_of(folder), TOKEN)) as address:
        yield address


@pytest.fixture(scope="session")
def base(tmp_path_factory) -> Iterator[str]:
    """Serve the workspace that the real pipeline makes of a simulated world."""
    folder = make_workspace(tmp_path_factory.mktemp("world"), posts=1500, seed=5)
    with served(create_app(folder, TOKEN)) as address:
        yield address
