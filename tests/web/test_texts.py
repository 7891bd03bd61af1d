"""The page of shared texts: what was told apart as benign, and why."""

import re

import pytest

from firstlight.store.workspace import Workspace
from firstlight.web.app import app_of
from firstlight.web.pages.texts import GROUPS
from tests.web.conftest import TOKEN, client_of, desk_of
from tests.web.world import make_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return make_workspace(tmp_path_factory.mktemp("texts"), posts=700, seed=11)


def test_benign_texts_are_listed_with_their_reasons_and_posts(workspace):
    client = client_of(app_of(desk_of(workspace), TOKEN))
    opened = Workspace.open(workspace)
    templates = opened.snapshot().templates()
    opened.close()
    benign = [one for one in templates if one.kind in GROUPS["benign"]]
    assert 0 < len(benign) < len(templates)
    found = client.get("/texts", params={"class": "benign"}).text
    assert f"{len(benign)} texts told apart as benign" in found
    assert found.count('<article class="template') == min(20, len(benign))
    assert benign[0].reasons[0] in found
    assert re.search(r'<a href="/posts/\w{32}">', found)
    assert "under changing contacts</h2>" not in found
    every = client.get("/texts", params={"class": "no such class"}).text
    assert f"{len(templates)} texts</p>" in every
    assert "in operation" in every


def test_an_empty_workspace_says_how_to_begin(empty):
    answer = client_of(app_of(empty, TOKEN)).get("/texts")
    assert answer.status_code == 200
    assert "Nothing has been read yet" in answer.text
