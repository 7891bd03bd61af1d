"""Names of accounts: what one looks like, also with its signs in words or its letters apart.

"lola_jobs", "lola underscore jobs", "lola _ jobs", "l o l a 7 7", "arroba lola".
"""

from itertools import pairwise

import msgspec
import re2

from firstlight.detect.numerals import table
from firstlight.detect.signs import CLOSE, OPEN, PREPOSITIONS, ROOM, signs

_KINDS = {"underscore": "_", "dot": ".", "dash": "-"}
_SAID = "|".join(signs()[kind].between for kind in _KINDS)
_SIGN = re2.compile(rf"{_SAID}| _ | \. ", ROOM)
_AT_WORDS = sorted(
    (word for word in signs()["at"].words - PREPOSITIONS if len(word) > 2 or not word.isascii()),
    key=len,
    reverse=True,
)
_AT = (
    rf"(?:@|{OPEN}\s?(?:at|a|@)\s?{CLOSE}"
    rf"|{OPEN}?(?:{'|'.join(map(re2.escape, _AT_WORDS))}){CLOSE}?[\s:])\s?"
)
_SIGNED = re2.compile(rf"^{_AT}")
_PLAIN = re2.compile(r"^[a-z0-9_](?:[a-z0-9_.\-]{1,36}[a-z0-9_])")
_QUOTED = re2.compile(r"^([a-z0-9_]{2,20}(?:\. ?|_ | _)[a-z]{0,19}[0-9_][a-z0-9_]{0,19})[\"'”»]")
_QUOTES = frozenset("\"'“«")
ARTICLES = frozenset({"le", "la", "les", "il", "lo", "el", "los", "las", "the", "and", "or", "un",
    "une", "una", "a", "an", "der", "die", "das", "den", "het", "de", "o", "os", "as", "um", "uma",
    "i", "e", "y", "et", "und", "en", "on", "in", "to", "for", "of", "is", "with"})  # fmt: skip
"""Words before "point", "punto", "dash" where these say just what they say."""
_TAG = re2.compile(r"^\s?#\s?([0-9]{4})\b")
_PARTED = re2.compile(rf"^[a-z0-9_.]+(?:(?:{_SAID}| _ | \. )[a-z0-9_.]+)+", ROOM)
_OWN_FORMS = {
    "skype": re2.compile(r"^live:[a-z0-9_.\-]{3,40}[a-z0-9]"),
    "session": re2.compile(r"^05[0-9a-f]{64}\b"),
    "threema": re2.compile(r"^[*a-z0-9][a-z0-9]{7}\b"),
    "signal": re2.compile(r"^[a-z_][a-z0-9_]{2,31}\.[0-9]{2,9}\b"),
}
"""What names of single networks look like, where no other text looks so."""
_NUMBERED = frozenset({"qq", "icq"})
_SPACED_NUMBER = re2.compile(r"^[1-9](?:[ \-]?[0-9]){4,10}\b")
_LOOK_ALIKES = str.maketrans("oilsbzg", "0115829")
_FEWEST_FIGURES = 7
_SHORTEST_DOTTED, _SHORTEST_CODED = 5, 5
_PRODUCT = re2.compile(
    r"^(?:windows|win|android|iphone|ios|ipad|galaxy|xbox|covid|sars|gta|office|mp|usb|ps)[0-9_]+$"
    r"|^[0-9]{1,2}(?:am|pm|h|uhr)?-[0-9]{1,2}(?:am|pm|h|uhr)$|^v[0-9]+\.[0-9.]+$"
)
_COMPOUND = re2.compile(
    r"-(?:in|up|out|off|on|to|by|me|time|term|paid|based|free|day|hour|long|site|line|only|ready"
    r"|level|end|class|style|friendly|speaking|looking|up|one|two|call|chat|mail|book|gram)$"
)
_KEY = re2.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$")
_HOST_ENDS = frozenset({"com", "net", "org", "info", "biz", "io", "co", "edu", "gov", "example",
    "test", "invalid", "xyz", "top", "online", "site", "shop", "club", "vip", "tv", "cc", "app",
    "dev", "ru", "ua", "kz", "uz", "cn", "hk", "tw", "jp", "kr", "vn", "th", "ph", "sg", "kh", "uk",
    "ca", "au", "nz", "ie", "za", "ke", "ng", "gh", "pk", "bd", "lk", "np", "ae", "sa", "qa", "kw",
    "eg", "tr", "mx", "ar", "pe", "cl", "br", "pt", "fr", "de", "nl", "pl", "es", "ro", "bg", "eu",
    "gr", "se", "dk", "fi", "ch", "be", "in", "id", "my", "us", "ge", "am"})  # fmt: skip
