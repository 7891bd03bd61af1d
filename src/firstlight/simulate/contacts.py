"""Identifiers: how phones, e-mails, handles, links and wallets are made and written."""

from collections.abc import Callable
from typing import NamedTuple

from firstlight.simulate.noise import CYRILLIC
from firstlight.simulate.phones import Phone
from firstlight.simulate.seeds import choose

Pick = Callable[[], float]

_LETTERS = "babebodadedifagohajokakilalelomaminanopararisasotativazu"
_SOUNDS = tuple(_LETTERS[i : i + 2] for i in range(0, len(_LETTERS), 2))
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
_NETWORKS = (
    *("telegram",) * 6, *("instagram",) * 2,
    "facebook", "tiktok", "line", "wechat", "snapchat", "discord",
)  # fmt: skip
_AT_SIGN = {"telegram", "instagram", "tiktok"}
_NATIVE_ZERO = {"ar": 0x0660, "hi": 0x0966}
_INVISIBLE = "\u200b"


class Contact(NamedTuple):
    """An identifier: kind and normal form of a mention, and the phone where it is one."""

    kind: str
    value: str
    phone: Phone | None = None


class Reader(NamedTuple):
    """For whom a post is written: language, its ten digit words, the country that the post names.

    Numbers of that country may lack the calling code.
    """

    language: str
    digits: tuple[str, ...]
    home: str


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


def new_link(pick: Pick, *, shortener: bool = False) -> Contact:
    """Return a link on a reserved domain; all shortened links share one host."""
    path = f"{int(pick() * 36**6):x}"
    host = "short.example" if shortener else f"{new_name(pick).replace('_', '-')}.example"
    return Contact("link", f"https://{host}/{path}")


def write(contact: Contact, reader: Reader, *, hide: bool, pick: Pick) -> Written:
    """Write a contact as a post for these readers does; `hide` asks for a disguise."""
    if contact.phone is not None:
        if not hide:
            return Written("", _phone(contact.phone, reader.home, pick), obfuscated=False)
        text = choose(_PHONE_DISGUISES, pick)(contact.phone, reader, pick)
        return Written("", text, obfuscated=True)
    if contact.kind == "handle":
        return _handle(contact.value, reader.language, hide=hide, pick=pick)
    text = choose(_HIDERS[contact.kind], pick)(contact.value, pick) if hide else contact.value
    if contact.kind == "email" and not hide and pick() < 0.1:
        text = text.title()
    return Written("", text, obfuscated=hide and text != contact.value)


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


def _full(phone: Phone) -> str:
    return f"+{phone.code} {phone.national}"


def _keycaps(phone: Phone, _: Reader, __: Pick) -> str:
    return "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in phone.value)


def _spelled(phone: Phone, reader: Reader, pick: Pick) -> str:
    """Spell digits after the calling code as words of the language, all of them or some."""
    share = choose((1.0, 0.4), pick)
    digits = [c for c in phone.national if c.isdigit()]
    shown = [reader.digits[int(c)] if pick() < share else c for c in digits]
    shown[-2] = reader.digits[int(digits[-2])]
    return f"+{phone.code} {' '.join(shown)}"


def _letters(phone: Phone, _: Reader, pick: Pick) -> str:
    return _full(phone).replace("0", choose("Oo", pick)).replace("1", choose("lI", pick))


def _apart(phone: Phone, _: Reader, pick: Pick) -> str:
    return "+" + choose((" ", ".", "-", "_"), pick).join(phone.value[1:])


def _threaded(phone: Phone, reader: Reader, pick: Pick) -> str:
    return _INVISIBLE.join(_phone(phone, reader.home, pick))


def _other_digits(phone: Phone, reader: Reader, _: Pick) -> str:
    zero = _NATIVE_ZERO.get(reader.language, 0xFF10)
    return "".join(chr(zero + int(c)) if c.isdigit() else c for c in _full(phone))


def _glued(phone: Phone, _: Reader, pick: Pick) -> str:
    return _full(phone).replace(" ", choose(("⭐", "📞", " * ", "~", "/"), pick))


_PHONE_DISGUISES: tuple[Callable[[Phone, Reader, Pick], str], ...] = (
    _keycaps, _spelled, _letters, _apart, _threaded, _other_digits, _glued,
)  # fmt: skip


def _handle(value: str, language: str, *, hide: bool, pick: Pick) -> Written:
    network, _, name = value.partition(":")
    label = "微信：" if language == "zh" and network == "wechat" else choose(_LABELS[network], pick)
    sign = "@" if network in _AT_SIGN else ""
    if not hide:
        return Written(label, sign + name, obfuscated=False)
    shown = name.translate(CYRILLIC) if pick() < 0.5 else _INVISIBLE.join(name)
    return Written(label, sign + shown, obfuscated=shown != name)


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
