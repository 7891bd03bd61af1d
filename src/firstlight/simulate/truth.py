"""A simulated post with its truth."""

from datetime import datetime, timedelta, timezone
from functools import cache

import msgspec

from firstlight.simulate.page import Mentioned
from firstlight.simulate.places import City

_START = datetime(2025, 1, 1, tzinfo=timezone.utc)  # noqa: UP017
DAYS = 540
"""How many days the scene lasts, from 1 January 2025."""


class Simulated(msgspec.Struct, omit_defaults=True):
    """A post as it is written to posts.jsonl: instant in ISO 8601 with the sender's offset."""

    id: str
    source: str
    text: str
    posted: str
    author: str | None = None
    title: str | None = None
    lang: str | None = None
    place: str | None = None
    media: tuple[str, ...] = ()


class Truth(msgspec.Struct):
    """What is true of a post: its operation ("" for none), its template, all its mentions."""

    post: Simulated
    operation: str
    template: str
    mentions: list[Mentioned]


@cache
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def instant(day: float, city: City | None) -> str:
    """Return the instant of a day of the scene, with the offset of the sender's city."""
    moment = _START + timedelta(seconds=int(day * 86400))
    return moment.astimezone(_zone(city.offset if city else 0)).isoformat()
