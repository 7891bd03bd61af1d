"""Methods and limits of the engines beside patterns, tactics and totals."""

from firstlight.trends.mse import ASSUMPTIONS

_CHANGES = (
    "Change points",
    (
        "The series of all records, and the shares of the leading places and answers, are divided "
        "into stretches by eight views that vote, with “no change” as a ninth voice. On simulated "
        "series without a change about 2 in 100 show one. Ratios are of the stretches beside a "
        "change, their intervals as wide as the counts scatter; they take the place of the change "
        "for known and are somewhat narrow. The value is the records of the first year that are "
        "surely beyond, or surely missing from, the level before."
    ),
)
_CLUSTERS = (
    "Clusters in space and time",
    (
        "The space–time permutation scan (Kulldorff and others 2005) looks at discs of "
        "neighbouring places and stretches that reach the newest period that is over. What all "
        "places share in a period, and what is always so in a place, is no cluster. Where counts "
        "vary more than chance, the scan is made again on counts divided by that variation; a "
        "cluster that does not stand out there is put under “a cause in the reporting is likelier”."
    ),
)
_ALARMS = (
    "Alarms",
    (
        "Each of the newest periods is judged by its own past: with three years or more by the "
        "improved Farrington method (Noufaily and others 2013), else by EARS. The false-discovery "
        "rate over all series and periods is held at 5 %. The value is the records above the limit."
    ),
)
_NOWCAST = (
    "Not reported yet",
    (
        "From the dates of event and of report comes the share of a period's records that is "
        "known so many periods later; what is still to come is estimated with an interval. "
        "Alarms, change points and the scan are told of it, so that the newest periods are not "
        "read as a fall."
    ),
)
_CORRIDORS = (
    "New corridors",
    (
        "Pairs of origin and destination named in the newest year and never before. Where enough "
        "new corridors of earlier years can teach it, a score says in what share of later years "
        "they were named again; its hindsight on an earlier year of the same file stands in the "
        "notes. A further table scores the pairs of the last five years with what is known of each "
        "since. In texts a corridor is a country named after a word such as “from” or “to” in a "
        "text about another. The value is mentions times score."
    ),
)
_POPULATION = (
    "Hidden population",
    (
        "Multiple systems estimation: the overlaps of lists tell how many people are on none. "
        "Ways of choosing the model are shown side by side: pairs of lists chosen step by step "
        "(Chan, Silverman and Vincent 2021), an average over models weighed by BIC, lists taken "
        "for independent, and for four lists the best model in which three may act together; "
        "intervals by bootstrap, the choice made anew in every "
        "sample. The value is the least number of unseen people that any of them gives."
    ),
)
_GROUPS = (
    "Groups compared",
    (
        "Shares of the records that answer, standardised to the same make-up by sex and age where "
        "the file has them, only where both sides have records; the false-discovery rate over all "
        "groups and answers is held at 5 %, and the ratio's interval must lie above 1.25. A "
        "standing difference is no news: a tenth of its records counts in the order."
    ),
)
_LIMITS_CORRIDORS = (
    (
        "A corridor is new to this file. It may be old, and newly looked at; its score is about "
        "being named again, which attention brings as surely as traffic does."
    ),
)
_LIMITS_NOWCAST = (
    (
        "The nowcast takes the delays of the past for those of today; a change in how reports come "
        "in misleads it."
    ),
)
METHODS = {
    "changes": (_CHANGES,), "clusters": (_CLUSTERS,), "alarms": (_ALARMS,),
    "nowcast": (_NOWCAST,), "corridors": (_CORRIDORS,), "population": (_POPULATION,),
    "groups": (_GROUPS,),
}  # fmt: skip
"""Key of `Part.used` → methods as (name, text)."""
LIMITS = {
    "corridors": _LIMITS_CORRIDORS, "nowcast": _LIMITS_NOWCAST,
    "population": tuple(f"Hidden population. {said}" for said in ASSUMPTIONS),
}  # fmt: skip
"""Key of `Part.used` → limits."""
