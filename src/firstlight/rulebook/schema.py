"""JSON Schemas of the rulebook's files, generated from their structs."""

from typing import Any

import msgspec

from firstlight.rulebook.help import HelpFile
from firstlight.rulebook.indicator import Indicator
from firstlight.rulebook.law_file import PlaceFile
from firstlight.rulebook.term import Term

KINDS = {"indicators": Indicator, "terms": Term, "places": PlaceFile, "helplines": HelpFile}


def rulebook_schema() -> dict[str, Any]:
    """Return one JSON Schema (2020-12) for each folder of a rule pack, by the folder's name."""
    return {folder: msgspec.json.schema(kind) for folder, kind in KINDS.items()}
