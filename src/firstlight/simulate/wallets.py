"""Addresses of wallets with right checksums that nobody holds the key of.

The payload is a hash of the seed's text, not of a key: no key is known to anyone, and money sent
there would be lost. Encodings: Base58Check (Bitcoin wiki), Bech32 and Bech32m (BIP 173, BIP 350),
EIP-55 mixed case, TRON (Base58Check with 0x41), Monero (Base58 in blocks, Keccak checksum).
"""

from collections.abc import Iterable
from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_MASK = (1 << 64) - 1
_MONERO_BLOCKS = (0, 2, 3, 5, 6, 7, 9, 10, 11)

CHAINS = ("p2pkh", "p2sh", "segwit", "taproot", "ethereum", "tron", "litecoin", "monero")
"""The kinds of address: four of Bitcoin, and one each of four other chains."""


def address(chain: str, seed: str) -> str:
    """Return the address of a chain for a seed; an unknown chain is a KeyError."""
    payload = sha256(f"firstlight simulated wallet {chain} {seed}".encode()).digest()
    return _ENCODERS[chain](payload)


def base58(raw: bytes) -> str:
    """Encode bytes in Base58, leading zero bytes as "1"."""
    number, out = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        out = _BASE58[digit] + out
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + out


def base58check(version: int, payload: bytes) -> str:
    """Encode a payload with version byte and double SHA-256 checksum."""
    raw = bytes([version]) + payload
    return base58(raw + sha256(sha256(raw).digest()).digest()[:4])


def bech32(prefix: str, version: int, program: bytes) -> str:
    """Encode a witness program: Bech32 for version 0, Bech32m from version 1."""
    data = [version, *_five_bits(program)]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    constant = 0x2BC830A3 if version else 1
    check = _polymod([*spread, *data, 0, 0, 0, 0, 0, 0]) ^ constant
    data += [(check >> 5 * (5 - i)) & 31 for i in range(6)]
    return prefix + "1" + "".join(_BECH32[d] for d in data)


def _five_bits(raw: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i, factor in enumerate(_GENERATOR):
            if top >> i & 1:
                check ^= factor
    return check


def _rotate(word: int, by: int) -> int:
    return (word << by | word >> (64 - by)) & _MASK if by else word


def _permute(a: list[list[int]]) -> None:
    """Keccak-f[1600] in place on five columns of five lanes (FIPS 202, section 3)."""
    register = 1
    for _ in range(24):
        parity = [c[0] ^ c[1] ^ c[2] ^ c[3] ^ c[4] for c in a]
        for x in range(5):
            mix = parity[x - 1] ^ _rotate(parity[(x + 1) % 5], 1)
            a[x] = [lane ^ mix for lane in a[x]]
        x, y, current = 1, 0, a[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, a[x][y] = a[x][y], _rotate(current, (step + 1) * (step + 2) // 2 % 64)
        for y in range(5):
            row = [a[x][y] for x in range(5)]
            for x in range(5):
                a[x][y] = row[x] ^ (~row[(x + 1) % 5] & _MASK & row[(x + 2) % 5])
        for power in range(7):
            register = (register << 1) ^ (0x171 if register >> 7 else 0)
            if register >> 1 & 1:
                a[0][0] ^= 1 << ((1 << power) - 1)


def keccak256(message: bytes) -> bytes:
    """Return the original Keccak-256 (padding 0x01, unlike SHA-3), as Ethereum and Monero use."""
    rate = 136
    block = bytearray(message + b"\x01" + bytes(-(len(message) + 1) % rate))
    block[-1] |= 0x80
    state = [[0] * 5 for _ in range(5)]
    for start in range(0, len(block), rate):
        for i in range(rate // 8):
            lane = block[start + 8 * i : start + 8 * i + 8]
            state[i % 5][i // 5] ^= int.from_bytes(lane, "little")
        _permute(state)
    return b"".join(state[i][0].to_bytes(8, "little") for i in range(4))


def _ethereum(payload: bytes) -> str:
    """Write twenty bytes in mixed case as EIP-55 says."""
    plain = payload[:20].hex()
    digest = keccak256(plain.encode()).hex()
    pairs = zip(plain, digest, strict=False)
    return "0x" + "".join(c.upper() if int(d, 16) > 7 else c for c, d in pairs)


def _monero(payload: bytes) -> str:
    """Write a standard address: network byte 18, two keys of 32 bytes, Keccak checksum."""
    raw = b"\x12" + payload + sha256(payload).digest()
    raw += keccak256(raw)[:4]
    out = ""
    for start in range(0, len(raw), 8):
        block = raw[start : start + 8]
        number, text = int.from_bytes(block), ""
        while number:
            number, digit = divmod(number, 58)
            text = _BASE58[digit] + text
        out += text.rjust(_MONERO_BLOCKS[len(block)], "1")
    return out


_ENCODERS = {
    "p2pkh": lambda p: base58check(0x00, p[:20]),
    "p2sh": lambda p: base58check(0x05, p[:20]),
    "segwit": lambda p: bech32("bc", 0, p[:20]),
    "taproot": lambda p: bech32("bc", 1, p),
    "ethereum": _ethereum,
    "tron": lambda p: base58check(0x41, p[:20]),
    "litecoin": lambda p: bech32("ltc", 0, p[:20]),
    "monero": _monero,
}
