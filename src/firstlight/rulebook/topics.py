"""Topics of law: what a rule can be about, in which units its value is written, and what it means.

Money: an amount in the rule's currency for one unit of time. Premiums: the whole pay of such an
hour as percent of the ordinary hourly rate ("150" is time and a half), or of an ordinary day's pay
(`day_percent`). Verdicts: one of `VERDICTS`. Divisors: how many hours or days of pay the law finds
in a month, week, day or year.
"""

from typing import Literal

Unit = Literal[
    "hour", "day", "week", "month", "year", "piece",
    "percent", "day_percent",
    "minutes", "hours", "days", "weeks", "months", "years", "months_of_pay", "days_of_pay",
    "hours_per_day", "hours_per_week", "hours_per_month", "hours_per_year",
    "days_per_week", "days_per_month", "days_per_year",
    "verdict", "text", "none",
]  # fmt: skip
"""Unit of a value. `verdict` and `text` are words, `none` says that the law sets no figure."""

MONEY = frozenset({"hour", "day", "week", "month", "year", "piece"})
WORDS = frozenset({"verdict", "text", "none"})
DIVISORS = frozenset(
    {"hours_per_day", "hours_per_week", "hours_per_month", "hours_per_year",
     "days_per_week", "days_per_month", "days_per_year"}
)  # fmt: skip
VERDICTS = frozenset(
    {"allowed", "forbidden", "with_consent", "required", "not_required", "conditional",
     "covered", "excluded", "partly"}
)  # fmt: skip
"""`with_consent`: only with the worker's written agreement. `conditional`: see the rule's note."""

_PREMIUM = frozenset({"percent", "day_percent", "none"})
_CAP = frozenset({"verdict", "percent", "months_of_pay", "days_of_pay"}) | MONEY
_LIMIT = frozenset({"hours", "days", "weeks", "months", "years", "text", "none"})
_SAY = frozenset({"verdict", "text"})

TOPICS: dict[str, frozenset[str]] = {
    # pay
    "minimum_wage": MONEY | {"none"},
    "allowance": MONEY | {"percent"},  # due beside the wage; scope kind: food, housing, …
    "pay_divisor": DIVISORS,
    "overtime_premium": _PREMIUM,
    "night_premium": _PREMIUM | MONEY,
    "rest_day_premium": _PREMIUM,
    "holiday_premium": _PREMIUM,
    "holiday_pay": _PREMIUM,  # percent of a day's pay due for a holiday that is not worked
    "thirteenth_month": frozenset({"months_of_pay", "percent", "text", "none"}),
    "end_of_service": frozenset({"days_of_pay", "months_of_pay", "text", "none"}),
    "pay_time": frozenset({"days", "text"}),  # the latest day after the pay period
    # time
    "hours_day": frozenset({"hours", "none"}),  # normal hours; beyond them is overtime
    "hours_week": frozenset({"hours", "none"}),
    "overtime_limit": frozenset({"hours", "none", "text"}),
    "rest_break": frozenset({"minutes", "hours", "text"}),
    "rest_daily": frozenset({"hours", "text"}),
    "rest_day": frozenset({"days", "hours", "text"}),
    "annual_leave": _LIMIT,
    "public_holidays": _LIMIT,
    "sick_leave": _LIMIT,
    "maternity_leave": _LIMIT,
    # what may be taken
    "deduction": _CAP,  # scope kind: housing, food, damage, fine, advance, …
    "deduction_limit": frozenset({"percent", "text", "none"}),  # of all together, of the wage
    "fee": _CAP,  # what a worker may be charged; scope kind: recruitment, visa, travel, …
    # freedom
    "documents": _SAY,  # an employer or agent keeping a passport
    "contract": _SAY,
    "notice": _LIMIT,
    "changing_employer": _SAY,
    "leaving_country": _SAY,
    "joining_union": _SAY,
    "domestic_work": _SAY,  # covered, excluded or partly covered by the labour law
    "housing": _SAY,
    "time_limit": _LIMIT,  # how long after it was due pay can still be claimed
    "penalty": _SAY,  # what an employer or agent risks; scope kind names the wrong
}
"""Topic to the units in which a rule on it may be written."""

SECTORS = frozenset(
    {"agriculture", "care", "cleaning", "construction", "entertainment", "fishing",
     "food_processing", "forestry", "garment", "hospitality", "manufacturing", "mining",
     "office", "public", "retail",
     "salt", "seafaring", "security", "street", "tourism", "transport", "other"}
)  # fmt: skip
DAYS = frozenset(
    {"ordinary", "rest_day", "holiday", "special_day", "holiday_on_rest_day",
     "special_day_on_rest_day"}
)  # fmt: skip
"""Kinds of day. `special_day`: a day that the law sets apart with a premium of its own."""

SCOPES: dict[str, frozenset[str] | None] = {
    "age": None,  # a range: "21-", "18-20", "-17"
    "employer_size": None,  # a range of people employed
    "service_years": None,  # a range of years with the employer
    "domestic_work": frozenset({"yes", "no"}),
    "live_in": frozenset({"yes", "no"}),
    "apprentice": frozenset({"yes", "no"}),
    "tipped": frozenset({"yes", "no"}),
    "piece_rate": frozenset({"yes", "no"}),
    "sector": SECTORS,
    "occupation": None,
    "skill": None,
    "zone": None,
    "regime": None,
    "contract": None,
    "visa": None,
    "migrant_status": frozenset({"national", "migrant", "undocumented", "refugee"}),
    "pay_interval": frozenset({"hour", "day", "week", "month", "piece"}),
    "day": DAYS,
    "overtime": frozenset({"yes", "no"}),  # of night premiums
    "asked_by": frozenset({"employer", "worker"}),
    "kind": None,
    "provided": None,  # what the employer gives in kind: "food", "housing", "food|housing"
    "payer": frozenset({"worker", "employer"}),
}
"""Scope keys to their values; None: any lower-case token, for ages and sizes a range.

A value may hold several options ("construction|mining"), or begin with "!" ("!mining": any other).
"""
RANGES = frozenset({"age", "employer_size", "service_years"})
