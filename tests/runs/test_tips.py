"""Tips of the worker's app become posts; anything else is refused before a byte is kept."""

import json

import pytest

from firstlight.model.errors import InputError
from firstlight.runs.tips import import_tips
from firstlight.store.workspace import Workspace

OFFER = {
    "kind": "offer", "version": 1, "lang": "en",
    "text": "Waitress in London. We keep your passport. Pay a fee of 900 USD before you fly.",
}  # fmt: skip


def tip(folder, name="note.json", **more):
    path = folder / name
    path.write_text(json.dumps(OFFER | more), encoding="utf-8")
    return path


def test_a_tip_becomes_a_post_with_its_signals(tmp_path):
    ws = tmp_path / "ws"
    summary = import_tips([tip(tmp_path), tip(tmp_path, "again.json")], ws)
    assert (summary.read, summary.posts) == (1, 1)
    assert summary.signals >= 2
    snapshot = Workspace.open(ws).snapshot()
    row = snapshot.query("select given_id, lang, text, author from posts").to_pylist()[0]
    assert row["given_id"].startswith("tip-")
    assert (row["lang"], row["text"], row["author"]) == ("en", OFFER["text"], None)
    assert import_tips([tmp_path / "note.json"], ws).posts == 1


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"phone": "+447700900123"}, "no tip"),
        ({"kind": "chat"}, "no tip"),
        ({"version": 2}, "no tip of version 1"),
        ({"text": "  "}, "no tip of version 1"),
        ({"text": "x" * 70_000}, "too large"),
    ],
)
def test_what_is_no_tip_is_refused_and_nothing_is_kept(tmp_path, more, what):
    with pytest.raises(InputError, match=what):
        import_tips([tip(tmp_path), tip(tmp_path, "bad.json", **more)], tmp_path / "ws")
    assert not (tmp_path / "ws").exists()
    with pytest.raises(InputError, match="cannot be read"):
        import_tips([tmp_path / "absent.json"], tmp_path / "ws")
