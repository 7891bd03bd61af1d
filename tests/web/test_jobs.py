"""Files kept in the inbox, and runs in processes of their own that can be watched and resumed."""

import io
import os
import signal
import time
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from firstlight.web import jobs
from firstlight.web.app import app_of
from firstlight.web.desk import Desk
from firstlight.web.rejects import open_rejects
from tests.web.conftest import TOKEN, client_of, desk_of
from tests.web.world import make_world

NAMES = [
    "posts.csv", "../../etc/passwd", "a/b\\c.csv", "..", ".", "", "CON", "nul.csv", "a b.csv",
    "\x00.csv", "a\nb.csv", ".hidden", "-rf.csv", "تقرير.csv", "a\u202evsc.exe", "C:\\x.csv", "~",
    "x" * 500 + ".csv",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_file_lies_in_its_own_folder_whatever_its_name(tmp_path, name):
    kept = jobs.keep(tmp_path, io.BytesIO(b"id,text\n1,hello\n"), name)
    assert kept.digest == sha256(b"id,text\n1,hello\n").hexdigest()
    assert kept.path.resolve().parent == (tmp_path / "inbox" / kept.digest).resolve()
    assert kept.path.read_bytes() == b"id,text\n1,hello\n"
    assert kept.path.name.isprintable()
    assert [one.name for one in (tmp_path / "inbox").iterdir()] == [kept.digest]


def test_the_same_file_is_kept_once(tmp_path):
    first = jobs.keep(tmp_path, io.BytesIO(b"same"), "a.csv")
    again = jobs.keep(tmp_path, io.BytesIO(b"same"), "b.csv")
    assert first == again == jobs.kept(tmp_path, first.digest)


@pytest.mark.parametrize("digest", ["", "..", "x" * 64, "../" * 21 + "a", "A" * 64, "0" * 64])
def test_only_digests_name_kept_files(tmp_path, digest):
    assert jobs.kept(tmp_path, digest) is None


@pytest.mark.parametrize("job", ["..", ".", "", "a/b", "nothing", "20260101-000000-abcdef"])
def test_only_jobs_are_read(tmp_path, job):
    assert jobs.read(tmp_path, job) is None


def waited(folder: Path, job: str, *phases: str, seconds: float = 600) -> jobs.Job:
    """Return the job once it is in one of the phases."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = jobs.read(folder, job)
        if found and found.phase in phases:
            return found
        time.sleep(0.05)
    raise AssertionError(jobs.read(folder, job))


def process_of(job: str) -> int | None:
    """Return the id of the process that works on a job, None where it has ended."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"firstlight.web.job" in line and os.fsencode(job) in line:
                return int(entry.name)
    return None


def killed_midway(tmp_path: Path) -> tuple[Desk, TestClient, str, int]:
    """Kill a run before its end; where it ended too soon, one of more posts.

    Returns the desk, a client, the job and how many posts it reads.
    """
    for posts in (300, 1200, 4800, 19200):
        desk = desk_of(tmp_path / f"workspace of {posts}")
        client = client_of(app_of(desk, TOKEN))
        source = make_world(tmp_path / f"world of {posts}", posts=posts, seed=3)
        with source.open("rb") as file:
            answer = client.post("/runs/upload", files={"file": ("posts.jsonl", file)})
        columns = answer.headers["location"]
        assert client.get(columns).status_code == 200
        answer = client.post(columns, data={"column:text": "text", "column:id": "id"})
        job = answer.headers["location"].rsplit("/", 1)[1]
        waited(desk.folder, job, "running", "done")
        process = process_of(job)
        if process is not None:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if waited(desk.folder, job, "interrupted", "done").phase == "interrupted":
            return desk, client, job, posts
    raise AssertionError("no run was killed before its end")


def test_a_killed_run_is_told_as_interrupted_and_goes_on(tmp_path):
    desk, client, job, posts = killed_midway(tmp_path)
    assert "Go on" in client.get(f"/runs/{job}").text
    assert client.get("/").text.count("Nothing has been read yet") == 1
    assert client.post(f"/runs/{job}/resume").status_code == 303
    done = waited(desk.folder, job, "done")
    assert done.summary.posts == posts
    assert client.get(f"/runs/{job}/state").json()["phase"] == "done"
    assert client.post(f"/runs/{job}/resume").status_code == 409
    assert "Operations to look at" in client.get("/").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "No column was chosen as the text"),
        ({"column:a": "text", "column:b": "text"}, "Two columns were chosen as text"),
        ({"column:a": "password"}, "could not be read"),
        ({"a": "text"}, "could not be read"),
    ],
)
def test_a_mapping_that_makes_no_sense_starts_nothing(tmp_path, data, words):
    desk = desk_of(tmp_path / "workspace")
    kept = jobs.keep(desk.folder, io.BytesIO(b"a,b\n1,2\n"), "x.csv")
    answer = client_of(app_of(desk, TOKEN)).post(f"/runs/new/{kept.digest}", data=data)
    assert answer.status_code == 400
    assert words in answer.text
    assert jobs.listed(desk.folder) == []


def test_an_upload_without_a_file_says_so(tmp_path):
    client = client_of(app_of(desk_of(tmp_path / "workspace"), TOKEN))
    for sent in ({"data": {"file": "text"}}, {"data": {}}, {"files": {"other": ("a.csv", b"x")}}):
        assert client.post("/runs/upload", **sent).status_code == 400


def test_a_fault_of_the_input_is_shown_with_its_remedy(tmp_path):
    desk = desk_of(tmp_path / "workspace")
    folder = desk.folder / "jobs" / "20260101-000000-abcdef"
    folder.mkdir(parents=True)
    asked = jobs.Asked(source="/x/posts.csv", mapping={}, asked=datetime.now(UTC))
    (folder / "job.json").write_bytes(msgspec.json.encode(asked))
    jobs.write_state(folder, jobs.State(phase="failed", fault="posts.csv, row 3: no. Do this."))
    page = client_of(app_of(desk, TOKEN)).get(f"/runs/{folder.name}").text
    assert "posts.csv, row 3: no. Do this." in page
    assert "Try again" in page


def test_rejects_are_paged_from_the_file(tmp_path):
    path = tmp_path / "rejects.jsonl"
    path.write_text("".join(f'{{"row": {n}, "reason": "r"}}\n' for n in range(5)))
    rejects = open_rejects(path)
    assert rejects.total == 5
    assert [row["row"] for row in rejects.rows(3, 9)] == [3, 4]
    assert open_rejects(None).rows(0, 5) == open_rejects(tmp_path / "no").rows(0, 5) == []
