"""CASE.yaml to a case, with faults that name the file, the line and the remedy."""

from typing import Any

import msgspec

from firstlight.model.errors import InputError, RulebookError
from firstlight.rights.answer import Answer
from firstlight.rights.case import Case
from firstlight.rights.days import CaseFault
from firstlight.rights.owed import owed
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.lines import load_text
from firstlight.rulebook.topics import SCOPES

_GUIDE = "See docs/guide/caseworker-rights.md."


def read_case(text: str, file: str) -> Case:
    """Return the case of a YAML text; `file` names it in faults. Raises InputError."""
    try:
        return msgspec.convert(_figures(load_text(text, file)), Case)
    except RulebookError as error:
        raise InputError("it is no YAML", file=file, row=error.line, remedy=_GUIDE) from error
    except msgspec.ValidationError as error:
        raise InputError(str(error).rstrip("."), file=file, remedy=_GUIDE) from error


def _figures(data: Any) -> Any:
    """Return the data with bare numbers and truth values as the texts that a case is made of."""
    if isinstance(data, dict):
        return {key: _figures(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_figures(value) for value in data]
    if isinstance(data, bool):
        return "yes" if data else "no"
    return str(data) if isinstance(data, int | float) else data


def reckon_case(case: Case, rulebook: Rulebook, file: str) -> Answer:
    """Return the answer to a case; a case that cannot be reckoned is an InputError."""
    try:
        _check_words(case, rulebook)
        return owed(case, rulebook)
    except CaseFault as fault:
        raise InputError(f"{fault.where}: {fault}", file=file, remedy=fault.remedy) from fault


def _check_words(case: Case, rulebook: Rulebook) -> None:
    """Raise CaseFault for a fact of a name or a word that no law knows: it would count for nothing.

    A zone has to be one of the place.
    """
    rules = rulebook.law.get(case.place[:2], ())
    for key, value in case.facts.items():
        where = f"facts.{key}"
        if key not in SCOPES:
            raise CaseFault(f"'{key}' is no fact", where, f"Facts: {', '.join(sorted(SCOPES))}.")
        words = SCOPES[key]
        if key == "zone":
            told = (rule.scope.get("zone", "").removeprefix("!").split("|") for rule in rules)
            words = frozenset(word for own in told for word in own if word)
        if words and value not in words:
            raise CaseFault(
                f"'{value}' is none of its words",
                where,
                f"Write one of {', '.join(sorted(words))}.",
            )
