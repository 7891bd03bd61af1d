"""Which field a column fills, told by its name in the rulebook's languages."""

import unicodedata
from collections.abc import Iterable, Sequence

FIELDS = ("text", "id", "author", "title", "posted", "place", "lang", "media", "source")
"""What a column may fill; `text` must be filled."""

_NAMES = {
    "text": """
        text fulltext posttext messagetext bodytext tweettext texte texto testo tekst teks matn
        body message messagebody postbody mailbody content contents postcontent description
        jobdescription details ad adtext advert sms tweet comment commenttext chat caption
        selftext post posting
        mensaje cuerpo contenido descripcion anuncio oferta comentario
        mensagem corpo conteudo descricao anuncio comentario
        contenu corps annonce offre commentaire
        текст сообщение описание объявление содержание комментарий повідомлення опис оголошення
        نص النص رسالة الرسالة المحتوى الوصف الإعلان متن
        文本 内容 正文 消息 描述 信息 內容 訊息 短信
        पाठ संदेश विवरण সন্দেশ বার্তা বিবরণ লেখা
        ข้อความ เนื้อหา รายละเอียด
        pesan isi deskripsi iklan keterangan mensahe nilalaman paglalarawan
        noidung tinnhan mota baidang vanban
        ujumbe maelezo maandishi tangazo
        mesaj metin aciklama ilan mesaje descriere anunt nachricht inhalt beschreibung
        tresc wiadomosc opis ogloszenie messaggio descrizione annuncio bericht inhoud
    """,
    "id": """
        id postid postingid messageid tweetid commentid adid jobid itemid docid documentid recordid
        rowid guid uuid givenid key identifier identificador identifiant identificatore number nr
        no номер идентификатор معرف رقم 编号 編號 ไอดี nomor ma kitambulisho
    """,
    "author": """
        author user username userid handle sender from fromname poster postedby account screenname
        nickname nick name seller advertiser profile fromid senderid
        autor usuario remitente nombre cuenta anunciante utilizador remetente nome conta
        auteur utilisateur expediteur nom compte
        автор пользователь отправитель имя автора
        المؤلف المستخدم المرسل الكاتب 作者 用户 用戶 发送者 发件人 用户名
        लेखक प्रेषक उपयोगकर्ता লেখক প্রেরক ผู้เขียน ผู้ส่ง ผู้ใช้
        penulis pengirim pengguna mayakda nagpadala tacgia nguoigui nguoidung mwandishi mtumaji
        absender verfasser yazar gonderen expeditor
    """,
    "title": """
        title subject headline heading jobtitle posttitle titulo asunto encabezado assunto titre
        sujet objet заголовок тема название عنوان العنوان الموضوع 标题 標題 主题 शीर्षक শিরোনাম
        หัวข้อ ชื่อเรื่อง judul pamagat tieude kichwa baslik titlu titel betreff tytul titolo oggetto
    """,
    "posted": """
        posted postedat posteddate dateposted time timestamp datetime date createdat created
        creationdate createdtime createdutc published publishedat publicationdate pubdate sent
        sentat senttime sentdate when postdate posttime updated scrapedat
        fecha fechahora hora publicado creado enviado data datahora criado publicadoem
        dateheure publie envoye heure
        дата время датаивремя опубликовано создано
        التاريخ تاريخ الوقت 时间 日期 發佈時間 发布时间 तारीख दिनांक समय তারিখ সময়
        วันที่ เวลา tanggal waktu petsa oras ngay thoigian tarehe wakati
        datum zeit uhrzeit tarih zaman dataora
    """,
    "place": """
        place location city country region area town state province where geo locale place
        lugar ubicacion ciudad pais localizacion local cidade lieu ville
        место город страна местоположение المكان المدينة البلد الموقع 地点 地點 城市 国家 位置
        स्थान शहर देश স্থান শহর দেশ สถานที่ จังหวัด เมือง lokasi tempat kota negara
        lugar lungsod bansa diadiem noi thanhpho mahali mji nchi
        ort stadt land yer sehir ulke loc oras tara luogo citta plaats
    """,
    "lang": """
        lang language langcode languagecode idioma lengua lingua langue язык мова لغة اللغة
        语言 語言 भाषा ভাষা ภาษา bahasa wika ngonngu lugha sprache dil limba jezyk taal
    """,
    "media": """
        media image images photo photos picture pictures attachment attachments imageurl imageurls
        mediaurl video videos imagen imagenes foto fotos imagem imagens adjuntos imageshash
        фото изображение изображения صورة الصور 图片 圖片 चित्र ছবি รูปภาพ รูป gambar larawan
        hinhanh anh picha bild bilder resim
    """,
    "source": """
        source site website platform channel channelname group groupname forum domain subreddit
        origin feed fuente sitio canal grupo plataforma fonte origem plateforme groupe
        источник канал группа сайт المصدر القناة الموقعالإلكتروني 来源 來源 频道 渠道
        स्रोत উৎস แหล่งที่มา sumber saluran pinagmulan nguon kenh chanzo quelle kaynak sursa
    """,
}  # fmt: skip


def plain(name: str) -> str:
    """Return a column's name without case, accents, spaces and signs."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(char for char in parts if char.isalnum() or _spells(char))
    return unicodedata.normalize("NFC", kept).replace("đ", "d").replace("ł", "l").replace("ı", "i")


def _spells(char: str) -> bool:
    """Tell whether a mark belongs to the spelling: those of Latin, Greek and Cyrillic do not."""
    return unicodedata.category(char)[0] == "M" and not "\u0300" <= char <= "\u036f"


_RANKS = {
    field: {plain(name): rank for rank, name in reversed(list(enumerate(names.split())))}
    for field, names in _NAMES.items()
}


def rank(field: str, column: str) -> tuple[int, int] | None:
    """Return how well a column's name says that it fills a field (less is better), None: not.

    The last part of a dotted name ("message.text") counts less than a name of its own.
    """
    ranks = _RANKS[field]
    if (own := ranks.get(plain(column))) is not None:
        return 0, own
    last = ranks.get(plain(column.rpartition(".")[2])) if "." in column else None
    return None if last is None else (1, last)


def recognised(columns: Iterable[str]) -> int:
    """Return how many of the columns have a name that we know."""
    known = [plain(column) for column in columns]
    return sum(any(one in ranks for ranks in _RANKS.values()) for one in known)


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Return field → column by name; each column fills one field, `text` is chosen first.

    A table of one column holds the text, whatever its name.
    """
    found: dict[str, str] = {}
    for field in FIELDS:
        ranked = [
            (how, column)
            for column in columns
            if column not in found.values() and (how := rank(field, column)) is not None
        ]
        if ranked:
            found[field] = min(ranked, key=lambda pair: pair[0])[1]
    return {"text": columns[0]} if len(columns) == 1 and "text" not in found else found
