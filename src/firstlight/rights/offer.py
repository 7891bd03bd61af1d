"""The offer check: warning signs of an offer, its pay against the law, and what it leaves out.

It explains and never accuses; that no sign was found is not said to mean that an offer is safe.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import msgspec

from firstlight.model.signal import Signal
from firstlight.rights.answer import Cited
from firstlight.rights.case import Pay
from firstlight.rights.exact import short
from firstlight.rights.pay_said import PaySaid, pay_said
from firstlight.rights.pick import Law, figure
from firstlight.rights.rates import Rates
from firstlight.rights.sources import cite
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule
from firstlight.rulebook.matching.reader import Reader

NOT_SAFE = (
    "No warning sign was found. That does not mean that the offer is safe: "
    "this check reads words, it does not know who sent them."
)
TOPICS = {
    "worker_paid_fees": (("fee", "recruitment"),),
    "deposit_and_penalty": (("fee", "deposit"),),
    "debt_bondage": (("fee", "travel"), ("deduction", "advance")),
    "retention_of_identity_documents": (("documents", ""),),
    "no_contract": (("contract", "written"),),
    "withholding_of_wages": (("pay_time", ""),),
    "excessive_overtime": (("hours_week", ""), ("overtime_premium", "")),
    "irregular_migration": (("changing_employer", ""),),
}
"""The law that a group of signs is about: topic and kind."""
HONEST = ("pay", "employer", "hours", "rest", "contract")
"""What an honest offer tells."""
ASK = {
    "pay": "How much is the pay, in which currency, for how many hours, and when is it paid?",
    "employer": "What are the name, address and licence number of the employer and of the agent?",
    "hours": "How many hours a day and how many days a week?",
    "rest": "Which day of the week is free?",
    "contract": "May I read and keep a written contract, in my language, before I pay or travel?",
    "fees": "Who pays for the visa, the journey and the agent? Which law allows a fee?",
    "documents": "Will I keep my passport myself, at all times?",
    "leaving": "What happens if I want to leave before the end?",
    "check": "Ask the labour office or your consulate whether employer and agent are licensed.",
}
"""Questions by code, in English; faces translate them by the code."""
ASKED_FOR = {
    "worker_paid_fees": "fees",
    "deposit_and_penalty": "leaving",
    "debt_bondage": "fees",
    "retention_of_identity_documents": "documents",
    "document_requests": "documents",
    "no_contract": "contract",
    "restriction_of_movement": "leaving",
    "isolation": "leaving",
    "excessive_overtime": "hours",
}
"""What to ask for a group of signs."""
SAID_BY = {"fair.contract_first": "contract", "fair.licensed": "employer"}
"""Counter-signs that tell what an honest offer tells, in other words than its own."""
ADULT = {"age": "30"}
"""Pay is compared with an adult's minimum where no age is told: offers are made to adults."""


class Quote(msgspec.Struct, frozen=True):
    """Words of the offer with their span in code points."""

    start: int
    end: int
    text: str


class Sign(msgspec.Struct, frozen=True):
    """An indicator that the offer's words show, with the words; a counter-sign speaks for it."""

    code: str
    group: str
    sentence: str
    counter: bool
    quotes: tuple[Quote, ...]


class PayCheck(msgspec.Struct, frozen=True):
    """The pay told against the legal minimum: below, not_below or unknown.

    Both are compared by the hour, by the law's divisor; `minimum` is the least that the law may
    give an adult (or somebody of the age told) with what is known of the work; where pay differs
    by part of the country and the part is not told, the least of them all.
    """

    verdict: str
    amount: str
    unit: str
    currency: str
    quote: Quote | None = None
    minimum: str | None = None
    minimum_unit: str | None = None
    rules: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True):
    """What the law of the place says on something that a sign is about."""

    topic: str
    kind: str
    value: str
    unit: str
    rule: str


class OfferAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the check found. `missing` and `ask` are codes of `HONEST` and `ASK`."""

    signs: tuple[Sign, ...]
    pay: tuple[PayCheck, ...]
    law: tuple[Said, ...]
    missing: tuple[str, ...]
    ask: tuple[str, ...]
    found: bool
    sources: dict[str, Cited]


class OfferChecker:
    """Checks offers; make one and use it for many."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._reader = Reader(rulebook)

    def check(
        self,
        text: str,
        *,
        place: str | None,
        on: date,
        lang: str | None = None,
        facts: Mapping[str, str] | None = None,
        pay: Pay | None = None,
    ) -> OfferAnswer:
        """Return what an offer, contract or message says of itself.

        `place` is where the work would be, `lang` the language of the text (None: all are tried),
        `pay` the pay told where it is known from elsewhere than the text.
        """
        reading = self._reader.read(text, lang)
        signs = tuple(self._signs(text, reading.signals))
        rules = self._rulebook.law.get((place or "")[:2], ())
        known = ADULT | dict(facts or {})
        law = Law(rules, place or "", known, "low")
        least = _cheapest(rules, place, on) if place else None
        part = Law(rules, least, known, "low") if least else None
        told = (
            [_told(one, text) for one in pay_said(text, (place or "")[:2])]
            if pay is None
            else [(pay, None)]
        )
        no_law = Law((), "", {}, "low")  # part-time pay has no month's minimum to meet
        against = no_law if "cue_part_time" in reading.cues else law
        if against is no_law:
            part = None
        checked = tuple(_check_pay(one, quote, against, part, on) for one, quote in told)
        said = tuple(_law_on({sign.group for sign in signs if not sign.counter}, law, on))
        said_by = {f"cue_said_{SAID_BY[one.code]}" for one in signs if one.code in SAID_BY}
        missing = _missing(reading.cues | said_by | ({"cue_said_pay"} if told else set()))
        ids = {rule for one in checked for rule in one.rules} | {one.rule for one in said}
        groups = [sign.group for sign in signs if not sign.counter]
        low = any(one.verdict == "below" for one in checked)
        return OfferAnswer(
            signs=signs,
            pay=checked,
            law=said,
            missing=missing,
            ask=_ask(missing, groups),
            found=bool(groups) or low,
            sources={rule.id: cite(rule) for rule in rules if rule.id in ids},
        )

    def _signs(self, text: str, signals: Iterable[Signal]) -> Iterable[Sign]:
        quotes: dict[str, list[Quote]] = {}
        ordered = sorted(signals, key=lambda one: (one.start, one.end, one.indicator))
        for signal in ordered:
            quote = Quote(signal.start, signal.end, text[signal.start : signal.end])
            quotes.setdefault(signal.indicator, []).append(quote)
        for code, own in quotes.items():
            item = self._rulebook.indicators[code]
            yield Sign(code, item.group, item.sentence, item.counter, tuple(own))


def _told(said: PaySaid, text: str) -> tuple[Pay, Quote | None]:
    pay = msgspec.convert(
        {"amount": said.amount, "unit": said.unit, "currency": said.currency}, Pay
    )
    return pay, Quote(said.start, said.end, text[said.start : said.end])


def _check_pay(pay: Pay, quote: Quote | None, law: Law, part: Law | None, on: date) -> PayCheck:
    legal = Rates("minimum", law, (pay,), pay.currency).at(on)
    somewhere = legal is None and part is not None
    if part is not None and somewhere:
        legal = Rates("minimum", part, (pay,), pay.currency).at(on)
    told = Rates("agreed", law, (pay,), pay.currency).at(on)
    if legal is None or told is None or pay.unit == "piece":
        return PayCheck("unknown", pay.amount, pay.unit, pay.currency, quote)
    verdict = "below" if told.hour < legal.hour else "not_below"
    if somewhere and verdict == "not_below":
        return PayCheck("unknown", pay.amount, pay.unit, pay.currency, quote)
    rules = tuple(dict.fromkeys(legal.rules + told.rules))
    value = short(Fraction(legal.value))
    return PayCheck(verdict, pay.amount, pay.unit, pay.currency, quote, value, legal.unit, rules)


def _cheapest(rules: Iterable[Rule], place: str, on: date) -> str | None:
    """Return the part of a country with the least minimum wage, where parts have their own."""
    parts = [
        rule
        for rule in rules
        if rule.topic == "minimum_wage"
        and rule.jurisdiction.startswith(f"{place}-")
        and rule.stated(on)
    ]
    return min(parts, key=lambda rule: (figure(rule), rule.id)).jurisdiction if parts else None


def _law_on(groups: set[str], law: Law, on: date) -> Iterable[Said]:
    seen: set[str] = set()
    for group, topics in TOPICS.items():
        for topic, kind in topics if group in groups else ():
            more = {"kind": kind} if kind else {}
            if topic == "overtime_premium":
                more = {"day": "ordinary"}
            rule = law.rule(topic, on, **more)
            if rule is not None and rule.id not in seen:
                seen.add(rule.id)
                yield Said(topic, kind, rule.value, rule.unit, rule.id)


def _missing(cues: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in HONEST if f"cue_said_{name}" not in cues)


def _ask(missing: Iterable[str], groups: Iterable[str]) -> tuple[str, ...]:
    wanted = {*missing, *(ASKED_FOR[group] for group in groups if group in ASKED_FOR), "check"}
    return tuple(code for code in ASK if code in wanted)
