"""Words with which offers tell pay: currencies, large numbers, and the time that the pay is for.

In the languages of the app, folded. A word that means several currencies is read by the country
where the work is, or else not at all: the worker is asked.
"""

_CURRENCIES = {
    "USD": (
        "us$ usd dollars dolares долларов 美元 美金 दॉलर डॉलर डलर ডলার ڈالر دولار dola dolar "
        "dolyar ဒေါ်လာ ดอลลาร์ ዶላር доллар доллара долари доларів долл dollar"
    ),
    "HKD": "hk$ 港币",
    "TWD": "nt$",
    "SGD": "s$ စင်ကာပူဒေါ်လာ ดอลลาร์สิงคโปร์",
    "AUD": "a$",
    "CAD": "c$",
    "BRL": "r$ reais",
    "EUR": "€ euro euros евро 欧元 यूरो युरो ইউরো يورو ยูโร ዩሮ євро euroa ယူရို",
    "GBP": "£ pounds quid पाउंड पाउन्ड পাউন্ড پاؤنڈ ปอนด์ ပေါင် фунтов фунтів",
    "INR": "₹ रुपये रुपए रूपये",
    "PHP": "₱ piso",
    "VND": "₫ dong",
    "THB": "฿ baht บาท बाट ဘတ် бат батів",
    "RUB": "₽ руб рублей",
    "KRW": "₩ 원 ဝမ် วอน वोन",
    "NGN": "₦ naira",
    "TRY": "₺ лир лір",
    "UAH": "₴ гривень гривен грн",
    "BDT": "৳ taka টাকা টাকার",
    "IDR": "rp rupiah",
    "MYR": "rm ringgit रिंगिट रिङ्गिट रिङ्गेट रिंगित রিঙ্গিত রিংগিত رنگٹ رينغيت ရင်းဂစ် ริงกิต",
    "KES": "ksh",
    "AED": (
        "dhs dirhams dirham دراهم ديرهم درهم दिरहम दिराम दिरहाम দিরহাম дирхам дирхамов "
        "дирхама дирхамів dirhamu ድርሃም ዲርሃም"
    ),
    "KWD": "kd",
    "JPY": "日元 円 yen येन ইয়েন ယန်း เยน йен иен",
    "CNY": "人民币 元 yuan",
    "PLN": "zloty zl злотых злотый злоты злотих",
    "ETB": "birr ብር",
    "MMK": "kyat ကျပ်",
    "PEN": "soles",
    "NPR": "रुपैयाँ रुपैया नेरु",
    "EGP": "جنيه",
    "ZAR": "rand rands",
    "ZMW": "kwacha",
    "BOB": "bolivianos",
    "MZN": "meticais",
    "XOF": "fcfa",
}  # fmt: skip
CURRENCIES = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
"""Words and signs to ISO 4217; codes themselves are known besides."""

CODES = {
    "AED", "AUD", "BDT", "BHD", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK", "EGP", "ETB",
    "EUR", "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "JOD", "JPY", "KES", "KHR", "KRW",
    "KWD", "KZT", "LBP", "LKR", "MAD", "MMK", "MXN", "MYR", "NGN", "NOK", "NPR", "NZD", "OMR",
    "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TND", "TRY",
    "TWD", "TZS", "UAH", "UGX", "USD", "VND", "XAF", "XOF", "ZAR", "ZMW",
}  # fmt: skip
"""Codes of ISO 4217 that offers write; in lower case inside folded text."""

LARGE = {
    "k": 3, "thousand": 3, "mil": 3, "mille": 3, "ribu": 3, "rb": 3, "nghin": 3, "elfu": 3,
    "тыс": 3, "тысяч": 3, "الف": 3, "हजार": 3, "千": 3, "万": 4, "萬": 4, "lakh": 5, "lakhs": 5,
    "लाख": 5, "juta": 6, "jt": 6, "trieu": 6, "million": 6, "млн": 6, "हज़ार": 3, "হাজার": 3,
    "هزار": 3, "тис": 3, "тисяч": 3, "พัน": 3, "ထောင်": 3, "ሺህ": 3, "ሺ": 3, "libo": 3, "ngan": 3,
    "الاف": 3, "หมื่น": 4, "သောင်း": 4, "lac": 5, "lacs": 5, "লাখ": 5, "লক্ষ": 5, "لاكه": 5,
    "แสน": 5, "သိန်း": 5, "laki": 5, "ล้าน": 6, "مليون": 6, "crore": 7, "करोड़": 7, "কোটি": 7,
}  # fmt: skip
"""Words behind a number to the power of ten that they stand for."""

