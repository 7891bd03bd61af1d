"""All pages of the app in one language, rendered to text; nothing is written here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import segno
from babel import Locale
from babel.numbers import get_territory_currencies
from jinja2 import Environment, PackageLoader, StrictUndefined

from firstlight.rights.offer import TOPICS
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule
from firstlight.worker.catalogue import Language, is_reviewed
from firstlight.worker.content import load_content
from firstlight.worker.drawings import PATHS
from firstlight.worker.help import Entry, Helpers
from firstlight.worker.law import Law, Reader
from firstlight.worker.say import Say, inert, pieces

CODES = {
    "home": "index", "trouble": "t", "offer": "o", "places": "c", "owed": "s", "help": "h",
    "notes": "n", "about": "i", "languages": "l", "warnings": "w", "pass": "p", "poster": "a4",
}  # fmt: skip
"""Addresses say nothing: a page is a letter, a concern `k` and a number, a country its code."""
MISSING = (
    "miss_employer", "miss_pay", "miss_hours", "miss_rest", "miss_contract", "miss_fee",
    "miss_place",
)  # fmt: skip
ASKS = ("ask_licence", "ask_contract", "ask_costs", "ask_passport", "ask_leave", "ask_talk")
QUESTIONS = (
    ("household", "choice", ""), ("sector", "list", ""), ("age", "text", "numeric"),
    ("from", "date", ""), ("to", "date", ""), ("days", "text", "decimal"),
    ("hours", "text", "decimal"), ("night", "text", "decimal"), ("rest_days", "text", "numeric"),
    ("holidays", "text", "numeric"), ("agreed", "text", "decimal"), ("basic", "text", "decimal"),
    ("food", "choice", ""), ("housing", "choice", ""), ("paid", "text", "decimal"),
    ("taken", "text", "decimal"), ("fees", "text", "decimal"),
)  # fmt: skip
SCRIPTS = {"offer": "offer", "owed": "owed", "notes": "notes", "pass": "pass", "place": "place"}
_UNKNOWN_TO_BROWSERS = ("my", "ne")
"""Languages for which Chromium holds no names of months; both write year, month, day."""
_CITED = tuple(dict.fromkeys(topic for pairs in TOPICS.values() for topic, _ in pairs))
_SAID = ("offline_ready", "offline_partly", "new_version")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator sets: who runs it, its address (for posters), where offers may be sent."""

    operator: str = "Firstlight"
    address: str = ""
    report_to: str = ""


class Place(NamedTuple):
    """A country as pages show it."""

    code: str
    name: str
    address: str
    law: Law
    help: tuple[Entry, ...]
    ask: str
    currency: str
    """ISO 4217 where law is on record, else empty."""


class Warned(NamedTuple):
    """A new trick as pieces of text; `language` where it is not the reader's own."""

    pieces: tuple[tuple[str, bool], ...]
    language: str | None


class Shared(NamedTuple):
    """What all languages have in common."""

    book: Rulebook
    warnings: Sequence[Mapping[str, str]]
    settings: Settings
    version: str
    built: date
    languages: Sequence[Language]
    all_size: str
    closer: Mapping[str, Mapping[str, int]]
    """KB of the closer look: by the reader's language, then by the offer's."""


