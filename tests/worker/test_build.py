"""What is built: scripts that lose nothing but comments, a neutral manifest, honest counts."""

import json
import re

from firstlight.worker.build import STATIC, icon, manifest

CLASS = re.compile(r"/\[[^\n]*?\]/")
QUOTED = re.compile(r"\"[^\"\n]*\"")


def test_no_text_in_a_script_spans_lines():
    for path in STATIC.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        code = [line for line in lines if not line.strip().startswith("//")]
        bare = [QUOTED.sub("", CLASS.sub("", line)) for line in code]
        assert not [line for line in bare if line.count("`") % 2], path.name


def test_the_manifest_is_neutral():
    told = json.loads(manifest())
    assert (told["name"], told["display"]) == ("Daybook", "standalone")
    assert {one["sizes"] for one in told["icons"]} == {"192x192", "512x512"}


def test_icons_are_pictures():
    assert icon(48)[:8] == b"\x89PNG\r\n\x1a\n"