"""Ends of host names: what ends so, and is not said to be a name, is an address."""
WEB = (".com", ".net", ".org", ".info", ".html", ".php", ".jpg", ".png", ".pdf", ".gif", ".exe")
NEVER = frozenset({"channel", "group", "page", "account", "message", "link", "download", "below",
    "whatsapp", "telegram", "instagram", "facebook", "tiktok", "snapchat", "viber", "wechat",
    "line", "please", "contact", "number", "only", "username", "https", "http", "www", "call",
    "text", "inbox", "available", "online", "signal", "discord", "email", "mail", "phone", "click",
    "here", "premium", "desktop", "business", "messenger", "official", "stories", "story", "reels",
    "direct", "support", "android", "iphone", "twitter", "youtube", "google", "gmail", "skype",
    "chat", "user", "nick", "shop", "store", "live", "team", "admin", "cash", "taxi", "visa",
    "video", "audio", "photo", "money", "offline", "office", "sorry", "thanks"})  # fmt: skip
"""Words that stand where a name might, and are none."""


class Name(msgspec.Struct, frozen=True):
    """A name with its span in the text that was looked at.

    `sure`: said to be a name ("@", "arroba") or hidden as only names are; `tag`: Discord's "#1234".
    """

    name: str
    start: int
    end: int
    tag: str = ""
    sure: bool = False


def name_at(text: str, start: int, network: str, most: int = 70) -> Name | None:
    """Return the name of an account that begins at a place, or None."""
    ahead = text[start : start + most]
    at = _SIGNED.match(ahead)
    first = at.end() if at else 0
    body = ahead[first:]
    if network in _NUMBERED:
        number = _SPACED_NUMBER.match(body)
        if number is not None:
            plain = "".join(filter(str.isdigit, number.group()))
            return Name(plain, start, start + first + number.end())
    form = _OWN_FORMS.get(network)
    own = form.match(body) if form else None
    if own is not None:
        sure = network != "threema" or any(map(str.isdigit, own.group()))
        return Name(own.group(), start, start + first + own.end(), sure=sure)
    hidden = _parted(body)
    if hidden is not None:
        name, size = hidden
        return Name(name, start, start + first + size, sure=bool(at) or not name.isalpha())
    return _plain(text, start, first, ahead)


def _plain(text: str, start: int, first: int, ahead: str) -> Name | None:
    """Return the name that is written as it is, `first` characters behind the place."""
    body = ahead[first:]
    quoted = _QUOTED.match(body) if text[max(0, start - 1) : start] in _QUOTES else None
    if quoted is not None:
        size = quoted.end(1)
        return Name(quoted.group(1).replace(" ", ""), start, start + first + size, sure=True)
    match = _PLAIN.match(body)
    if match is None:
        return None
    end, name = first + match.end(), match.group()
    if "." in name:
        name = _undotted(name)
    tag = _TAG.match(ahead[end:])
    end += tag.end() if tag else 0
    said = f"#{tag.group(1)}" if tag else ""
    return Name(name, start, start + end, said, sure=bool(first or tag))


def _undotted(name: str) -> str:
    """Return "lola_jobs" for "lola.underscore.jobs"."""
    parts = name.split(".")
    said = [at for at in range(1, len(parts) - 1) if parts[at] in signs()["underscore"].words]
    for at in reversed(said):
        parts[at - 1 : at + 2] = [f"{parts[at - 1]}_{parts[at + 1]}"]
    return ".".join(parts)


