"""Names of currencies and of large numbers, as posts in twelve languages write them.

Diacritics and case do not matter: the words are folded before use.
"""

SIGNS = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "sg$": "SGD", "au$": "AUD", "r$": "BRL",
    "s$": "SGD", "a$": "AUD", "c$": "CAD", "mx$": "MXN", "$": "USD", "€": "EUR", "£": "GBP",
    "₹": "INR", "₱": "PHP", "₫": "VND", "฿": "THB", "₽": "RUB", "₩": "KRW", "₦": "NGN",
    "₵": "GHS", "₺": "TRY", "₴": "UAH", "₸": "KZT", "¥": "CNY", "￥": "CNY", "₪": "ILS",
    "₭": "LAK", "៛": "KHR", "৳": "BDT", "rp": "IDR", "rs": "INR", "rm": "MYR", "ksh": "KES",
    "kshs": "KES", "kes": "KES", "tsh": "TZS", "tshs": "TZS", "ush": "UGX", "aed": "AED",
    "dhs": "AED", "dh": "AED", "dirham": "AED", "php": "PHP", "dirhams": "AED", "درهم": "AED",
    "दिरहम": "AED", "дирхам": "AED", "迪拉姆": "AED", "sar": "SAR", "riyal": "SAR",
    "riyals": "SAR", "ريال": "SAR", "रियाल": "SAR", "qar": "QAR", "omr": "OMR", "kwd": "KWD",
    "kd": "KWD", "bhd": "BHD", "دينار": "KWD", "dinar": "KWD", "usd": "USD", "usdt": "USD",
    "dollar": "USD", "dollars": "USD", "dolar": "USD", "dolares": "USD", "bucks": "USD",
    "دولار": "USD", "डॉलर": "USD", "доллар": "USD", "долларов": "USD", "долл": "USD",
    "美元": "USD", "美金": "USD", "u": "USD", "刀": "USD", "do la": "USD", "do": "USD",
    "ดอลลาร์": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR", "евро": "EUR", "欧元": "EUR",
    "يورو": "EUR", "यूरो": "EUR", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "фунт": "GBP", "фунтов": "GBP", "英镑": "GBP", "inr": "INR", "rupee": "INR",
    "rupees": "INR", "रुपये": "INR", "रुपए": "INR", "रु": "INR", "रूपये": "INR",
    "rupiah": "IDR", "idr": "IDR", "peso": "?", "pesos": "?", "piso": "PHP", "mxn": "MXN",
    "cop": "COP", "clp": "CLP", "ars": "ARS", "pen": "PEN", "soles": "PEN", "real": "BRL",
    "reais": "BRL", "brl": "BRL", "vnd": "VND", "dong": "VND", "d": "VND", "baht": "THB",
    "bath": "THB", "thb": "THB", "บาท": "THB", "บ": "THB", "泰铢": "THB", "baat": "THB",
    "rub": "RUB", "руб": "RUB", "рублей": "RUB", "рубля": "RUB", "рублеи": "RUB", "р": "RUB",
    "тенге": "KZT", "kzt": "KZT", "сум": "UZS", "сомов": "KGS", "сом": "KGS", "грн": "UAH",
    "гривен": "UAH", "uah": "UAH", "元": "CNY", "块": "CNY", "人民币": "CNY", "rmb": "CNY",
    "cny": "CNY", "yuan": "CNY", "юаней": "CNY", "円": "JPY", "jpy": "JPY", "yen": "JPY",
    "日元": "JPY", "krw": "KRW", "원": "KRW", "sgd": "SGD", "hkd": "HKD",
    "港币": "HKD", "twd": "TWD", "台币": "TWD", "myr": "MYR", "ringgit": "MYR", "lira": "TRY",
    "新台币": "TWD",
    "try": "TRY", "tl": "TRY", "ngn": "NGN", "naira": "NGN", "ghs": "GHS", "cedis": "GHS",
    "shilingi": "KES", "shillings": "KES", "tzs": "TZS", "ugx": "UGX", "zar": "ZAR",
    "rand": "ZAR", "aud": "AUD", "cad": "CAD", "nzd": "NZD", "chf": "CHF", "sek": "SEK",
    "nok": "NOK", "kr": "SEK", "kroner": "NOK", "pln": "PLN", "zl": "PLN", "zloty": "PLN",
    "czk": "CZK", "huf": "HUF", "ron": "RON", "lei": "RON", "pkr": "PKR", "npr": "NPR",
    "bdt": "BDT", "taka": "BDT", "lkr": "LKR", "mmk": "MMK", "kyat": "MMK", "etb": "ETB",
    "birr": "ETB", "egp": "EGP", "جنيه": "EGP", "mad": "MAD", "tnd": "TND", "dzd": "DZD",
    "jod": "JOD", "iqd": "IQD", "ils": "ILS", "xof": "XOF", "xaf": "XAF", "fcfa": "XOF",
    "cfa": "XOF", "khr": "KHR", "lak": "LAK",
}  # fmt: skip
"""Signs, codes and words of currencies to ISO 4217; "?" where the word alone does not tell."""
BY_PLACE = {
    "$": {"AU": "AUD", "CA": "CAD", "SG": "SGD", "HK": "HKD", "NZ": "NZD", "MX": "MXN", "CO": "COP",
          "AR": "ARS", "CL": "CLP", "TW": "TWD"},
    "rs": {"PK": "PKR", "NP": "NPR", "LK": "LKR"}, "kr": {"NO": "NOK", "DK": "DKK", "IS": "ISK"},
    "pesos": {"MX": "MXN", "CO": "COP", "AR": "ARS", "CL": "CLP", "PH": "PHP", "DO": "DOP",
              "CU": "CUP"},
    "ريال": {"QA": "QAR", "OM": "OMR", "YE": "YER"}, "درهم": {"MA": "MAD"}, "¥": {"JP": "JPY"},
    "دينار": {"JO": "JOD", "BH": "BHD", "IQ": "IQD", "LY": "LYD", "TN": "TND", "DZ": "DZD"},
}  # fmt: skip
"""Signs that mean another currency in some countries: sign, country, ISO 4217."""
UNITS = {
    "k": 1e3, "тыс": 1e3, "тысяч": 1e3, "т.р": 1e3, "тр": 1e3, "mil": 1e3, "mille": 1e3,
    "thousand": 1e3, "ribu": 1e3, "rb": 1e3, "nghin": 1e3, "ngan": 1e3, "libo": 1e3,
    "elfu": 1e3, "هزار": 1e3, "ألف": 1e3, "الف": 1e3, "हजार": 1e3, "हज़ार": 1e3, "พัน": 1e3,
    "千": 1e3, "百": 1e2, "万": 1e4, "萬": 1e4, "w": 1e4, "หมื่น": 1e4, "แสน": 1e5, "ล้าน": 1e6,
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "laki": 1e5, "लाख": 1e5, "crore": 1e7, "करोड़": 1e7,
    "juta": 1e6, "jt": 1e6, "trieu": 1e6, "tr": 1e6, "cu": 1e6, "m": 1e6, "million": 1e6,
    "millions": 1e6, "millones": 1e6, "milhoes": 1e6, "milioni": 1e6, "milyon": 1e6, "млн": 1e6,
    "مليون": 1e6, "मिलियन": 1e6, "亿": 1e8,
}  # fmt: skip
"""Words and letters that multiply the number before them."""
IMPLIED = {
    "juta": "IDR", "jt": "IDR", "ribu": "IDR", "rb": "IDR", "trieu": "VND", "nghin": "VND",
    "ngan": "VND", "lakh": "INR", "lakhs": "INR", "lac": "INR", "लाख": "INR", "crore": "INR",
    "т.р": "RUB", "тр": "RUB", "हजार": "INR", "cu": "VND", "หมื่น": "THB", "แสน": "THB",
}  # fmt: skip
"""Multiplying words that belong to one currency."""
BY_LANGUAGE = {
    "id": "IDR", "vi": "VND", "hi": "INR", "zh": "CNY", "ru": "RUB", "fil": "PHP", "tl": "PHP",
    "th": "THB", "sw": "KES",
}  # fmt: skip
"""The currency meant by a bare sum in a post of a language."""
WEAK = frozenset({"d", "u", "do", "try", "real", "mad", "pen", "lei", "kr", "р", "dh", "cop", "บ"})
"""Currency words that only count behind a number, never before."""
OF_LANGUAGE = {"d": {"vi"}, "do": {"vi"}, "u": {"zh"}, "р": {"ru", "uk"}, "บ": {"th"}}
"""Letters that are a currency in posts of these languages only."""
WORDS = frozenset({"all", "top", "bob", "cup", "gel", "mop", "sos", "ang", "cop", "mad", "try"})
"""Codes (ISO 4217) that are words of other meanings, read as codes in no post."""
