"""The compact reader of sentences, small enough for a phone: a twentieth of the weights, in text.

Of the weights of `sentence_model` those that matter are kept, fitted again by themselves and
rounded to steps (`bench/make_compact.py`). The file is JSON of printable ASCII:

```
format     "firstlight-sentences-1"
marks      CRC-32 of the names of all marks, which it was made for
groups     [code]
features   numbers: steps from one feature to the next, rising from 0
cells      numbers: steps from one weight to the next; a weight's place is column × features + row
weights    numbers: 2 × size, one less where it is below zero; as many as cells
columns    voice of all groups, voice of each group beside it, topic of each group and of none
steps      [what a weight of 1 means for the voice, for the topic]
voice      constant of the voice
topic      [constant of each topic, of none last]
belief     [what topic, voice, log of features and log of known ones weigh]
beliefs    [constant of the belief, by group]
```
Numbers are written in characters from `#` on: one of the first forty ends a number and counts as
0 to 39; those after them, 0 to 16 times what follows, stand before it.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal
from zlib import crc32

import msgspec
import numpy as np

from firstlight.detect.sentence_marks import names
from firstlight.detect.sentence_model import Floats, SentenceModel
from firstlight.model.errors import InputError

FILE = Path(__file__).parent / "data" / "sentences_compact.json"
VOICE_STEP, TOPIC_STEP = 1 / 8, 1 / 2
"""Powers of two: sums of rounded weights are exact, in Python and in a phone's script alike."""
_FIRST, _LAST, _MORE = ord("#"), 40, 17


class Compact(msgspec.Struct, frozen=True, kw_only=True):
    """A compact model as its file holds it."""

    format: Literal["firstlight-sentences-1"] = "firstlight-sentences-1"
    marks: int
    groups: tuple[str, ...]
    features: str
    cells: str
    weights: str
    steps: tuple[float, float]
    voice: float
    topic: tuple[float, ...]
    belief: tuple[float, ...]
    beliefs: tuple[float, ...]


def to_compact(model: SentenceModel, shared: Floats) -> Compact:
    """Return the compact form of a model whose weights are few.

    `shared` is the part of the voice that all groups have in common, one weight a feature.
    """
    columns = [
        np.rint(shared / VOICE_STEP)[:, None],
        np.rint((model.voice - shared[:, None]) / VOICE_STEP),
        np.rint(model.topic / TOPIC_STEP),
    ]
    whole = np.hstack(columns).astype(int)
    alive = whole.any(axis=1)
    flat = whole[alive].T.ravel()
    places = np.flatnonzero(flat)
    return Compact(
        marks=_marks(),
        groups=model.groups,
        features=to_text(_steps(model.features[alive].tolist())),
        cells=to_text(_steps(places.tolist())),
        weights=to_text(2 * abs(one) - (one < 0) for one in flat[places].tolist()),
        steps=(VOICE_STEP, TOPIC_STEP),
        voice=round(float(model.voice_constant[0]), 4),
        topic=rounded(model.topic_constant),
        belief=rounded(model.belief),
        beliefs=rounded(model.belief_constant),
    )


def rounded(numbers: Floats) -> tuple[float, ...]:
    """Return numbers as the file holds them."""
    return tuple(round(float(one), 4) for one in numbers)


def to_model(compact: Compact) -> SentenceModel:
    """Return the model of a compact form, for `SentenceReader`."""
    features = np.cumsum(list(from_text(compact.features)))
    groups = len(compact.groups)
    flat = np.zeros((2 * groups + 2) * len(features), np.float32)
    weights = [(one + 1) // 2 * (-1 if one % 2 else 1) for one in from_text(compact.weights)]
    flat[np.cumsum(list(from_text(compact.cells)))] = weights
    shared, own, topic = np.split(flat.reshape(-1, len(features)).T, [1, 1 + groups], axis=1)
    return SentenceModel(
        groups=compact.groups,
        features=features.astype(np.int64),
        topic=np.ascontiguousarray(topic * np.float32(compact.steps[1])),
        voice=np.ascontiguousarray((shared + own) * np.float32(compact.steps[0])),
        topic_constant=np.array(compact.topic),
        voice_constant=np.full(groups, compact.voice),
        belief=np.array(compact.belief),
        belief_constant=np.array(compact.beliefs),
    )


def read_compact(path: Path = FILE) -> Compact:
    """Return the compact model in a file; InputError where it was made for other meanings."""
    compact = msgspec.json.decode(path.read_bytes(), type=Compact)
    if compact.marks != _marks():
        raise InputError(
            "it was made for another table of meanings",
            file=str(path),
            remedy="Run 'python bench/make_compact.py'.",
        )
    return compact


def to_text(numbers: Iterable[int]) -> str:
    """Return whole numbers from 0 on as text."""
    return "".join(map(_written, numbers))


def from_text(text: str) -> Iterator[int]:
    """Yield the numbers of a text."""
    held = 0
    for char in text:
        digit = ord(char) - _FIRST
        if digit < _LAST:
            yield held * _LAST + digit
            held = 0
        else:
            held = held * _MORE + digit - _LAST


def _written(number: int) -> str:
    rest, last = divmod(number, _LAST)
    text = chr(_FIRST + last)
    while rest:
        rest, digit = divmod(rest, _MORE)
        text = chr(_FIRST + _LAST + digit) + text
    return text


def _steps(rising: list[int]) -> Iterator[int]:
    return (after - before for before, after in pairwise([0, *rising]))


def _marks() -> int:
    return crc32("\n".join(names()).encode())
