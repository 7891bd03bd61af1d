"""What sort of text a template is: rotating contacts, an agency's, a notice, chatter, or unclear.

The class is of the text and of how it is sent, never of a person, and it comes with its reasons.
It sorts what an analyst looks at first; it proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from firstlight.model.template import Constant, Slot, TemplateClass

CONTACTS = ("phone", "email", "handle", "wallet", "link")
"""Kinds through which a reader answers a post."""
_NAMES = {
    "phone": "phone number", "email": "e-mail address", "handle": "account name",
    "wallet": "wallet", "link": "link",
}  # fmt: skip
_FEW = 3
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Sending:
    """How a template was sent.

    `contacts`: for each kind, how many posts carry each value; `authors`: posts per author, empty
    where authors are not known; `span`: time from the first post to the last, None if not known.
    """

    posts: int
    contacts: Mapping[str, Mapping[str, int]]
    authors: Mapping[str, int]
    span: timedelta | None = None


def template_class(
    parts: Sequence[Constant | Slot], sending: Sending
) -> tuple[TemplateClass, tuple[str, ...]]:
    """Return the class of a template and the sentences that justify it."""
    reasons = [_senders(sending)] if sending.authors else []
    kind, values = _leading_contact(sending)
    if kind is not None:
        verdict, reason = _by_contact(kind, values, sending.posts)
        return verdict, (reason, *reasons)
    words = sum(len(part.text.split()) for part in parts if isinstance(part, Constant))
    counted = sum(isinstance(part, Slot) and part.kind in {"number", "date", "money"}
                  for part in parts)  # fmt: skip
    reasons.insert(0, "Most posts give no phone number, address, account or link to answer to.")
    if counted:
        reasons.append(f"Numbers, dates or amounts stand in {_count(counted, 'slot')}.")
        return "notice", tuple(reasons)
    if words <= _SHORT:
        reasons.append(f"It has only {_count(words, 'constant word')}.")
        return "chatter", tuple(reasons)
    return "unclear", tuple(reasons)


def _leading_contact(sending: Sending) -> tuple[str | None, Mapping[str, int]]:
    """Return the kind of contact that most posts carry, None where less than half carry any."""
    counts = {kind: sum(sending.contacts.get(kind, {}).values()) for kind in CONTACTS}
    kind = max(CONTACTS, key=lambda name: counts[name])
    if 2 * counts[kind] < sending.posts:
        return None, {}
    return kind, sending.contacts[kind]


def _by_contact(kind: str, values: Mapping[str, int], posts: int) -> tuple[TemplateClass, str]:
    name, carried = _NAMES[kind], sum(values.values())
    most = max(values.values())
    if len(values) >= _FEW and 2 * most <= carried:
        return "rotating", (
            f"{_count(len(values), f'different {name}')} in {_count(posts, 'post')} of one wording."
        )
    if posts >= _FEW and most >= 0.8 * posts:
        return (
            "notice" if kind == "link" else "agency",
            f"One {name} stands in {most} of {_count(posts, 'post')}.",
        )
    return "unclear", f"{_count(len(values), name)} in {_count(posts, 'post')}."


def _senders(sending: Sending) -> str:
    when = ""
    if sending.span is not None and sending.span >= timedelta(days=1):
        when = f" over {_count(sending.span.days, 'day')}"
    return f"Sent by {_count(len(sending.authors), 'account')}{when}."


def _count(number: int, noun: str) -> str:
    """Return "1 post" or "3 posts"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun}es" if noun.endswith("ss") else f"{number} {noun}s"
