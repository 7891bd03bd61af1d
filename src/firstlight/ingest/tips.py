"""Tips: offers that a worker chose to pass on from the app, one JSON object each.

`{"kind": "offer", "version": 1, "lang": "ne", "text": "…"}` and nothing else: a key that the app
does not write is refused, so that nothing about the sender can come in unseen.
"""

from pathlib import Path

import msgspec

from firstlight.model.errors import InputError

LONGEST = 64 * 1024
"""Bytes of a tip file; the app writes at most 20,000 characters of text."""


class Tip(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="offer"):
    """An offer passed on: its text, and the language of the app that passed it on."""

    version: int
    lang: str
    text: str


def read_tip(path: Path) -> Tip:
    """Read one tip; InputError names the file, what is wrong and the remedy."""
    remedy = "Ask for the file that the app saved, or give posts to 'firstlight detect'."
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST + 1)
    except OSError as fault:
        raise InputError(
            f"it cannot be read ({fault.strerror})", file=str(path), remedy="Check the name."
        ) from fault
    if len(raw) > LONGEST:
        raise InputError("it is too large for a tip", file=str(path), remedy=remedy)
    try:
        tip = msgspec.json.decode(raw, type=Tip)
    except msgspec.MsgspecError as fault:
        raise InputError(f"it is no tip ({fault})", file=str(path), remedy=remedy) from fault
    if tip.version != 1 or not tip.text.strip():
        raise InputError("it is no tip of version 1 with a text", file=str(path), remedy=remedy)
    return tip
