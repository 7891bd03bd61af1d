import pytest

from firstlight.ingest.names import FIELDS, guess, plain, recognised


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("text", "text"), ("Body", "text"), ("message_text", "text"), ("CONTENT", "text"),
        ("job description", "text"), ("Mensaje", "text"), ("Descripción", "text"),
        ("descrição", "text"), ("Текст", "text"), ("Сообщение", "text"), ("النص", "text"),
        ("内容", "text"), ("訊息", "text"), ("संदेश", "text"), ("বার্তা", "text"),
        ("ข้อความ", "text"), ("isi pesan", None), ("pesan", "text"), ("nội dung", "text"),
        ("ujumbe", "text"), ("texte", "text"), ("mensahe", "text"),
        ("post_id", "id"), ("ID", "id"), ("Nr", "id"), ("编号", "id"),
        ("user_name", "author"), ("Отправитель", "author"), ("autor", "author"),
        ("created_at", "posted"), ("Fecha", "posted"), ("дата", "posted"), ("التاريخ", "posted"),
        ("वर्ष", None), ("तारीख", "posted"), ("location", "place"), ("Ciudad", "place"),
        ("language", "lang"), ("images", "media"), ("subreddit", "source"), ("subject", "title"),
        ("fraudulent", None), ("", None),
    ],
)  # fmt: skip
def test_columns_are_recognised_by_name(column, field):
    found = guess([column, "filler one", "filler two"])
    assert found == ({} if field is None else {field: column})
    assert recognised([column]) == (field is not None)


def test_the_better_name_wins_and_each_column_fills_one_field():
    assert guess(["description", "text", "title"]) == {"text": "text", "title": "title"}
    assert guess(["message.id", "message.text", "id"])["id"] == "id"
    assert guess(["message.body", "x"]) == {"text": "message.body"}
    assert guess(["lugar", "anything"]) == {"place": "lugar"}
    assert guess(["whatever"]) == {"text": "whatever"}
    columns = ["text", "id", "user", "date", "city", "lang", "photo", "site", "subject"]
    assert sorted(guess(columns)) == sorted(FIELDS)


def test_case_accents_and_signs_do_not_matter():
    assert plain("  Descripción-del_PUESTO ") == "descripciondelpuesto"
    assert plain("संदेश") == "संदेश"
