"""Learn the weights of the reader of sentences and write them into the package.

    python bench/make_sentences.py            fit on both halves of the corpus and write
    python bench/make_sentences.py --judge    fit on the development half, judge the final half

The corpus is tests/detect/corpus/signals (group, + or -, text). What a sentence speaks of is
learned from all its sentences and from ordinary ones, which speak of nothing: those of simulated
honest senders, small adverts of our own, half of EMSCAD's honest adverts and of the honest messages
of the SMS Spam Collection, and English texts of the file given by --ordinary (one JSON string a
line; docs/benchmarks/signals.md says which). Whether it shows the sign is learned over all groups
at once, with a correction for each group; whether to say so, from judgements of sentences by a
model that knew none of their language.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

import ordinary as taught
from firstlight.detect.language import detect_language
from firstlight.detect.sentence_marks import features, rows
from firstlight.detect.sentence_model import (
    FILE,
    NEVER,
    SPOKEN_OF,
    SentenceModel,
    write_model,
)
from firstlight.detect.sentences import stretches_of
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.meanings import Lexicon
from firstlight.rulebook.matching.words import Words, split_words
from firstlight.rulebook.meanings import lexicon
from firstlight.simulate.world import simulate

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
CASES = Path(__file__).parents[1] / "tests" / "detect" / "signal_cases.txt"
CORPUS = Path(__file__).parents[1] / "tests" / "detect" / "corpus" / "signals"
TOPIC, VOICE = 10.0, 1.0
"""Inverse penalties of the two regressions; chosen on the development half."""
RAREST = 3
"""A feature of fewer sentences is not learned."""
ALARMS = 0.04
"""The share of near misses, judged out of fold, that the bar lets through."""
NOISE = 0.0001
"""The share of ordinary sentences that the bar of a group lets through at most."""
QUIET = 3.0
"""What an ordinary sentence that touches a topic weighs in learning belief."""
PLAIN = 0.2
"""What an ordinary sentence weighs beside one of the corpus in learning the voice."""
TAUGHT = 2.0
"""What a sentence of `teach` weighs: they are few, and say indirectly what others say plainly."""
OFTEN = 10
"""Our own small adverts are few, and count so many times."""
FOLDS = 6
HONEST, SEED = 3_000, 5
"""Simulated posts of which the honest ones teach what no topic is."""


class Sentence(NamedTuple):
    """A sentence of the corpus: its features, group, whether it shows the sign, its weight."""

    language: str
    group: str
    shows: bool
    features: set[int]
    weight: float = 1.0


def whole(words: Words, held: Lexicon) -> set[int]:
    """Return the features of a text read as one."""
    return set[int]().union(*(features(row) for row in rows(words, held)))


def read(*halves: str) -> list[Sentence]:
    """Read the halves of the corpus, in the languages that have a lexicon."""
    found = []
    for half in halves:
        for path in sorted(CORPUS.glob(f"*.{half}.tsv")):
            language = path.name.partition(".")[0]
            held = lexicon(language)
            lines = path.read_text("utf-8").splitlines() if held else ()
            found += [
                sentence(language, *line.split("\t", 2), weight=TAUGHT if half == "teach" else 1.0)
                for line in lines
                if line and not line.startswith("#")
            ]
    return found


def sentence(language: str, group: str, sign: str, text: str, *, weight: float = 1.0) -> Sentence:
    """Return a sentence of a language that has a lexicon."""
    held = lexicon(language)
    assert held is not None  # noqa: S101
    return Sentence(language, group, sign == "+", whole(split_words(fold(text).text), held), weight)


def cases(groups: Collection[str]) -> list[Sentence]:
    """Read the sentences that the phrases were made for."""
    lines = (part.split(" | ", 3) for part in CASES.read_text("utf-8").splitlines())
    parts = ([part.strip() for part in line] for line in lines if len(line) == 4)
    return [sentence(*part) for part in parts if part[1] in groups and lexicon(part[0])]


def honest(posts: int, seed: int) -> Iterator[str]:
    """Yield the texts of simulated honest senders."""
    for truth in simulate(posts, seed):
        if not truth.operation:
            yield truth.post.text


def stretched(texts: Iterable[str], language: str | None = None) -> list[set[int]]:
    """Return the features of what is judged together in texts (of their own language each)."""
    found = []
    for text in texts:
        held = lexicon(language or detect_language(text) or "")
        if held:
            words = split_words(fold(text).text)
            found += [one.features for one in stretches_of(rows(words, held))]
    return found


class Space:
    """The features that are learned, as columns."""

    def __init__(self, keys: Ints) -> None:
        self.keys = keys
        self._column = {int(key): at for at, key in enumerate(keys)}

    @classmethod
    def of(cls, sentences: Iterable[set[int]]) -> "Space":
        """Return the features of at least `RAREST` of the sentences."""
        seen = Counter(key for one in sentences for key in one)
        return cls(np.array(sorted(key for key, count in seen.items() if count >= RAREST)))

    def matrix(self, sentences: Sequence[set[int]]) -> sparse.csr_matrix:
        """Return sentences × features, each row of length one."""
        held = [[self._column[key] for key in one if key in self._column] for one in sentences]
        sizes = np.array([len(one) for one in held])
        values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
        columns = np.array([at for one in held for at in one], np.int64)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        return sparse.csr_matrix((values, columns, ends), shape=(len(held), len(self.keys)))


def by_group(matrix: sparse.csr_matrix, group: Ints, groups: int) -> sparse.csr_matrix:
    """Return the features once for all groups and once more for each sentence's own."""
    cells = matrix.tocoo()
    own = (cells.data, (cells.row, cells.col + matrix.shape[1] * group[cells.row]))
    shape = (matrix.shape[0], matrix.shape[1] * groups)
    return sparse.hstack([matrix, sparse.csr_matrix(own, shape=shape)]).tocsr()


