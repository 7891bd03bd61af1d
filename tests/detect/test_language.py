import pytest

from firstlight.detect.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are hiring waiters for our restaurant in Dubai", "en"),
        ("Se busca personal para trabajar en restaurante, buen sueldo", "es"),
        ("Nous recherchons des serveurs pour un restaurant à Dubaï", "fr"),
        ("Procuramos garçons para restaurante em Lisboa, bom salário", "pt"),
        ("مطلوب عمال للعمل في مطعم في دبي", "ar"),
        ("دنبال کار در رستوران هستیم و حقوق خوب می‌پردازیم", "fa"),
        ("दुबई में होटल के लिए वेटर चाहिए", "hi"),
        ("Dibutuhkan pelayan restoran di Dubai, gaji besar", "id"),
        ("Naghahanap kami ng mga waiter sa Dubai, malaki ang sahod", "fil"),
        ("Tuyển nhân viên phục vụ nhà hàng tại Dubai, lương cao", "vi"),
        ("Tunatafuta wahudumu wa hoteli Dubai, mshahara mzuri", "sw"),
        ("Требуются официанты в ресторан в Дубае, без опыта", "ru"),
        ("Шукаємо офіціантів для роботи в ресторані, гарна зарплата", "uk"),
        ("迪拜餐厅招聘服务员", "zh"),
        ("レストランで働くスタッフ募集中", "ja"),
        ("두바이 식당에서 일할 직원을 구합니다", "ko"),
        ("รับสมัครพนักงานเสิร์ฟร้านอาหาร", "th"),
        ("Restoranımız için garson arıyoruz, maaş iyi ve sigorta var", "tr"),
        ("Wir suchen Kellner für unser Restaurant in Dubai", "de"),
        ("招聘客服 WhatsApp Telegram 联系我们", "zh"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "ok", "12 345", "👍👍", "https://example.com/a/b/c", "@@@ ###"]
)
def test_too_little_gives_none(text: str) -> None:
    assert detect_language(text) is None
