"""Wallet addresses, also broken up or with look-alike letters: the checksum decides."""

from collections.abc import Iterable
from itertools import compress, count

import msgspec
import re2

from firstlight.detect.checksums import base58_coin, is_ethereum, is_monero, witness_coin
from firstlight.detect.misread import (
    base58_readings,
    repaired,
    restored_hexadecimal,
    restored_witness,
)
from firstlight.rulebook.matching.fold import Folded

_LATIN = str.maketrans("асеорхукмтівнзбαορτυνκιχ", "aceopxykmtibh36aoptuvkix")
_LOOKING = re2.compile(r"[асеорхукмтівнзбαορτυνκιχ][0-9]|[0-9][асеорхукмтівнзбαορτυνκιχ]")
"""Letters beside figures in a piece that folding has no reason to take for Latin."""

_PIECE = re2.compile(r"[0-9a-z]+")
_MIXED = re2.compile(r"(?s)(?:(?:[a-z][0-9]|[0-9][a-z]).*?){3}|[0-9a-z]{25}|(?:[0-9a-z] ){24}")
_MIXED_OR_CAMEL = re2.compile(
    r"(?s)(?:(?:[a-zA-Z][0-9]|[0-9][a-zA-Z]).*?){3}|[0-9a-zA-Z]{25}|(?:[0-9a-zA-Z] ){24}"
    r"|(?:[a-z][A-Z].*?){3}"
)
_CAMEL = re2.compile(r"(?s)(?:[a-z][A-Z].*?){3}")
"""Capitals behind small letters: with few figures, they alone tell an address from words."""
_STEP = re2.compile("[a-z][A-Z]")
_SPREAD = re2.compile(r"(?:\b[0-9a-z] ){24,110}[0-9a-z]\b")
_STARTS = (
    "1",
    "3",
    "l",
    "m",
    "t",
    "4",
    "8",
    "bc1",
    "bcl",
    "bci",
    "ltc1",
    "ltcl",
    "ltci",
    "0x",
    "ox",
)
_MISREAD = ("i",)
_SHORTEST = 25
_LONGEST = 106
_MOST_PIECES = 110
_WIDEST_GAP = 5
_MOST_STRANGE = 4
_FEWEST_FIGURES, _FEWEST_STEPS = 3, 4
_LENGTHS = frozenset({33, 34, 42, 62})
_MOST_REPAIRS = 12


class Wallet(msgspec.Struct, frozen=True):
    """A wallet address with its coin and its span in folded text."""

    value: str
    coin: str
    start: int
    end: int


def as_written(folded: Folded) -> str:
    """Return the folded text, one character for one, with the capitals of the original."""
    if folded.original.isascii() and len(folded.text) == len(folded.original):
        return folded.original
    capitals = set(compress(count(), map(str.isupper, folded.original)))
    if not capitals:
        return folded.text
    chars = list(folded.text)
    if isinstance(folded.offsets, range):
        places: Iterable[int] = capitals
    else:
        places = [at for at, place in enumerate(folded.offsets[: len(chars)]) if place in capitals]
    for at in places:
        if len(upper := chars[at].upper()) == 1:
            chars[at] = upper
    return "".join(chars)


def find_wallets(folded: Folded) -> list[Wallet]:
    """Return the wallet addresses in a folded text, left to right, without overlaps."""
    text = folded.text
    if _LOOKING.search(text):
        text = text.translate(_LATIN)
    if not _may_hold(text, folded.original):
        return []
    written = as_written(folded) if text == folded.text else _recased(text, as_written(folded))
    pieces = [match.span() for match in _PIECE.finditer(text)]
    repairs = _MOST_REPAIRS
    found: list[Wallet] = []
    reach = 0
    for index, (start, end) in enumerate(pieces):
        if start < reach:
            continue
        whole = end - start >= _SHORTEST and text.startswith(_MISREAD, start)
        if whole or text.startswith(_STARTS, start):
            wallet = _at(written, pieces, index)
            if wallet is None and repairs and end - start in _LENGTHS:
                repairs -= 1
                address = repaired(written[start:end])
                wallet = Wallet(*address, start, end) if address else None
            if wallet is not None:
                found.append(wallet)
                reach = wallet.end
    for match in _SPREAD.finditer(text) if not found else ():
        address = _address(written[match.start() : match.end()].replace(" ", ""), whole=True)
        if address is not None:
            found.append(Wallet(*address, *match.span()))
    return found


def _may_hold(text: str, original: str) -> bool:
    """Tell whether a text has what an address cannot do without."""
    if original.isascii() and len(text) == len(original):
        return bool(_MIXED_OR_CAMEL.search(original))
    return bool(_MIXED.search(text) or _CAMEL.search(original))


def _recased(text: str, written: str) -> str:
    """Return the text with capitals where `written` has them."""
    pairs = zip(text, written, strict=True)
    return "".join(char.upper() if like.isupper() else char for char, like in pairs)


def _at(text: str, pieces: list[tuple[int, int]], index: int) -> Wallet | None:
    """Return the address that begins with a piece and ends with it or a later one, or None."""
    start, reach = pieces[index]
    joined = ""
    for first, last in pieces[index : index + _MOST_PIECES]:
        if first - reach > _WIDEST_GAP:
            break
        if first > start and text[first - 1] in "([{" and text[last : last + 1] in set(")]}"):
            reach = last
            continue
        joined += text[first:last]
        reach = last
        if len(joined) > _LONGEST:
            break
        if len(joined) >= _SHORTEST:
            found = _address(joined, whole=first == start)
            if found is not None:
                return Wallet(*found, start, last)
    return None


def _is_like_base58(joined: str) -> bool:
    """Tell whether pieces put together are rather an address than words and sums."""
    figures = sum(map(str.isdigit, joined))
    if joined.islower() or joined.isupper() or not figures:
        return False
    if figures >= _FEWEST_FIGURES:
        return True
    return len(joined) in _LENGTHS and len(_STEP.findall(joined)) >= _FEWEST_STEPS


def _address(joined: str, *, whole: bool) -> tuple[str, str] | None:
    """Return address and coin; joined pieces that look like words are not worked out."""
    lower = joined.lower()
    if lower.startswith(("bc", "ltc")):
        address = restored_witness(lower)
        name = witness_coin(address)
        return (address, name) if name else None
    if lower.startswith(("0x", "ox")):
        address = restored_hexadecimal(joined)
        return (address, "ethereum") if is_ethereum(address) else None
    if not whole and not _is_like_base58(joined):
        return None
    if len(joined) in {95, 106}:
        return (joined, "monero") if is_monero(joined) else None
    for address in base58_readings(joined, _MOST_STRANGE if whole else 2):
        name = base58_coin(address)
        if name is not None:
            return address, name
    return None
