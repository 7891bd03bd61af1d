"""A run: its stages, its progress, and the honest summary at its end."""

from datetime import datetime
from typing import Protocol

import msgspec


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run read, set aside and found; every figure is a count, `seconds` is wall time."""

    run: str
    read: int
    rejected: int
    repeated: int
    posts: int
    mentions: int
    signals: int
    templates: int
    links: int
    operations: int
    seconds: float
    finished: datetime
    notes: tuple[str, ...] = ()


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 post", "1,204 posts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Progress(Protocol):
    """Where long work reports its state: a terminal bar, a web page, or nowhere."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage; `total` is the number of steps where it is known."""

    def advance(self, steps: int = 1) -> None:
        """Count steps of the current stage."""


class Silent:
    """A progress that nobody watches."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Do nothing."""

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""
