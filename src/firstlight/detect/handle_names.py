"""Names of accounts: what may stand between a network and a name, and what looks like one.

A name may come before or after its network, with its signs in words ("lola underscore jobs") or
its letters apart ("l o l a 7 7").
"""

import msgspec
import re2

from firstlight.detect.signs import FOREIGN, signs

_WORDS_BETWEEN = (
    r"(?:id|ids|username|user name|user|handle|acc|account|name|nick|nickname|uid|tag|is|es|est|e"
    r"|at|no|number|code|akun|ako|ko|ng|la|adalah|ni|ay)\b|号码|号|號|账号|帐号|群|यह|है"
    r"|هو|علي|حساب|معرف|ник|логин|мой|канал|бот"
)
_MARKS_BETWEEN = r"[:=\-~|>/(\[\"'*.,+\x{2190}-\x{2BFF}\x{1F000}-\x{1FAFF}\x{FE0F}]"
_GAP = re2.compile(rf"^\s*(?:(?:{_WORDS_BETWEEN}|{_MARKS_BETWEEN})\s*){{0,6}}")
_STRANGE_GAP = re2.compile(
    rf"^\s*(?:(?:{_WORDS_BETWEEN}|{_MARKS_BETWEEN}|{FOREIGN}{{1,8}})\s*){{0,5}}"
)
_NAME = re2.compile(r"^@?\s?([a-z0-9_](?:[a-z0-9_.\-]{1,36}[a-z0-9_]))(#[0-9]{4})?")
_SIGNED = "|".join(signs()[kind].between for kind in ("underscore", "dot", "dash"))
_SPELLED_NAME = re2.compile(rf"^@?\s?[a-z0-9_.]+(?:(?:{_SIGNED})[a-z0-9_.]+)+")
_SIGN = re2.compile(_SIGNED)
_SPREAD_NAME = re2.compile(r"^@?\s?[a-z0-9_.](?: [a-z0-9_.]){4,30}\b")
_NAME_BEFORE = re2.compile(
    r"(?:^|[^a-z0-9_.@/\-])([a-z0-9_](?:[a-z0-9_.]{2,36}[a-z0-9_]))"
    r"(\s*(?:(?:on|in|no|em|en|na|sur|auf|di|sa|tren|w|v|su|pa|op|by|via|my|is|ni|в|на|у|στο|στη"
    r"|علي|في|ב|ที่|ทาง|的|で|에|पर|में|এ|-|\(|\[|:|=|<|/|👈|⬅|←|👆|~|\|)\s*){0,2})$"
)
_SIGNS = {"underscore": "_", "dot": ".", "dash": "-"}
WEB = (".com", ".net", ".org", ".info", ".html", ".php")
NEVER = frozenset({"channel", "group", "page", "account", "message", "link", "download", "below",
    "whatsapp", "telegram", "instagram", "facebook", "tiktok", "snapchat", "viber", "wechat",
    "line", "please", "contact", "number", "only", "username", "https", "http", "www", "call",
    "text", "inbox", "available", "online", "signal", "discord", "email", "mail", "phone", "click",
    "here"})  # fmt: skip


class Name(msgspec.Struct, frozen=True):
    """A name with its span in the text that was looked at."""

    name: str
    start: int
    end: int
    tag: str = ""
    written: str = ""


def name_after(ahead: str) -> Name | None:
    """Return what could be a name in the text behind a network's name, or None."""
    gap = _GAP.match(ahead)
    name = _name_at(ahead, gap.end() if gap else 0)
    if name is not None or ahead.isascii():
        return name
    gap = _STRANGE_GAP.match(ahead)
    name = _name_at(ahead, gap.end() if gap else 0)
    return name if name is not None and is_odd(name.name) else None


def _name_at(ahead: str, start: int) -> Name | None:
    match = _NAME.match(ahead[start : start + 60])
    if match is None:
        return None
    return Name(match.group(1), start, start + match.end(), match.group(2) or "", match.group())


def disguised_name_after(ahead: str) -> Name | None:
    """Return the name whose signs are words or whose letters stand apart, or None."""
    gap = _GAP.match(ahead)
    start = gap.end() if gap else 0
    match = _SPREAD_NAME.match(ahead[start:])
    if match is not None:
        name = match.group().lstrip("@").replace(" ", "")
        odd = not name.isalpha() or "@" in match.group()
        return Name(name, start, start + match.end()) if odd else None
    match = _SPELLED_NAME.match(ahead[start:])
    if match is None:
        return None
    written = match.group()
    parts, first = [], len(written) - len(written.lstrip("@ "))
    for sign in _SIGN.finditer(written):
        said = next(kind for kind in _SIGNS if kind == "dash" or signs()[kind].means(sign.group()))
        parts.append(written[first : sign.start()] + _SIGNS[said])
        first = sign.end()
    name = "".join(parts) + written[first:]
    return Name(name.rstrip("."), start, start + match.end())


def name_before(behind: str) -> Name | None:
    """Return the name that ends the text before a network ("lola_77 on"), or None."""
    match = _NAME_BEFORE.search(behind)
    if match is None:
        return None
    name = match.group(1)
    linked = bool(match.group(2).strip()) or "_" in name
    usable = linked and name not in NEVER and not name.endswith(WEB) and not name[0].isdigit()
    return Name(name, *match.span(1)) if usable and is_odd(name) else None


def is_odd(name: str) -> bool:
    """Tell whether a name holds a "_", or letters and figures, as words do not."""
    figures = any(map(str.isdigit, name))
    return len(name) >= 5 and ("_" in name or figures) and sum(map(str.isalpha, name)) >= 3


def is_measure(name: str) -> bool:
    """Tell whether a name is rather a figure with a unit or an ordinal: "24h", "2nd"."""
    return len(name) <= 4 and name[0].isdigit()
