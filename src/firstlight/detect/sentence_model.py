"""What was learned of sentences: for every group of indicators, its topic and its voice.

*Topic*: which of the groups a sentence speaks of, if of any. *Voice*: whether the sentence shows
the sign, or only speaks of it: warns, denies, asks, reports, tells of honest work. A feature has a
weight for each; a sentence's is the sum over its features, divided by the root of their number.
*Belief*: whether to say so, from topic and voice and from how much of the sentence is known: few
known features among many speak of nothing that was learned.
Weights are stored as bytes with one scale a column, in an array file that holds numbers only.
"""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.detect.sentence_marks import names
from firstlight.model.errors import InputError

FILE = Path(__file__).parent / "data" / "sentences.npz"
Floats = npt.NDArray[np.float32]
_STEPS = 127


SPOKEN_OF = float(np.log(0.05))
"""A group is believed to be spoken of from this log probability on."""
NEVER = -99.0


class Judged(NamedTuple):
    """Of each sentence (rows) and group (columns): log probability of the topic, voice, belief.

    Belief is log odds: above 0 the sentence is said to show the sign; NEVER off the topic.
    """

    topic: Floats
    voice: Floats
    belief: Floats


class SentenceModel(NamedTuple):
    """Weights: features × groups, and constants by group.

    `belief` weighs topic, voice, log of features and log of known features.
    """

    groups: tuple[str, ...]
    features: npt.NDArray[np.int64]
    topic: Floats
    voice: Floats
    topic_constant: Floats
    voice_constant: Floats
    belief: Floats
    belief_constant: Floats

    def judge(self, sentences: list[set[int]]) -> Judged:
        """Return topic, voice and belief of sentences by their features."""
        parts = self._parts(sentences)
        weighed = sum(weight * part for weight, part in zip(self.belief, parts, strict=True))
        topic, voice, *_ = parts
        belief = np.where(topic > SPOKEN_OF, weighed + self.belief_constant, NEVER)
        return Judged(topic, voice, belief)

    def traits(self, sentences: list[set[int]]) -> Floats:
        """Return what belief weighs: sentences × groups × traits (topic, voice, two logs)."""
        return np.stack(np.broadcast_arrays(*self._parts(sentences)), axis=-1)

    def _parts(self, sentences: list[set[int]]) -> tuple[Floats, Floats, Floats, Floats]:
        sizes = np.array([len(one) for one in sentences])
        ends = np.cumsum(sizes)
        asked = np.fromiter((key for one in sentences for key in one), np.int64, sizes.sum())
        at = np.minimum(np.searchsorted(self.features, asked), len(self.features) - 1)
        known = self.features[at] == asked
        count = np.concatenate([[0], np.cumsum(known)])
        held = count[ends] - count[ends - sizes]
        topic = _mean(self.topic, at[known], held) + self.topic_constant
        topic -= np.logaddexp.reduce(topic, axis=1)[:, None]
        voice = _mean(self.voice, at[known], held) + self.voice_constant
        logs = (np.log1p(one)[:, None].astype(np.float32) for one in (sizes, held))
        return topic[:, :-1], voice, *logs


def _mean(weights: Floats, at: npt.NDArray[np.int64], held: npt.NDArray[np.int64]) -> Floats:
    """Return the sums of rows of weights, `held` in each, divided by the root of their number."""
    found = np.zeros((len(held), weights.shape[1]), np.float32)
    some = held > 0
    if some.any():
        starts = (np.cumsum(held) - held)[some]
        found[some] = np.add.reduceat(weights[at], starts) / np.sqrt(held[some])[:, None]
    return found


def write_model(model: SentenceModel) -> bytes:
    """Return a model as the bytes of its file."""
    out = BytesIO()
    columns = {}
    for name in ("topic", "voice"):
        weights = getattr(model, name)
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS
        columns[name] = np.rint(weights / scale).astype(np.int8)
        columns[f"{name}_scale"] = scale.astype(np.float32)
    np.savez_compressed(
        out,
        allow_pickle=False,
        names=np.array("\n".join(names())),
        groups=np.array("\n".join(model.groups)),
        features=model.features,
        topic_constant=model.topic_constant,
        voice_constant=model.voice_constant,
        belief=model.belief,
        belief_constant=model.belief_constant,
        **columns,
    )
    return out.getvalue()


def read_model(path: Path = FILE) -> SentenceModel:
    """Return the model in a file; InputError where it was made for another table of meanings."""
    with np.load(path, allow_pickle=False) as held:
        if str(held["names"]) != "\n".join(names()):
            raise InputError(
                "it was made for another table of meanings",
                file=str(path),
                remedy="Run 'python bench/make_sentences.py'.",
            )
        return SentenceModel(
            groups=tuple(str(held["groups"]).split("\n")),
            features=held["features"],
            topic=np.ascontiguousarray(held["topic"] * held["topic_scale"]),
            voice=np.ascontiguousarray(held["voice"] * held["voice_scale"]),
            topic_constant=held["topic_constant"],
            voice_constant=held["voice_constant"],
            belief=held["belief"],
            belief_constant=held["belief_constant"],
        )
