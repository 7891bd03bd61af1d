"""Links, with or without scheme, also disarmed ones ("hxxp", "[.]"); nothing is ever resolved.

Links that are somebody's contact are read as such: wa.me as a phone, t.me as a Telegram handle.
"""

import msgspec
import re2

from firstlight.detect.wallets import as_written
from firstlight.rulebook.matching.fold import Folded

SHORTENERS = frozenset({
    "bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly",
    "shorturl.at", "rb.gy", "t.ly", "bl.ink", "tiny.cc", "s.id", "v.gd", "soo.gd", "clck.ru",
    "vk.cc", "u.to", "qr.ae", "lnkd.in", "adf.ly", "shorte.st", "bit.do", "t2m.io", "surl.li",
    "dwz.cn", "suo.im", "url.cn", "t.cn", "dub.sh", "shope.ee", "linktr.ee", "lin.ee", "urlz.fr",
    "acortar.link", "encurtador.com.br", "me2.do", "han.gl", "bom.so", "by.com.vn", "reurl.cc",
    "m9m.co", "n9.cl", "goo.su", "kutt.it", "shrtco.de", "is.id", "tny.im", "ppt.cc", "x.gd",
})  # fmt: skip
"""Hosts that hide where a link leads."""

_ENDINGS = (
    "com|net|org|info|biz|io|co|edu|gov|example|test|invalid|xyz|top|online|site|shop|club|vip|work|"
    "jobs|live|pro|app|dev|tv|cc|link|page|asia|world|store|tech|icu|ltd|group|center|agency|careers|"
    "gg|ly|ee|gl|gd|sh|ru|ua|kz|uz|cn|hk|tw|jp|kr|vn|th|ph|sg|kh|uk|ca|au|nz|ie|za|ke|ng|gh|tz|ug|"
    "pk|bd|lk|np|ae|sa|qa|kw|om|eg|tr|mx|ar|pe|cl|br|pt|fr|de|nl|pl|es|ro|bg|eu|gr|se|dk|fi|ch|be|"
    "me|it|in|is|us|my|id|la|do|to|so|ws|am|at|mm"
)
_WORDY = frozenset({
    "it", "in", "is", "us", "my", "id", "la", "do", "to", "so", "am", "at", "me", "pro", "work",
    "live", "club", "group", "page", "shop", "top", "link", "store", "world", "be", "es",
})  # fmt: skip
_DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\))"
_REST = r"[^\s<>\"'`，。、；！）】」\p{Han}\p{Thai}]"
_LINK = re2.compile(
    rf"(?:h(?:tt|xx)ps?(?:://|\[:\]//|:\\\\)|www{_DOT}){_REST}+"
    rf"|(?:[a-z0-9][a-z0-9\-]*{_DOT})+(?:{_ENDINGS})\b(?::\d+)?(?:[/?#]{_REST}*)?"
    r"|tel:\+?[0-9\-.()]{6,20}|(?:t\s?\.\s?me|wa\s?\.\s?me)\s?/\s?\+?[a-z0-9_]{4,32}"
)
_HOST = re2.compile(r"^[\p{L}\p{N}_\-]+(?:\.[\p{L}\p{N}_\-]+)+(?::\d+)?$")
_HINT = re2.compile(
    r"[a-z0-9]\.[a-z]|://|www|\[\.\]|\(\.\)|\[dot\]|\(dot\)|\{\.\}|tel:|(?:t|wa) ?\. ?me"
)
_TECH = frozenset(
    {
        "asp.net",
        "vb.net",
        "ado.net",
        "node.js",
        "b.tech",
        "m.tech",
        "b.com",
        "socket.io",
        "next.js",
        "paint.net",
    }
)
_PROFILES = {
    "t.me": ("telegram", r"^/(?:s/)?(?P<v>\+[\w\-]+|joinchat/[\w\-]+|[a-z]\w{3,})"),
    "instagram.com": ("instagram", r"^/(?P<v>[\w.]{2,30})"),
    "facebook.com": ("facebook", r"^/(?:(?:profile\.php\?id=)(?P<w>\d+)|(?P<v>[\w.\-]{3,60}))"),
    "tiktok.com": ("tiktok", r"^/@(?P<v>[\w.]{2,30})"),
    "line.me": ("line", r"^/(?:r/)?ti/p/(?P<v>[~@%\w.\-]+)"),
    "snapchat.com": ("snapchat", r"^/add/(?P<v>[\w.\-]{2,30})"),
    "discord.gg": ("discord", r"^/(?P<v>[\w\-]{2,40})"),
    "discord.com": ("discord", r"^/invite/(?P<v>[\w\-]{2,40})"),
    "chat.whatsapp.com": ("whatsapp", r"^/(?:invite/)?(?P<v>[\w\-]{10,40})"),
    "whatsapp.com": ("whatsapp", r"^/channel/(?P<v>[\w\-]{10,40})"),
    "steamcommunity.com": ("steam", r"^/(?:id|profiles)/(?P<v>[\w\-]{2,40})"),
    "invite.viber.com": ("viber", r"^/?\?g2?=(?P<v>[^&]{4,60})"),
    "twitter.com": ("twitter", r"^/(?P<v>\w{2,20})"),
    "x.com": ("twitter", r"^/(?P<v>\w{2,20})"),
    "vk.com": ("vk", r"^/(?P<v>[\w.]{2,40})"),
    "u.wechat.com": ("wechat", r"^/(?P<v>[\w\-]{4,40})"),
    "roblox.com": ("roblox", r"^/users/(?P<v>\d+)"),
    "m.me": ("facebook", r"^/(?P<v>[\w.\-]{3,60})"),
    "zalo.me": ("zalo", r"^/(?P<v>[a-z][\w.]{3,40})"),
    "chats.viber.com": ("viber", r"^/(?P<v>[\w.\-]{3,40})"),
}  # fmt: skip
_SAME_HOST = {
    "telegram.me": "t.me", "telegram.dog": "t.me", "fb.com": "facebook.com",
    "fb.me": "facebook.com", "m.facebook.com": "facebook.com", "instagr.am": "instagram.com",
    "vm.tiktok.com": "tiktok.com", "l.instagram.com": "instagram.com", "m.vk.com": "vk.com",
}  # fmt: skip
_PATHS = {host: (name, re2.compile(path)) for host, (name, path) in _PROFILES.items()}
_NOT_NAMES = frozenset({
    "share", "sharer", "sharer.php", "p", "reel", "reels", "explore", "login", "groups",
    "pages", "watch", "events", "story.php", "photo.php", "stories", "search", "home",
    "hashtag", "intent", "i", "profile.php", "permalink.php", "help", "about", "joinchat", "tv",
})  # fmt: skip
_PHONE_PATH = re2.compile(r"(?:^/|phone=|^/#?p/)(?P<v>\+?\d[\d\-.]{6,18})")
PHONE_HOSTS = frozenset({"wa.me", "api.whatsapp.com", "zalo.me", "signal.me", "web.whatsapp.com"})
_TRAILING = ".,;:!?)]}'\"»*_~"


