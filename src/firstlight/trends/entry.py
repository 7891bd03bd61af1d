"""A confirmed tactic as an entry of a rule pack: from a reviewer's act to a warning.

The machine proposes the wording; the reviewer names the indicator, weighs it and writes the
sentence that analysts and workers will read. The result is an indicator of the rulebook, and its
YAML text loads with `--rules DIR` when saved as DIR/indicators/CODE.yaml.
"""

from datetime import date

import msgspec
import yaml

from firstlight.model.tactic import Tactic
from firstlight.rulebook.indicator import LANGUAGES, Basis, Group, Indicator, Source
from firstlight.rulebook.phrase import parse_phrase
from firstlight.rulebook.said import faults, unmarked


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's act: what the tactic becomes, by whom, when and why.

    `sentence` in English, `say` in further languages; negations are marked, [not], where there is
    any translation. `phrases` by language, in the phrase language of the rulebook; none: the
    tactic's own wordings in `language`. `weight` in decibans, at most 20.
    """

    code: str
    group: Group
    sentence: str
    weight: float
    reason: str
    reviewer: str
    on: date
    language: str = "en"
    phrases: dict[str, tuple[str, ...]] = {}
    say: dict[str, str] = {}


def indicator_of(tactic: Tactic, act: Confirmation) -> Indicator:
    """Return the indicator that a confirmed tactic becomes.

    Raises ValueError for an empty reason, a wrong code, weight or language, a phrase that the
    rulebook cannot read, a translation with other figures or negations than the sentence, or a
    tactic without wording and no phrases given.
    """
    if not act.reason.strip() or not act.reviewer.strip():
        raise ValueError("a confirmation needs a reviewer and a reason")
    phrases = act.phrases or {act.language: tactic.phrases}
    if not all(phrases.values()) or not phrases:
        raise ValueError("this tactic has no wording: give phrases")
    for texts in phrases.values():
        for text in texts:
            parse_phrase(text, _no_term)
    figures = (
        f"Confirmed on {act.on.isoformat()}: {act.reason.strip()} It reached "
        f"{tactic.new_sources} new sources (p {tactic.p_value:.2g}, q {tactic.q_value:.2g})."
    )
    indicator = Indicator(
        code=act.code,
        group=act.group,
        sentence=unmarked(act.sentence),
        weight=act.weight,
        basis=Basis(kind="judgement", note=figures),
        source=Source(
            instrument=f"Tactic {tactic.id}: {tactic.name}",
            author=act.reviewer.strip(),
            year=act.on.year,
        ),
        phrases=phrases,
        say=_said(act),
    )
    try:
        return msgspec.convert(msgspec.to_builtins(indicator), Indicator)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None


def _said(act: Confirmation) -> dict[str, str]:
    """Return the translations, and the English sentence where it marks a negation."""
    plain = unmarked(act.sentence)
    say = dict(act.say) if plain == act.sentence else {"en": act.sentence, **act.say}
    for language in say:
        if language not in LANGUAGES:
            raise ValueError(f"the rulebook has no language '{language}'")
    for language, what in faults(plain, say).items():
        raise ValueError(f"{language}: {what}")
    return say


def indicator_yaml(indicator: Indicator) -> str:
    """Return the YAML text of an indicator, as the rulebook's loader reads it."""
    data = {
        key: value
        for key, value in msgspec.to_builtins(indicator).items()
        if value not in (None, {}, False)
    }
    data["source"] = {key: value for key, value in data["source"].items() if value is not None}
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100))


def _no_term(name: str) -> tuple[str, ...]:
    raise KeyError(name)
