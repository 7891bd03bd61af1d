"""Bring the catalogues up to date with the English texts: `python -m firstlight.worker.texts`.

Translations stay, new texts are added empty, texts that are gone are dropped. Faults are printed.
"""

import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from firstlight.worker.catalogue import FOLDER, LANGUAGES, catalogue, faults, texts


def refresh(tag: str) -> None:
    """Rewrite the catalogue of a language in the order of the English texts."""
    path = FOLDER / f"{tag}.po"
    old = catalogue(tag) if path.exists() else Catalog(locale=tag)
    fresh = Catalog(locale=tag, project="firstlight", charset="utf-8", fuzzy=False)
    reviewed = [held for held in old.mime_headers if held[0].lower() == "x-reviewed-by"]
    for text in texts():
        known = old.get(text)
        fresh.add(text, str(known.string) if known and known.string else "")
    with path.open("wb") as file:
        write_po(file, fresh, width=0, omit_header=True)
    body = path.read_bytes()
    told = [("Content-Type", "text/plain; charset=utf-8"), ("Language", tag), *reviewed]
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in told)
    path.write_bytes(f'msgid ""\nmsgstr ""\n{head}\n'.encode() + body)


def main() -> None:
    """Refresh all catalogues and print what is wrong with them."""
    for language in LANGUAGES:
        if language.tag != "en":
            refresh(language.tag)
            catalogue.cache_clear()
            wrong = faults(language.tag)
            sys.stdout.write(f"{language.tag}: {len(wrong)} faults\n")
            for one in wrong[:20]:
                sys.stdout.write(f"  {one}\n")


if __name__ == "__main__":
    main()
