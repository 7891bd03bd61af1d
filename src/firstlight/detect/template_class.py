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
_CLEAR = 10.0
"""Decibans per post from which signals, or counter-signals, speak clearly: ten to one."""
BENIGN: frozenset[TemplateClass] = frozenset({"agency", "notice", "chatter"})


@dataclass(frozen=True, slots=True)
class Sending:
    """How a template was sent, and what is known of its posts.

    `contacts`: for each kind, how many posts carry each value; `authors`: posts per author, empty
    where authors are not known; `span`: time from the first post to the last, None if not known;
    `signals`: mean decibans of the indicators in a post, counter-signals subtracted; `upheld`,
    `dismissed`: how many of the posts the team has upheld or dismissed as an operation's.
    """

    posts: int
    contacts: Mapping[str, Mapping[str, int]]
    authors: Mapping[str, int]
    span: timedelta | None = None
    signals: float = 0.0
    upheld: int = 0
    dismissed: int = 0


def template_class(
    parts: Sequence[Constant | Slot], sending: Sending
) -> tuple[TemplateClass, tuple[str, ...]]:
    """Return the class of a template and the sentences that justify it.

    Slots and senders speak first; signals can take a benign class away, and counter-signals give
    it; what the team has decided on most of the posts outweighs both.
    """
    verdict, reasons = _by_form(parts, sending)
    if sending.authors:
        reasons.append(_senders(sending))
    for judge in (_by_signals, _by_decisions):
        if told := judge(verdict, sending):
            verdict, reason = told
            reasons.append(reason)
    return verdict, tuple(reasons)


def _by_form(parts: Sequence[Constant | Slot], sending: Sending) -> tuple[TemplateClass, list[str]]:
    """Return what slots and contacts say."""
    kind, values = _leading_contact(sending)
    if kind is not None:
        verdict, reason = _by_contact(kind, values, sending.posts)
        return verdict, [reason]
    words = sum(len(part.text.split()) for part in parts if isinstance(part, Constant))
    counted = sum(isinstance(part, Slot) and part.kind in {"number", "date", "money"}
                  for part in parts)  # fmt: skip
    reasons = ["Most posts give no phone number, address, account or link to answer to."]
    if counted:
        return "notice", [
            *reasons,
            f"Numbers, dates or amounts stand in {_count(counted, 'slot')}.",
        ]
    if words <= _SHORT:
        return "chatter", [*reasons, f"It has only {_count(words, 'constant word')}."]
    return "unclear", reasons


def _by_signals(verdict: TemplateClass, sending: Sending) -> tuple[TemplateClass, str] | None:
    """Return what the posts' indicators change, None where they say nothing clear."""
    if sending.signals >= _CLEAR:
        reason = f"Signals add {sending.signals:.0f} decibans to a post."
        return ("unclear" if verdict in BENIGN else verdict), reason
    if sending.signals <= -_CLEAR:
        reason = f"Counter-signals take {-sending.signals:.0f} decibans from a post."
        return ("agency" if verdict in {"rotating", "unclear"} else verdict), reason
    return None


def _by_decisions(verdict: TemplateClass, sending: Sending) -> tuple[TemplateClass, str] | None:
    """Return what the team's decisions change, None where they leave most of the posts open."""
    if 2 * sending.upheld >= sending.posts:
        reason = f"The team upheld {sending.upheld} of {_count(sending.posts, 'post')}."
        return ("unclear" if verdict in BENIGN else verdict), reason
    if 2 * sending.dismissed >= sending.posts:
        reason = f"The team dismissed {sending.dismissed} of {_count(sending.posts, 'post')}."
        stable = _leading_contact(sending)[0] is not None
        changed: TemplateClass = "agency" if stable else "notice"
        return (verdict if verdict in BENIGN else changed), reason
    return None


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
