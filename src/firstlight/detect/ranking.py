"""Ranking: which operation first, with the reasons that made it so, strongest first.

Urgency is a sum of decibans: signals of exploitation (grouped and limited by their base rate),
rotation of contacts and senders, recency, growth, reach, wallets. Recruitment of minors comes
before all, where words say it. A dismissed operation keeps its id and goes to the end. Time is
the posts' own: "now" is the newest post, so a ranking says the same thing whenever it is made.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.explain import (
    active_reason,
    growth_reason,
    held_reason,
    quote,
    reach_reason,
    rotation_reason,
    signal_reason,
    verdict_reason,
    wallet_reason,
)
from firstlight.detect.facts import (
    Facts,
    Spans,
    count_holders,
    distinct,
    first_spans,
    gather,
    operation_numbers,
    texts_of,
)
from firstlight.detect.operations import Assembly
from firstlight.detect.profile import Profile, profile
from firstlight.detect.signals import SENTENCE
from firstlight.detect.specificity import Ints
from firstlight.detect.worth import Worth, worth
from firstlight.model.operation import Operation, Reason
from firstlight.model.template import Template
from firstlight.rulebook.book import Rulebook

MINORS = "underage_recruitment"
MINORS_FIRST = 40.0
"""Decibans that put the recruitment of minors before everything else, where words say it: what a
sentence only reads like does not, for one advert for a nanny repeated is many such guesses."""
MINORS_SHARE = 0.1
"""Share of posts from which it does; a stray sign in one post of many does not."""
DISMISSED = -100.0
"""Decibans that put an operation that a person dismissed at the end."""
ACTIVE, ACTIVE_DAYS = 5.0, 30.0
"""Decibans of an operation seen on the newest day; they halve every so many days."""
GROWTH, REACH, WALLET = 5.0, 6.0, 3.0
"""Most decibans of growth and of reach; decibans of posts that name a wallet."""


class Evidence(NamedTuple):
    """What the reasons of all operations are read from."""

    posts: pa.Table
    newest: datetime | None
    figures: Profile
    judged: Worth
    spans: Spans
    wallets: Ints
    rulebook: Rulebook


def rank(
    assembly: Assembly,
    *,
    posts: pa.Table,
    mentions: pa.Table,
    signals: pa.Table,
    templates: Sequence[Template],
    members: pa.Table,
    links: pa.Table,
    rulebook: Rulebook,
) -> list[Operation]:
    """Return the operations, most urgent first; of equal urgency the one last seen, then by id.

    All tables are the run's, and `links` what the assembly was made from.
    """
    names = pc.unique(assembly.membership["operation"].combine_chunks()).sort()
    ids = posts["id"]
    group = operation_numbers(assembly.membership, names, ids)
    figures = profile(
        group, len(names), posts=posts, links=links, signals=signals, rulebook=rulebook
    )
    wallets = mentions.filter(pc.equal(mentions["kind"], "wallet"))
    evidence = Evidence(
        posts=posts,
        newest=pc.max(posts["posted"]).as_py(),
        figures=figures,
        judged=worth(figures, rulebook.languages),
        spans=first_spans(signals, group, ids),
        wallets=count_holders(wallets["post"], group, ids),
        rulebook=rulebook,
    )
    known = pa.array([template.id for template in templates], pa.string())
    texts = texts_of(members.filter(pc.is_in(members["template"], known)), group, ids)
    ranked = []
    for facts in gather(names, group, posts, assembly.links):
        reasons = list(_reasons(facts, evidence))
        verdict = assembly.verdicts.get(facts.id)
        if verdict is not None:
            reasons.append(verdict_reason(verdict, DISMISSED))
        ranked.append(_operation(facts, reasons, texts.get(facts.number, ())))
    return sorted(ranked, key=_order)


def summary(operation: Operation) -> str:
    """Return the one sentence for the queue: the strongest reason."""
    return operation.reasons[0].sentence if operation.reasons else "No reason recorded."


def _operation(facts: Facts, reasons: list[Reason], templates: tuple[str, ...]) -> Operation:
    """Return the operation with its reasons sorted and their decibans summed."""
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.sentence))
    return Operation(
        id=facts.id,
        posts=facts.posts,
        link_kinds=tuple(sorted(set(facts.links["kind"].to_pylist()))),
        templates=templates,
        urgency=round(sum(reason.weight for reason in ordered), 2),
        reasons=tuple(ordered),
        first_seen=facts.posted[0] if facts.posted else None,
        last_seen=facts.posted[-1] if facts.posted else None,
        places=facts.places,
        languages=facts.languages,
    )


def _order(operation: Operation) -> tuple[float, float, str]:
    last = operation.last_seen.timestamp() if operation.last_seen else 0.0
    return (-operation.urgency, -last, operation.id)


def _reasons(facts: Facts, evidence: Evidence) -> Iterator[Reason]:
    """Yield the reasons of one operation in no order."""
    yield held_reason(facts.links)
    yield from _signals(facts, evidence)
    rotation = float(evidence.judged.rotation[facts.number])
    if rotation >= 1:
        contacts, texts = distinct(facts.links, "identifier"), distinct(facts.links, "template")
        yield rotation_reason(contacts, facts.accounts, texts, round(rotation, 2))
    wallets = int(evidence.wallets[facts.number])
    if wallets:
        yield wallet_reason(wallets, facts.posts, WALLET)
    yield from _time(facts, evidence.newest)
    reach = 10 * np.log10(max(len(facts.places), 1) * max(len(facts.languages), 1))
    if reach > 0:
        yield reach_reason(facts.places, facts.languages, round(min(float(reach), REACH), 2))


def _signals(facts: Facts, evidence: Evidence) -> Iterator[Reason]:
    """Yield a reason for each indicator shown, quoted from the first post that shows it."""
    for code, (share, decibans) in evidence.figures.indicators.get(facts.number, {}).items():
        known = evidence.rulebook.indicators.get(code)
        said = known is not None and known.group == MINORS and known.rule != SENTENCE
        first = said and share >= MINORS_SHARE
        row, start, end = evidence.spans[facts.number][code]
        text = evidence.posts["text"][row].as_py()
        yield signal_reason(
            known.sentence if known else code,
            round(decibans + MINORS_FIRST * first, 2),
            shown=round(share * facts.posts),
            posts=facts.posts,
            quoted=(quote(text, start, end), evidence.posts["id"][row].as_py()),
        )


def _time(facts: Facts, newest: datetime | None) -> Iterator[Reason]:
    """Yield the reasons of activity and growth, where instants are known."""
    if newest is None or not facts.posted:
        return
    first, last = facts.posted[0], facts.posted[-1]
    active = ACTIVE * 0.5 ** ((newest - last).total_seconds() / 86400 / ACTIVE_DAYS)
    if active >= 0.5:
        yield active_reason(last, newest, round(active, 2))
    half = first + (last - first) / 2
    late = sum(stamp > half for stamp in facts.posted)
    growth = 10 * np.log10((late + 1) / (len(facts.posted) - late + 1))
    if growth >= 1:
        yield growth_reason(late, len(facts.posted), round(min(float(growth), GROWTH), 2))
