"""Wallet addresses with letters that their alphabets lack: what could have been meant by them.

Base58 has no 0, O, I and l, Bech32 no 1, b, i and o behind its prefix, hexadecimal no o and l: who
finds one of these has a look-alike before them, and the checksum tells which.
"""

from collections.abc import Iterator
from itertools import combinations, product

from firstlight.detect.checksums import base58_coin, witness_coin

_MEANT = {"0": "oQD", "O": "oQ", "I": "1iJL", "l": "1iL"}
_LIKE = {"8": "B", "B": "8", "5": "S", "S": "5", "2": "Z", "Z": "2", "6": "Gb", "G": "6", "b": "6",
    "9": "gq", "g": "9q", "q": "9g", "1": "i", "i": "1", "u": "v", "v": "u", "U": "V", "V": "U",
    "h": "n", "n": "h", "4": "A", "A": "4", "3": "E", "E": "3", "7": "T", "T": "7"}  # fmt: skip
_LIKE_WITNESS = {"8": "9", "5": "s", "s": "5", "2": "z", "z": "2", "6": "g", "g": "9q6", "9": "gq",
    "q": "g9", "u": "v", "v": "u", "h": "n", "n": "hm", "m": "n", "w": "v", "3": "e", "e": "3",
    "4": "a", "a": "4", "7": "t", "t": "7", "l": "7"}  # fmt: skip
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


def repaired(written: str) -> tuple[str, str] | None:
    """Return the address and coin that an address with exchanged letters was, or None.

    One or two letters of Base58, one of Bech32; a chance hit is one in some ten million.
    """
    lower = written.lower()
    if lower.startswith(("bc1", "ltc1")):
        for address in _exchanged(lower, _LIKE_WITNESS, 1):
            if name := witness_coin(address):
                return address, name
    elif len(written) in {33, 34} and not written.islower() and not written.isupper():
        for address in _exchanged(written, _LIKE, 2):
            if name := base58_coin(address):
                return address, name
    return None


def _exchanged(written: str, like: dict[str, str], most: int) -> Iterator[str]:
    """Yield the readings with up to so many letters put for those that they look like."""
    places = [at for at in range(1, len(written)) if written[at] in like]
    for size in range(1, most + 1):
        for some in combinations(places, size):
            for meant in product(*(like[written[at]] for at in some)):
                chars = list(written)
                for at, char in zip(some, meant, strict=True):
                    chars[at] = char
                yield "".join(chars)
