"""The analysts' desk: the workspace as the pages see it, with the rulebook's sentences at hand."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from starlette.requests import Request

from firstlight.model.decision import Decision
from firstlight.model.operation import Operation
from firstlight.model.run import Summary
from firstlight.model.template import Template
from firstlight.rulebook.book import Rulebook


class Sentence(msgspec.Struct, frozen=True):
    """An indicator as people read it: its title, the plain sentence and where it comes from."""

    title: str
    sentence: str
    source: str = ""


def sentences(rulebook: Rulebook) -> dict[str, Sentence]:
    """Return the rulebook's indicators as people read them."""
    return {
        code: Sentence(
            title=one.group.replace("_", " ").capitalize(),
            sentence=one.sentence,
            source=f"{one.source.author} {one.source.year}: {one.source.instrument}",
        )
        for code, one in rulebook.indicators.items()
    }


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One run's results: read once, shown until the next run is committed."""

    run: str
    summary: Summary
    operations: tuple[Operation, ...]
    by_id: Mapping[str, Operation]
    templates: Mapping[str, Template]
    snapshot: Any


class Desk:
    """What pages ask for: the latest view, decisions, events, and the words of indicators."""

    def __init__(self, workspace: Any, folder: Path, sentences: Mapping[str, Sentence]) -> None:
        self.workspace, self.folder, self.sentences = workspace, folder, sentences
        self._view: View | None = None
        self._lock = Lock()

    def view(self) -> View | None:
        """Return the latest run's results, None before the first run."""
        snapshot = self.workspace.snapshot()
        if snapshot is None:
            return None
        with self._lock:
            if self._view is None or self._view.run != snapshot.run:
                operations = tuple(snapshot.operations())
                self._view = View(
                    run=snapshot.run,
                    summary=snapshot.summary,
                    operations=operations,
                    by_id={operation.id: operation for operation in operations},
                    templates={template.id: template for template in snapshot.templates()},
                    snapshot=snapshot,
                )
            return self._view

    def verdicts(self) -> dict[str, Decision]:
        """Return the latest decision per operation."""
        latest: dict[str, Decision] = {}
        for decision in sorted(self.workspace.decisions(), key=lambda d: d.decided):
            latest[decision.operation] = decision
        return latest

    def history(self, operation: str) -> list[Decision]:
        """Return all decisions on one operation, newest first."""
        mine = [d for d in self.workspace.decisions() if d.operation == operation]
        return sorted(mine, key=lambda d: d.decided, reverse=True)

    def sentence(self, code: str) -> Sentence:
        """Return the words of an indicator; an unknown code stands for itself."""
        return self.sentences.get(code) or Sentence(code, code)


def desk(request: Request) -> Desk:
    """Return the desk that this app was made for."""
    found: Desk = request.app.state.desk
    return found
