"""What is built: scripts that lose nothing but comments, a neutral manifest, honest counts."""

import gzip
import json
import re
from datetime import UTC, date, datetime

import msgspec

from firstlight.rights.pack import law_pack
from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import (
    READ,
    STATIC,
    UNREAD,
    build,
    for_sums,
    icon,
    joined,
    manifest,
    squeeze,
)
from firstlight.worker.catalogue import BY_TAG

CLASS = re.compile(r"/\[[^\n]*?\]/")
QUOTED = re.compile(r"\"[^\"\n]*\"")


def test_no_text_in_a_script_spans_lines():
    for path in STATIC.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        code = [line for line in lines if not line.strip().startswith("//")]
        bare = [QUOTED.sub("", CLASS.sub("", line)) for line in code]
        assert not [line for line in bare if line.count("`") % 2], path.name


def test_a_script_loses_no_space_that_matters():
    told = {
        'if (a > 1) return b + "x = y ; z" ;': 'if(a>1)return b+"x = y ; z";',
        "const { a } = c; for (b of [e]) f(g - -i);": "const{a}=c;for(b of[e])f(g - -i);",
        "x = y / z ; // / w": "x = y / z ; // / w",
        "q = `${ a } b`, r = /[ =]/;": "q = `${ a } b`, r = /[ =]/;",
        'else if (s == " // ") t = [ "\\" ", u ];': 'else if(s==" // ")t=["\\" ",u];',
    }
    assert {line: squeeze(line) for line in told} == told


def test_the_manifest_is_neutral():
    told = json.loads(manifest())
    assert (told["name"], told["display"]) == ("Daybook", "standalone")
    assert {one["sizes"] for one in told["icons"]} == {"192x192", "512x512"}


def test_icons_are_pictures():
    assert icon(48)[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_script_loses_no_break_that_ends_something():
    lines = ["if(a){", "b();// then", "c=[", "d]", "}", "e=f", "g()"]
    assert joined(lines) == "if(a){b();// then\nc=[\nd]}\ne=f\ng()"


def test_scripts_read_no_field_and_no_topic_that_sums_leave_out():
    whole = law_pack(load_rulebook(), "PH", on=date(2026, 11, 30))
    lean = for_sums(whole)
    sums = "".join((STATIC / f"{name}.js").read_text("utf-8") for name in ("law", "wages"))
    named = {rule["topic"] for rule in whole["rules"] if f'"{rule["topic"]}"' in sums}
    assert named - {"rest_day"} <= READ  # "rest_day" is a kind of day there
    assert len(whole["instruments"]) == len(lean["instruments"])
    scripts = "".join((STATIC / f"{name}.js").read_text("utf-8") for name in ("owed", "offer"))
    assert not [name for name in UNREAD if re.search(rf"\b(rule|pack|cited)\.{name}\b", scripts)]


def bare_book():
    return msgspec.structs.replace(load_rulebook(), law={}, contacts={}, indicators={})


def test_a_new_trick_is_told_in_the_language_that_has_it(tmp_path):
    trick = {"en": "The flat is [not] free.", "es": "El piso [no] es gratis."}
    chosen = (BY_TAG["es"], BY_TAG["fr"])
    when = datetime(2026, 11, 30, tzinfo=UTC)
    build(tmp_path / "a", bare_book(), warnings=[trick], languages=chosen, on=when)
    own = (tmp_path / "a" / "es" / "w.html").read_text("utf-8")
    assert '<bdi>El piso <b class="no">no</b> es gratis.</bdi>' in own
    other = (tmp_path / "a" / "fr" / "w.html").read_text("utf-8")
    assert '<bdi lang="en">The flat is <b class="no">not</b> free.</bdi>' in other


def test_phones_fetch_anew_when_only_a_translation_was_added(tmp_path):
    when, english = datetime(2026, 11, 30, tzinfo=UTC), (BY_TAG["en"],)
    for name, trick in (("a", {"en": "A trick."}), ("b", {"en": "A trick.", "es": "Un truco."})):
        build(tmp_path / name, bare_book(), warnings=[trick], languages=english, on=when)
    first, second = ((tmp_path / name / "sw.js").read_text("utf-8") for name in "ab")
    assert first != second


def test_the_help_page_has_the_lines_that_reach_home_from_anywhere(tmp_path):
    whole = load_rulebook()
    home = {"PH": whole.contacts["PH"], "TH": whole.contacts["TH"]}
    book = msgspec.structs.replace(bare_book(), contacts=home)
    when = datetime(2026, 11, 30, tzinfo=UTC)
    build(tmp_path / "a", book, languages=(BY_TAG["en"],), on=when)
    told = (tmp_path / "a" / "en" / "h.html").read_text("utf-8").split('id="home"')[1]
    assert 'href="tel:+63287221144"' in told
    assert "<summary>Philippines</summary>" in told
    assert 'href="tel:1348"' not in told  # a short code ends at the border
    assert "<summary>Thailand</summary>" not in told  # none of its lines says abroad


def test_the_closer_look_lies_apart_and_its_size_is_told(tmp_path):
    when = datetime(2026, 11, 30, tzinfo=UTC)
    build(tmp_path, bare_book(), languages=(BY_TAG["en"], BY_TAG["my"]), on=when)
    names = {path.name for path in (tmp_path / "data").glob("closer*")}
    assert names == {"closer.json", "closer-en.json", "closer-my.json"}
    for tag in ("en", "my"):
        packed = json.loads((tmp_path / "packs" / f"{tag}.json").read_text("utf-8"))
        assert not [name for name in packed if "closer" in name]
        page = (tmp_path / tag / "o.html").read_text("utf-8")
        told = json.loads(page.split('id="words">')[1].split("</script>")[0])["closer"]
        assert set(told) == {tag, "en"}
        for other, size in told.items():
            files = ("closer.js", "data/closer.json", f"data/closer-{other}.json")
            bodies = [(tmp_path / name).read_bytes() for name in files]
            assert size == round(sum(len(gzip.compress(body, 9)) for body in bodies) / 1_000)
            assert size <= 100
        single = (tmp_path / "single" / f"{tag}.html").read_text("utf-8")
        assert single.count(f'id="data-closer-{tag}"') == 1
