"""Names of networks with letters apart or figures in them: "tele gram", "т е л е г а"."""

from collections.abc import Iterator

import re2

from firstlight.detect.lexicon import Hit
from firstlight.rulebook.matching.spacing import unleet

_LATIN = {"telegram": "telegram", "instagram": "instagram", "insta": "instagram",
    "snapchat": "snapchat", "wechat": "wechat", "discord": "discord", "facebook": "facebook",
    "tiktok": "tiktok", "viber": "viber", "skype": "skype"}  # fmt: skip
_CYRILLIC = {"телеграм": "telegram", "телега": "telegram", "инстаграм": "instagram",
    "инста": "instagram", "вайбер": "viber", "тикток": "tiktok", "дискорд": "discord",
    "скайп": "skype"}  # fmt: skip
_SHORT = {"t": "telegram", "i": "instagram"}
_FIGURED = _LATIN | {"snap": "snapchat", "whatsapp": "whatsapp"}

_APART = re2.compile(
    r"\b(?:" + "|".join(r"[\W_]{0,2}".join(word) for word in _LATIN) + r"|t[./]g|i[./]g)\b"
    r"|\b(?:t g|i g)\s?[:=>]"
)
_APART_CYRILLIC = re2.compile(
    r"(?:^|[^\p{L}])("
    + "|".join(r"[ .*_\-|/]{1,2}".join(word) for word in _CYRILLIC)
    + r")(?:[^\p{L}]|$)"
)
_AMONG = re2.compile(r"[a-z]*[0-9@$!][a-z0-9@$!]*[a-z]")


def broken_networks(folded: str) -> Iterator[Hit]:
    """Yield where a folded text names networks in broken spelling."""
    for match in _APART.finditer(folded):
        bare = "".join(filter(str.isalpha, match.group()))
        if bare == match.group():
            continue
        network = _LATIN.get(bare) or _SHORT[bare[0]]
        end = match.start() + len(match.group().rstrip(" :=>"))
        yield Hit("network", network, match.start(), end)
    if not folded.isascii():
        for match in _APART_CYRILLIC.finditer(folded):
            bare = "".join(filter(str.isalpha, match.group(1)))
            yield Hit("network", _CYRILLIC[bare], match.start(1), match.end(1))
    for match in _AMONG.finditer(folded):
        written = match.group()
        meant = _FIGURED.get(unleet(written)) or _FIGURED.get(unleet(written.replace("1", "l")))
        if meant:
            yield Hit("network", meant, *match.span())
