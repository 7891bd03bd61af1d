"""What all actors of a world share: difficulty, numbers, hubs, boards, names of things."""

from collections.abc import Sequence
from random import Random

from firstlight.simulate.contacts import Contact, Pick, new_email, new_link, new_name, new_phone
from firstlight.simulate.difficulty import Difficulty
from firstlight.simulate.grammar import Wording, expand
from firstlight.simulate.language import FIRMS, Language
from firstlight.simulate.page import Amount, Page, Scene, amount
from firstlight.simulate.phones import Directory
from firstlight.simulate.places import City, cities, homes
from firstlight.simulate.script import Script
from firstlight.simulate.seeds import choose, generator
from firstlight.simulate.truth import Simulated, Truth, instant

BOARDS = ("jobs-board.example", "work-here.example", "city-classifieds.example")
"""Job boards; posts made there may end with the board's standard paragraph."""
SOURCES = (*BOARDS, "group-chat", "group-chat", "social", "social", "social", "messenger-channel")


class Setting:
    """The common ground of a world.

    `retired` holds numbers that operations no longer use, `circulating` the texts of operations
    that others copy or warn of; both are of the present region.
    """

    def __init__(self, seed: object, level: Difficulty, languages: Sequence[Language]) -> None:
        self.level, self.languages = level, languages
        self.directory = Directory(seed)
        self._counts = {"op": 0, "t": 0}
        draw = generator(seed, "setting")
        pick = draw.random
        self.boards = {board: self._hubs(pick, board) for board in BOARDS}
        self.stock = tuple(f"{draw.getrandbits(64):016x}" for _ in range(40))
        self._paragraphs: dict[tuple[str, str], Wording] = {
            (board, language.code): expand(choose(language.topics["board"], pick), pick)
            for board in BOARDS
            for language in languages
        }
        self._couriers = {
            (board, language.code): expand(choose(language.topics["courier"], pick), pick)
            for board in BOARDS
            for language in languages
        }
        self.retired: list[tuple[float, Contact]] = []
        self.circulating: list[tuple[str, Script]] = []

    def _hubs(self, pick: Pick, board: str) -> dict[str, Contact]:
        return {
            "hubmail": Contact("email", f"support@{board}"),
            "hublink": Contact("link", f"https://{board}/help"),
            "hubphone": self.phone(pick, None),
        }

    def extras(self, page: Page, language: Language, board: str, pick: Pick) -> str:
        """Add what any post may carry (a courier's number, a board's paragraph); return source."""
        if pick() < 0.03:
            page.add("\n")
            page.say(self._couriers[board, language.code])
        if pick() < 0.12:
            page.add("\n\n")
            page.say(self._paragraphs[board, language.code])
            return board
        return choose(SOURCES, pick)

    def copied(self, language: Language, pick: Pick) -> Script | None:
        """Return a text in circulation in a language, where there is one."""
        texts = [script for code, script in self.circulating if code == language.code]
        return choose(texts, pick) if texts else None

    def name(self, kind: str) -> str:
        """Return the next name of a kind: "op-000001", "t-000001"."""
        self._counts[kind] += 1
        return f"{kind}-{self._counts[kind]:06d}"

    def phone(self, pick: Pick, home: City | None) -> Contact:
        """Return a number nobody has had yet, often of the home country where it has any."""
        local = home is not None and home.country in self.directory.countries and pick() < 0.6
        country = home.country if local and home else self.directory.country(pick())
        return new_phone(self.directory.take(country))

    def address(self, kind: str, pick: Pick, home: City | None, firm: str = "") -> Contact:
        """Return a new phone, e-mail or link."""
        if kind == "phone":
            return self.phone(pick, home)
        return new_email(pick, firm) if kind == "email" else new_link(pick)


def home_of(language: Language, pick: Pick) -> City:
    """Return a city where the language's posts are made."""
    return choose(homes(language.code), pick)


def author_name(pick: Pick) -> str:
    """Return the name of an account."""
    return new_name(pick) if pick() < 0.8 else f"user{int(pick() * 9e6) + 1000000}"


def any_city(pick: Pick) -> City:
    """Return a city of the scene."""
    return choose(cities(), pick)


def wage(language: Language, pick: Pick, low: float, high: float) -> Amount:
    """Return a wage of so many US dollars a month, in a way of the language."""
    return amount(choose(language.wage, pick), low + pick() * (high - low))


def total(language: Language, pick: Pick, low: float, high: float) -> Amount:
    """Return a single sum of so many US dollars, in a way of the language."""
    return amount(choose(language.sum, pick), low + pick() * (high - low))


def scene(
    setting: Setting, language: Language, pick: Pick, *, home: City | None, city: City,
    contacts: dict[str, Contact], pay: tuple[float, float] = (300, 2200), hidden: float = 0.0,
    noise: float = 0.0, disguise: float = 0.0,
    board: str = BOARDS[0], licence: str = "", firm: str = "",
    sums: dict[str, Amount] | None = None,
) -> Scene:  # fmt: skip
    """Return the scene of a post; sums that are not given are drawn."""
    known = sums or {"wage": wage(language, pick, *pay)}
    shown = known["wage"]
    return Scene(
        language=language, home=home, city=city, wage=shown, contacts=contacts,
        fee=known.get("fee") or shown, deposit=known.get("deposit") or shown,
        debt=known.get("debt") or shown, fine=known.get("fine") or shown,
        licence=licence, firm=firm or choose(FIRMS, pick),
        hubs=setting.boards[board], hidden=hidden, noise=noise, disguise=disguise,
    )  # fmt: skip


def finish(
    page: Page, view: Scene, day: float, draw: Random, *, author: str | None, source: str,
    operation: str = "", template: str = "", title: str | None = None, media: tuple[str, ...] = (),
) -> Truth:  # fmt: skip
    """Return the post of a finished page; language and place are given with some posts only."""
    pick = draw.random
    home, place = view.home, None
    if home is not None:
        place = home.value if pick() < 0.7 else home.country
    post = Simulated(
        id="", source=source, text=page.text, posted=instant(day, home), author=author,
        title=title, lang=view.language.code if pick() < 0.5 else None, place=place, media=media,
    )  # fmt: skip
    return Truth(post, operation, template, page.mentions)
