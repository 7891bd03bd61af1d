"""A tactic is confirmed on the site: its words are shown, and the act is written or refused."""

import pytest

from firstlight.rulebook.load import load_rulebook
from firstlight.runs.trends import trends
from firstlight.runs.trends_asked import Asked
from firstlight.web.app import app_of
from tests.runs.test_trends import texts
from tests.web.conftest import TOKEN, client_of, desk_of

ACT = {
    "code": "confirmed.scam", "group": "scam_compound_recruitment", "weight": "6",
    "sentence": "Jobs of this kind end in online fraud under guard.", "language": "en",
    "phrases": "online scam operations\ncyber scam operations", "reason": "Read five texts.",
    "reviewer": "Analyst",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    desk = desk_of(folder / "ws")
    report = trends(
        texts(folder / "t.csv"), folder / "ws/trends/tip",
        Asked(time="year", text="story", permutations=10),
    )  # fmt: skip
    tactic = next(one for one in report.findings if one.kind == "tactic")
    return folder / "ws", client_of(app_of(desk, TOKEN)), tactic


def test_the_report_leads_to_the_form_with_the_words(site):
    _, client, tactic = site
    address = f"/trends/tip/confirm/{tactic.id}"
    assert address in client.get("/trends/tip/report.html").text
    shown = client.get(address)
    assert shown.status_code == 200
    assert tactic.quotes[0].within in shown.text
    assert client.get("/trends/tip/confirm/t-nothing").status_code == 400
    assert client.get("/trends/none/confirm/t-nothing").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "reason"),
        ({"group": "people"}, "needs a group"),
        ({"weight": "much"}, "could not convert"),
        ({"code": "../../x"}, "regex"),
        ({"phrases": "[open"}, "cannot read"),
        ({"say": "es"}, "write one a line"),
    ],
)
def test_what_is_not_complete_is_refused_and_nothing_written(site, changed, said):
    folder, client, tactic = site
    answer = client.post(f"/trends/tip/confirm/{tactic.id}", data=ACT | changed)
    assert answer.status_code == 400
    assert said in answer.text
    assert not list((folder / "rules").rglob("*.yaml"))


def test_a_confirmed_tactic_is_in_the_rules_of_the_workspace(site):
    folder, client, tactic = site
    said = "Los trabajos de este tipo acaban en fraude en línea bajo vigilancia."
    answer = client.post(f"/trends/tip/confirm/{tactic.id}", data=ACT | {"say": f"es = {said}"})
    assert answer.status_code == 200
    assert said in (folder / "rules").rglob("*.yaml").__next__().read_text("utf-8")
    assert "confirmed.scam.yaml" in answer.text
    assert load_rulebook((folder / "rules",)).indicators["confirmed.scam"].weight == 6
    assert client.post(f"/trends/tip/confirm/{tactic.id}", data=ACT).status_code == 400
