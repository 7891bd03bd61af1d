"""Names of networks with letters apart or figures in them: "tele gram", "т е л е г а"."""

from collections.abc import Iterator

import re2

from firstlight.detect.closed_networks import closed_networks, stands_alone
from firstlight.detect.lexicon import Hit
from firstlight.detect.network_names import EVERY, INITIALS, SHORT, WHOLE

_OWN = frozenset({"whatsapp", "weixin"})
"""Names whose letters are not read apart here."""
_APART = tuple(name for name in WHOLE if name not in _OWN)
_SPELLED = tuple(name for name in SHORT if name != "kakao")
_FIGURED = {name: EVERY[name] for name in (*_APART, "snap", "tele", "whatsapp")}
_GAP = r"[ .*_\-|/·]{1,2}"
_ALIKE = {"a": "[a4@]", "b": "[b8]", "e": "[e3]", "g": "[g9]", "i": "[i1!]", "l": "[l1]",
    "o": "[o0]", "s": "[s5$]", "t": "[t7]"}  # fmt: skip
_LOOK_ALIKES = str.maketrans("0345789@$!", "oeastbgasi")


def _latin() -> str:
    """Return a pattern of networks in Latin letters: apart, spelled out, or with figures."""
    apart = "|".join(r"[\W_]{0,2}".join(_ALIKE.get(char, char) for char in word) for word in _APART)
    spelled = "|".join(_GAP.join(word) for word in _SPELLED)
    figured = "|".join("".join(_ALIKE.get(char, char) for char in word) for word in _FIGURED)
    return (
        rf"\b(?:{apart}|t[./-]g|i[./-]g|f[./-]b|{spelled}|te-le|{figured})\b|\b(?:t g|i g)\s?[:=>]"
    )


_BROKEN = re2.compile(rf"{_latin()}|\binst@|т г\s?[:=>]")


def broken_networks(folded: str) -> Iterator[Hit]:
    """Yield where a folded text names networks in broken spelling."""
    for match in _BROKEN.finditer(folded):
        written, start = match.group(), match.start()
        network = None if written.isalpha() else _network(written)
        if network:
            hit = Hit("network", network, start, start + len(written.rstrip(" :=>")))
            if written.isascii() or stands_alone(folded, hit):
                yield hit
    yield from closed_networks(folded)


def _network(written: str) -> str | None:
    """Return the network that a broken spelling means."""
    if not written[0].isascii():
        return "telegram"
    bare = "".join(filter(str.isalpha, written))
    plain = "".join(filter(str.isalnum, written.translate(_LOOK_ALIKES)))
    figured = _FIGURED.get(plain.replace("1", "i")) or _FIGURED.get(plain.replace("1", "l"))
    return figured or EVERY.get(bare) or INITIALS.get(bare)
