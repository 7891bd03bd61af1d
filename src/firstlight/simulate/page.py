"""A page: the text of one post while it is written, with the spans of what it mentions."""

from collections.abc import Callable
from typing import NamedTuple

from firstlight.simulate.contacts import Contact, Pick, Reader, write
from firstlight.simulate.grammar import SLOT, Wording
from firstlight.simulate.language import Language, Money
from firstlight.simulate.noise import DISGUISES, disturb
from firstlight.simulate.places import City
from firstlight.simulate.seeds import choose

# Units of a currency for one US dollar, rounded: amounts are of the right size, not of the day.
_RATES = {
    "USD": 1, "EUR": 1, "GBP": 1, "AED": 4, "SAR": 4, "EGP": 50, "MAD": 10, "INR": 85,
    "IDR": 16000, "PHP": 58, "VND": 25000, "KES": 130, "TZS": 2600, "RUB": 90, "KZT": 500,
    "CNY": 7, "TWD": 32, "MXN": 18, "BRL": 5, "XOF": 600, "SGD": 1.3, "MYR": 4.5,
}  # fmt: skip
_PERIODS = {"hour": 1 / 170, "day": 1 / 22, "week": 1 / 4, "month": 1, "year": 12, "-": 1}


class Mentioned(NamedTuple):
    """A mention in truth: kind and value in normal form, span in code points, disguised or not."""

    kind: str
    value: str
    start: int
    end: int
    obfuscated: bool


class Amount(NamedTuple):
    """An amount of money as an actor names it: the way to write it, and how much."""

    money: Money
    amount: int

    @property
    def value(self) -> str:
        """The normal form of a mention: "1500 USD/month", "300 USD"."""
        period = "" if self.money.period == "-" else f"/{self.money.period}"
        return f"{self.amount} {self.money.currency}{period}"

    def written(self) -> str:
        """Write the amount; a point, space or comma parts thousands as the money's text says."""
        text = self.money.text
        mark = "." if "#." in text else " " if "#_" in text else ","
        number = f"{self.amount:,}".replace(",", mark)
        return text.replace("#.", "#").replace("#_", "#").replace("#", number)


def amount(money: Money, dollars: float) -> Amount:
    """Return about that many US dollars (a month, for wages) in a way of writing money."""
    exact = dollars * _RATES[money.currency] * _PERIODS[money.period]
    unit = 10 ** max(0, len(str(int(exact))) - 2)
    return Amount(money, max(1, round(exact / unit) * unit))


class Scene(NamedTuple):
    """What a post can name: its language, places, sums and contacts."""

    language: Language
    home: City | None
    city: City
    wage: Amount
    fee: Amount
    deposit: Amount
    debt: Amount
    fine: Amount
    licence: str
    firm: str
    contacts: dict[str, Contact]
    hubs: "dict[str, Contact]"
    hidden: float
    noise: float
    disguise: float


class Page:
    """Collects text and mentions; `style` changes the constant words of this post."""

    __slots__ = ("_length", "_parts", "_pick", "_scene", "_style", "mentions")

    def __init__(self, scene: Scene, pick: Pick) -> None:
        self._scene, self._pick = scene, pick
        self._parts: list[str] = []
        self._length = 0
        self.mentions: list[Mentioned] = []
        disguised = scene.disguise > 0 and pick() < scene.disguise
        self._style: Callable[[str, Pick], str] | None = (
            choose(DISGUISES, pick) if disguised else None
        )

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Write text as it stands."""
        self._parts.append(text)
        self._length += len(text)

    def mention(self, kind: str, value: str, written: str, *, obfuscated: bool = False) -> None:
        """Write the characters of a mention and note where they stand."""
        start = self._length
        self.add(written)
        self.mentions.append(Mentioned(kind, value, start, self._length, obfuscated))

    def say(self, wording: Wording) -> None:
        """Write a wording: constant words with this post's noise, slots with its values."""
        scene, pick = self._scene, self._pick
        language = scene.language
        for piece in wording:
            if piece[0] == SLOT:
                self._fill(piece[1:])
                continue
            text = piece if self._style is None else self._style(piece, pick)
            if scene.noise:
                fillers = language.words["filler"]
                text = disturb(text, scene.noise, fillers, spaced=language.spaced, pick=pick)
            self.add(text)

    def _fill(self, slot: str) -> None:
        scene = self._scene
        if slot in scene.contacts:
            self._contact(scene.contacts[slot], scene.hidden)
        elif slot in scene.hubs:
            self._contact(scene.hubs[slot], 0.0)
        elif slot == "city":
            self.mention("place", scene.city.value, scene.city.written(scene.language.code))
        elif slot == "n":
            self.add(str(2 + int(self._pick() * 28)))
        elif slot in {"licence", "firm"}:
            self.add(getattr(scene, slot))
        elif slot == "sum":
            self.mention("money", scene.fee.value, scene.fee.written())
        else:
            sum_: Amount = getattr(scene, slot)
            self.mention(slot, sum_.value, sum_.written())

    def _contact(self, contact: Contact, hidden: float) -> None:
        scene, pick = self._scene, self._pick
        language, country = scene.language, scene.home.country if scene.home else ""
        reader = Reader(language.code, language.words["digits"], country)
        form = write(contact, reader, hide=hidden > 0 and pick() < hidden, pick=pick)
        if form.before:
            self.add(form.before)
        self.mention(contact.kind, contact.value, form.text, obfuscated=form.obfuscated)
