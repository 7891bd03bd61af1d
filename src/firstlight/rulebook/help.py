"""Help: whom a worker can turn to, how, when, in which languages, and what happens then."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec

from firstlight.rulebook.indicator import Filled, Language
from firstlight.rulebook.law import Place
from firstlight.rulebook.law_file import Country

FRESH = timedelta(days=180)
"""A contact verified longer ago is not shipped: a dead line at the wrong moment does harm."""

Kind = Literal[
    "trafficking_hotline",
    "emergency",
    "labour_inspectorate",
    "labour_court",
    "embassy",
    "migrant_office",
    "union",
    "ngo",
    "legal_aid",
    "shelter",
    "police",
    "child_line",
    "women_line",
]
Way = Literal["voice", "sms", "whatsapp", "viber", "telegram", "line", "zalo", "imo"]
Web = Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$")]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number to call or write to.

    `number` is international ("+60 3 8886 5000") or, where `short`, a code as dialled inside the
    country ("1300"); `listed` is the official page that lists a short code that no library knows.
    """

    number: Annotated[str, msgspec.Meta(pattern=r"^[+*#0-9][-0-9 *#()]*$")]
    way: Way = "voice"
    short: bool = False
    listed: Web | None = None
    free: bool | None = None
    from_abroad: bool | None = None


class Verified(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the contact was read, on whose page, and when."""

    title: Filled
    link: Web
    on: date


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One place of help.

    `name` is its own name, `english` that name in English; `place` where it works (default: the
    file's country); `nationality` whose citizens an embassy line serves; `abroad` whether it also
    serves citizens of the file's country who are in another country; `hours` "24/7" or words
    such as "Mon-Fri 08:00-17:00"; `when_you_call` says by language, in plain words, what happens
    when one calls: who answers, what they ask, what they cannot do.
    """

    id: Filled
    kind: Kind
    name: Filled
    english: Filled
    lines: tuple[Line, ...] = ()
    hours: Filled
    languages: tuple[Language, ...]
    when_you_call: dict[Language, Filled]
    verified: Verified
    place: Place | None = None
    nationality: Country | None = None
    abroad: bool = False
    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    web: Web | None = None
    address: str | None = None
    government: bool | None = None
    anonymous: bool | None = None
    note: str | None = None

    def fresh(self, on: date) -> bool:
        """Tell whether the contact was verified at most 180 days before a day."""
        return on - self.verified.on <= FRESH


ADVICE: tuple[Kind, ...] = ("labour_inspectorate", "migrant_office", "union", "legal_aid", "ngo",
                            "trafficking_hotline")  # fmt: skip
"""Who can tell what the law is, the likeliest first."""


def advisers(contacts: Iterable[Contact], on: date) -> list[Contact]:
    """Return the fresh contacts to ask where the law is not known, the likeliest first."""
    found = [
        one for one in contacts if one.fresh(on) and one.kind in ADVICE and one.nationality is None
    ]
    return sorted(found, key=lambda one: (one.abroad, ADVICE.index(one.kind)))


class HelpFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file under `helplines/`: the contacts that a worker in one country can use."""

    country: Country
    contacts: tuple[Contact, ...]
