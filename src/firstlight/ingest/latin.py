"""Which of the old encodings of the Latin script a text is in: by the letters that it would have.

Statistics on short samples take "años" for "ańos"; the letters that languages really use do not.
"""

import re

_WEST = "áéíóúñüçãõâêôàèìòùäößåøæëïîûœ¡¿«»“”‘’–—…€·"
_TURKISH = "çğıöşüâîûi̇“”‘’–—…€"
_EAST = "ąćęłńóśźżáčďéěíňřšťúůýžľĺŕôäöőüűăâîşţßç„“”‘’–—…€"
LETTERS = {
    "cp1252": frozenset(_WEST + _WEST.upper()),
    "cp1254": frozenset(_TURKISH + "ÇĞIÖŞÜÂÎÛİ"),
    "cp1250": frozenset(_EAST + _EAST.upper()),
}
"""Letters of Western languages, Turkish, and Central Europe, the likelier encoding first."""
SHARE = 0.8
"""Of the other than ASCII characters, those that must be such letters."""
ALONE = 0.45
"""Of the bytes beyond ASCII, those that must have no such neighbour: in Latin text few have."""
_RUN = re.compile(rb"[\x80-\xff]+")


def latin_encoding(sample: bytes) -> str | None:
    """Return the encoding of a sample in the Latin script, None where it seems to be in another."""
    runs = [len(found[0]) for found in _RUN.finditer(sample)]
    if not runs or runs.count(1) < ALONE * sum(runs):
        return None
    shares = {encoding: _share(sample, encoding) for encoding in LETTERS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= SHARE else None


def _share(sample: bytes, encoding: str) -> float:
    """Return how many of the characters beyond ASCII are letters of the encoding's languages."""
    text = sample.decode(encoding, "replace")
    others = [char for char in text if not char.isascii()]
    return sum(char in LETTERS[encoding] for char in others) / len(others)
