"""Trafficking operations: several scripts, accounts and changing contacts with one hand behind.

Texts travel: an operation may copy a script of another, which is no sign of one hand.

Six kinds: scam compounds behind office jobs, domestic work with kept papers, fishing vessels,
construction with debt, romance lures, hostess jobs. Texts deceive and control as such adverts do;
there is no sexual content.
"""

from collections.abc import Sequence
from random import Random

from firstlight.simulate.contacts import Contact, Pick, new_email, new_handle, new_link
from firstlight.simulate.language import Language
from firstlight.simulate.page import Page
from firstlight.simulate.places import City
from firstlight.simulate.script import improvise, perform, write_script
from firstlight.simulate.seeds import choose, generator
from firstlight.simulate.setting import (
    BOARDS,
    Setting,
    any_city,
    author_name,
    finish,
    home_of,
    scene,
    total,
    wage,
)  # fmt: skip
from firstlight.simulate.truth import DAYS, Truth
from firstlight.simulate.wallets import CHAINS, address

KINDS = ("scam", "domestic", "fishing", "construction", "romance", "hostess")
_LURES = ("pay", "easy", "travel", "haste")
_CONTROLS = ("papers", "debt", "house", "secret")
_PRIMARY = ("phone",) * 11 + ("handle",) * 6 + ("email",) * 2 + ("link",)