def fit(sentences: Sequence[Sentence], plain: Sequence[set[int]]) -> SentenceModel:
    """Learn topic and voice of the groups."""
    groups = tuple(sorted({one.group for one in sentences}))
    group = np.array([groups.index(one.group) for one in sentences])
    shows = np.array([one.shows for one in sentences])
    weight = np.array([one.weight for one in sentences])
    space = Space.of(one.features for one in sentences)
    matrix = space.matrix([one.features for one in sentences])
    size = len(space.keys)
    far = space.matrix(plain)
    voice = LinearSVC(C=VOICE)
    nothing = sparse.csr_matrix((len(plain), size * len(groups)))
    voice.fit(
        sparse.vstack(
            [by_group(matrix, group, len(groups)), sparse.hstack([far, nothing])]
        ).tocsr(),
        np.concatenate([shows, np.zeros(len(plain), bool)]),
        sample_weight=np.concatenate([weight, np.full(len(plain), PLAIN)]),
    )
    shared, own = voice.coef_[0][:size], voice.coef_[0][size:].reshape(len(groups), size)
    topic = LogisticRegression(C=TOPIC, max_iter=2_000)
    topic.fit(
        sparse.vstack([matrix, far]),
        np.concatenate([group, np.full(len(plain), len(groups))]),
        sample_weight=np.concatenate([weight, np.ones(len(plain))]),
    )
    return SentenceModel(
        groups=groups,
        features=space.keys,
        topic=topic.coef_.T.astype(np.float32),
        voice=(shared + own).T.astype(np.float32),
        topic_constant=topic.intercept_.astype(np.float32),
        voice_constant=np.full(len(groups), voice.intercept_[0], np.float32),
        belief=np.zeros(4, np.float32),
        belief_constant=np.zeros(len(groups), np.float32),
    )


class Score(NamedTuple):
    """Of sentences: group, traits in it, whether it is heard, whether they show its sign."""

    group: Ints
    traits: Floats
    heard: NDArray[np.bool_]
    shows: NDArray[np.bool_]

    def belief(self, weights: Floats, constants: Floats) -> Floats:
        """Return the belief in each sentence."""
        return np.where(self.heard, self.traits @ weights + constants[self.group], NEVER)


def score(model: SentenceModel, sentences: Sequence[Sentence]) -> Score:
    """Judge sentences by a model, each in its own group."""
    traits = model.traits([one.features for one in sentences])
    own = np.array([model.groups.index(one.group) for one in sentences])
    mine = traits[np.arange(len(own)), own]
    shows = np.array([one.shows for one in sentences])
    return Score(own, mine, mine[:, 0] > SPOKEN_OF, shows)


def touched(model: SentenceModel, plain: Sequence[set[int]]) -> tuple[Ints, Floats]:
    """Return group and traits of ordinary sentences wherever they seem to speak of a group."""
    traits = model.traits(list(plain))
    rows_, groups = np.nonzero(traits[..., 0] > SPOKEN_OF)
    return groups, traits[rows_, groups]


