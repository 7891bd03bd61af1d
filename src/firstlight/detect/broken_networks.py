"""Names of networks with letters apart or figures in them: "tele gram", "т е л е г а"."""

from collections.abc import Iterator

import re2

from firstlight.detect.closed_networks import LETTERS, closed_networks, stands_alone
from firstlight.detect.lexicon import Hit
from firstlight.detect.network_names import listed, names
from firstlight.rulebook.matching.fold import fold

_LATIN, _SPELLED, _FIGURED = names("gaps"), names("letters"), names("figures")
_OTHER = frozenset(
    {"телеграм", "телега", "инстаграм", "инста", "вайбер", "тикток", "дискорд", "скайп",
    "τελεγκραμ", "ινστα", "טלגרם", "אינסטה", "تليجرام", "تلگرام", "انستا", "سناب", "टेलीग्राम",
    "इंस्टा", "টেলিগ্রাম", "ไลน์", "เทเล", "ไอจี", "电报", "飞机", "微信", "インスタ", "テレグラム",
    "ライン", "カカオ", "카톡", "카카오톡", "텔레그램", "텔레", "인스타", "라인"}
)  # fmt: skip
"""Listed names of other scripts that are read with a sign between each two letters."""
_SHORT = {"tg": "telegram", "ig": "instagram", "fb": "facebook", "тг": "telegram"}
_GAP = r"[ .*_\-|/·]{1,2}"
_ALIKE = {"a": "[a4@]", "b": "[b8]", "e": "[e3]", "g": "[g9]", "i": "[i1!]", "l": "[l1]",
    "o": "[o0]", "s": "[s5$]", "t": "[t7]"}  # fmt: skip
_LOOK_ALIKES = str.maketrans("0345789@$!", "oeastbgasi")
_PLAIN_OTHER = {fold(word).text: network for network, word in listed() if word in _OTHER}
_PLAIN_OTHER["вотсап"] = "whatsapp"  # not listed: written whole, its name is a number


def _latin() -> str:
    """Return a pattern of networks in Latin letters: apart, spelled out, or with figures."""
    apart = "|".join(r"[\W_]{0,2}".join(_ALIKE.get(char, char) for char in word) for word in _LATIN)
    spelled = "|".join(_GAP.join(word) for word in _SPELLED)
    figured = "|".join("".join(_ALIKE.get(char, char) for char in word) for word in _FIGURED)
    return (
        rf"\b(?:{apart}|t[./-]g|i[./-]g|f[./-]b|{spelled}|te-le|{figured})\b|\b(?:t g|i g)\s?[:=>]"
    )


_BROKEN = re2.compile(rf"{_latin()}|\binst@")
_BROKEN_ANYWHERE = re2.compile(
    rf"{_latin()}|\binst@|т г\s?[:=>]|"
    + "|".join(_GAP.join(LETTERS.findall(word)) for word in sorted(_PLAIN_OTHER, reverse=True))
)


def broken_networks(folded: str) -> Iterator[Hit]:
    """Yield where a folded text names networks in broken spelling."""
    for match in (_BROKEN if folded.isascii() else _BROKEN_ANYWHERE).finditer(folded):
        written, start = match.group(), match.start()
        if written.isalpha():
            continue
        network = _network(written)
        if network:
            hit = Hit("network", network, start, start + len(written.rstrip(" :=>")))
            if written.isascii() or stands_alone(folded, hit):
                yield hit
    yield from closed_networks(folded)


def _network(written: str) -> str | None:
    """Return the network that a broken spelling means."""
    if not written[0].isascii():
        letters = "".join(LETTERS.findall(written))
        return _PLAIN_OTHER.get(letters) or _SHORT.get(letters)
    bare = "".join(filter(str.isalpha, written))
    plain = written.translate(_LOOK_ALIKES)
    figured = _FIGURED.get(plain.replace("1", "i")) or _FIGURED.get(plain.replace("1", "l"))
    return figured or (_LATIN | _SPELLED).get(bare) or _SHORT.get(bare)
