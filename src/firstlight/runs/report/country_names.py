"""Countries by the names that reports and statistics write: CLDR's, and the formal ones."""

from functools import cache

from babel import Locale

from firstlight.detect.places import coordinates
from firstlight.rulebook.matching.fold import fold

_FORMAL = {
    "BA": ("bosnia herzegovina",),
    "BN": ("brunei darussalam",),
    "BO": ("plurinational state of bolivia", "bolivia (plurinational state of)"),
    "CD": ("democratic republic of congo", "congo dem. rep.", "congo (kinshasa)"),
    "CG": ("republic of congo", "congo rep.", "congo (brazzaville)"),
    "CN": ("people's republic of china",),
    "CV": ("cabo verde",),
    "FM": ("federated states of micronesia", "micronesia (federated states of)"),
    "GB": ("united kingdom of great britain and northern ireland",),
    "IR": ("islamic republic of iran", "iran (islamic republic of)", "iran islamic rep."),
    "KG": ("kyrgyz republic",),
    "KP": ("democratic people's republic of korea", "korea dem. people's rep.", "dprk"),
    "KR": ("republic of korea", "korea rep."),
    "LA": ("lao people's democratic republic", "lao pdr"),
    "MD": ("republic of moldova",),
    "MK": ("macedonia", "republic of macedonia", "macedonia fyr",
           "former yugoslav republic of macedonia"),
    "PS": ("palestine", "state of palestine", "west bank and gaza"),
    "RU": ("russian federation",),
    "SK": ("slovak republic",),
    "SY": ("syrian arab republic",),
    "SZ": ("swaziland",),
    "TL": ("east timor",),
    "TZ": ("united republic of tanzania",),
    "US": ("united states of america",),
    "VE": ("bolivarian republic of venezuela", "venezuela (bolivarian republic of)",
           "venezuela rb"),
    "VN": ("viet nam", "socialist republic of viet nam"),
    "YE": ("republic of yemen", "yemen rep."),
    "ZA": ("republic of south africa",),
}  # fmt: skip
"""Names beside CLDR's: of United Nations and World Bank tables, and of older reports."""


def country_named(name: str) -> str | None:
    """Return the ISO 3166-1 code of a country by its whole name, None where it is not known.

    Case, accents, commas, hyphens, "&" and "the" do not matter, nor "Saint" or "St.".
    """
    return _codes().get(_plain(name))


@cache
def _codes() -> dict[str, str]:
    names = {_plain(name): code for code, name in Locale("en").territories.items()}
    formal = {_plain(name): code for code, several in _FORMAL.items() for name in several}
    return {name: code for name, code in (names | formal).items() if coordinates(code)}


def _plain(name: str) -> str:
    text = fold(name).text.replace("&", " and ").replace("-", " ").replace(",", " ")
    words = ("st." if word in {"saint", "st"} else word for word in text.split() if word != "the")
    return " ".join(words)