def network_of(host: str) -> str:
    """Return the network of a host that holds accounts; KeyError for another."""
    return _PATHS[_SAME_HOST.get(host, host)][0]


class Link(msgspec.Struct, frozen=True):
    """A link with its span in folded text: kind "link", "handle" or "phone" (digits as written)."""

    kind: str
    value: str
    start: int
    end: int
    detail: str | None = None


def find_links(text: Folded) -> list[Link]:
    """Return the links of a folded text, left to right."""
    folded = text.text
    if not _HINT.search(folded):
        return []
    written = as_written(text)
    found = []
    for match in _LINK.finditer(folded):
        start, end = match.span()
        if start and (
            folded[start - 1] in "@-_"
            or (folded[start - 1].isalnum() and folded[start - 1].isascii())
        ):
            continue
        while end > start and folded[end - 1] in _TRAILING:
            end -= 1
        if ")" in folded[start:end] and "(" not in folded[start:end]:
            end = start + folded[start:end].index(")")
        link = _read(written[start:end], start, end)
        if link is not None:
            found.append(link)
    return found


def is_bare_host(written: str) -> bool:
    """Tell whether a link is the name of a host alone, which an account's name may look like."""
    return "/" not in written and not written.startswith("www") and ":" not in written


def _read(written: str, start: int, end: int) -> Link | None:
    """Return what a written link is, or None where it is only two sentences without a space."""
    if written[:4].lower() == "tel:":
        return Link("phone", written[4:], start, end)
    plain = written.replace(" ", "")
    for shield in ("[.]", "(.)", "{.}", "[dot]", "(dot)", "[DOT]", "(DOT)"):
        plain = plain.replace(shield, ".")
    scheme, mark, rest = plain.replace("[:]//", "://").replace(":\\\\", "://").partition("://")
    if not mark:
        scheme, rest = "http", plain
    cut = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    host, path = rest[:cut].lower(), rest[cut:]
    if not mark and not host.startswith("www.") and _is_prose(rest[:cut], host, path):
        return None
    if not _HOST.search(host):
        return None
    bare = host.removeprefix("www.").partition(":")[0]
    contact = _contact(_SAME_HOST.get(bare, bare), path, start, end)
    if contact is not None:
        return contact
    scheme = scheme.lower().replace("hxxp", "http")
    detail = "shortener" if bare in SHORTENERS else None
    return Link("link", f"{scheme}://{host}{path}", start, end, detail)


def _is_prose(as_written: str, host: str, path: str) -> bool:
    """Tell whether a bare host is rather the end of one sentence and the start of the next."""
    head, _, ending = as_written.rpartition(".")
    if host in _TECH or (ending[:1].isupper() and not head.isupper()):
        return True
    labels = host.split(".")
    if all(len(label) == 1 for label in labels[:-1]) and not path:
        return True
    return labels[-1] in _WORDY and len(labels) == 2 and len(path) < 2


def _contact(host: str, path: str, start: int, end: int) -> Link | None:
    """Return the phone or handle that a link of a network leads to, or None."""
    if host in PHONE_HOSTS:
        number = _PHONE_PATH.search(path)
        if number is not None or host not in _PATHS:
            return Link("phone", number.group("v"), start, end) if number else None
    name, pattern = _PATHS.get(host, ("", None))
    match = (
        pattern.search(path.lower() if name not in {"discord", "whatsapp"} else path)
        if pattern
        else None
    )
    if match is None:
        return None
    groups = match.groupdict()
    value = (groups.get("w") or groups.get("v") or "").lstrip("~@").strip(".")
    if path[1:2] == "+" or "joinchat" in path:
        value = path[1:].removeprefix("joinchat/").strip("/+")
        value = f"+{value}"
    if not value or value.lower() in _NOT_NAMES:
        return None
    return Link("handle", f"{name}:{value}", start, end)
