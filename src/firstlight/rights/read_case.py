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
        return owed(case, rulebook)
    except CaseFault as fault:
        raise InputError(f"{fault.where}: {fault}", file=file, remedy=fault.remedy) from fault