class Cell:
    """A part of an operation with its own language, scripts, numbers and accounts."""

    def __init__(self, owner: "Operation", language: Language, size: int, draw: Random) -> None:
        pick = draw.random
        self.language, self.home = language, home_of(language, pick)
        self.accounts = [author_name(pick) for _ in range(1 + size // 7)]
        self.scripts = [
            write_script(owner.setting.name("t"), language, _topics(owner.kind, draw), pick)
            for _ in range(_script_count(size, pick))
        ]
        copied = owner.setting.copied(language, pick)
        if copied is not None and pick() < owner.setting.level.overlap / 3:
            self.scripts[0] = copied
        owner.setting.circulating += [(language.code, script) for script in self.scripts]
        spans = 1 + int(owner.days / owner.setting.level.life)
        self.phones = [owner.setting.phone(pick, self.home) for _ in range(min(spans, 12))]
        self.handles = [new_handle(pick) for _ in range(1 + (spans > 2))]
        self.wages = [wage(language, pick, 900, 3200) for _ in range(2)]
        self.sums = {
            "fee": total(language, pick, 80, 900), "deposit": total(language, pick, 50, 400),
            "debt": total(language, pick, 900, 4000), "fine": total(language, pick, 500, 3000),
        }  # fmt: skip

    def phone(self, at: float, pick: Pick) -> Contact:
        """Return the number in use at a point of the operation's life (0 to 1)."""
        exact = at * len(self.phones) - (0.3 if pick() < 0.15 else 0)
        return self.phones[min(max(0, int(exact)), len(self.phones) - 1)]


class Operation:
    """An operation of a given size; `days_of` lists when it posts, `post` writes a post."""

    def __init__(self, setting: Setting, size: int, draw: Random) -> None:
        pick = draw.random
        self.setting, self.size, self._draw = setting, size, draw
        self.name, self.kind = setting.name("op"), choose(KINDS, pick)
        self.days = min(400.0, 6 + size**0.7 * 4 * (0.5 + pick()))
        self.start = pick() * (DAYS - self.days)
        parts = 1 if size < 25 else 2 if size < 100 else 3
        first = choose(setting.languages, pick)
        spoken = [first if pick() < 0.6 else choose(setting.languages, pick) for _ in range(parts)]
        spoken[0] = first
        self.cells = [Cell(self, language, size // parts, draw) for language in spoken]
        if parts > 1:
            common = author_name(pick)
            for cell in self.cells:
                cell.accounts.append(common)
        self.shared = _shared(pick, f"{self.name}/{draw.getrandbits(64)}", sure=parts > 1)
        self.cities = [any_city(pick) for _ in range(1 + (size > 10) + (size > 60))]
        own = int(pick() * 4) or int(parts > 1)
        self.images = [f"{draw.getrandbits(64):016x}" for _ in range(own)]
        if pick() < 0.3:
            self.images.append(choose(setting.stock, pick))
        for cell in self.cells:
            step = self.days / len(cell.phones)
            setting.retired += [
                (self.start + (i + 1.5) * step, phone) for i, phone in enumerate(cell.phones)
            ]

    def days_of(self) -> list[float]:
        """Return the days of its posts: bursts of some days each, spread over its life."""
        draw = self._draw
        centres = [draw.random() * self.days for _ in range(1 + self.size // 12)]
        days = []
        for _ in range(self.size):
            day = choose(centres, draw.random) + draw.gauss(0, 1.5)
            days.append(self.start + min(max(day, 0.0), self.days))
        return days

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        draw, level = self._draw, self.setting.level
        pick = draw.random
        cell = choose(self.cells, pick)
        at = (day - self.start) / self.days
        loose = pick() < level.loose
        script = cell.scripts[_turn(at, len(cell.scripts), pick)]
        contacts, kinds = self._contacts(cell, at, level.bare, pick)
        sums = {**cell.sums, "wage": choose(cell.wages, pick)}
        board = choose(BOARDS, pick)
        view = scene(
            self.setting, cell.language, pick, home=_moved(cell.home, cell.language, pick),
            city=self.cities[_turn(at, len(self.cities), pick)], contacts=contacts, sums=sums,
            hidden=level.hidden, noise=level.word_noise, disguise=level.disguise, board=board,
        )  # fmt: skip
        page = Page(view, pick)
        if loose:
            improvise(cell.language, _topics(self.kind, draw)[:4], kinds, page, pick)
        else:
            perform(script, page, kinds, 0.12, pick)
        source = self.setting.extras(page, cell.language, board, pick)
        media = (choose(self.images, pick),) if self.images and pick() < 0.3 else ()
        author = choose(cell.accounts, pick) if pick() < 0.95 else None
        return finish(
            page, view, day, draw, author=author, source=source, operation=self.name,
            template="" if loose else script.id, media=media,
        )  # fmt: skip

    def _contacts(
        self, cell: Cell, at: float, bare: float, pick: Pick
    ) -> tuple[dict[str, Contact], Sequence[str]]:
        """Return the identifiers that a post shows: none, one or two, sometimes a wallet."""
        if pick() < bare:
            return {}, ()
        held = {"phone": cell.phone(at, pick), "handle": choose(cell.handles, pick), **self.shared}
        first = choose(_PRIMARY, pick)
        if first not in held:
            first = "phone"
        kinds = [first]
        if pick() < 0.4:
            others = [kind for kind in held if kind != first]
            kinds.append(choose(others, pick))
        if "wallet" in held and "wallet" not in kinds and pick() < 0.2:
            kinds.append("wallet")
        return held, kinds


def _shared(pick: Pick, seed: str, *, sure: bool) -> dict[str, Contact]:
    """Return the identifiers that all cells of an operation use."""
    out: dict[str, Contact] = {}
    if sure or pick() < 0.6:
        out["email"] = new_email(pick)
    if pick() < 0.4:
        out["link"] = new_link(pick, shortener=pick() < 0.5)
    if pick() < 0.35:
        out["wallet"] = Contact("wallet", address(choose(CHAINS, pick), seed))
    return out


def _topics(kind: str, draw: Random) -> list[str]:
    """Return the topics of a script: offer, duty, then lures and means of control, mixed."""
    controls = draw.sample(_CONTROLS, 1 + (draw.random() < 0.6))
    lures = draw.sample(_LURES, 2)
    if "pay" not in lures and kind != "romance" and draw.random() < 0.7:
        lures[0] = "pay"
    body = controls + lures
    draw.shuffle(body)
    return [f"{kind}.open", f"{kind}.duty", *body]


def _script_count(size: int, pick: Pick) -> int:
    """Return how many scripts a cell of a size uses."""
    return 1 + (size > 5 and pick() < 0.6) + (size > 15) + (size > 50) + (size > 90)


def _turn(at: float, count: int, pick: Pick) -> int:
    """Return which of `count` things is in use: they follow each other, and overlap."""
    return min(count - 1, max(0, int(at * count + (pick() - 0.5) * 1.2)))


def _moved(home: City, language: Language, pick: Pick) -> City | None:
    """Return where a post is made: mostly at home, sometimes elsewhere, or not said."""
    if pick() < 0.35:
        return None
    return home if pick() < 0.85 else home_of(language, pick)


def operation(setting: Setting, size: int, seed: object) -> Operation:
    """Return the operation of a seed."""
    return Operation(setting, size, generator(seed))
