"""What a run tells besides its figures."""

from firstlight.runs.detect import detect


def _notes(tmp_path, text: str) -> str:
    path = tmp_path / "posts.csv"
    path.write_text(text, "utf-8")
    return "\n".join(detect([path], tmp_path / "ws", workers=1).notes)


def test_a_run_over_too_few_posts_says_what_an_operation_needs(tmp_path):
    said = _notes(tmp_path, "id,text\na,We keep your passport\nb,We keep your passport\n")
    assert "one needs 3 posts or more" in said


def test_a_run_over_no_posts_says_so(tmp_path):
    assert _notes(tmp_path, "id,text\n").startswith("No post was read")


def test_what_was_set_aside_or_not_understood_is_shown_and_named(tmp_path):
    said = _notes(
        tmp_path,
        "id,date,text\na,03/04/2026,Wir behalten den Pass für Sie und zahlen gar nichts\nb,,\n",
    )
    (reject,) = (tmp_path / "ws" / "runs").glob("*/rejects.jsonl")
    assert f"1 row was set aside; see {reject}." in said
    assert "such as “03/04/2026”" in said
    assert "no phrases in German (1 post)" in said