def out_of_fold(
    sentences: Sequence[Sentence],
    plain: Sequence[set[int]],
    learn: Callable[[Sequence[Sentence], Sequence[set[int]]], SentenceModel] = fit,
) -> tuple[Score, Ints, Floats]:
    """Judge every sentence by a model that saw none of its language; ordinary ones in turn."""
    languages = sorted({one.language for one in sentences})
    scores, groups, quiet = [], [], []
    for number in range(FOLDS):
        apart = set(languages[number::FOLDS])
        known = [one for at, one in enumerate(plain) if at % FOLDS != number]
        model = learn([one for one in sentences if one.language not in apart], known)
        scores.append(score(model, [one for one in sentences if one.language in apart]))
        group, traits = touched(model, plain[number::FOLDS])
        groups.append(group)
        quiet.append(traits)
    columns = (np.concatenate(column) for column in zip(*scores, strict=True))
    return Score(*columns), np.concatenate(groups), np.concatenate(quiet)


def believe(found: Score, groups: Ints, quiet: Floats, noise: int) -> tuple[Floats, Floats]:
    """Learn the weights of belief and the constants of the groups, which set the bars.

    One bar is set by the near misses; a group's is raised until `noise` ordinary sentences pass.
    """
    near = found.traits[found.heard]
    learned = LogisticRegression(C=1e3, max_iter=5_000)
    learned.fit(
        np.concatenate([near, quiet]),
        np.concatenate([found.shows[found.heard], np.zeros(len(quiet), bool)]),
        sample_weight=np.concatenate([np.ones(len(near)), np.full(len(quiet), QUIET)]),
    )
    weights = learned.coef_[0].astype(np.float32)
    alike = np.zeros(found.group.max() + 1, np.float32)
    lowest = bar(found.belief(weights, alike), found.shows, ALARMS)
    believed = quiet @ weights
    for group in range(len(alike)):
        loudest = np.sort(believed[groups == group])[::-1]
        alike[group] = -max([lowest, *loudest[noise : noise + 1]])
    return weights, alike


def bar(belief: Floats, shows: NDArray[np.bool_], alarms: float) -> float:
    """Return the belief that lets a share of the near misses through."""
    return float(np.quantile(belief[~shows], 1 - alarms))


def told(name: str, belief: Floats, shows: NDArray[np.bool_]) -> str:
    """Return the area under the curve, recall and false alarms, and recall at several shares."""
    cells = [
        f"{alarms:.0%}: {(belief[shows] > bar(belief, shows, alarms)).mean():.3f}"
        for alarms in (0.02, 0.04, 0.06, 0.08, 0.1, 0.2)
    ]
    found, alarmed = (belief[shows] > 0).mean(), (belief[~shows] > 0).mean()
    return (
        f"{name} AUC {roc_auc_score(shows, belief):.3f}, finds {found:.3f}, alarms {alarmed:.3f}; "
        f"recall at false alarms {', '.join(cells)}"
    )


def plain_of(path: Path | None) -> list[set[int]]:
    """Return the features of all ordinary texts; `path` holds more of them in English."""
    given = path.read_text("utf-8").splitlines() if path else []
    small = (CORPUS / "ordinary.txt").read_text("utf-8").splitlines()[1:]
    english = [json.loads(line) for line in given]
    english += [*taught.honest_adverts(teaching=True), *taught.messages(teaching=True)]
    plain = stretched(english, "en") + stretched(small) * OFTEN + stretched(honest(HONEST, SEED))
    print(f"{len(plain):,} ordinary sentences")
    return plain


def taught_by(*halves: str) -> list[Sentence]:
    """Return all sentences that teach: parts of the corpus, and what the phrases were made for."""
    sentences = read(*halves)
    return sentences + cases({one.group for one in sentences})


def main() -> None:
    """Fit, judge or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--judge", action="store_true")
    parser.add_argument(
        "--ordinary", type=Path, help="ordinary English texts, a JSON string a line"
    )
    asked = parser.parse_args()
    plain = plain_of(asked.ordinary)
    sentences = taught_by("dev", "teach") if asked.judge else taught_by("dev", "final", "teach")
    found, groups, quiet = out_of_fold(sentences, plain)
    bars = believe(found, groups, quiet, round(NOISE * len(plain)))
    print("belief:", *bars)
    print(told("languages apart:", found.belief(*bars), found.shows))
    model = fit(sentences, plain)._replace(belief=bars[0], belief_constant=bars[1])
    if asked.judge:
        held = read("final")
        last = score(model, held)
        belief = last.belief(*bars)
        print(told("final half:", belief, last.shows))
        for language in sorted({one.language for one in held}):
            here = np.array([one.language == language for one in held])
            print(told(language, belief[here], last.shows[here]))
        return
    raw = write_model(model)
    FILE.write_bytes(raw)
    print(f"{len(sentences):,} sentences, {len(model.features):,} features, {len(raw):,} bytes")


if __name__ == "__main__":
    main()
