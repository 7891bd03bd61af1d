"""What is built: scripts that lose nothing but comments, a neutral manifest, honest counts."""

import json
import re
from datetime import date

from firstlight.rights.pack import law_pack
from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import STATIC, UNREAD, for_sums, icon, manifest

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


def test_sums_keep_every_rule_and_lose_only_what_no_script_reads():
    whole = law_pack(load_rulebook(), "PH", on=date(2026, 11, 30))
    lean = for_sums(whole)
    pairs = list(zip(whole["rules"], lean["rules"], strict=True))
    assert all(set(full) - set(kept) <= UNREAD for full, kept in pairs)
    assert all(full[name] == kept[name] for full, kept in pairs for name in kept)
    assert len(whole["instruments"]) == len(lean["instruments"])
    assert whole["names"] == lean["names"]
    scripts = "".join((STATIC / f"{name}.js").read_text("utf-8") for name in ("owed", "offer"))
    assert not [name for name in UNREAD if re.search(rf"\b(rule|pack|cited)\.{name}\b", scripts)]
