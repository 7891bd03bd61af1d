"""The rest of the scene: spam, notices of boards, warnings and news, chatter.

Some warnings quote the text of an operation at length.
"""

from random import Random

from firstlight.simulate.contacts import Contact, Pick, new_handle, new_link
from firstlight.simulate.page import Page
from firstlight.simulate.script import Script, improvise, perform, write_script
from firstlight.simulate.seeds import choose, generator
from firstlight.simulate.setting import (
    BOARDS,
    SOURCES,
    Setting,
    any_city,
    author_name,
    finish,
    home_of,
    scene,
    total,
)  # fmt: skip
from firstlight.simulate.truth import DAYS, Truth


class Campaign:
    """Texts that spread in copies: spam under changing contacts, warnings, news."""

    def __init__(self, setting: Setting, topic: str, size: int, draw: Random) -> None:
        pick = draw.random
        self.setting, self.size, self._draw = setting, size, draw
        self.language = choose(setting.languages, pick)
        self.spam = topic in {"loan", "bet"}
        self.scripts = [self._script(topic, pick) for _ in range(1 + (self.spam and size > 20))]
        self.authors = [author_name(pick) for _ in range(1 + size // 6)]
        self.city = any_city(pick)
        self.contacts = [self._contacts(pick) for _ in range(1 + size // 10)]
        self.sums = [total(self.language, pick, 50, 9000) for _ in range(3)]
        self.start, self.days = pick() * (DAYS - 60), 5 + pick() * 55

    def _script(self, topic: str, pick: Pick) -> Script:
        topics = [topic] * (2 if self.spam else 1)
        script = write_script(self.setting.name("t"), self.language, topics, pick)
        quoted = self.setting.copied(self.language, pick) if topic == "ngo" else None
        if quoted is None or pick() > 2 * self.setting.level.overlap:
            return script
        return script._replace(sentences=script.sentences + quoted.sentences[:3])

    def _contacts(self, pick: Pick) -> dict[str, Contact]:
        home = home_of(self.language, pick)
        return {
            "link": new_link(pick, shortener=pick() < 0.6),
            "handle": new_handle(pick),
            **({"phone": self.setting.phone(pick, home)} if pick() < 0.3 else {}),
        }

    def days_of(self) -> list[float]:
        """Return the days of its posts."""
        return [self.start + self._draw.random() * self.days for _ in range(self.size)]

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        draw = self._draw
        pick = draw.random
        script = choose(self.scripts, pick)
        at = (day - self.start) / self.days
        held = self.contacts[min(int(at * len(self.contacts)), len(self.contacts) - 1)]
        language = self.language
        view = scene(
            self.setting, language, pick, home=home_of(language, pick) if pick() < 0.3 else None,
            city=self.city, contacts=held, sums={"wage": choose(self.sums, pick)},
            hidden=0.15 if self.spam else 0.0, noise=0.03 if self.spam else 0.005,
            disguise=self.setting.level.disguise / 2 if self.spam else 0.0,
        )  # fmt: skip
        page = Page(view, pick)
        kinds = [choose(tuple(held), pick)] if self.spam else []
        perform(script, page, kinds, 0.1 if self.spam else 0.0, pick)
        return finish(
            page, view, day, draw, author=choose(self.authors, pick), source=choose(SOURCES, pick),
            template=script.id,
        )  # fmt: skip


class Notices:
    """Standard texts of boards: the same for everyone, for all time."""

    def __init__(self, setting: Setting, seed: object) -> None:
        self.setting, self._draw = setting, generator(seed)
        pick = self._draw.random
        self._scripts = {
            (board, language.code): [
                write_script(setting.name("t"), language, ["notice"], pick) for _ in range(2)
            ]
            for board in BOARDS
            for language in setting.languages
        }

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        draw = self._draw
        pick = draw.random
        board, language = choose(BOARDS, pick), choose(self.setting.languages, pick)
        script = choose(self._scripts[board, language.code], pick)
        view = scene(
            self.setting, language, pick, home=None, city=any_city(pick), contacts={},
            board=board, licence=str(int(pick() * 9e6)),
        )  # fmt: skip
        page = Page(view, pick)
        perform(script, page, (), 0.0, pick)
        return finish(page, view, day, draw, author=board, source=board, template=script.id)


class Chatter:
    """Short messages of members."""

    def __init__(self, setting: Setting, seed: object) -> None:
        self.setting, self._draw = setting, generator(seed)

    def post(self, day: float) -> Truth:
        """Write the post of a day."""
        draw = self._draw
        pick = draw.random
        language = choose(self.setting.languages, pick)
        home = home_of(language, pick)
        view = scene(
            self.setting, language, pick, home=home if pick() < 0.4 else None, city=home,
            contacts={"phone": self.setting.phone(pick, home)} if pick() < 0.1 else {}, noise=0.02,
        )  # fmt: skip
        page = Page(view, pick)
        topics = ["chat"] * (1 + (pick() < 0.35))
        improvise(language, topics, tuple(view.contacts), page, pick)
        return finish(page, view, day, draw, author=author_name(pick), source=choose(SOURCES, pick))
