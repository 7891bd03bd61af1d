"""What sort of text a template is: rotating contacts, an agency's, a notice, chatter, or unclear.

The class is of the text and of how it is sent, never of a person, and it comes with its reasons.
It sorts what an analyst looks at first; it proves nothing.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
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
_MOST = 0.8
"""Share from which on one contact, or one account, stands for all."""
_LASTING = timedelta(days=7)
"""A contact that stays for less has not shown that it stays."""
_DOUBT = 3.0
"""Decibans per post from which on a text is not called benign: they double the odds."""
_CLEAR = 10.0
"""Decibans per post from which counter-signals speak clearly: ten to one."""
BENIGN: frozenset[TemplateClass] = frozenset({"agency", "notice", "chatter"})


@dataclass(frozen=True, slots=True)
class Sending:
    """How a template was sent, and what is known of its posts.

    `contacts`: for each kind, how many posts carry each value; `given_by`: for each kind the
    (author, value) pairs, empty where not known; `authors`: posts per author, empty where authors
    are not known; `span`: time from the first post to the last, None if not known; `alike`: mean
    share of a post's words that the template says; `signals`: mean decibans of the indicators in
    a post, counter-signals subtracted; `upheld`, `dismissed`: how many of the posts the team has
    upheld or dismissed as an operation's.
    """

    posts: int
    contacts: Mapping[str, Mapping[str, int]]
    authors: Mapping[str, int]
    given_by: Mapping[str, Set[tuple[str, str]]] = field(default_factory=dict)
    span: timedelta | None = None
    alike: float = 1.0
    signals: float = 0.0
    upheld: int = 0
    dismissed: int = 0

    @property
    def brief(self) -> bool:
        """Whether all was sent within a few days."""
        return self.span is not None and self.span < _LASTING

    @property
    def one_sender(self) -> bool:
        """Whether one account sent nearly all, as far as is known."""
        return not self.authors or max(self.authors.values()) >= _MOST * sum(self.authors.values())


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
        verdict, reason = _by_contact(kind, values, sending)
        return verdict, [reason]
    words = sum(len(part.text.split()) for part in parts if isinstance(part, Constant))
    counted = sum(isinstance(part, Slot) and part.kind in {"number", "date", "money"}
                  for part in parts)  # fmt: skip
    reasons = ["Most posts give no phone number, address, account or link to answer to."]
    if counted and sending.one_sender:
        return "notice", [
            *reasons,
            f"Numbers, dates or amounts stand in {_count(counted, 'slot')}.",
        ]
    if words <= _SHORT:
        return "chatter", [*reasons, f"It has only {_count(words, 'constant word')}."]
    paid = any(isinstance(part, Slot) and part.kind == "money" for part in parts)
    if sending.authors and not sending.one_sender and not paid:
        return "chatter", [*reasons, "Several accounts pass it on, and it names no amount."]
    return "unclear", reasons


def _by_signals(verdict: TemplateClass, sending: Sending) -> tuple[TemplateClass, str] | None:
    """Return what the posts' indicators change, None where they say nothing clear."""
    if sending.signals >= _DOUBT:
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


def _by_contact(
    kind: str, values: Mapping[str, int], sending: Sending
) -> tuple[TemplateClass, str]:
    """Return what the contacts of a kind say: whether they change, and in whose hands."""
    name, posts, carried = _NAMES[kind], sending.posts, sum(values.values())
    benign: TemplateClass = "notice" if kind == "link" else "agency"
    most = max(values.values())
    if len(values) >= _FEW and 2 * most <= carried:
        return _by_changing(kind, values, sending, benign)
    if posts < _FEW or most < _MOST * carried:
        return "unclear", f"{_count(len(values), name)} in {_count(posts, 'post')}."
    stands = f"One {name} stands in {most} of {_count(posts, 'post')}"
    if sending.brief:
        return "unclear", f"{stands}, but within {_LASTING.days} days."
    if not sending.one_sender and len(sending.authors) >= _FEW:
        return "unclear", f"{stands}, but {_count(len(sending.authors), 'account')} give it."
    return benign, f"{stands}."


def _by_changing(
    kind: str, values: Mapping[str, int], sending: Sending, benign: TemplateClass
) -> tuple[TemplateClass, str]:
    """Return what many values say: one hand's rotation, or each sender's own."""
    name = _NAMES[kind]
    pairs = sending.given_by.get(kind, frozenset())
    senders = len({author for author, _ in pairs})
    if senders >= 2 and senders == len(pairs) == len(values):
        own = f"Each of {_count(senders, 'account')} gives {_a(name)} of its own"
        if sending.posts >= 2 * senders and not sending.brief:
            return benign, f"{own}, again and again."
        if sending.alike < _MOST:
            return "unclear", f"{own}, and their words differ."
    told = f"{_count(len(values), f'different {name}')} in {_count(sending.posts, 'post')}"
    return "rotating", f"{told} of one wording."


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


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
