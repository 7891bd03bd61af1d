"""Names of networks with letters apart or figures in them: "tele gram", "т е л е г а"."""

from collections.abc import Iterator

import re2

from firstlight.detect.lexicon import Hit, is_spaceless, is_word
from firstlight.rulebook.matching.fold import fold

_LATIN = {"telegram": "telegram", "instagram": "instagram", "insta": "instagram",
    "snapchat": "snapchat", "wechat": "wechat", "discord": "discord", "facebook": "facebook",
    "tiktok": "tiktok", "viber": "viber", "skype": "skype"}  # fmt: skip
_SPELLED = {"tele": "telegram", "snap": "snapchat", "line": "line", "zalo": "zalo"}
"""Too short to be read with one gap, but with one between each two letters."""
_OTHER = {"телеграм": "telegram", "телега": "telegram", "инстаграм": "instagram",
    "инста": "instagram", "вайбер": "viber", "тикток": "tiktok", "дискорд": "discord",
    "скайп": "skype", "вотсап": "whatsapp", "τελεγκραμ": "telegram", "ινστα": "instagram",
    "טלגרם": "telegram", "אינסטה": "instagram", "تليجرام": "telegram", "تلگرام": "telegram",
    "انستا": "instagram", "سناب": "snapchat", "टेलीग्राम": "telegram", "इंस्टा": "instagram",
    "টেলিগ্রাম": "telegram", "ไลน์": "line", "เทเล": "telegram", "ไอจี": "instagram",
    "电报": "telegram", "飞机": "telegram", "微信": "wechat", "インスタ": "instagram",
    "テレグラム": "telegram", "ライン": "line", "カカオ": "kakaotalk", "카톡": "kakaotalk",
    "카카오톡": "kakaotalk", "텔레그램": "telegram", "텔레": "telegram", "인스타": "instagram",
    "라인": "line"}  # fmt: skip
_SHORT = {"t": "telegram", "i": "instagram"}
_FIGURED = _LATIN | {"snap": "snapchat", "tele": "telegram", "whatsapp": "whatsapp"}
_GAP = r"[ .*_\-|/·]{1,2}"

_APART = re2.compile(
    r"\b(?:" + "|".join(r"[\W_]{0,2}".join(word) for word in _LATIN) + r"|t[./]g|i[./]g)\b"
    r"|\b(?:" + "|".join(_GAP.join(word) for word in _SPELLED) + r"|te-le)\b"
    r"|\b(?:t g|i g)\s?[:=>]"
)
_LETTER = re2.compile(r"\p{L}\p{M}*")
_APART_OTHER = re2.compile("|".join(_GAP.join(_LETTER.findall(fold(word).text)) for word in _OTHER))
_PLAIN_OTHER = {fold(word).text: network for word, network in _OTHER.items()}
_LOOK_ALIKES = str.maketrans("0345789@$!", "oeastbgasi")
_AMONG = re2.compile(r"[a-z]*[0-9@$!][a-z0-9@$!]*")


def broken_networks(folded: str) -> Iterator[Hit]:
    """Yield where a folded text names networks in broken spelling."""
    for match in _APART.finditer(folded):
        bare = "".join(filter(str.isalpha, match.group()))
        if bare == match.group():
            continue
        network = (_LATIN | _SPELLED).get(bare) or _SHORT[bare[0]]
        end = match.start() + len(match.group().rstrip(" :=>"))
        yield Hit("network", network, match.start(), end)
    if not folded.isascii():
        for match in _APART_OTHER.finditer(folded):
            start, end = match.span()
            bare = "".join(_LETTER.findall(match.group()))
            if not (_joins(folded, start, start - 1) or _joins(folded, end - 1, end)):
                yield Hit("network", _PLAIN_OTHER[bare], start, end)
    for match in _AMONG.finditer(folded):
        written = match.group()
        plain = written.translate(_LOOK_ALIKES)
        meant = _FIGURED.get(plain.replace("1", "i")) or _FIGURED.get(plain.replace("1", "l"))
        if meant:
            yield Hit("network", meant, *match.span())


def _joins(text: str, inner: int, outer: int) -> bool:
    """Tell whether the letter beyond a broken word's end belongs to the same word."""
    beyond = text[outer : outer + 1] if outer >= 0 else ""
    return is_word(beyond or " ") and not is_spaceless(text[inner])
