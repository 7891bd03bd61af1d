import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.guard.archives import Peeked
from firstlight.ingest.encoding import as_bytes_of_text, decoded, detect_encoding
from firstlight.ingest.lines import line_end, read_lines

TEXTS = {
    "cp1252": "Se busca camarera, alojamiento gratis. ¡Llame hoy! Años de experiencia; señorita",
    "cp1251": "Требуются работники на склад, жильё бесплатно, паспорт хранится у менеджера",
    "gb18030": "招聘海外客服，包吃包住，月薪两万，护照由公司保管。联系微信",
    "cp932": "海外の仕事、住居付き、高収入。パスポートは会社が預かります。連絡してください",
    "big5": "招聘海外客服，包吃包住，月薪兩萬，護照由公司保管。聯繫微信",
    "cp949": "해외 근무 숙소 제공 고수입 여권은 회사가 보관합니다 연락 주세요",
    "cp1256": "مطلوب عاملات للعمل في الخارج، السكن مجاني، جواز السفر عند الشركة",
    "cp874": "รับสมัครงานต่างประเทศ มีที่พักฟรี เงินเดือนสูง หนังสือเดินทางอยู่กับบริษัท",
    "cp1254": "Yurtdışında iş, konaklama ücretsiz, pasaport şirkette kalır. Çağrı görüşme",
}


def read(data: bytes) -> list[tuple[int, str, str]]:
    stream, encoding = as_bytes_of_text(Peeked(io.BytesIO(data)))
    return list(decoded(read_lines(stream, line_end(stream.peek(1000))), encoding))


@pytest.mark.parametrize("encoding", TEXTS)
def test_old_encodings_are_told_by_their_text(encoding):
    lines = [TEXTS[encoding]] * 4
    assert detect_encoding([line.encode(encoding) for line in lines]) == encoding
    ascii_first = ["id,text"] * 300 + lines
    found = read("\n".join(ascii_first).encode(encoding))
    assert [text for _, text, fault in found if not fault] == ascii_first


SHORT = {
    "cp1252": ("José", "año", "Années", "Größe und Löhne", "não é necessário", "señorita ¡llame!"),
    "cp1250": ("Praca za granicą, źródło łatwe", "Práce v zahraničí, řidič, žádné náklady"),
    "cp1254": ("Yurtdışında iş, çağrı", "konaklama ücretsiz, pasaport şirkette kalır"),
}


@pytest.mark.parametrize(("encoding", "text"), [(k, text) for k in SHORT for text in SHORT[k]])
def test_short_latin_texts_keep_their_letters(encoding, text):
    data = text.encode(encoding)
    assert data.decode(detect_encoding([data])) == text


WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-8")


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_is_told_by_its_mark_or_pattern(encoding, end):
    lines = ["id,text", "1,hello there in some words", "2,año y 👍", "3,последний"]
    found = read(end.join(lines).encode(encoding))
    assert [(n, text.rstrip("\r"), fault) for n, text, fault in found] == [
        (n, line, "") for n, line in enumerate(lines, 1)
    ]


def test_a_damaged_line_of_utf8_is_set_aside_alone():
    lines = ["año número uno".encode()] * 5
    found = read(b"\n".join([*lines, b"a\xffb", *lines]))
    assert [n for n, _, fault in found if fault] == [6]
    assert found[5][1] == "a\\xffb"
    assert "UTF-8" in found[5][2]


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", codec="utf-8")), max_size=6))
def test_utf8_lines_come_back(lines):
    data = "\n".join(lines).encode()
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data.startswith(b"\xef\xbb\xbf") or b"\0" in data:
        return
    assert [text for _, text, _ in read(data)] == (lines[:-1] if lines[-1:] == [""] else lines)


@given(st.binary(max_size=200))
def test_no_bytes_crash(data):
    for _, text, _ in read(data):
        assert isinstance(text, str)