class Pages:
    """The pages of one language: `all()` gives address → HTML."""

    def __init__(self, language: Language, shared: Shared) -> None:
        """Prepare the words and the law of a language."""
        self._language, self._shared = language, shared
        self._say = Say(language.tag)
        self._content = load_content()
        self._address = {name: f"{code}.html" for name, code in CODES.items()}
        for number, concern in enumerate(self._content.concerns, 1):
            self._address[concern.id] = f"k{number}.html"
        self._reader = Reader(self._say, shared.built, shared.book.names)
        self._places = self._countries()
        helpers = Helpers(self._say, shared.built)
        self._home = helpers.from_home(shared.book.from_home("", shared.built))
        self._env = Environment(
            loader=PackageLoader("firstlight.worker"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
        )

    def all(self, *, frame: str = "base.html") -> dict[str, str]:
        """Return every page by its address; `frame` "frame.html" gives bodies only."""
        found = {self._address[name]: self._page(frame, name) for name in self._plain_names()}
        for concern in self._content.concerns:
            sources = [self._content.sources[name] for name in concern.sources]
            found[self._address[concern.id]] = self._page(
                frame, "concern", concern=concern, sources=sources
            )
        for place in self._places:
            shown = place.law._asdict() | place._asdict()
            parts = self._reader.parts(place.law.wages)
            shown["groups"] = {part.key: part.group for part in parts}
            found[place.address] = self._page(frame, "place", place=shown)
        return found

    def sentences(self) -> dict[str, str]:
        """Return the indicators' sentences, English to this language; those in English are left."""
        indicators = self._shared.book.indicators.values()
        return self._say.sentences(one for one in indicators if one.on_phone)

    def _warned(self, said: Mapping[str, str]) -> Warned:
        own = said.get(self._language.tag)
        return Warned(tuple(pieces(own or said["en"])), None if own else "en")

    def _plain_names(self) -> list[str]:
        wanted = [name for name in CODES if name not in {"warnings", "poster"}]
        if self._shared.warnings:
            wanted.append("warnings")
        if self._shared.settings.address:
            wanted.append("poster")
        return wanted

    def _page(self, frame: str, name: str, **more: Any) -> str:
        shared = self._shared
        said = SCRIPTS.get(name)
        values = {
            "language": self._language,
            "languages": shared.languages,
            "words": self._say.words,
            "pieces": self._say.pieces,
            "drawings": PATHS,
            "address": self._address,
            "concerns": self._content.concerns,
            "places": [place._asdict() | {"wages": place.law.wages} for place in self._places],
            "warnings": [self._warned(said) for said in shared.warnings],
            "reviewed": is_reviewed(self._language.tag),
            "operator": shared.settings.operator,
            "poster": shared.settings.address,
            "report_to": shared.settings.report_to,
            "qr": qr(shared.settings.address) if name == "poster" else None,
            "home": self._home,
            "missing": MISSING,
            "asks": ASKS,
            "questions": QUESTIONS,
            "built": self._reader.day(shared.built),
            "all_size": shared.all_size,
            "policy": policy(shared.settings),
            "version": shared.version,
            "up": "../",
            "page_name": name,
            "page_script": said,
            "page_template": f"{name}.html",
            "said": inert(msgspec.json.encode(self._said(said)).decode()),
        }
        return self._env.get_template(frame).render(values | more)

    def _said(self, script: str | None) -> dict[str, Any]:
        prefixes = {
            "offer": ("offer_", "miss_", "ask_", "per_", "pass_title", "source", "closer_",
                      "verdict_", "who_for", "who_from", *(f"topic_{name}" for name in _CITED)),
            "owed": ("owed_", "per_", "line_", "refuse_", "who_", "fact_", "source", "since",
                     "may_rise", "checked_on", "not_sure"),
            "notes": ("notes_",),
            "pass": ("pass_",),
        }  # fmt: skip
        wanted = prefixes.get(script or "", ())
        built = self._reader.day(self._shared.built)
        words: dict[str, Any] = {
            key: word
            for key, word in self._say.words.items()
            if key in _SAID or key.startswith(wanted)
        }
        words["new_version"] = words["new_version"].replace("{date}", built)
        if script == "owed" and self._language.tag in _UNKNOWN_TO_BROWSERS:
            names = Locale.parse(self._language.tag).months["format"]["wide"]
            words["months"] = [names[month] for month in range(1, 13)]
        if script == "offer":
            words["sentences"] = self.sentences()
            words["closer"] = self._shared.closer.get(self._language.tag) or None
        return words

    def _countries(self) -> tuple[Place, ...]:
        shared, locale = self._shared, Locale.parse(self._language.tag)
        helpers = Helpers(self._say, shared.built)
        places = (
            Place(
                code=code,
                name=str(locale.territories.get(code, code)),
                address=f"c-{code}.html",
                law=self._reader.law(shared.book.law.get(code, ())),
                help=helpers.entries(shared.book.contacts.get(code, ())),
                ask=helpers.advisers(shared.book.contacts.get(code, ())),
                currency=_currency(code, shared.book.law.get(code, ())),
            )
            for code in sorted({*shared.book.law, *shared.book.contacts})
        )
        return tuple(sorted(places, key=lambda place: place.name))


def _currency(country: str, rules: Sequence[Rule]) -> str:
    """Return the currency of a country's wages, by its law or else its usual one."""
    told = next((rule.currency for rule in rules if rule.currency), None)
    return (told or get_territory_currencies(country)[0]) if rules else ""


def policy(settings: Settings) -> str:
    """Return the content-security policy: nothing from elsewhere; reports only where set."""
    connect = "'self'"
    if settings.report_to.startswith("https://"):
        connect += " " + "/".join(settings.report_to.split("/")[:3])
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src {connect}; manifest-src 'self'; worker-src 'self'; form-action 'none'; "
        "base-uri 'none'"
    )


class Code(NamedTuple):
    """A QR code as one SVG path of horizontal strokes, with its side in modules."""

    size: int
    path: str


def qr(address: str) -> Code:
    """Return the QR code (ISO/IEC 18004, level M) of an address, with its quiet zone of four."""
    code = segno.make(address, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path = "".join(
        f"M{x} {y + 0.5}h1" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Code(len(rows), path)
