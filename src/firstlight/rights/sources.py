"""The rules that a working rests on, cited with their instruments."""

from collections.abc import Iterable

from firstlight.rights.answer import Cited, Judged, MonthSum, Refused
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.law import Rule


def sources(
    rulebook: Rulebook,
    months: Iterable[MonthSum],
    judged: Iterable[Judged],
    refused: Iterable[Refused],
) -> dict[str, Cited]:
    """Return the rules that months, judgements and refusals name, by id."""
    ids: set[str] = set()
    for month in months:
        for line in month.lines:
            ids.update(line.rules)
    for one in judged:
        ids.update(one.rules)
    for days in refused:
        ids.update(days.rules)
    return {rule.id: cite(rule) for rule in rulebook.rules if rule.id in ids}


def cite(rule: Rule) -> Cited:
    """Return a rule as an answer cites it."""
    text = rule.instrument
    return Cited(
        topic=rule.topic,
        value=rule.value,
        unit=rule.unit,
        title=text.title,
        checked_on=rule.checked_on,
        effective_from=rule.effective_from,
        tier=rule.tier,
        number=text.number,
        article=text.article,
        link=text.link,
        currency=rule.currency,
        effective_to=rule.effective_to,
        note=rule.note,
        may_change=rule.may_change,
    )
