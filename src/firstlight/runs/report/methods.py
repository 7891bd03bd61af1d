"""Methods and limits: what the report did, and what nobody should read into it."""

from collections.abc import Collection, Sequence

from firstlight.model.pattern import NullTest
from firstlight.model.tactic import TacticResult
from firstlight.runs.report.methods_further import LIMITS, METHODS

_PATTERNS = (
    "Patterns",
    (
        "Combinations of one to four answers are looked at in every period. A combination's "
        "rate is set against its rate in all other periods (a whole-record model where the "
        "columns are few), its scatter beyond chance allowed for. Of patterns that overlap, "
        "the smallest that explains the others is told. Shares are of all records of the "
        "period."
    ),
)
_NULL = (
    "Error control",
    (
        "The same search runs on records whose periods are shuffled, so that nothing but "
        "chance is left. A q-value is the share of false discoveries to be expected among "
        "patterns at least as strong. patterns.csv lists those up to 5 % of all patterns; told "
        "here are those up to 5 % of the minimal ones alone, and none unless the strongest "
        "passes a gate that one shuffle in a hundred passes."
    ),
)
_ORDER = (
    "Order of findings",
    (
        "By the records that are surely beyond expectation: count × (1 − 1 / the lower end of "
        "the rate ratio's 95 % interval). The newest period counts whole; the weight halves with "
        "every quarter of all periods before it. Where the only doubt is that the whole period "
        "is large, half the value counts; findings with a likelier cause in the reporting "
        "follow; leads, which passed no test, come last. Other kinds are valued in records or "
        "people, too, as their methods say. patterns.csv keeps the order of strength."
    ),
)
_TACTICS = (
    "Tactics in texts",
    (
        "Of every coded method of the taxonomy, and of every phrase that enough sources "
        "share, an exact test asks whether it reached new sources in the newest periods "
        "faster than before. A source counts once per period however often it repeats itself. "
        "Wording of the editors' own is set aside. The false-discovery rate is held at 5 % "
        "within each kind (Benjamini and Hochberg 1995)."
    ),
)
_TOTALS = (
    "Official counts",
    (
        "A total is compared over the reporters of both years only (the panel), with and "
        "without the largest, and between the bounds that thresholds such as “<5” leave. A "
        "change is certain only if all of these agree on its direction; its value is the "
        "least of them, in persons."
    ),
)
_DENOMINATORS = (
    "Shares on country pages",
    (
        "The denominator is the records that answer: of a variable, those with any value in "
        "it; of a group of flags, those with any value in the group (CTDC codebook 2024, "
        "section 6). Shares of a group may add up to more than 100 %."
    ),
)
_LIMITS_RECORDS = (
    (
        "The file holds cases that somebody found and recorded. A rise may be more cases, "
        "more attention, or another way of recording; the notes on findings name what in the "
        "file points to the latter, and cannot see what is not in the file."
    ),
    "A pattern is about records, never about a person; it says nothing of any one case.",
    (
        "The test takes records as drawn one by one. Where one operation or one upload brings "
        "many records at once, intervals are too narrow."
    ),
)
_LIMITS_TEXT = (
    (
        "A tactic is a way of writing that spread between sources. It is a lead to read the "
        "quoted passages, not proof that the practice spread."
    ),
)
_LIMITS_TOTALS = (
    (
        "Detected victims are not victims. Definitions, capacities and willingness to report "
        "differ between countries and years."
    ),
)


_METHODS = {
    "patterns": (_PATTERNS, _NULL), "tactics": (_TACTICS,), "totals": (_TOTALS,), **METHODS,
}  # fmt: skip
_LIMITS = {
    "patterns": _LIMITS_RECORDS, "tactics": _LIMITS_TEXT, "totals": _LIMITS_TOTALS, **LIMITS,
}  # fmt: skip


def methods_of(used: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the methods that a report used, as (name, text), by their keys."""
    found = [one for key, methods in _METHODS.items() if key in used for one in methods]
    found += [_ORDER] if "patterns" in used else []
    found += [_DENOMINATORS] if "countries" in used and "totals" not in used else []
    return tuple(found)


def limits_of(used: Collection[str]) -> tuple[str, ...]:
    """Return the limits that a report must name, by the keys of its methods."""
    return tuple(one for key, limits in _LIMITS.items() if key in used for one in limits)


def text_null(result: TacticResult, shuffled: Sequence[int]) -> str:
    """Say how many hypotheses were tested of texts, and what shuffled texts would have given."""
    tested = ", ".join(
        f"{count:,} {'known methods' if kind == 'anchored' else 'phrases'}"
        for kind, count in result.tested.items()
    )
    found = sum(one.found for one in result.tactics)
    said = (
        f"{tested or 'Nothing'} tested over {result.documents:,} texts of {result.sources:,} "
        f"sources; {found:,} pass at a false-discovery rate of {result.fdr:.0%}."
    )
    if shuffled:
        some = sum(n > 0 for n in shuffled)
        said += (
            f" On {len(shuffled):,} shuffles of each source's periods the method reported "
            f"something on {some:,} ({sum(shuffled):,} tactics in all)."
        )
    return said


def pattern_notes(null: NullTest | None) -> tuple[str, ...]:
    """Return a note where the null test could not run."""
    if null is None or null.permutations:
        return ()
    return ("The null test did not run: there were too few periods or columns.",)