def _parted(body: str) -> tuple[str, int] | None:
    """Return a name whose signs are words or stand between spaces, and its written length."""
    match = _PARTED.match(body)
    if match is None:
        return None
    written, parts, first, end = match.group(), [], 0, match.end()
    for sign in _SIGN.finditer(written):
        part, said = written[first : sign.start()], _means(sign.group())
        if sign.group() == " . " and not (_is_bare(part) and _stops(body, written, sign.end())):
            end = sign.start()
            written = written[:end]
            break
        parts.append(part + said)
        first = sign.end()
    if not parts or not any(map(str.isalpha, written)):
        return None
    if parts[0][:-1] in ARTICLES and parts[0][-1] != "_":
        return None
    last = written[first:].rstrip(".")
    name, end = "".join(parts) + last, first + len(last)
    return name, end


def _means(sign: str) -> str:
    if sign.strip(" ()[]{}<>") == "_":
        return "_"
    said = next((kind for kind in ("underscore", "dot") if signs()[kind].means(sign)), "dash")
    return _KINDS[said]


def _is_bare(part: str) -> bool:
    return len(part) > 1 and part.isalpha()


def _stops(body: str, written: str, first: int) -> bool:
    """Tell whether no further Latin word follows the part after a full stop with spaces."""
    part = written[first:].partition(" ")[0]
    after = body[first + len(part) :].lstrip(" ")[:1]
    return len(part) > 1 and not (after.isascii() and after.isalnum())


def is_odd(name: str) -> bool:
    """Tell whether a name holds a "_", or letters and figures, as words do not."""
    figures = any(map(str.isdigit, name))
    odd = len(name) >= 5 and ("_" in name or figures) and sum(map(str.isalpha, name)) >= 3
    return odd and not is_product(name) and not is_measure(name)


def is_product(name: str) -> bool:
    """Tell whether a name is rather a thing with a number: "windows10"."""
    return bool(_PRODUCT.search(name))


def is_code(name: str) -> bool:
    """Tell whether a name is rather a room, a form or a size: "b12", "x2"."""
    return len(name) < _SHORTEST_CODED and name[0].isalpha() and name[1:].isdigit()


def is_joined(name: str) -> bool:
    """Tell whether a name is letters around a "_" ("lola_jobs"), as in no ordinary text."""
    return any(a.isalnum() and b == "_" for a, b in pairwise(name)) and is_odd(name)


def is_address(name: str) -> bool:
    """Tell whether a name is rather a web page, a file or a key of a record."""
    ending = name.rpartition(".")[2]
    page = (
        name.endswith(WEB) or name.startswith("www.") or (ending != name and ending in _HOST_ENDS)
    )
    return page or bool(_KEY.search(name))


def is_dotted(name: str) -> bool:
    """Tell whether full stops join a name's parts, and no file or web page is meant."""
    parts = name.split(".")
    long = len(name) >= _SHORTEST_DOTTED and sum(map(str.isalpha, name)) > 3
    return len(parts) > 1 and all(parts) and long and not name.endswith(WEB)


def is_hyphened(name: str) -> bool:
    """Tell whether hyphens join a name's parts, and not those of a common compound."""
    parts = name.split("-")
    return len(parts) > 1 and all(len(part) > 1 for part in parts) and not _COMPOUND.search(name)


def is_measure(name: str) -> bool:
    """Tell whether a name is rather a figure with a unit or an ordinal: "24h", "2nd"."""
    return len(name) <= 4 and name[0].isdigit()


def is_number(name: str) -> bool:
    """Tell whether a name is rather a telephone number, look-alike letters included."""
    parts = name.split("-")
    if len(parts) > 3 and all(part.isdigit() or part in table().words for part in parts):
        return True
    figures = name.translate(_LOOK_ALIKES)
    count = sum(map(str.isdigit, figures))
    return count >= _FEWEST_FIGURES and not any(map(str.isalpha, figures)) and _mostly(name)


def _mostly(name: str) -> bool:
    return 2 * sum(map(str.isdigit, name)) >= sum(map(str.isalnum, name))
