"""E-mail addresses, plain and disguised: "name [at] host (dot) com", "arroba", "собака"."""

import msgspec
import re2

_TLD = (
    "com|net|org|info|biz|io|co|edu|gov|mil|int|example|test|invalid|xyz|top|online|site|shop|club|vip|work|"
    "jobs|live|pro|app|dev|me|tv|cc|asia|email|uk|us|ca|au|nz|ie|za|ke|ug|tz|ng|gh|in|pk|bd|lk|np|"
    "ph|id|my|sg|th|vn|kh|mm|la|cn|hk|tw|jp|kr|ae|sa|qa|kw|bh|om|jo|lb|eg|ma|tn|dz|iq|ir|tr|il|es|"
    "mx|ar|pe|cl|ec|ve|bo|py|uy|cr|gt|hn|sv|ni|pa|do|cu|br|pt|ao|mz|fr|be|ch|lu|sn|ci|cm|de|at|nl|"
    "it|gr|ro|bg|rs|hu|pl|cz|sk|se|no|dk|fi|ee|lv|lt|ru|ua|by|md|kz|uz|kg|tj|am|ge|az|mn|eu|et|rw"
)
_AT = (
    r"(?:@|[\[({<]{1,2}\s*(?:@|at|a|arroba|arobase|собака|chez|\(a\))\s*[\])}>]{1,2}"
    r"|\(arroba\)|\s(?:at|arroba|arobase|собака|a\s?cong|aite|एट)\s)"
)
_DOT = (
    r"(?:\s?\.\s?|\s*[\[({<]{1,2}\s*(?:\.|dot|d0t|punto|ponto|point|точка|cham|titik|tuldok|nokta)"
    r"\s*[\])}>]{1,2}\s*|\s(?:dot|d0t|punto|ponto|point|точка|cham|titik|tuldok|nukta|डॉट)\s)"
)
_LOCAL = r"[a-z0-9_%+\-]+(?:\.[a-z0-9_%+\-]+)*"
_LABEL = r"[\p{L}0-9](?:[\p{L}0-9\-]*[\p{L}0-9])?"
_PLAIN = re2.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")
_DISGUISED = re2.compile(rf"({_LOCAL})\s?({_AT})\s?({_LABEL}(?:{_DOT}{_LABEL})*{_DOT}(?:{_TLD}))\b")
_DOTS = re2.compile(_DOT)
_SWAPPED = re2.compile(r"([a-z0-9._%+\-]+)([#*])([a-z0-9\-]+(?:\.[a-z0-9\-]+)+)")
_SWAP_NOTE = re2.compile(
    r"([#*])\s*(?:换成|换|改|替换成|=|->|→|for|por|with)\s*@|@\s*(?:换成|代替|=)\s*([#*])"
)
_HINT = re2.compile(
    r"\s(?:at|arroba|arobase|собака|a ?cong|aite|एट)\s|\s@|@\s"
    r"|[\[({<]\s?(?:at|@|a|arroba|arobase|собака)\s?[\])}>]"
)
_LIKELY_PROSE = frozenset({"we", "are", "is", "be", "me", "us", "you", "they", "i", "he", "she",
    "it", "look", "meet", "work", "stay", "live", "available", "contact", "reach",
    "and", "or"})  # fmt: skip
_WORDY_TLDS = frozenset(
    {"me", "it", "in", "is", "us", "do", "no", "so", "my", "be", "am", "at", "la"}
)


class Email(msgspec.Struct, frozen=True):
    """An e-mail address with its span in folded text; `disguised` where not written plainly."""

    value: str
    start: int
    end: int
    disguised: bool


def find_emails(folded: str) -> list[Email]:
    """Return the addresses in a folded text, left to right."""
    found: list[Email] = []
    if "@" in folded:
        for match in _PLAIN.finditer(folded):
            local, host = match.group().split("@")
            email = _email(local, host, match.start(), match.end(), disguised=False)
            found.extend(filter(None, [email]))
    if _HINT.search(folded):
        taken = {place for email in found for place in range(email.start, email.end)}
        for match in _DISGUISED.finditer(folded):
            if match.start() not in taken:
                found.extend(_read(match))
    elif "#" in folded or "*" in folded:
        found.extend(_read_swapped(folded))
    return sorted(found, key=lambda email: email.start)


def _read(match: "re2._Match[str]") -> list[Email]:
    """Return the address of a disguised match, unless it reads like prose."""
    local, at, host = match.groups()
    labels = [label.strip() for label in _DOTS.split(host)]
    if at.strip() == "at" and "." in host and not any(sign in host for sign in "[({<"):
        return []
    if labels[0] == "www" or (at.strip().isalpha() and re2.search(r"\s\.|\.\s", host)):
        return []
    wordy = at.strip().isalpha() and labels[-1] in _WORDY_TLDS and len(labels) == 2
    if (wordy and local.isalpha()) or (at.strip() == "at" and local in _LIKELY_PROSE):
        return []
    if at == " @ " and "." in host and " " not in host and local in _LIKELY_PROSE:
        return []
    email = _email(local, ".".join(labels), match.start(1), match.end(), disguised=True)
    return [email] if email else []


def _read_swapped(folded: str) -> list[Email]:
    note = _SWAP_NOTE.search(folded)
    if note is None:
        return []
    sign = note.group(1) or note.group(2)
    matches = [match for match in _SWAPPED.finditer(folded) if match.group(2) == sign]
    read = [_email(m.group(1), m.group(3), m.start(), m.end(), disguised=True) for m in matches]
    return [email for email in read if email]


def _email(local: str, host: str, start: int, end: int, *, disguised: bool) -> Email | None:
    """Return the address with its host in ASCII (IDNA), or None where the host cannot be one."""
    last = host.rpartition(".")[2]
    if not last or last.isdigit() or len(last) < 2:
        return None
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    trimmed = local.lstrip(".-")
    start += len(local) - len(trimmed)
    return Email(f"{trimmed}@{ascii_host}", start, end, disguised) if trimmed else None
