"""Addresses: their checksums hold, by decoders written apart from the encoders."""

from hashlib import sha256

import pytest

from firstlight.simulate.wallets import CHAINS, address, bech32, keccak256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def test_keccak_by_published_digests() -> None:
    assert keccak256(b"").hex() == (
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    )
    assert keccak256(b"testing").hex() == (
        "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"
    )
    assert keccak256(b"a" * 136) != keccak256(b"a" * 135)


def test_bech32_by_the_vectors_of_its_proposals() -> None:
    program = bytes.fromhex("751e76e8199196d454941c45d1b3a323f1433bd6")
    assert bech32("bc", 0, program) == "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    taproot = bytes.fromhex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
    assert bech32("bc", 1, taproot) == (
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
    )


@pytest.mark.parametrize(("chain", "version"), [("p2pkh", 0), ("p2sh", 5), ("tron", 0x41)])
def test_base58check_decodes(chain: str, version: int) -> None:
    for seed in "abcde":
        text = address(chain, seed)
        number = 0
        for char in text:
            number = number * 58 + _BASE58.index(char)
        raw = number.to_bytes(25)
        assert raw[0] == version
        assert sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


@pytest.mark.parametrize("chain", ["segwit", "taproot", "litecoin"])
def test_bech32_has_its_prefix_and_length(chain: str) -> None:
    text = address(chain, "x")
    prefix, _, data = text.partition("1")
    assert prefix == ("ltc" if chain == "litecoin" else "bc")
    assert set(data) <= set(_BECH32)
    assert len(data) == (59 if chain == "taproot" else 39)


def test_ethereum_case_is_its_checksum() -> None:
    for seed in "abcde":
        body = address("ethereum", seed)[2:]
        digest = keccak256(body.lower().encode()).hex()
        for char, nibble in zip(body, digest, strict=False):
            assert char.isdigit() or char.isupper() == (int(nibble, 16) > 7)


def test_monero_blocks_decode_to_their_checksum() -> None:
    sizes = {11: 8, 7: 5}
    text = address("monero", "x")
    assert len(text) == 95
    assert text[0] == "4"
    raw = b""
    for start in range(0, 95, 11):
        block = text[start : start + 11]
        number = 0
        for char in block:
            number = number * 58 + _BASE58.index(char)
        raw += number.to_bytes(sizes[len(block)])
    assert raw[0] == 18
    assert keccak256(raw[:-4])[:4] == raw[-4:]


def test_addresses_differ_by_seed_and_repeat() -> None:
    made = {address(chain, str(i)) for chain in CHAINS for i in range(20)}
    assert len(made) == 20 * len(CHAINS)
    assert address("tron", "1") in made
