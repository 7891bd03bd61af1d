"""The posts of a template laid under each other: one column per slot, one row per post."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from firstlight.model.template import Slot, Template
from firstlight.web.show.words import brief

MOST_SLOTS = 8


class Row(msgspec.Struct, frozen=True):
    """One post: its id and what fills each column ("" where the slot is empty)."""

    post: str
    cells: tuple[str, ...]


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """A template's first slots as columns over some of its posts."""

    slots: tuple[Slot, ...]
    rows: tuple[Row, ...]
    more_slots: int


def slots_of(template: Template) -> tuple[Slot, ...]:
    """Return a template's slots in order."""
    return tuple(part for part in template.parts if isinstance(part, Slot))


def align(template: Template, members: Sequence[Mapping[str, Any]]) -> Alignment:
    """Lay out members (rows with post, text and fillers: slot, start, end) of a template."""
    every = slots_of(template)
    slots = every[:MOST_SLOTS]
    rows = []
    for member in members:
        filled = {
            one["slot"]: brief(member["text"][one["start"] : one["end"]], 40)
            for one in member["fillers"] or ()
        }
        rows.append(Row(member["post"], tuple(filled.get(slot.index, "") for slot in slots)))
    return Alignment(slots=slots, rows=tuple(rows), more_slots=len(every) - len(slots))
