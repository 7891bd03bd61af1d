"""An indicator: one sign of exploitation that a text can carry, as a record of the rulebook.

Groups (stable names; the weights of one group do not add up freely, see `detect.evidence`).

The ILO's eleven indicators of forced labour (ILO 2012):
`abuse_of_vulnerability`, `deception`, `restriction_of_movement`, `isolation`,
`physical_and_sexual_violence`, `intimidation_and_threats`, `retention_of_identity_documents`,
`withholding_of_wages`, `debt_bondage`, `abusive_working_and_living_conditions`,
`excessive_overtime`.

Means of recruitment (ILO/UNODC indicators, ILO fair recruitment principles, TIP report 2024):
- `worker_paid_fees`: the worker is asked to pay to get the job, or before it starts;
- `deposit_and_penalty`: a deposit, bond or fine that ties the worker to the job;
- `unrealistic_promises`: guarantees, or pay without skills, too good for the job;
- `pay_below_minimum`: the pay stated is below the legal minimum of the place named;
- `no_contract`: no written contract, or one shown only after arrival;
- `pressure_and_secrecy`: decide at once, tell nobody;
- `underage_recruitment`: people under eighteen are sought, or ages are altered;
- `irregular_migration`: a visa that does not allow the work, or a border crossed unseen;
- `document_requests`: pictures of identity documents asked for in a chat;
- `scam_compound_recruitment`: jobs that end in the compounds of online fraud;
- `romance_lure`: love or marriage offered together with travel, work or money;
- `channel_moving`: the talk is moved to an encrypted chat;
- `crypto_payment`: wages or fees in crypto-currency;
- `dating_and_gaming_platforms`: contact made through a dating service or a game;
- `fair_recruitment`: counter-signals; their weights are negative.

Adverts of consenting adults, sex, nationality, ethnicity, religion and poverty are no indicators.
"""

from typing import Annotated, Literal

import msgspec

Group = Literal[
    "abuse_of_vulnerability",
    "deception",
    "restriction_of_movement",
    "isolation",
    "physical_and_sexual_violence",
    "intimidation_and_threats",
    "retention_of_identity_documents",
    "withholding_of_wages",
    "debt_bondage",
    "abusive_working_and_living_conditions",
    "excessive_overtime",
    "worker_paid_fees",
    "deposit_and_penalty",
    "unrealistic_promises",
    "pay_below_minimum",
    "no_contract",
    "pressure_and_secrecy",
    "underage_recruitment",
    "irregular_migration",
    "document_requests",
    "scam_compound_recruitment",
    "romance_lure",
    "channel_moving",
    "crypto_payment",
    "dating_and_gaming_platforms",
    "fair_recruitment",
]

LANGUAGES = (
    *("en", "es", "fr", "pt", "ar", "hi", "bn", "ne", "ur", "id", "fil", "vi", "my"),
    *("th", "sw", "am", "ru", "uk", "zh"),
)
"""BCP 47 tags of the shipped rulebook; `fil` covers Tagalog (`tl`), `id` also serves Malay."""

Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}$")]
Filled = Annotated[str, msgspec.Meta(min_length=1)]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+(\.[a-z_]+)+$")]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the indicator comes from: a published instrument, its author and year."""

    instrument: Filled
    author: Filled
    year: Annotated[int, msgspec.Meta(ge=1900, le=2100)]
    part: str | None = None
    link: str | None = None


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the weight rests on: a published study, a measurement of ours, or judgement."""

    kind: Literal["judgement", "study", "measured"]
    note: Filled


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One indicator with its plain sentence, weight and phrases per language.

    `weight` is in decibans (10 log10 of the likelihood ratio), negative for a counter-signal;
    `phrases` maps a language to phrases as `rulebook.phrase` defines them; `unless` holds phrases
    that take back what they overlap ("a valid passport is held"), and one of a single word or
    choice what stands in its sentence; `say` gives the sentence in further languages, as
    `rulebook.said` demands; `rule` names a computed test instead of, or beside, phrases;
    `in_questions` lets it fire inside a question as well (a recruiter asks "Are you 15 to 17?").
    """

    code: Code
    group: Group
    sentence: Filled
    weight: Annotated[float, msgspec.Meta(ge=-20, le=20)]
    basis: Basis
    source: Source
    phrases: dict[Language, Annotated[tuple[Filled, ...], msgspec.Meta(min_length=1)]] = {}
    unless: dict[Language, Annotated[tuple[Filled, ...], msgspec.Meta(min_length=1)]] = {}
    say: dict[Language, Filled] = {}
    rule: Literal["below_minimum_wage", "sentence"] | None = None
    in_questions: bool = False

    @property
    def said(self) -> dict[str, str]:
        """Return the sentence by language, English included, negations marked where known."""
        return {"en": self.sentence, **self.say}

    @property
    def counter(self) -> bool:
        """Tell whether this is a counter-signal."""
        return self.weight < 0

    @property
    def on_phone(self) -> bool:
        """Tell whether phones hold it: for a sentence they tell the others of its group."""
        return self.rule != "sentence"
