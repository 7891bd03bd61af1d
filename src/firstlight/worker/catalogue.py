"""The app's languages: gettext catalogues, and what a translation must keep.

A translation keeps every placeholder as often as the English text, and as many marked negations;
its figures are the same. `faults` names what is wrong; the tests and the build ask it.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from firstlight.rulebook.load import load_rulebook
from firstlight.rulebook.said import differences
from firstlight.worker.content import load_content

FOLDER = Path(__file__).parent / "catalogues"


class Language(NamedTuple):
    """A language of the app: BCP 47 tag, its own name, direction of writing."""

    tag: str
    name: str
    direction: str = "ltr"


LANGUAGES = (
    Language("en", "English"),
    Language("es", "Español"),
    Language("fr", "Français"),
    Language("pt", "Português"),
    Language("ar", "العربية", "rtl"),
    Language("hi", "हिन्दी"),
    Language("bn", "বাংলা"),
    Language("ne", "नेपाली"),
    Language("ur", "اردو", "rtl"),
    Language("id", "Bahasa Indonesia"),
    Language("fil", "Filipino"),
    Language("vi", "Tiếng Việt"),
    Language("my", "မြန်မာ"),
    Language("th", "ไทย"),
    Language("sw", "Kiswahili"),
    Language("am", "አማርኛ"),
    Language("ru", "Русский"),
    Language("uk", "Українська"),
)
BY_TAG = {language.tag: language for language in LANGUAGES}


@cache
def texts() -> tuple[str, ...]:
    """Return every English text of the app: its content, and the sentences of the indicators."""
    indicators = load_rulebook().indicators.values()
    sentences = (indicator.sentence for indicator in indicators if indicator.on_phone)
    return tuple(dict.fromkeys((*load_content().texts(), *sentences)))


@cache
def catalogue(tag: str) -> Catalog:
    """Return the catalogue of a language; English has none and gives an empty one."""
    if tag == "en":
        return Catalog(locale="en")
    with (FOLDER / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag)


def translated(tag: str, text: str) -> str:
    """Return a text in a language; English where the catalogue does not have it."""
    found = catalogue(tag).get(text) if tag != "en" else None
    return str(found.string) if found is not None and found.string else text


def is_reviewed(tag: str) -> bool:
    """Tell whether a second reader has checked the language (X-Reviewed-By in the file's head)."""
    if tag == "en":
        return True
    head = (FOLDER / f"{tag}.po").read_text(encoding="utf-8").split("\n\n", 1)[0]
    return "X-Reviewed-By: " in head


def available() -> tuple[Language, ...]:
    """Return the languages whose catalogue is there and complete."""
    return tuple(one for one in LANGUAGES if one.tag == "en" or _complete(one.tag))


def _complete(tag: str) -> bool:
    if not (FOLDER / f"{tag}.po").is_file():
        return False
    held = catalogue(tag)
    return all((one := held.get(text)) and one.string for text in texts())


def faults(tag: str) -> list[str]:
    """Return what is wrong with a catalogue, a sentence each; empty is good."""
    held, found = catalogue(tag), []
    for text in texts():
        message = held.get(text)
        if message is None or not message.string:
            found.append(f"missing: {text}")
        else:
            found += [f"{what}: {text}" for what in differences(text, str(message.string))]
    known = set(texts())
    found += [f"unknown text: {m.id}" for m in held if m.id and m.id not in known]
    return found
