"""Wallet addresses, also broken up or with look-alike letters: the checksum decides."""

import msgspec
import re2

from firstlight.detect.checksums import base58_coin, coin, is_ethereum, witness_coin
from firstlight.rulebook.matching.fold import Folded

_PIECE = re2.compile(r"[0-9a-z]+")
_MIXED = re2.compile(r"(?s)(?:(?:[a-z][0-9]|[0-9][a-z]).*?){3}|[0-9a-z]{25}")
_STARTS = ("1", "3", "l", "m", "t", "4", "8", "bc1", "ltc1", "0x")
_LONGEST = 106
_MOST_PIECES = 28
_WIDEST_GAP = 3


class Wallet(msgspec.Struct, frozen=True):
    """A wallet address with its coin and its span in folded text."""

    value: str
    coin: str
    start: int
    end: int


def as_written(folded: Folded) -> str:
    """Return the folded text, one character for one, with the capitals of the original."""
    if folded.original.isascii():
        return folded.original
    capitals = {place for place, char in enumerate(folded.original) if char.isupper()}
    if not capitals:
        return folded.text
    chars = list(folded.text)
    for at, place in enumerate(folded.offsets[: len(chars)]):
        if place in capitals and len(upper := chars[at].upper()) == 1:
            chars[at] = upper
    return "".join(chars)


def find_wallets(folded: Folded) -> list[Wallet]:
    """Return the wallet addresses in a folded text, left to right, without overlaps."""
    if not _MIXED.search(folded.text):
        return []
    written = as_written(folded)
    pieces = [match.span() for match in _PIECE.finditer(folded.text)]
    found: list[Wallet] = []
    reach = 0
    for index, (start, _) in enumerate(pieces):
        if start >= reach and folded.text.startswith(_STARTS, start):
            wallet = _at(written, pieces, index)
            if wallet is not None:
                found.append(wallet)
                reach = wallet.end
    return found


def _at(text: str, pieces: list[tuple[int, int]], index: int) -> Wallet | None:
    """Return the address that begins with a piece and ends with it or a later one, or None."""
    start, reach = pieces[index]
    joined = ""
    for first, last in pieces[index : index + _MOST_PIECES]:
        if first - reach > _WIDEST_GAP:
            break
        joined += text[first:last]
        reach = last
        if len(joined) > _LONGEST:
            break
        if len(joined) >= 25:
            name = _coin(joined, whole=first == start)
            if name is not None:
                value = joined.lower() if joined[:3].lower() in {"bc1", "ltc"} else joined
                return Wallet(value, name, start, last)
    return None


def _coin(joined: str, *, whole: bool) -> str | None:
    """Return the coin; joined pieces that look like words are not worked out."""
    if whole or joined[:2] in {"0x", "0X"} or joined[:3].lower() in {"bc1", "ltc"}:
        name = coin(joined)
        return name or _recased(joined)
    if sum(map(str.isdigit, joined)) < 3 or joined.islower() or joined.isupper():
        return None
    return coin(joined) if len(joined) in {95, 106} else base58_coin(joined)


def _recased(joined: str) -> str | None:
    """Return the coin where only stray capitals of Bech32 or a capital 0X break the form."""
    lower = joined.lower()
    if lower.startswith(("bc1", "ltc1")):
        return witness_coin(lower)
    return "ethereum" if joined.startswith("0X") and is_ethereum("0x" + joined[2:]) else None
