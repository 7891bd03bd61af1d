"""Identifiers: how phones, e-mails, handles, links and wallets are made and written."""

from collections.abc import Callable
from typing import NamedTuple

from firstlight.simulate.noise import CYRILLIC
from firstlight.simulate.phones import Phone
from firstlight.simulate.seeds import choose

Pick = Callable[[], float]

_SOUNDS = (
    ["ba", "be", "bo", "da", "de", "di", "fa", "go", "ha", "jo", "ka", "ki", "la", "le", "lo", "ma", "mi", "na", "no", "pa", "ra", "ri", "sa", "so", "ta", "ti", "va", "zu"]
)
_HOSTS = ("example.com", "example.org", "example.net", "mail.example", "post.test", "inbox.invalid")
_LABELS = {
    "telegram": ("Telegram ", "Telegram: ", "TG: ", "telegram "),
    "instagram": ("Instagram ", "Instagram: ", "IG: "),
    "facebook": ("Facebook: ", "FB: "),
    "tiktok": ("TikTok: ", "TikTok "),
    "line": ("Line ID: ", "LINE ID "),
    "wechat": ("WeChat: ", "WeChat ID: "),
    "snapchat": ("Snapchat: ", "Snapchat "),
    "discord": ("Discord: ", "Discord "),
}
_NETWORKS = ("telegram",) * 6 + ("instagram",) * 2 + ("facebook", "tiktok", "line", "wechat")
_NETWORKS += ("snapchat", "discord")
_AT_SIGN = {"telegram", "instagram", "tiktok"}
_NATIVE_ZERO = {"ar": 0x0660, "hi": 0x0966}
_INVISIBLE = "\u200b"


class Contact(NamedTuple):
    """An identifier: kind and normal form of a mention, and the phone where it is one."""

    kind: str
    value: str
    phone: Phone | None = None


class Written(NamedTuple):
    """How a post shows an identifier: words before it, its characters, whether disguised."""

    before: str
    text: str
    obfuscated: bool


def new_phone(phone: Phone) -> Contact:
    """Return a contact of a given number."""
    return Contact("phone", phone.value, phone)


def new_name(pick: Pick) -> str:
    """Return an invented account name such as "karimo_27"; some hundred million exist."""
    sounds = "".join(choose(_SOUNDS, pick) for _ in range(3 + int(pick() * 2)))
    gap = choose(("", "_", ".", ""), pick)
    return f"{sounds}{gap}{int(pick() * 990) + 10}"


def new_email(pick: Pick, firm: str = "") -> Contact:
    """Return an address, at a firm's own reserved domain or at a shared one."""
    host = f"{firm.lower()}.example" if firm else choose(_HOSTS, pick)
    name = choose(("jobs", "office", "info", "hr"), pick) if firm else new_name(pick)
    return Contact("email", f"{name}@{host}" if not firm else f"{name}{int(pick() * 9e5)}@{host}")


def new_handle(pick: Pick) -> Contact:
    """Return a handle on one of the networks in use."""
    name = new_name(pick).replace(".", "_")
    return Contact("handle", f"{choose(_NETWORKS, pick)}:{name}")


def new_link(pick: Pick, shortener: bool = False) -> Contact:
    """Return a link on a reserved domain; all shortened links share one host."""
    path = f"{int(pick() * 36**6):x}"
    host = "short.example" if shortener else f"{new_name(pick).replace('_', '-')}.example"
    return Contact("link", f"https://{host}/{path}")


def write(
    contact: Contact, hide: bool, home: str, words: tuple[str, ...], lang: str, pick: Pick
) -> Written:
    """Write a contact as a post of a language does.

    `home` is the country that the post names (its numbers may lack the calling code), `words` the
    ten digit words of the language, `hide` asks for a disguise.
    """
    if contact.phone is not None:
        plain = _phone(contact.phone, home, pick)
        if not hide:
            return Written("", plain, False)
        return Written("", _hide_phone(contact.phone, plain, words, lang, pick), True)
    if contact.kind == "handle":
        return _handle(contact.value, hide, lang, pick)
    text = choose(_HIDERS[contact.kind], pick)(contact.value, pick) if hide else contact.value
    if contact.kind == "email" and not hide and pick() < 0.1:
        text = text.title()
    return Written("", text, hide and text != contact.value)


