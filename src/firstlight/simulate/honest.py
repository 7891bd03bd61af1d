"""The honest majority: employers, licensed agencies, and firms that post the same text again.

Agencies are hard on purpose: they repeat templates for months, offer flights and housing abroad,
and some of their sentences are those that operations use. What sets them apart is a stable phone,
a licence, and terms that protect the worker.
"""

from random import Random

from firstlight.simulate.contacts import Contact, Pick
from firstlight.simulate.language import FIRMS
from firstlight.simulate.page import Page
from firstlight.simulate.places import City
from firstlight.simulate.script import Script, improvise, perform, write_script
from firstlight.simulate.seeds import choose, generator
from firstlight.simulate.setting import (
    BOARDS,
    Setting,
    any_city,
    author_name,
    finish,
    home_of,
    scene,
    wage,
)  # fmt: skip
from firstlight.simulate.truth import DAYS, Truth

_SHARED_PHRASES = ("easy", "haste", "pay")
_PARTS = (("firm.about", 0.75), ("firm.duty", 0.9), ("firm.pay", 0.6), ("firm.terms", 0.7),
          ("firm.fair", 0.35), ("firm.apply", 0.5))  # fmt: skip


def employer_topics(pick: Pick, overlap: float) -> list[str]:
    """Return the topics of an honest employer's text."""
    out = ["firm.open", *(topic for topic, share in _PARTS if pick() < share)]
    if pick() < overlap:
        out.insert(1 + int(pick() * len(out)), choose(_SHARED_PHRASES, pick))
    return out


class Repeater:
    """A firm or agency that posts templates of its own again and again, under stable contacts."""

    def __init__(self, setting: Setting, size: int, draw: Random, *, agency: bool) -> None:
        pick = draw.random
        self.setting, self.size, self._draw, self._agency = setting, size, draw, agency
        self.language = choose(setting.languages, pick)
        self.home = home_of(self.language, pick)
        self.firm = choose(FIRMS, pick)
        self.phone = setting.phone(pick, self.home)
        self.email = setting.address("email", pick, self.home, self.firm)
        self.author = f"{self.firm.lower()}{int(pick() * 9000) + 1000}"
        self.licence = f"{int(pick() * 4000) + 100}/20{int(pick() * 12) + 14}"
        self.logo = f"{draw.getrandbits(64):016x}" if pick() < 0.4 else ""
        self.wages = [wage(self.language, pick, 300, 2600) for _ in range(4 if agency else 1)]
        self.cities = [any_city(pick) for _ in range(6)] if agency else [self.home]
        self.days = (0.5 + pick() / 2) * DAYS if agency else 10 + pick() * 200
        self.start = pick() * (DAYS - self.days)
        self.scripts = [self._script(pick) for _ in range(2 + size // 40 if agency else 1)]

    def _script(self, pick: Pick) -> Script:
        overlap = self.setting.level.overlap
        topics = employer_topics(pick, overlap)
        if self._agency:
            topics = ["agency.open", "firm.duty", "agency.terms", "firm.apply"]
            topics += [choose(_SHARED_PHRASES, pick)] if pick() < 2 * overlap else []
        return write_script(self.setting.name("t"), self.language, topics, pick)

    def days_of(self) -> list[float]:
        """Return the days of its posts: evenly spread over its life."""
        return [self.start + self._draw.random() * self.days for _ in range(self.size)]

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        pick, board = self._draw.random, choose(BOARDS, self._draw.random)
        script = choose(self.scripts, pick)
        contacts: dict[str, Contact] = {"phone": self.phone, "email": self.email}
        view = scene(
            self.setting, self.language, pick, home=self.home, city=choose(self.cities, pick),
            contacts=contacts, sums={"wage": choose(self.wages, pick)}, board=board,
            licence=self.licence, firm=self.firm, noise=0.01,
        )  # fmt: skip
        page = Page(view, pick)
        kinds = ["phone"] if pick() < 0.85 else []
        kinds += ["email"] if pick() < 0.4 else []
        perform(script, page, kinds, 0.05 if self._agency else 0.0, pick)
        source = self.setting.extras(page, self.language, board, pick)
        media = (self.logo,) if self.logo and pick() < 0.5 else ()
        return finish(
            page, view, day, self._draw, author=self.author, source=source, template=script.id,
            media=media,
        )  # fmt: skip


class Employers:
    """Honest employers who post once."""

    def __init__(self, setting: Setting, seed: object) -> None:
        self.setting, self._draw = setting, generator(seed)

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        setting, draw = self.setting, self._draw
        pick = draw.random
        language = choose(setting.languages, pick)
        home = home_of(language, pick)
        firm, board = choose(FIRMS, pick), choose(BOARDS, pick)
        kinds = _ways(pick)
        contacts = {kind: self._contact(kind, day, firm, home, pick) for kind in kinds}
        view = scene(
            setting, language, pick, home=home if pick() < 0.7 else None, city=home,
            contacts=contacts, board=board, firm=firm, noise=0.01, hidden=0.02,
        )  # fmt: skip
        page = Page(view, pick)
        improvise(language, employer_topics(pick, setting.level.overlap), kinds, page, pick)
        source = setting.extras(page, language, board, pick)
        title = choose(language.words["job"], pick) if pick() < 0.3 else None
        media = (choose(setting.stock, pick),) if pick() < 0.08 else ()
        author = author_name(pick) if pick() < 0.95 else None
        return finish(page, view, day, draw, author=author, source=source, title=title, media=media)

    def _contact(self, kind: str, day: float, firm: str, home: City | None, pick: Pick) -> Contact:
        """Return a new contact; now and then a number that an operation gave up."""
        setting = self.setting
        if kind == "phone" and setting.retired and pick() < 3 * setting.level.inherited:
            until, phone = choose(setting.retired, pick)
            if until < day:
                return phone
        return setting.address(kind, pick, home, firm)


def _ways(pick: Pick) -> tuple[str, ...]:
    """Return how an employer can be reached."""
    at = pick()
    if at < 0.4:
        return ("phone",)
    if at < 0.7:
        return ("email",)
    if at < 0.85:
        return ("phone", "email")
    return ("link",) if at < 0.95 else ()
