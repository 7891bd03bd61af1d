"""Wallet addresses with letters that their alphabets lack: what could have been meant by them.

Base58 has no 0, O, I and l, Bech32 no 1, b, i and o behind its prefix, hexadecimal no o and l: who
finds one of these has a look-alike before them, and the checksum tells which.
"""

from collections.abc import Iterator
from itertools import product

_MEANT = {"0": "oQD", "O": "oQ", "I": "1iJL", "l": "1iL"}
_WITNESS = str.maketrans({"o": "0", "i": "l", "1": "l", "b": "8", "|": "l"})
_HEXADECIMAL = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "i": "1", "S": "5", "s": "5"})


def base58_readings(written: str, most: int) -> Iterator[str]:
    """Yield what a Base58 address could be that was written with a few look-alikes, itself first.

    None where more than `most` characters are strange: the readings grow fourfold with each.
    """
    if _MEANT.keys().isdisjoint(written):
        yield written
        return
    if len(written) not in {33, 34}:
        return
    strange = [place for place, char in enumerate(written) if char in _MEANT]
    if len(strange) > most:
        return
    chars = list(written)
    for meant in product(*(_MEANT[written[place]] for place in strange)):
        for place, char in zip(strange, meant, strict=True):
            chars[place] = char
        yield "".join(chars)


def restored_witness(lower: str) -> str:
    """Return a Bech32 address in small letters with the letters put right that it cannot have."""
    prefix = 2 if lower.startswith("bc") else 3
    if lower[prefix : prefix + 1] not in {"1", "l", "i"}:
        return lower
    return lower[:prefix] + "1" + lower[prefix + 1 :].translate(_WITNESS)


def restored_hexadecimal(written: str) -> str:
    """Return "0x" and hexadecimal figures with the letters put right that they cannot have."""
    return "0x" + written[2:].translate(_HEXADECIMAL)
