"""Checksums of wallet addresses: which coin a string is an address of, if of any.

After the published specifications: Base58Check (Bitcoin wiki), BIP 173 and BIP 350 (Bech32,
Bech32m), BIP 141 (witness programs), EIP-55 (Ethereum), TRON's address format, Monero's base58
blocks (CryptoNote) with network bytes 18, 19 and 42. Test networks are not accepted.
"""

from hashlib import sha256

from firstlight.detect.keccak import keccak256

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

_BASE58_VALUES = {char: value for value, char in enumerate(BASE58)}
_VERSIONS = {0x00: "bitcoin", 0x05: "bitcoin", 0x30: "litecoin", 0x32: "litecoin", 0x41: "tron"}
_WITNESS_COINS = {"bc": "bitcoin", "ltc": "litecoin"}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32, _BECH32M = 1, 0x2BC830A3
_MONERO_BLOCKS = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
_MONERO_LENGTHS = {95: {18, 42}, 106: {19}}


def coin(address: str) -> str | None:
    """Return the coin whose address this is, its checksum holding, or None.

    One of bitcoin, litecoin, ethereum, tron, monero. An Ethereum address in a single case has no
    checksum and is accepted as such.
    """
    if address[:2] in {"0x", "0X"}:
        return "ethereum" if is_ethereum(address) else None
    if len(address) in _MONERO_LENGTHS:
        return "monero" if is_monero(address) else None
    return witness_coin(address) or base58_coin(address)


def base58_coin(address: str) -> str | None:
    """Return the coin of a Base58Check address of 21 payload bytes, or None."""
    if not 25 <= len(address) <= 36 or any(char not in _BASE58_VALUES for char in address):
        return None
    number = 0
    for char in address:
        number = number * 58 + _BASE58_VALUES[char]
    zeros = len(address) - len(address.lstrip("1"))
    raw = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    if len(raw) != 25 or sha256(sha256(raw[:21]).digest()).digest()[:4] != raw[21:]:
        return None
    return _VERSIONS.get(raw[0])


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check


def witness_coin(address: str) -> str | None:
    """Return the coin of a segregated-witness address (Bech32 or Bech32m), or None."""
    lower = address.lower()
    if address not in {lower, address.upper()} or len(address) > 90:
        return None
    prefix, _, data = lower.rpartition("1")
    if prefix not in _WITNESS_COINS or len(data) < 7 or any(char not in BECH32 for char in data):
        return None
    values = [BECH32.index(char) for char in data]
    if not _is_program(values[0], values[1:-6]):
        return None
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    if _polymod(expanded + values) != (_BECH32M if values[0] else _BECH32):
        return None
    return _WITNESS_COINS[prefix]


def _is_program(version: int, values: list[int]) -> bool:
    """Tell whether five-bit values are a witness program of that version (BIP 141)."""
    padding = 5 * len(values) % 8
    length = 5 * len(values) // 8
    if padding > 4 or (values and values[-1] & ((1 << padding) - 1)):
        return False
    return version <= 16 and (length in {20, 32} if version == 0 else 2 <= length <= 40)


def is_ethereum(address: str) -> bool:
    """Tell whether this is "0x" and 40 hexadecimal digits, mixed case only as EIP-55 has it."""
    body = address[2:]
    if len(body) != 40 or any(char not in "0123456789abcdefABCDEF" for char in body):
        return False
    lower = body.lower()
    if body in {lower, body.upper()}:
        return True
    digest = keccak256(lower.encode()).hex()
    pairs = zip(lower, digest, strict=False)
    return body == "".join(char.upper() if mark >= "8" else char for char, mark in pairs)


def is_monero(address: str) -> bool:
    """Tell whether this is a Monero main-network address: standard, subaddress or integrated."""
    if len(address) not in _MONERO_LENGTHS or any(char not in _BASE58_VALUES for char in address):
        return False
    raw = bytearray()
    for start in range(0, len(address), 11):
        block = address[start : start + 11]
        number = 0
        for char in block:
            number = number * 58 + _BASE58_VALUES[char]
        size = _MONERO_BLOCKS.get(len(block), 0)
        if number >= 1 << 8 * size:
            return False
        raw += number.to_bytes(size, "big")
    return raw[0] in _MONERO_LENGTHS[len(address)] and keccak256(bytes(raw[:-4]))[:4] == raw[-4:]
