"""What the pages hold, read as a browser without scripts would."""

import html.parser
import re
from pathlib import Path

import pytest

from firstlight.web import queries
from firstlight.web.pages.operation import numbered
from firstlight.web.pages.search import hits, split
from firstlight.web.show.links import plain
from firstlight.web.show.quote import Span
from tests.web.hostile import PER_OPERATION
from tests.web.payloads import PAYLOADS

WEB = Path(queries.__file__).parent
OPERATION = f"/operations/{0:032x}"
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "a",
    "header",
    "nav",
    "svg",
    "path",
    "span",
    "form",
    "label",
    "input",
    "kbd",
    "button",
    "circle",
    "rect",
    "line",
    "g",
    "text",
    "main",
    "h1",
    "h2",
    "h3",
    "p",
    "div",
    "select",
    "option",
    "ol",
    "ul",
    "li",
    "blockquote",
    "mark",
    "sup",
    "footer",
    "dialog",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "details",
    "summary",
    "bdi",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "aside",
    "fieldset",
    "legend",
    "textarea",
    "code",
    "strong",
    "em",
}


class Seen(html.parser.HTMLParser):
    """Collects elements and attributes; complains about what we never write."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.words, self.faults = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        names = {name for name, _ in attrs}
        if tag not in TAGS or any(
            name.startswith("on") or name in {"style", "srcdoc"} for name in names
        ):
            self.faults.append((tag, attrs))
        for name, value in attrs:
            if name in {"href", "src", "action"} and not re.match(r"(/(?!/)|#|\?)", value or ""):
                self.faults.append((tag, name, value))

    def handle_data(self, data):
        self.words.append(data)


def read(text):
    seen = Seen()
    seen.feed(text)
    return seen


def paths():
    yield from ("/", "/?page=2", "/runs", "/about", "/search", "/texts", "/nothing")
    for first in range(0, len(PAYLOADS), PER_OPERATION):
        yield f"/operations/{first:032x}"
    for at in range(len(PAYLOADS)):
        yield f"/posts/{at:032x}"


def test_no_field_of_a_post_becomes_markup(client):
    for path in paths():
        answer = client.get(path)
        assert answer.status_code == (404 if path == "/nothing" else 200), path
        seen = read(answer.text)
        assert not seen.faults, (path, seen.faults[:3])
        assert seen.tags.count("script") <= 3


def test_queries_are_echoed_as_text(client):
    for at, payload in enumerate(PAYLOADS):
        path = ("/search", "/search", "/search", "/", OPERATION)[at % 5]
        answer = client.get(
            path, params=dict.fromkeys(("q", "key", "place", "lang", "page"), payload)
        )
        assert answer.status_code == 200
        assert not read(answer.text).faults


def test_templates_never_switch_escaping_off():
    texts = [path.read_text() for path in WEB.rglob("*.html")] + [
        path.read_text() for path in WEB.rglob("*.py")
    ]
    assert len(texts) > 30
    for text in texts:
        assert not re.search(r"\|\s*safe|Markup|autoescape\s*=\s*False|\{%\s*autoescape", text)
    for script in WEB.rglob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script.read_text()
        )


def test_nothing_is_fetched_from_other_hosts():
    for path in [*WEB.rglob("*.html"), *WEB.rglob("*.css"), *WEB.rglob("*.js")]:
        assert not re.search(r"https?://(?!www\.w3\.org)|url\(|@import", path.read_text()), path


def test_links_in_posts_are_never_links(client):
    for at, payload in enumerate(PAYLOADS):
        if "evil.example" in payload.lower():
            words = "".join(read(client.get(f"/posts/{at:032x}").text).words)
            assert "://evil.example" not in words.lower()


def test_evidence_stands_before_figures_and_decision(client):
    queue, page = client.get("/").text, client.get(OPERATION).text
    for case in queue.split('<li class="case"')[1:]:
        assert case.index("<h2>") < case.index("<blockquote") < case.index('class="facts"')
    assert page.index('id="say"') < page.index('id="ties"') < page.index('id="posts"')
    assert page.index('id="posts"') < page.index('id="why"') < page.index('id="decide"')
    assert "urgency" not in re.sub(r"<select.*?</select>", "", queue, flags=re.S)


def test_queue_filters_sorts_and_pages(client):
    total = -(-len(PAYLOADS) // PER_OPERATION)
    assert client.get("/").text.count('class="case"') == min(total, 20)
    assert client.get("/", params={"place": PAYLOADS[0]}).text.count('class="case"') == 1
    assert client.get("/", params={"state": "uphold"}).text.count('class="case"') == 0
    assert client.get("/", params={"order": "size"}).status_code == 200


def decide(client, **changed):
    evidence = re.search(r'name="evidence" value="(\w+)"', client.get(OPERATION).text)[1]
    fields = {"verdict": "uphold", "reason": "Same words, changing numbers.", "evidence": evidence}
    return client.post(f"{OPERATION}/decide", data=fields | changed)


def test_a_decision_is_kept_shown_and_replaced_by_a_new_one(own_client, own_desk):
    client = own_client
    assert decide(client).status_code == 303
    assert decide(client, verdict="dismiss", reason="The agency is known.").status_code == 303
    kept = own_desk.workspace.decisions()
    assert [one.verdict for one in kept] == ["uphold", "dismiss"]
    assert len(kept[0].posts) == PER_OPERATION
    page = client.get(OPERATION).text
    assert page.index("The agency is known.") < page.index("Same words, changing numbers.")
    assert client.get("/", params={"state": "dismiss"}).text.count('class="case"') == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"reason": ""}, 400),
        ({"reason": "   "}, 400),
        ({"verdict": "arrest"}, 400),
        ({"verdict": ""}, 400),
        ({"reason": "x" * 4001}, 400),
        ({"evidence": "0" * 64}, 409),
        ({"evidence": ""}, 409),
    ],
)
def test_a_decision_without_reason_or_on_other_evidence_is_refused(
    own_client, own_desk, changed, status
):
    assert decide(own_client, **changed).status_code == status
    assert own_desk.workspace.decisions() == []


def test_unknown_operations_and_posts_are_not_found(client):
    assert client.get("/operations/nothing").status_code == 404
    assert client.get("/posts/nothing").status_code == 404
    assert client.post("/operations/nothing/decide", data={"verdict": "uphold"}).status_code == 404


def test_search_finds_every_word_in_any_case_and_counts(client):
    assert f"{len(PAYLOADS)} posts" in client.get("/search", params={"q": "PASSPORT abroad"}).text
    assert "0 posts" in client.get("/search", params={"q": "passport nowhere"}).text
    assert "0 posts" in client.get("/search", params={"q": '"abroad passport"'}).text
    assert '<mark class="hit">' in client.get("/search", params={"q": "passport"}).text
    assert "<li data-item" in client.get("/search", params={"q": "passport", "page": "8"}).text


def test_a_value_found_in_other_words_is_marked_where_it_stands(own_client, own_desk):
    view = own_desk.view()
    spans = queries.valued(view.snapshot, [f"{0:032x}"], ["+44770090", "0123"])
    assert spans == {}
    (found,) = queries.valued(view.snapshot, [f"{0:032x}"], ["+447700900123"]).values()
    assert [(one.layer, one.end - one.start) for one in found] == [("hit", 13)]


@pytest.mark.parametrize(
    "query", ['"', "'", '"a', "%", "_", "\\", "' or 1=1 --", "a" * 500, "NEAR(", "*", "\x00"]
)
def test_search_takes_any_text(client, query):
    assert client.get("/search", params={"q": query}).status_code == 200


def test_query_words_and_hits():
    assert split('keep "your passport" now') == ["keep", "your passport", "now"]
    assert split('say "open') == ["say", "open"]
    assert [(s.start, s.end) for s in hits("Él pásó", ["el", "paso"])] == [(0, 2), (3, 7)]
    assert [(s.start, s.end) for s in hits("İzmir PASSPORT passport", ["passport"])] == [
        (6, 14),
        (15, 23),
    ]


def test_payloads_are_shown_not_dropped(client):
    page = "".join(read(client.get(f"/posts/{0:032x}").text).words)
    assert plain("<script>window.ran=1</script>") in page


def test_signals_are_numbered_once_and_counter_signals_told_apart():
    spans = [
        Span(9, 12, "signal", "b", against=True),
        Span(0, 3, "signal", "a"),
        Span(4, 5, "mention", "phone"),
        Span(20, 22, "signal", "a"),
    ]
    shown, notes = numbered(spans)
    assert [(span.start, span.note) for span in shown] == [(0, 1), (4, 0), (9, 2), (20, 1)]
    assert notes == [(1, "a", False), (2, "b", True)]
