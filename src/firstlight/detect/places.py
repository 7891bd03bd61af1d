"""Places: countries by their names in many languages, cities and towns that matter to migration.

Country names come from Unicode CLDR through babel; cities, towns and the coordinates are data of
this package, written for it, approximate to some kilometres.
"""

from collections.abc import Iterator
from functools import cache

import msgspec
from babel import Locale

from firstlight.detect.lexicon import Entry, is_spaceless, read_data
from firstlight.rulebook.matching.fold import fold

LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi", "id", "fil", "vi", "sw", "ru", "zh")
"""The twelve languages of the project, ISO 639."""

_MORE = {
    "AE": ("uae", "u.a.e", "emirates", "emiratos", "الامارات", "यूएई", "阿联酋", "оаэ", "эмираты"),
    "GB": ("uk", "u.k", "england", "britain", "great britain", "inglaterra", "angleterre", "англия",
           "inggris", "英国", "بريطانيا", "إنجلترا", "ब्रिटेन", "nuoc anh", "uingereza"),
    "US": ("usa", "u.s.a", "america", "eeuu", "ee.uu", "etats-unis", "eua", "amerika", "сша",
           "美国", "أمريكا", "امريكا", "अमेरिका", "nuoc my", "marekani"),
    "SA": ("ksa", "saudi", "arab saudi", "saudia", "السعودية", "सऊदी", "沙特"),
    "KH": ("cambodia", "kamboja", "cam-pu-chia", "campuchia", "柬埔寨", "กัมพูชา", "камбоджа"),
    "MM": ("myanmar", "burma", "birmania", "birmanie", "缅北", "缅甸", "พม่า", "เมียนมา", "бирма"),
    "LA": ("laos", "老挝", "ลาว"),
    "TH": ("thailand", "thai lan", "ไทย", "ประเทศไทย", "泰国"),
    "PH": ("philippines", "pilipinas", "pinas", "filipina", "菲律宾"),
    "KR": ("korea", "south korea", "corea", "coree", "coreia", "韩国", "корея", "han quoc"),
    "CZ": ("czech republic", "republica checa"), "NL": ("holland", "holanda", "голландия", "荷兰"),
    "CI": ("ivory coast", "cote d'ivoire"), "CD": ("drc", "dr congo", "rdc"),
    "TR": ("turkiye", "turkey"), "DE": ("nuoc duc",), "FR": ("nuoc phap",), "AU": ("nuoc uc",),
    "IT": ("nuoc y",),
}  # fmt: skip
_ORDINARY = frozenset({"mali", "chad", "jordan", "man", "ilha", "reunion", "jersey", "male", "muse",
    "niger", "clark", "tana", "beja", "dominica", "phap", "togo", "sana", "macao", "guinea", "nice",
    "darwin", "osh", "prato", "goma", "addis", "cluj", "лима", "кале", "рим",
    "перт", "сана", "вена", "माली", "タイ", "인도", "カイロ", "គែរ", "이란"})  # fmt: skip
_WORDS_OF: dict[str, set[str | None]] = {
    "lima": {"id", "ms", "fil", "tl", None}, "porto": {"pt", "it", None}, "ankara": {"sw"},
    "roma": {"ro"}, "bali": {"fil", "tl"},
}  # fmt: skip
"""Place names that are ordinary words of some languages (lima: five; porto: harbour)."""
_ALSO_READ = ("bn", "ta", "te", "kn", "ml", "si", "gu", "pa", "mr", "ne", "th", "lo", "km", "my",
    "he", "am", "ka", "hy", "el", "fa", "ur", "ps", "ja", "ko", "uk", "bg", "kk")  # fmt: skip
"""Languages of other scripts in which the countries most spoken of and large cities are known."""
_SPOKEN_OF = frozenset({
    "AE", "AU", "BD", "BH", "CA", "CN", "DE", "DK", "EG", "ES", "FI", "FR", "GB", "GR", "HK", "HR",
    "ID", "IE", "IL", "IN", "IT", "JP", "KE", "KH", "KR", "KW", "KZ", "LB", "LK", "LY", "MM", "MX",
    "MY", "NG", "NL", "NO", "NP", "NZ", "PH", "PK", "PL", "PT", "QA", "RO", "RU", "SA", "SE", "SG",
    "TH", "TR", "TW", "UA", "US", "UZ", "VN", "ZA"})  # fmt: skip
