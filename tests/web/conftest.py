"""The apps that the tests of the pages look at."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firstlight.store.workspace import Workspace
from firstlight.web.app import app_of
from firstlight.web.desk import Desk, Sentence
from tests.web.hostile import commit_hostile

TOKEN = "a-token-for-tests"
SENTENCES = {"x.kept": Sentence("Retention of documents", "A passport is kept.", "ILO 2012")}
OURS = {"sec-fetch-site": "same-origin"}


def client_of(app, *, logged_in: bool = True) -> TestClient:
    """Return a client that speaks as a browser on our own page does."""
    client = TestClient(
        app,
        base_url="http://127.0.0.1:8000",
        follow_redirects=False,
        headers=OURS,
        raise_server_exceptions=False,
    )
    if logged_in:
        assert client.get(f"/?token={TOKEN}").status_code == 303
    return client


def desk_of(folder: Path) -> Desk:
    """Return the desk over a workspace, made if absent."""
    return Desk(Workspace.open(folder, create=True), folder, SENTENCES)


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Desk:
    """A workspace in which nothing was run; the tests leave it so."""
    return desk_of(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory) -> Path:
    """A workspace full of payloads; the tests leave it as it is."""
    return commit_hostile(tmp_path_factory.mktemp("hostile") / "workspace")


@pytest.fixture(scope="session")
def client(hostile_folder: Path) -> TestClient:
    """A client of the hostile workspace, for reading."""
    return client_of(app_of(desk_of(hostile_folder), TOKEN))


@pytest.fixture
def own_desk(hostile_folder: Path, tmp_path: Path) -> Desk:
    """A copy of the hostile workspace, to decide on."""
    return desk_of(Path(shutil.copytree(hostile_folder, tmp_path / "workspace")))


@pytest.fixture
def own_client(own_desk: Desk) -> TestClient:
    """A client of that copy."""
    return client_of(app_of(own_desk, TOKEN))
