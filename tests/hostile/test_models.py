"""Twenty model files that somebody else made; each is refused with one sentence."""

from functools import cache
from hashlib import blake2b

import msgspec
import pytest

from firstlight.detect.learn_file import MAGIC, decode, encode
from firstlight.model.errors import InputError
from tests.detect.labelled import learned, rows


@cache
def whole() -> bytes:
    return encode(learned(rows()))


def sealed(raw: bytes) -> bytes:
    return raw + blake2b(raw, digest_size=32).digest()


def header() -> tuple[dict, bytes]:
    size = int.from_bytes(whole()[8:16], "little")
    return msgspec.json.decode(whole()[16 : 16 + size]), whole()[16 + size : -32]


def made(change=None, body=None, raw=None) -> bytes:
    """Return a file with a valid seal whose header or body was changed."""
    told, rest = header()
    if change:
        change(told)
    text = msgspec.json.encode(told) if raw is None else raw
    return sealed(MAGIC + len(text).to_bytes(8, "little") + text + (rest if body is None else body))


def put(*path, value):
    def change(told):
        for step in path[:-1]:
            told = told[step]
        told[path[-1]] = value

    return made(change)


def weights(value: bytes) -> bytes:
    _, rest = header()
    return made(body=rest[:-4] + value)


def grams(change) -> bytes:
    told, rest = header()
    size = told["blocks"][0]["size"]
    return made(body=change(rest[:size]) + rest[size:])


HOSTILE = {
    "empty": lambda: b"",
    "a pickle": lambda: b"\x80\x04\x95\x1f\x00\x00\x00csystem\n(S'ls'\ntR.",
    "a zip": lambda: b"PK\x03\x04" + bytes(200),
    "only a beginning": lambda: MAGIC,
    "cut off": lambda: whole()[:-100],
    "one bit changed": lambda: whole()[:5000] + bytes([whole()[5000] ^ 1]) + whole()[5001:],
    "more behind": lambda: whole() + b"more",
    "a header without end": lambda: sealed(MAGIC + (1 << 63).to_bytes(8, "little") + bytes(99)),
    "a nested header": lambda: made(raw=b"[" * 200_000),
    "a header of other things": lambda: made(raw=b'{"__reduce__": "os.system"}'),
    "an unknown field": lambda: put("code", value="import os"),
    "huge dimensions": lambda: put("blocks", 0, "count", value=1 << 60),
    "a negative length": lambda: put("blocks", 0, "size", value=-5),
    "lengths that trade": lambda: put("blocks", 0, "count", value=1),
    "an unknown kind": lambda: put("blocks", 0, "kind", value="objects"),
    "no kinds": lambda: put("blocks", value=[]),
    "weights that are no numbers": lambda: weights(b"\x00\x00\xc0\x7f"),
    "endless weights": lambda: weights(b"\x00\x00\x80\x7f"),
    "a falling curve": lambda: put("slope", value=-1.0),
    "a baseline without bins": lambda: put("card", "baseline", "edges", value=[]),
    "a baseline that falls": lambda: put(
        "card", "baseline", "edges", value=header()[0]["card"]["baseline"]["edges"][::-1]
    ),
    "words that are no text": lambda: grams(lambda raw: b"\xff" + raw[1:]),
    "a word twice": lambda: grams(lambda raw: b"\n" * len(raw)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_model_is_refused_with_one_sentence(name):
    assert whole() == made()
    with pytest.raises(InputError) as told:
        decode(HOSTILE[name](), "theirs.model")
    assert str(told.value).startswith("theirs.model: it is no model that can be used: ")
    assert "\n" not in str(told.value)
