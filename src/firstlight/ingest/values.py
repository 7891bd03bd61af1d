"""From a cell to a field's value: text, labels, language tags, media; or why it cannot be used."""

import re
from functools import cache
from typing import Any

from babel import Locale

from firstlight.ingest.row import MAX_LABEL, MAX_TEXT, Unusable

MAX_MEDIA = 1_000
ABSENT = frozenset({"", "\\N", "NULL", "null", "NaN", "nan", "None", "none", "N/A", "n/a"})
"""What stands in a cell of an optional field that holds nothing."""
LANGUAGES = (
    "ar", "bn", "de", "en", "es", "fr", "hi", "id", "it", "km", "ko", "lo", "ms", "my", "ne", "nl",
    "pl", "pt", "ro", "ru", "si", "sw", "ta", "th", "tl", "tr", "uk", "ur", "vi", "zh", "fa", "am",
)  # fmt: skip
"""Languages whose names are known."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_MEDIA = re.compile(r"[\s,;|]+")
_THREE = {
    "ara": "ar", "ben": "bn", "deu": "de", "ger": "de", "eng": "en", "spa": "es", "fra": "fr",
    "fre": "fr", "hin": "hi", "ind": "id", "ita": "it", "khm": "km", "kor": "ko", "msa": "ms",
    "may": "ms", "mya": "my", "bur": "my", "nep": "ne", "nld": "nl", "dut": "nl", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "swa": "sw", "swh": "sw", "tam": "ta",
    "tha": "th", "tgl": "tl", "fil": "tl", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi",
    "zho": "zh", "chi": "zh", "cmn": "zh", "fas": "fa", "per": "fa", "amh": "am", "jpn": "ja",
}  # fmt: skip
"""ISO 639-2 codes and the ISO 639-1 codes for them."""


def as_string(value: Any) -> str | Unusable | None:
    """Return a value as the text that it stands for, None where it is absent."""
    if value is None or isinstance(value, str | Unusable):
        return value
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return Unusable("its bytes are no UTF-8 text")
    if isinstance(value, list | dict | tuple | set):
        return Unusable("it is a list or an object, not a text")
    if isinstance(value, bool):
        return str(value).lower()
    return None if value != value else str(value)  # noqa: PLR0124  (NaN is absent)


def as_text(value: Any, most: int = MAX_TEXT) -> str | Unusable | None:
    """Return a value as text of Unicode characters, of at most `most`, unchanged."""
    text = as_string(value)
    if not isinstance(text, str):
        return text
    if len(text) > most:
        return Unusable(f"it has {len(text):,} characters, more than {most:,}")
    if "\0" in text:
        return Unusable("it holds a NUL character")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return Unusable("it holds half of a surrogate pair, which is no character")
    return text


def as_label(value: Any) -> str | Unusable | None:
    """Return the value of an optional field without spaces around it, None where it is absent."""
    text = as_text(value, MAX_LABEL)
    if isinstance(text, str):
        text = text.strip()
        return None if text in ABSENT else text
    return text


def as_language(value: Any) -> str | Unusable | None:
    """Return the ISO 639 code that a tag ("en-GB", "eng") or name ("Español") stands for."""
    text = as_label(value)
    if not isinstance(text, str):
        return text
    if found := _TAG.fullmatch(text):
        code = found[1].lower()
        return _THREE.get(code, code) if code not in {"und", "mul", "zxx", "xx"} else None
    return _names().get(text.casefold())


@cache
def _names() -> dict[str, str]:
    """Return language names, in English and in the language itself, with their codes."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        locale = Locale.parse("fil" if code == "tl" else code)
        for name in (locale.english_name, locale.display_name):
            if name:
                found[name.casefold()] = code
    return found


def as_media(value: Any) -> list[str] | Unusable | None:
    """Return what names a post's media, from a list or parted by spaces or signs."""
    if isinstance(value, str):
        parts: list[Any] = [part for part in _MEDIA.split(value) if part not in ABSENT]
    elif isinstance(value, list | tuple):
        parts = list(value)
    else:
        parts = [] if as_string(value) is None else [value]
    if len(parts) > MAX_MEDIA:
        return Unusable(f"it has {len(parts):,} parts, more than {MAX_MEDIA:,}")
    labels = [as_label(part) for part in parts]
    for label in labels:
        if isinstance(label, Unusable):
            return label
    return [label for label in labels if isinstance(label, str)] or None