def _phone(phone: Phone, home: str, pick: Pick) -> str:
    """Write a number plainly: at home without calling code, abroad with it."""
    form = pick()
    if phone.country == home and form < 0.6:
        text = phone.home
        return (
            text if form < 0.4 else text.replace(" ", "").replace("-", "") if phone.prefix else text
        )
    grouped = f"+{phone.code} {phone.national}"
    if form < 0.35:
        return grouped.replace(" ", "")
    if form < 0.8:
        return grouped
    if form < 0.9:
        return grouped.replace(" ", "-")
    return "00" + grouped[1:] if phone.code != "1" else f"+1 {phone.home}"


def _hide_phone(phone: Phone, plain: str, words: tuple[str, ...], lang: str, pick: Pick) -> str:
    """Write a number in disguise."""
    full = f"+{phone.code} {phone.national}"
    digits = phone.value[1:]
    kind = pick()
    if kind < 0.16:
        return "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in full.replace(" ", ""))
    if kind < 0.32:
        return _spell(full, words, 1.0 if pick() < 0.5 else 0.4, pick)
    if kind < 0.48:
        return full.replace("0", choose("Oo", pick)).replace("1", choose("lI", pick))
    if kind < 0.62:
        return "+" + choose((" ", ".", "-", "_"), pick).join(digits)
    if kind < 0.74:
        return _INVISIBLE.join(plain)
    if kind < 0.86:
        zero = _NATIVE_ZERO.get(lang, 0xFF10)
        return "".join(chr(zero + int(c)) if c.isdigit() else c for c in full)
    return full.replace(" ", choose(("⭐", "📞", " * ", "~", "/"), pick))


def _spell(full: str, words: tuple[str, ...], share: float, pick: Pick) -> str:
    """Spell digits after the calling code as words, all of them or some."""
    code, _, rest = full.partition(" ")
    shown = [words[int(c)] if pick() < share else c for c in rest if c.isdigit()]
    if share < 1 and not any(s.isalpha() for s in shown):
        shown[-1] = words[int(shown[-1])] if shown[-1].isdigit() else shown[-1]
    return f"{code} {' '.join(shown)}"


def _handle(value: str, hide: bool, lang: str, pick: Pick) -> Written:
    network, _, name = value.partition(":")
    label = "微信：" if lang == "zh" and network == "wechat" else choose(_LABELS[network], pick)
    sign = "@" if network in _AT_SIGN else ""
    if not hide:
        return Written(label, sign + name, False)
    if pick() < 0.5:
        return Written(label, sign + name.translate(CYRILLIC), True)
    return Written(label, sign + _INVISIBLE.join(name), True)


def _at_words(value: str, pick: Pick) -> str:
    at, dot = choose(
        ((" [at] ", " [dot] "), ("(at)", "(dot)"), (" AT ", " DOT "), ("[at]", ".")), pick
    )
    name, _, host = value.partition("@")
    return name + at + host.replace(".", dot)


def _loosen(value: str, pick: Pick) -> str:
    return value.replace("@", choose((" @ ", "@ ", " @"), pick))


def _thread(value: str, pick: Pick) -> str:
    at = 1 + int(pick() * (len(value) - 2))
    return value[:at] + choose("\u200b\u200c\u2060", pick) + value[at:]


def _imitate(value: str, pick: Pick) -> str:
    """Put Cyrillic letters in the place of some Latin ones."""
    return "".join(c.translate(CYRILLIC) if c in "aeopcx" and pick() < 0.7 else c for c in value)


def _groups(value: str, pick: Pick) -> str:
    """Set an address apart in groups, as people copy it by hand."""
    size = choose((4, 8, (len(value) + 1) // 2), pick)
    return " ".join(value[i : i + size] for i in range(0, len(value), size))


def _defang(value: str, pick: Pick) -> str:
    host = value.removeprefix("https://").replace(".", choose(("[.]", "(.)", "[dot]"), pick), 1)
    return choose(("hxxps://", "https://"), pick) + host


_HIDERS: dict[str, tuple[Callable[[str, Pick], str], ...]] = {
    "email": (_at_words, _at_words, _loosen, _thread, _imitate),
    "wallet": (_thread, _imitate, _groups),
    "link": (_defang,),
}
