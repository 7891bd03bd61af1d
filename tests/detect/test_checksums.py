import csv
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from firstlight.detect.checksums import BASE58, coin, is_monero
from firstlight.detect.keccak import keccak256
from tests.data import shared

GOLDEN = list(csv.DictReader((Path(__file__).parents[1] / "golden" / "addresses.csv").open()))


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row["address"][:16])
def test_published_vectors(row):
    assert (coin(row["address"]) or "") == row["coin"]


def test_keccak_of_nothing_and_of_long_input():
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"").hex() == empty
    abc = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
    assert keccak256(b"abc").hex() == abc
    assert len({keccak256(bytes(length)) for length in range(130, 280)}) == 150


def base58check(version, payload):
    raw = bytes([version]) + payload
    raw += sha256(sha256(raw).digest()).digest()[:4]
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def monero(version, payload):
    raw = bytes([version]) + payload
    raw += keccak256(raw)[:4]
    text = ""
    for start in range(0, len(raw), 8):
        block = raw[start : start + 8]
        number, digits = int.from_bytes(block, "big"), ""
        for _ in range({5: 7, 8: 11}[len(block)]):
            number, rest = divmod(number, 58)
            digits = BASE58[rest] + digits
        text += digits
    return text


@pytest.mark.parametrize(
    ("version", "name"),
    [(0, "bitcoin"), (5, "bitcoin"), (0x30, "litecoin"), (0x32, "litecoin"), (0x41, "tron")],
)
def test_made_base58_addresses(version, name):
    for seed in range(20):
        address = base58check(version, sha256(bytes([seed])).digest()[:20])
        assert coin(address) == name
        swapped = address[:10] + address[11] + address[10] + address[12:]
        assert coin(swapped) is None or swapped == address


@pytest.mark.parametrize(("version", "size"), [(18, 64), (42, 64), (19, 72)])
def test_made_monero_addresses(version, size):
    payload = (sha256(b"a").digest() + sha256(b"b").digest() + b"12345678")[:size]
    address = monero(version, payload)
    assert coin(address) == "monero"
    assert not is_monero(address[:-1] + ("1" if address[-1] != "1" else "2"))
    assert not is_monero(monero(53, payload))


def test_public_tagpacks_hold_exactly_six_invalid_addresses():
    names = ["sextortion_excello", "sextortion_talos", "ransomware", "walletexplorer"]
    bad = total = 0
    for name in names:
        text = (shared("money/tagpacks") / f"{name}.yaml").read_text("utf-8")
        addresses = [tag["address"] for tag in yaml.load(text, Loader=yaml.CSafeLoader)["tags"]]
        total += len(addresses)
        bad += sum(coin(str(address)) is None for address in addresses)
    assert (total, bad) == (78691, 6)