_ORDINARY_CITIES = frozenset({"IT:Rome", "AU:Perth", "AU:Darwin", "MY:Kuching", "BD:Dhaka"})
"""Cities whose names are words, or parts of words, in those languages."""
_CITY_STATES = frozenset({"SG", "HK", "MO"})  # their name is read as the city's
_VOWELS = "аяоеиыйьуюэ"
_CUT = "იაეოუαάεηήοόςις\u0bcd\u0d4d\u0dca"
"""What the cases of some scripts put other endings for: last vowels, a sign for none."""
_SHORTEST_STEM = 5


class Place(msgspec.Struct, frozen=True):
    """A city or town: its code "AE:Dubai", country, coordinates in degrees, ISO 3166-2 or None."""

    code: str
    country: str
    latitude: float
    longitude: float
    subdivision: str | None
    names: tuple[str, ...]


def _rows(name: str) -> Iterator[list[str]]:
    for line in read_data(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split(";")


@cache
def cities() -> tuple[Place, ...]:
    """Return the cities and towns of `data/cities.csv`."""
    found = []
    for names, country, latitude, longitude, subdivision in _rows("cities.csv"):
        variants = tuple(names.split("|"))
        code = f"{country}:{variants[0]}"
        spot = (float(latitude), float(longitude))
        found.append(Place(code, country, *spot, subdivision or None, variants))
    return tuple(found)


@cache
def _coordinates() -> dict[str, tuple[float, float]]:
    table = {code: (float(north), float(east)) for code, north, east in _rows("countries.csv")}
    for city in cities():
        spot = (city.latitude, city.longitude)
        table.setdefault(city.code, spot)
        if city.subdivision:
            table.setdefault(city.subdivision, spot)
    return table


def coordinates(code: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees of "AE", "AE:Dubai" or "TH-10", or None.

    A country gives its middle; a subdivision its first listed city; an unlisted city or
    subdivision None.
    """
    return _coordinates().get(code)


def country_of(code: str | None) -> str | None:
    """Return the ISO 3166-1 code at the head of a place code ("TH-10" gives "TH"), or None."""
    head = (code or "").replace("-", ":").partition(":")[0].upper()
    return head if len(head) == 2 and head in _coordinates() else None


def fits_language(word: str, lang: str | None) -> bool:
    """Tell whether a place name may be one in a post of a language, not an ordinary word of it."""
    return word not in _WORDS_OF or lang not in _WORDS_OF[word]


def _entry(value: str, name: str) -> Entry | None:
    """Return the list entry of a place name, or None for names too short or too common."""
    word = fold(name).text.strip()
    shortest = 2 if any(map(is_spaceless, word)) else 3 if not word.isascii() else 4
    if word in _ORDINARY or len(word) < shortest:
        return None
    arabic = "\u0600" <= word[0] <= "\u06ff"
    cyrillic = "\u0400" <= word[0] <= "\u052f" and len(word) >= 5
    if cyrillic and word[-1] in _VOWELS:
        word = word[:-1]
    return Entry("place", value, word, prefix=arabic, suffix=cyrillic)


def _inflected(value: str, name: str) -> Entry | None:
    """Return the list entry of a place name of another script, its case endings left open."""
    entry = _entry(value, name)
    if entry is None or entry.suffix or entry.word.isascii() or is_spaceless(entry.word[0]):
        return entry
    word = entry.word[:-1] if entry.word[-1] in _CUT else entry.word
    prefix = "\u0590" <= word[:1] <= "\u05ff" or "\u1200" <= word[:1] <= "\u137f"
    open_ended = len(word) >= _SHORTEST_STEM and not entry.prefix
    return Entry(
        "place", value, word if open_ended else entry.word, entry.prefix or prefix, open_ended
    )


def _further_entries() -> Iterator[Entry | None]:
    """Yield the entries of countries and cities in the languages that are also read."""
    codes = {city.names[0]: city.code for city in cities()}
    for language in map(Locale, _ALSO_READ):
        for code, name in language.territories.items():
            if code in _SPOKEN_OF and code not in _CITY_STATES:
                yield _inflected(code, name)
        for zone, told in language.time_zones.items():
            code = codes.get(zone.rpartition("/")[2].replace("_", " "), "")
            if code[:2] in _SPOKEN_OF and code not in _ORDINARY_CITIES and "city" in told:
                yield _inflected(code, told["city"])


def place_entries() -> Iterator[Entry]:
    """Yield the list entries of all place names, folded."""
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in _coordinates() and code not in _CITY_STATES:
                entry = _entry(code, name)
                if entry is not None:
                    yield entry
    for code, names in _MORE.items():
        for name in names:
            yield Entry("place", code, fold(name).text, prefix=name[0] in "ابتجحسم")
    for city in cities():
        yield from filter(None, (_inflected(city.code, name) for name in city.names))
    yield from filter(None, _further_entries())