PERIODS = {
    "hour": (
        "per hour", "an hour", "hourly", "/hour", "/hr", "/h", "por hora", "la hora",
        "par heure", "de l heure", "/heure", "/hora", "في الساعه", "بالساعه", "प्रति घंटा",
        "घंटे", "per jam", "/jam", "sejam", "kada oras", "mot gio", "/gio", "moi gio", "kwa saa",
        "в час", "/час", "每小时", "小时", "时薪", "प्रति घण्टा", "प्रतिघण्टा", "घण्टाको", "घन्टाको",
        "হर घंटे", "हर घंटे", "घंटे के", "प्रतिघंटा", "প্রতি ঘণ্টা", "প্রতি ঘন্টা", "ঘণ্টায়",
        "ঘন্টায়", "في گهنٹه", "في گهنٹي", "گهنٹي كي", "တစ်နာရီ", "ต่อชั่วโมง", "ชั่วโมงละ",
        "በሰዓት", "በሰአት", "на годину", "за годину", "/год", "за час", "kwa kila saa", "bawat oras",
        "sa isang oras", "a la hora", "de l'heure", "l'heure", "1 gio",
    ),
    "day": (
        "per day", "a day", "daily", "/day", "por dia", "al dia", "diarios", "par jour", "/jour",
        "/dia", "في اليوم", "يوميا", "باليوم", "प्रति दिन", "per hari", "/hari", "sehari",
        "kada araw", "arawan", "mot ngay", "/ngay", "moi ngay", "kwa siku", "в день", "/день",
        "每天", "日薪", "一天", "प्रतिदिन", "दैनिक", "दिनको", "रोजाना", "हर रोज", "প্রতিদিন",
        "প্রতি দিন", "দৈনিক", "দিনে", "روزانه", "في دن", "يوميه", "တစ်ရက်", "တစ်နေ့", "နေ့စား",
        "ต่อวัน", "วันละ", "በቀን", "на день", "за день", "kila siku", "bawat araw",
        "sa isang araw", "journalier", "diario",
    ),
    "week": (
        "per week", "a week", "weekly", "/week", "/wk", "por semana", "a la semana", "semanales",
        "par semaine", "/semaine", "/semana", "في الاسبوع", "اسبوعيا", "प्रति सप्ताह",
        "per minggu", "/minggu", "seminggu", "kada linggo", "lingguhan", "mot tuan", "/tuan",
        "kwa wiki", "в неделю", "/неделю", "每周", "周薪", "प्रति हफ्ते", "हर हफ्ते", "हफ्ते के",
        "हप्ताको", "प्रति हप्ता", "প্রতি সপ্তাহ", "সপ্তাহে", "في هفته", "هفتي كي", "တစ်ပတ်",
        "ต่อสัปดาห์", "สัปดาห์ละ", "በሳምንት", "на тиждень", "за тиждень", "за неделю", "kila wiki",
        "bawat linggo", "sa isang linggo",
    ),
    "month": (
        "per month", "a month", "monthly", "/month", "/mo", "p.m.", "por mes", "al mes",
        "mensuales", "mensual", "par mois", "/mois", "/mes", "mensuel", "mensais", "في الشهر",
        "شهريا", "بالشهر", "راتب شهري", "प्रति माह", "महीना", "महीने", "मासिक", "per bulan",
        "/bulan", "sebulan", "kada buwan", "buwanan", "mot thang", "/thang", "moi thang",
        "kwa mwezi", "в месяц", "/мес", "每月", "月薪", "一个月", "/月", "महिनाको", "महिना",
        "महिनामा", "प्रति महिना", "माह", "মাসে", "মাসিক", "প্রতি মাস", "ماهانه", "ماهوار", "في مهينه",
        "في ماه", "مهيني", "كل شهر", "တစ်လ", "လစာ", "ต่อเดือน", "เดือนละ", "เงินเดือน", "በወር",
        "ወርሃዊ", "на місяць", "в місяць", "за місяць", "щомісяця", "/міс", "за месяц",
        "ежемесячно", "kila mwezi", "bawat buwan", "sa isang buwan", "mensuels", "/bln",
        "1 thang", "mshahara wa mwezi",
    ),
}  # fmt: skip
"""The time that pay is for, by unit; the word nearest to the sum within a line counts."""
NEAR = 28
"""So many characters before or behind a sum the time is looked for."""
RESTS = (
    "off", "rest", "holiday", "holidays", "छुट्टी", "अवकाश", "बिदा", "विदा", "ছুটি", "چهٹي",
    "اجازه", "عطله", "راحه", "หยุด", "နား", "እረፍት",
)  # fmt: skip
"""Words behind a time that make it one of rest: "weekly off"."""
PAY = (
    "salary", "salaries", "wage", "wages", "pay", "paid", "sueldo", "salario", "salaire",
    "remuneration", "pagamento", "راتب", "الراتب", "اجر", "الاجر", "معاش", "वेतन", "सैलरी",
    "तनख्वाह", "तलब", "ज्याला", "বেতন", "মজুরি", "تنخواه", "اجرت", "gaji", "upah", "sahod",
    "sweldo", "suweldo", "luong", "လစာ", "လုပ်ခ", "เงินเดือน", "ค่าจ้าง", "ค่าแรง", "mshahara",
    "ደመወዝ", "ደሞዝ", "зарплат", "заработ", "оплат", "ставк", "зарп", "заробіт",
)  # fmt: skip
"""Words before a sum that say that it is pay."""
OTHER = (
    "accommodation", "housing", "lodging", "rent", "room", "bed", "food", "meal", "meals",
    "allowance", "transport", "overtime", "bonus", "commission", "fee", "fees", "deduct",
    "deducted", "deduction", "deductions", "deposit", "insurance", "visa", "ticket", "fine",
    "fines", "penalty", "tip", "tips", "alojamiento", "vivienda", "alquiler", "habitacion",
    "comida", "bono", "horas extra", "tasa", "descuento", "fianza", "multa", "logement", "loyer",
    "chambre", "repas", "prime", "frais", "retenue", "caution", "amende", "heures sup",
    "alojamento", "moradia", "aluguel", "quarto", "refeicao", "alimentacao", "taxa", "desconto",
    "سكن", "السكن", "ايجار", "طعام", "الطعام", "مواصلات", "بدل", "رسوم", "خصم", "غرامه", "تامين",
    "تاشيره", "आवास", "किराया", "कमरा", "खाना", "भोजन", "भत्ता", "ओवरटाइम", "फीस", "शुल्क",
    "कटौती", "जुर्माना", "वीजा", "बास", "भाडा", "ओभरटाइम", "कट्टी", "जरिवाना", "भिसा", "থাকা",
    "ভাড়া", "খাবার", "খাওয়া", "ভাতা", "ওভারটাইম", "ফি", "জরিমানা", "ভিসা", "رهائش", "كرايه",
    "كهانا", "الاونس", "فيس", "كٹوتي", "جرمانه", "ويزا", "akomodasi", "sewa", "kamar", "makan",
    "tunjangan", "lembur", "biaya", "potong", "potongan", "denda", "tirahan", "upa sa",
    "kuwarto", "pagkain", "kaltas", "nha o", "tien nha", "phong", "an uong", "tien an",
    "phu cap", "tang ca", "phi", "phat", "အခန်းခ", "အစားအသောက်", "ထောက်ပံ့", "အိုတီ", "ဖြတ်",
    "ဒဏ်", "ที่พัก", "ค่าเช่า", "ค่าห้อง", "อาหาร", "เบี้ยเลี้ยง", "โอที", "ค่าธรรมเนียม", "หัก",
    "ค่าปรับ", "malazi", "kodi", "chumba", "chakula", "posho", "ada", "makato", "faini", "መኖሪያ",
    "ኪራይ", "ምግብ", "አበል", "ቅጣት", "ቪዛ", "жиль", "аренд", "комнат", "питани", "преми", "доплат",
    "сбор", "вычет", "штраф", "залог", "виза", "визу", "житл", "оренд", "кімнат", "харчув",
    "премі", "збір", "вирах", "застав", "віза", "візу",
)  # fmt: skip
"""Words beside a sum that say that it is not pay, or not all of it."""


