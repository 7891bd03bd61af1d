"""Train and score: from labelled items to a model file, and from texts to an order of review."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from firstlight.detect.learn import groups_of, learn, too_few
from firstlight.detect.learn_card import as_markdown
from firstlight.detect.learn_drift import Drift
from firstlight.detect.learn_file import MOST, decode, encode
from firstlight.detect.learn_model import Model, Reading
from firstlight.detect.learn_queue import Queue
from firstlight.ingest.joined import Joined
from firstlight.model.errors import InputError
from firstlight.model.learned import Card
from firstlight.model.run import Progress
from firstlight.runs.labels import Learnable

BATCH = 512
"""Texts that are scored at a time."""
_SEPARATOR = " | "


def train(
    found: Learnable, out: Path, *, source: str, prevalence: float | None, progress: Progress
) -> Card:
    """Learn a model and write it to `out`, its card beside it (Markdown and JSON)."""
    progress.stage("looking for templates")
    items = found.items.ordered()
    groups = groups_of(items)
    why = too_few(items.labels, groups)
    if why:
        raise InputError(
            f"it holds too little to learn from: {why}", file=source, remedy="Label or decide more."
        )
    model = learn(items, groups, told=found.told, prevalence=prevalence, progress=progress)
    pretty = msgspec.json.format(msgspec.json.encode(model.card), indent=1)
    for path, raw in (
        (out, encode(model)),
        (card_beside(out, ".md"), as_markdown(model.card).encode()),
        (card_beside(out, ".json"), pretty + b"\n"),
    ):
        _write(path, raw)
    return model.card


def card_beside(out: Path, ending: str) -> Path:
    """Return where the card of a model lies."""
    return out.with_name(f"{out.name}.card{ending}")


def open_model(path: Path, columns: int) -> Model:
    """Read a model for texts of `columns` columns; InputError where it is none, or of others."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except OSError as fault:
        raise InputError(
            f"it cannot be read ({fault.strerror})",
            file=str(path),
            remedy="Give a file that 'firstlight train' wrote.",
        ) from fault
    model = decode(raw, str(path))
    if model.card.sections != columns:
        raise InputError(
            f"it was learned from texts of {model.card.sections} columns, not of {columns}",
            file=str(path),
            remedy="Give --text as many columns as in training, in the same order.",
        )
    return model


def score(
    model: Model, rows: Iterable[Joined], *, drift: Drift, queue: Queue | None, progress: Progress
) -> Iterator[tuple[str, str, str]]:
    """Yield (id, score, the words that made it) of every row, in the order of the rows.

    Rows are streamed. `drift` and `queue` count along. A row without text scores as the model's
    constant says, with no words.
    """
    progress.stage("scoring")
    source = iter(rows)
    while held := list(islice(source, BATCH)):
        read = [model.read(text) for _, text in held]
        drift.add([one.score for one in read], [one.unknown for one in read])
        for ((identifier, *_), text), one in zip(held, read, strict=True):
            if queue is not None and text:
                queue.add(identifier, text, one.score)
            yield identifier, f"{one.score:.6f}", _words(text, one)
        progress.advance(len(held))


def _words(text: str, read: Reading) -> str:
    """Return the words that raise a text's score most, as they stand in it, the strongest first."""
    quotes = (" ".join(text[start:end].split()) for start, end, _ in read.reasons)
    return _SEPARATOR.join(dict.fromkeys(quote for quote in quotes if quote))


def _write(path: Path, raw: bytes) -> None:
    try:
        path.write_bytes(raw)
    except OSError as fault:
        raise InputError(
            f"it cannot be written ({fault.strerror})", file=str(path), remedy="Check the folder."
        ) from fault
