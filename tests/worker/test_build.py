"""What is built: scripts that lose nothing but comments, a neutral manifest, honest counts."""

import json

from firstlight.worker.build import STATIC, icon, manifest


def test_no_text_in_a_script_spans_lines():
    for path in STATIC.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        code = [line for line in lines if not line.strip().startswith("//")]
        assert not [line for line in code if line.count("`") % 2], path.name


def test_the_manifest_is_neutral():
    told = json.loads(manifest())
    assert (told["name"], told["display"]) == ("Daybook", "standalone")
    assert {one["sizes"] for one in told["icons"]} == {"192x192", "512x512"}


def test_icons_are_pictures():
    assert icon(48)[:8] == b"\x89PNG\r\n\x1a\n"