MONEY_WORDS = CURRENCIES | {code.lower(): code for code in sorted(CODES)}
"""Words, signs and codes (in lower case) of money to ISO 4217."""

_DOLLARS = {
    "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD",
}  # fmt: skip
_PESOS = {"MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS", "PH": "PHP", "CU": "CUP"}
_RIYALS = {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"}
_DINARS = {
    "KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "RS": "RSD",
}  # fmt: skip
_BY_PLACE = (
    ("$", _DOLLARS | _PESOS | {"US": "USD"}),
    ("dollars dollar dolar", _DOLLARS),
    ("peso pesos", _PESOS),
    ("riyal riyals rial rials riyali ريال ريالات रियाल रियल রিয়াল ሪያል รียาล ริยัล", _RIYALS),
    ("риал риалов ріалів", _RIYALS),
    ("dinar dinars dinari دينار دنانير दिनार दीनार দিনার ዲናር динар динаров", _DINARS),
    ("dirhams dirham درهم", {"MA": "MAD"}),
    (
        "rs rupees rupee रु रू روپي روپيه روپئي রুপি",
        {"IN": "INR", "PK": "PKR", "NP": "NPR", "LK": "LKR", "MU": "MUR"},
    ),
    ("kr крон kroner kronor", {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"}),
    ("shilingi shillings shilling", {"KE": "KES", "TZ": "TZS", "UG": "UGX"}),
    ("lira ليره", {"TR": "TRY", "LB": "LBP", "SY": "SYP"}),
    ("livres", {"LB": "LBP", "EG": "EGP", "GB": "GBP"}),
)
BY_PLACE = {word: places for words, places in _BY_PLACE for word in words.split()}
"""Words that mean the currency of the country where the work is; there they go before others."""
