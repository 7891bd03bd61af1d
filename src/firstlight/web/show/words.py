"""The words that pages use for kinds, verdicts and figures."""

from collections.abc import Sequence
from datetime import datetime

from babel import Locale

from firstlight.web.show.links import plain

ENGLISH = Locale("en")
LINK_WORDS = {
    "identifier": "same contact",
    "template": "same template",
    "wording": "same wording",
    "image": "same image",
    "wallet": "same wallet",
    "account": "same account",
    "route": "same route",
}
KIND_WORDS = {
    "phone": "phone", "email": "e-mail", "handle": "handle", "link": "link", "wallet": "wallet",
    "wage": "pay", "fee": "fee", "deposit": "deposit", "fine": "fine", "debt": "debt",
    "money": "money", "place": "place", "age": "age", "document": "document", "travel": "travel",
    "housing": "housing", "date": "date", "name": "name", "number": "number", "text": "words",
    "template": "template", "wording": "wording", "image": "image", "account": "account",
    "route": "route",
}  # fmt: skip
STATES = {
    None: "new",
    "uphold": "upheld",
    "dismiss": "dismissed",
    "unsure": "unsure",
}
EVENT_WORDS = {
    "born": "first seen as an operation",
    "grew": "grew",
    "shrank": "shrank",
    "merged": "merged with",
    "split": "split from",
    "vanished": "no longer found",
}
CLASS_WORDS = {
    "rotating": "one wording under changing contacts",
    "agency": "one stable contact behind many posts",
    "notice": "standard text of an operator or job board",
    "chatter": "greetings or forwarded messages",
    "unclear": "not told apart yet",
}


def kind_word(kind: str) -> str:
    """Return the word shown for a kind of mention, slot or link."""
    return KIND_WORDS.get(kind) or plain(kind)


def kind_class(kind: str) -> str:
    """Return the part of a style's name for a kind; one that we do not know is "other"."""
    return kind if kind in KIND_WORDS else "other"


def link_word(kind: str) -> str:
    """Return the words shown for a kind of link ("identifier" → "same contact")."""
    return LINK_WORDS.get(kind) or plain(kind)


def language(code: str | None) -> str:
    """Return a language's English name, or its code where it has none."""
    return str(ENGLISH.languages.get(code or "", plain(code or "unknown")))


def is_language(code: str | None) -> bool:
    """Tell whether a code may stand in a `lang` attribute: ISO 639, two or three letters."""
    return code is not None and len(code) in {2, 3} and code.isascii() and code.isalpha()


def place(code: str) -> str:
    """Return a place's name: "AE" → "United Arab Emirates", "AE:Dubai" → "Dubai, …"."""
    country, _, city = code.partition(":")
    name = str(ENGLISH.territories.get(country.split("-")[0].upper(), plain(country)))
    if city:
        return f"{plain(city)}, {name}"
    return f"{name} ({plain(country)})" if "-" in country else name


def short_id(identifier: str) -> str:
    """Return the first eight characters of an id, enough to speak of it."""
    return plain(identifier)[:8]


def day(instant: datetime | None) -> str:
    """Return a date as "3 Mar 2026", or a dash where it is not known."""
    return "—" if instant is None else f"{instant.day} {instant:%b %Y}"


def moment(instant: datetime | None) -> str:
    """Return an instant as "3 Mar 2026, 14:05 UTC", or a dash."""
    return "—" if instant is None else f"{day(instant)}, {instant:%H:%M} UTC"


def short_place(code: str) -> str:
    """Return a place's own name without its country: "AE:Dubai" → "Dubai"."""
    return plain(code.partition(":")[2]) or place(code)


def short_places(codes: Sequence[str]) -> list[str]:
    """Return the names of places in order; a country goes unsaid where one of its cities is."""
    cities = {code.partition(":")[0] for code in codes if ":" in code}
    return [short_place(code) for code in codes if code not in cities]


def brief(text: str, longest: int = 90) -> str:
    """Return a text on one line, cut at `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def times(decibans: float) -> str:
    """Return how much likelier evidence makes it: +13 decibans → "20 times likelier"."""
    if abs(decibans) < 0.05:
        return "no weight of its own"
    if abs(decibans) < 0.25:
        return "hardly any weight"
    ratio = 10 ** (min(abs(decibans), 90) / 10)
    figure = f"{ratio:,.0f}" if ratio >= 9.5 else f"{ratio:.1f}"
    return f"{figure} times {'likelier' if decibans >= 0 else 'less likely'}"


def chance(bits: float) -> str:
    """Return how rarely unrelated posts share a thing of this specificity: 10 bits → 1 in 1,000."""
    odds = 2 ** min(max(bits, 0.0), 40.0)
    if odds < 3:
        return "common"
    digits = len(str(int(odds))) - 2
    rounded = round(odds, -digits) if digits > 0 else round(odds)
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if rounded >= size:
            return f"1 in {rounded / size:,.3g} {word}"
    return f"1 in {int(rounded):,}"
