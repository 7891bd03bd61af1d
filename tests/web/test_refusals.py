"""Threats 4, 19, 20: what is refused at the door, for every route that the app has."""

import re

import pytest
from starlette.routing import Route

from firstlight.web.app import ROUTES, app_of
from firstlight.web.refuse.headers import HEADERS, POLICY
from tests.web.conftest import TOKEN, client_of

SAFE = {"GET", "HEAD"}
FILLED = {
    "id": "0" * 32,
    "digest": "0" * 64,
    "job": "20260101-000000-abcdef",
    "place": "MY",
    "name": "report",
    "file": "patterns.csv",
}
ALL = [
    (method, re.sub(r"{(\w+)[^}]*}", lambda found: FILLED[found[1]], route.path))
    for route in ROUTES
    if isinstance(route, Route)
    for method in sorted(route.methods)
]
UNSAFE = [(method, path) for method, path in ALL if method not in SAFE]
HOST = "http://127.0.0.1:8000"
TRUTH = [  # Sec-Fetch-Site, Origin, let through?
    ("same-origin", HOST, True),
    ("same-origin", "null", True),
    ("same-origin", None, True),
    ("same-site", HOST, False),
    ("cross-site", HOST, False),
    ("none", HOST, False),
    ("cross-site", None, False),
    ("nonsense", None, False),
    (None, HOST, True),
    (None, "http://evil.example", False),
    (None, "null", False),
    (None, None, False),
]


def test_the_app_has_the_routes_that_we_think():
    assert len(UNSAFE) == 10
    assert len({path for _, path in ALL}) == 26


@pytest.mark.parametrize(("method", "path"), ALL)
def test_nothing_without_the_token(empty, method, path):
    client = client_of(app_of(empty, TOKEN), logged_in=False)
    for extra in ("", "?token=", "?token=wrong", "?token=" + TOKEN[:-1], "?token=\u00e9"):
        answer = client.request(method, path + extra)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    if method == "GET":
        assert "firstlight serve" in client.get(path).text


@pytest.mark.parametrize("cookie", ["", "x", TOKEN])
def test_a_cookie_of_ones_own_making_is_no_login(empty, cookie):
    app = app_of(empty, TOKEN)
    name = next(iter(client_of(app).cookies))
    client = client_of(app, logged_in=False)
    assert client.get("/", headers={"cookie": f"{name}={cookie}"}).status_code == 403


def test_the_token_buys_a_strict_cookie_once_and_leaves_the_address(empty):
    client = client_of(app_of(empty, TOKEN), logged_in=False)
    answer = client.get(f"/search?q=a%20b&token={TOKEN}&lang=en")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=a+b&lang=en"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie
    assert client.get("/search?q=a").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example"])
def test_login_never_leads_elsewhere(empty, path):
    client = client_of(app_of(empty, TOKEN), logged_in=False)
    answer = client.get(f"http://127.0.0.1:8000{path}?token={TOKEN}")
    location = answer.headers["location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@pytest.mark.parametrize("row", TRUTH)
@pytest.mark.parametrize(("method", "path"), UNSAFE)
def test_writes_come_from_our_own_pages(empty, method, path, row):
    site, origin, through = row
    client = client_of(app_of(empty, TOKEN))
    client.headers.pop("sec-fetch-site")
    headers = {"sec-fetch-site": site, "origin": origin}
    answer = client.request(method, path, headers={k: v for k, v in headers.items() if v})
    assert (answer.status_code != 403) is through


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil"])
def test_a_rebound_name_is_refused(empty, host):
    client = client_of(app_of(empty, TOKEN))
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_our_own_names_are_served(empty, host):
    client = client_of(app_of(empty, TOKEN), logged_in=False)
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/static/base.css", "/static/nothing", "/runs/x/state"]
)
@pytest.mark.parametrize("logged_in", [True, False])
def test_every_response_carries_every_header(empty, path, logged_in):
    answer = client_of(app_of(empty, TOKEN), logged_in=logged_in).get(path)
    for name, value in HEADERS.items():
        assert name == "cache-control" or answer.headers[name] == value
    assert "unsafe" not in POLICY


def test_even_our_own_faults_carry_them_and_tell_nothing(empty, monkeypatch):
    def broken():
        raise ZeroDivisionError("secret: +447700900123")

    monkeypatch.setattr(empty, "view", broken)
    answer = client_of(app_of(empty, TOKEN)).get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_large_forms_are_refused(empty):
    client = client_of(app_of(empty, TOKEN))
    answer = client.post(f"/operations/{'0' * 32}/decide", data={"reason": "x" * 100_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_static_files_stay_in_their_folder(empty, path):
    assert client_of(app_of(empty, TOKEN)).get(path).status_code == 404


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/search?q=a", "/search?q=a"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_colours_are_kept_and_lead_back_here(empty, back, leads):
    answer = client_of(app_of(empty, TOKEN)).post("/theme", data={"theme": "dark", "back": back})
    assert answer.headers["location"] == leads
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
