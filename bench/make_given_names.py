"""Make `detect/data/given_names.bin`, the filter of given names in Latin letters.

    pip install faker && python bench/make_given_names.py

Source: the given names of Faker's locales (Daniele Faraglia and others; MIT), those of other
scripts written in Latin letters. Faker is needed for this script alone.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from anyascii import anyascii
from faker.providers import person

from firstlight.detect.common_words import GIVEN, pack
from firstlight.rulebook.matching.fold import fold

NAMES = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary",
    "first_romanized_names", "first_names_unisex", "first_names_others")  # fmt: skip
BITS = 16
ROOT = Path(__file__).parents[1]
LISTED = ("src/firstlight/rulebook/words/*.tsv", "src/firstlight/detect/data/handle_words.tsv",
    "src/firstlight/detect/data/numerals*.tsv", "bench/romanised.txt")  # fmt: skip
_LATIN = re.compile(r"[a-z]{3,16}")


def given() -> Iterator[str]:
    """Yield the given names of all locales, folded."""
    for module in iter_modules(person.__path__):
        provider: Any = import_module(f"faker.providers.person.{module.name}").Provider
        for listed in NAMES:
            names = getattr(provider, listed, ())
            for name in names if isinstance(names, tuple | list | dict) else ():
                text = name if isinstance(name, str) else name[0]
                yield from _LATIN.findall(fold(anyascii(text)).text)


def words() -> Iterator[str]:
    """Yield the words of the rulebook and of the readers, which are no names here."""
    for pattern in LISTED:
        for path in sorted(ROOT.glob(pattern)):
            yield from _LATIN.findall(fold(path.read_text("utf-8")).text)


def main() -> None:
    """Write the filter."""
    names = set(given()) - set(words())
    GIVEN.write_bytes(pack(names, len(names) * BITS // 8))
    print(f"{len(names)} names, {GIVEN.stat().st_size} bytes")


if __name__ == "__main__":
    main()
