"""Links in text, made dead: written so that neither program nor thumb can follow them."""

import re2

_LABEL = r"[\p{L}\p{M}\p{N}\p{Cf}_-]"
_DOT = "[.\u3002\uff0e\uff61]"
_SCHEMES = (
    "mailto|tel|sms|smsto|mms|javascript|vbscript|data|file|blob|about|view-source|intent|market"
    "|callto|skype|tg|whatsapp|viber|facetime|facetime-audio|sip|sips|xmpp|geo|maps|magnet|bitcoin"
    "|bitcoincash|ethereum|litecoin|monero|tron|lightning|weixin|alipay|alipays|line|zoommtg"
    "|ms-[a-z]+|itms|itms-apps|chrome|resource|jar|feed|webcal|urn|cid|mid|news|nntp|ldap|smb"
)
_SLASHED = re2.compile(r"(?i)([a-z][a-z0-9+.-]{0,31}):(//|\\\\|/\\|\\/)")
_NAMED = re2.compile(rf"(?i)\b({_SCHEMES}):([^\s\d\]]|\d)")
_AT = re2.compile(rf"({_LABEL}|[\"'+.])@({_LABEL}+{_DOT}{_LABEL}|\[?[0-9a-fA-F.:]+\]?|{_LABEL})")
_HOST = re2.compile(rf"(?:{_LABEL}+{_DOT})+[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}-]*\p{{L}}{_LABEL}+")
_ADDRESS = re2.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_DOTS = str.maketrans(dict.fromkeys(".\u3002\uff0e\uff61", "[.]"))
_HTTP = re2.compile(r"(?i)^h(tt)(ps?)$")


def defang(text: str) -> str:
    """Return `text` with every link, address and host in a form that nothing follows.

    "https://a.example/x" becomes "hxxps[:]//a[.]example/x", "me@a.example" "me[@]a[.]example",
    "mailto:" "mailto[:]". Text without links is returned as it is; defanging twice changes nothing
    more. Dots between words with no space count as hosts: a browser may take them for one.
    """
    if not any(sign in text for sign in ":.@。．｡"):
        return text
    while (dead := _once(text)) != text:
        text = dead
    return text


def _once(text: str) -> str:
    """Defang what does not share a letter with a link before it."""
    text = _SLASHED.sub(lambda m: f"{_dead(m[1])}[:]{m[2]}", text)
    text = _NAMED.sub(lambda m: f"{m[1]}[:]{m[2]}", text)
    text = _AT.sub(lambda m: f"{m[1]}[@]{m[2]}", text)
    text = _HOST.sub(lambda m: m[0].translate(_DOTS), text)
    return str(_ADDRESS.sub(lambda m: m[0].translate(_DOTS), text))


def _dead(scheme: str) -> str:
    """Return the scheme as those who report bad links write it."""
    found = _HTTP.match(scheme)
    if found is None:
        return scheme
    return f"{scheme[0]}{'XX' if scheme[1].isupper() else 'xx'}{scheme[3:]}"
