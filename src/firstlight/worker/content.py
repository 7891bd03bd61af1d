"""What the app says: its words, its concerns and their sources, read from `content/`.

English is the source of every text; `catalogue` gives the other languages. Negations and figures
are marked as `rulebook.said` tells.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from firstlight.model.errors import RulebookError
from firstlight.rulebook.lines import load_text

FOLDER = Path(__file__).parent / "content"
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An international instrument behind a right; tier C has not been read again at its source."""

    title: Text
    article: Text
    tier: Literal["A", "B", "C"]
    checked_on: date | None = None


class Concern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A concern as a path: the right, what to do, what to mind; `figures` fill placeholders."""

    id: Text
    drawing: Text
    title: Text
    right: tuple[Text, ...]
    steps: tuple[Text, ...]
    care: Text
    sources: tuple[Text, ...]
    figures: dict[str, int] = {}

    def texts(self) -> Iterator[str]:
        """Yield every text to translate."""
        yield self.title
        yield from self.right
        yield from self.steps
        yield self.care


class Content(msgspec.Struct, frozen=True):
    """Everything that the app says: words, concerns in order, sources by id, parts by code."""

    words: dict[str, str]
    concerns: tuple[Concern, ...]
    sources: dict[str, Source]
    parts: dict[str, str] = {}

    def texts(self) -> list[str]:
        """Return every text to translate, each once, in order."""
        found = [*self.words.values()]
        for concern in self.concerns:
            found += concern.texts()
        return list(dict.fromkeys(found))


@cache
def load_content() -> Content:
    """Load the shipped content; RulebookError names what is wrong in it."""
    content = Content(
        words=_read("words.yaml", dict[str, str]),
        concerns=_read("concerns.yaml", tuple[Concern, ...]),
        sources=_read("sources.yaml", dict[str, Source]),
        parts=_read("parts.yaml", dict[str, str]),
    )
    for concern in content.concerns:
        unknown = set(concern.sources) - set(content.sources)
        if unknown:
            raise RulebookError(
                f"'{concern.id}' names unknown sources {sorted(unknown)}",
                file=str(FOLDER / "concerns.yaml"),
                remedy="Add them to sources.yaml.",
            )
    return content


def _read(name: str, shape: Any) -> Any:
    path = FOLDER / name
    try:
        return msgspec.convert(load_text(path.read_text(encoding="utf-8"), str(path)), shape)
    except msgspec.ValidationError as fault:
        raise RulebookError(str(fault), file=str(path), remedy="Mend the YAML there.") from fault
