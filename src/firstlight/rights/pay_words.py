"""Words with which offers tell pay: currencies, large numbers, and the time that the pay is for.

Matched on folded text. A word that means several currencies is left out: the worker is asked.
"""

CURRENCIES = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "a$": "AUD", "c$": "CAD", "r$": "BRL",
    "€": "EUR", "£": "GBP", "₹": "INR", "₱": "PHP", "₫": "VND", "฿": "THB", "₽": "RUB", "₩": "KRW",
    "₦": "NGN", "₺": "TRY", "₴": "UAH", "৳": "BDT", "rp": "IDR", "rm": "MYR", "ksh": "KES",
    "dhs": "AED", "dirhams": "AED", "dirham": "AED", "kd": "KWD", "ringgit": "MYR",
    "baht": "THB", "rupiah": "IDR", "taka": "BDT", "euro": "EUR", "euros": "EUR", "usd": "USD",
    "dollars": "USD", "dolares": "USD", "евро": "EUR", "руб": "RUB", "рублей": "RUB",
    "долларов": "USD", "درهم": "AED", "美元": "USD", "美金": "USD", "欧元": "EUR", "港币": "HKD",
    "日元": "JPY", "円": "JPY", "人民币": "CNY", "元": "CNY", "원": "KRW", "บาท": "THB",
    "yen": "JPY", "yuan": "CNY", "pounds": "GBP", "quid": "GBP", "zloty": "PLN", "zl": "PLN",
    "naira": "NGN", "birr": "ETB", "kyat": "MMK", "soles": "PEN", "reais": "BRL",
}  # fmt: skip
"""Words and signs to ISO 4217; codes themselves are known besides."""

CODES = {
    "AED", "AUD", "BDT", "BHD", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK", "EGP", "ETB",
    "EUR", "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "JOD", "JPY", "KES", "KHR", "KRW",
    "KWD", "KZT", "LBP", "LKR", "MAD", "MMK", "MXN", "MYR", "NGN", "NOK", "NPR", "NZD", "OMR",
    "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TND", "TRY",
    "TWD", "TZS", "UAH", "UGX", "USD", "VND", "XAF", "XOF", "ZAR",
}  # fmt: skip
"""Codes of ISO 4217 that offers write; in lower case inside folded text."""

LARGE = {
    "k": 3, "thousand": 3, "mil": 3, "mille": 3, "ribu": 3, "rb": 3, "nghin": 3, "elfu": 3,
    "тыс": 3, "тысяч": 3, "ألف": 3, "الف": 3, "हजार": 3, "千": 3, "万": 4, "萬": 4, "lakh": 5,
    "lakhs": 5, "लाख": 5, "juta": 6, "jt": 6, "trieu": 6, "million": 6, "млн": 6,
}  # fmt: skip
"""Words behind a number to the power of ten that they stand for."""

PERIODS = {
    "hour": ("per hour", "an hour", "hourly", "/hour", "/hr", "/h", "por hora", "la hora",
             "par heure", "de l heure", "/heure", "/hora", "في الساعه", "بالساعه", "प्रति घंटा",
             "घंटे", "per jam", "/jam", "sejam", "kada oras", "kada oras", "mot gio", "/gio",
             "moi gio", "kwa saa", "в час", "/час", "每小时", "小时", "时薪"),
    "day": ("per day", "a day", "daily", "/day", "por dia", "al dia", "diarios", "par jour",
            "/jour", "/dia", "في اليوم", "يوميا", "باليوم", "प्रति दिन", "रोज", "per hari", "/hari",
            "sehari", "kada araw", "arawan", "mot ngay", "/ngay", "moi ngay", "kwa siku",
            "в день", "/день", "每天", "日薪", "一天"),
    "week": ("per week", "a week", "weekly", "/week", "/wk", "por semana", "a la semana",
             "semanales", "par semaine", "/semaine", "/semana", "في الاسبوع", "اسبوعيا",
             "प्रति सप्ताह", "हफ्ते", "per minggu", "/minggu", "seminggu", "kada linggo", "lingguhan",
             "mot tuan", "/tuan", "kwa wiki", "в неделю", "/неделю", "每周", "周薪"),
    "month": ("per month", "a month", "monthly", "/month", "/mo", "p.m.", "por mes", "al mes",
              "mensuales", "mensual", "par mois", "/mois", "/mes", "mensuel", "por mes", "mensais",
              "في الشهر", "شهريا", "بالشهر", "راتب شهري", "प्रति माह", "महीना", "महीने", "मासिक",
              "per bulan", "/bulan", "sebulan", "kada buwan", "buwanan", "mot thang", "/thang",
              "moi thang", "kwa mwezi", "в месяц", "/мес", "每月", "月薪", "一个月", "/月"),
}  # fmt: skip
"""The time that pay is for, by unit; the word nearest to the sum within a line counts."""
NEAR = 28
"""So many characters before or behind a sum the time is looked for."""


MONEY_WORDS = CURRENCIES | {code.lower(): code for code in sorted(CODES)}
"""Words, signs and codes (in lower case) of money to ISO 4217."""

BY_PLACE = {
    "$": {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD",
          "TW": "TWD", "MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS"},
    "rs": {"IN": "INR", "PK": "PKR", "NP": "NPR", "LK": "LKR", "MU": "MUR"},
    "kr": {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"},
    "pesos": {"MX": "MXN", "CO": "COP", "CL": "CLP", "AR": "ARS", "PH": "PHP"},
    "riyal": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
    "riyals": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
    "ريال": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
    "dinar": {"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD"},
    "دينار": {"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD"},
}  # fmt: skip
"""Words that mean the currency of the country where the work is; elsewhere they tell nothing."""
