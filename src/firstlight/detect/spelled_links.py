"""Links to accounts whose signs are words: "t dot me slash lola_77", "instagram . com / lola"."""

import re2

from firstlight.detect.handle_names import NEVER, name_at
from firstlight.detect.signs import signs
from firstlight.detect.urls import PHONE_HOSTS, Link, network_of

_HOSTS = ("t.me", "telegram.me", "instagram.com", "facebook.com", "fb.com", "m.me", "tiktok.com",
    "vk.com", "snapchat.com", "twitter.com", "wa.me")  # fmt: skip
_FIRSTS = {host.partition(".")[0]: host for host in _HOSTS} | {"т": "t.me"}
_SLASH = (
    r"slash|slesh|slasz|barra|barre oblique|garis miring|schragstrich|ukosnik|lomitko|perjel"
    r"|слэш|слеш|слэша|дробь|косая|коса|κάθετος|καθετος|σλας|سلاش|شرطة مائلة|اسلش|سلش|סלאש|לוכסן"
    r"|स्लैश|স্ল্যাশ|ஸ்லாஷ்|สแลช|ทับ|ສະແລັດ|ស្លាស|ဆလက်ရှ်|斜杠|斜線|斜线|スラッシュ|슬래시|슬래쉬|ስላሽ|სლეში"
)
_SLASHES = re2.compile(_SLASH)
_DOT = rf"(?:\s?\.\s?|{signs()['dot'].between})"
_HINT = re2.compile(rf"(?:\bt|т|wa|gram|ook|\bfb|vk|вк|tok|\bm) ?[^a-z0-9].*?(?:/|{_SLASH})")
_LINK = re2.compile(
    rf"(?:^|[^a-z0-9_.@/]|://)({'|'.join(_FIRSTS)}){_DOT}"
    rf"(?:me|ме|ми|com|com|ком|{'|'.join(sorted(signs()['com'].words, key=len, reverse=True))})"
    rf"(?:\s?/\s?|\s?[\[(]?(?:/|{_SLASH})[\])]?\s?)(?:add\s?(?:/|{_SLASH})\s?)?"
    rf"|(?:^|[^a-z0-9_.@/'’])(t|т)\s(?:me|ме|ми)\s(?:{_SLASH})\s"
)
_PLAIN = re2.compile(r"^[a-z]+\.[a-z]+/$")
_NUMBER = re2.compile(r"^\+?[0-9][0-9 \-]{6,18}[0-9]")


def find_spelled_links(folded: str) -> list[Link]:
    """Return the links to accounts whose dots and slashes are words or stand apart."""
    if not ("/" in folded or _SLASHES.search(folded)) or not _HINT.search(folded):
        return []
    found = []
    for match in _LINK.finditer(folded):
        group = match.lastindex or 1
        host, start = _FIRSTS[match.group(group)], match.start(group)
        if _PLAIN.search(folded[start : match.end()]):
            continue
        if host in PHONE_HOSTS:
            number = _NUMBER.search(folded[match.end() : match.end() + 24])
            if number is not None:
                end = match.end() + number.end()
                found.append(Link("phone", number.group(), start, end))
            continue
        network = network_of(host)
        name = name_at(folded, match.end(), network)
        if name is not None and len(name.name) >= 4 and name.name not in NEVER:
            found.append(Link("handle", f"{network}:{name.name}", start, name.end))
    return found
