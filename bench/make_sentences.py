"""Learn the weights of the reader of sentences and write them into the package.

    python bench/make_sentences.py            fit on both halves of the corpus and write
    python bench/make_sentences.py --judge    fit on the development half, judge the final half

The corpus is tests/detect/corpus/signals (group, + or -, text). What a sentence speaks of is
learned from all its sentences and from ordinary ones, which speak of nothing: those of simulated
honest senders, small adverts of our own, half of EMSCAD's honest adverts and of the honest messages
of the SMS Spam Collection, and English ones of the file given by --ordinary
(docs/benchmarks/signals.md says which). Whether it shows the sign is
learned over all groups at once, with a correction for each group.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
from firstlight.detect.sentence_model import FILE, SentenceModel, write_model
from firstlight.detect.sentences import FEWEST, SPOKEN_OF, stretches_of
from firstlight.rulebook.matching.fold import fold
from firstlight.rulebook.matching.meanings import Lexicon
from firstlight.rulebook.matching.words import Words, split_words
from firstlight.rulebook.meanings import lexicon
from firstlight.simulate.world import simulate

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
CORPUS = Path(__file__).parents[1] / "tests" / "detect" / "corpus" / "signals"
TOPIC, VOICE = 10.0, 1.0
"""Inverse penalties of the two regressions; chosen on the development half."""
RAREST = 3
"""A feature of fewer sentences is not learned."""
ALARMS = 0.02
NOISE = 0.0002
"""The bar for the voice lets these shares of near misses, and of ordinary sentences in each group,
through, judged out of fold."""
NOT_HEARD = -99.0
PLAIN = 0.2
"""What an ordinary sentence weighs beside one of the corpus in learning the voice."""
OFTEN = 10
"""Our own small adverts are few, and count so many times."""
FOLDS = 6
HONEST, SEED = 3_000, 5
"""Simulated posts of which the honest ones teach what no topic is."""


class Sentence(NamedTuple):
    """A sentence of the corpus: its features, group, and whether it shows the sign."""

    language: str
    group: str
    shows: bool
    features: set[int]


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
            for line in path.read_text("utf-8").splitlines() if held else ():
                if line and not line.startswith("#"):
                    group, sign, text = line.split("\t", 2)
                    words = split_words(fold(text).text)
                    found.append(Sentence(language, group, sign == "+", whole(words, held)))
    return found


def honest(posts: int, seed: int) -> list[set[int]]:
    """Return the features of sentences of simulated honest senders."""
    found = []
    for truth in simulate(posts, seed):
        language = None if truth.operation else detect_language(truth.post.text)
        held = lexicon(language) if language else None
        if held:
            words = split_words(fold(truth.post.text).text)
            found += [one.features for one in stretches_of(rows(words, held))]
    return found


def ordinary(texts: Iterable[str]) -> list[set[int]]:
    """Return the features of ordinary English sentences."""
    held = lexicon("en")
    assert held is not None  # noqa: S101  (English is always there)
    found = (whole(split_words(fold(text).text), held) for text in texts)
    return [one for one in found if len(one) > 2 * FEWEST]


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
        sample_weight=np.concatenate([np.ones(len(shows)), np.full(len(plain), PLAIN)]),
    )
    shared, own = voice.coef_[0][:size], voice.coef_[0][size:].reshape(len(groups), size)
    topic = LogisticRegression(C=TOPIC, max_iter=2_000)
    topic.fit(
        sparse.vstack([matrix, far]),
        np.concatenate([group, np.full(len(plain), len(groups))]),
    )
    return SentenceModel(
        groups=groups,
        features=space.keys,
        topic=topic.coef_.T.astype(np.float32),
        voice=(shared + own).T.astype(np.float32),
        topic_constant=topic.intercept_.astype(np.float32),
        voice_constant=np.full(len(groups), voice.intercept_[0], np.float32),
        least=np.zeros(len(groups), np.float32),
    )


class Score(NamedTuple):
    """Of judged sentences: the voice in their own group (very low where it is not its topic)."""

    voice: Floats
    any_group: Floats
    shows: NDArray[np.bool_]


def judge(model: SentenceModel, sentences: Sequence[Sentence]) -> Score:
    """Judge sentences by a model."""
    judged = model.judge([one.features for one in sentences])
    own = np.array([model.groups.index(one.group) for one in sentences])
    heard = np.where(judged.topic > SPOKEN_OF, judged.voice, NOT_HEARD)
    shows = np.array([one.shows for one in sentences])
    return Score(heard[np.arange(len(own)), own], heard.max(axis=1), shows)


def bar(score: Score, alarms: float) -> float:
    """Return the voice that lets a share of the near misses through."""
    return float(np.quantile(score.voice[~score.shows], 1 - alarms))


def told(name: str, score: Score) -> str:
    """Return the area under the curve, and recall at several shares of false alarms."""
    area = roc_auc_score(score.shows, score.voice)
    cells = [
        f"{alarms:.0%}: {(score.voice[score.shows] > bar(score, alarms)).mean():.3f}"
        for alarms in (0.04, 0.06, 0.08, 0.1, 0.2)
    ]
    return f"{name} AUC {area:.3f}, recall at false alarms {', '.join(cells)}"


def out_of_fold(
    sentences: Sequence[Sentence],
    plain: Sequence[set[int]],
    learn: Callable[[Sequence[Sentence], Sequence[set[int]]], SentenceModel] = fit,
) -> tuple[Score, Floats]:
    """Judge every sentence by a model that saw none of its language; ordinary ones in turn.

    The second result is the voice of each ordinary sentence in every group that it seems to touch.
    """
    languages = sorted({one.language for one in sentences})
    scores, quiet = [], []
    for number in range(FOLDS):
        apart = set(languages[number::FOLDS])
        seen = [one for one in sentences if one.language not in apart]
        known = [one for at, one in enumerate(plain) if at % FOLDS != number]
        model = learn(seen, known)
        scores.append(judge(model, [one for one in sentences if one.language in apart]))
        judged = model.judge(list(plain[number::FOLDS]))
        quiet.append(np.where(judged.topic > SPOKEN_OF, judged.voice, NOT_HEARD))
    columns = (np.concatenate(column) for column in zip(*scores, strict=True))
    return Score(*columns), np.concatenate(quiet)


def bars(score: Score, quiet: Floats) -> Floats:
    """Return the least voice of each group, by near misses and by ordinary sentences."""
    return np.maximum(bar(score, ALARMS), np.quantile(quiet, 1 - NOISE, axis=0)).astype(np.float32)


def plain_of(path: Path | None) -> list[set[int]]:
    """Return the features of all ordinary sentences; `path` holds more of them in English."""
    lines = path.read_text("utf-8").splitlines() if path else []
    small = (CORPUS / "ordinary.txt").read_text("utf-8").splitlines()[1:]
    lines += [*taught.sentences(), *taught.messages(teaching=True), *small * OFTEN]
    plain = honest(HONEST, seed=SEED) + ordinary(lines)
    print(f"{len(plain):,} ordinary sentences")
    return plain


def main() -> None:
    """Fit, judge or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--ordinary", type=Path, help="ordinary English sentences, one a line")
    asked = parser.parse_args()
    plain = plain_of(asked.ordinary)
    if asked.judge:
        seen, held = read("dev"), read("final")
        model = fit(seen, plain)
        print(len(model.features), "features,", len(seen), "sentences")
        print(told("all", judge(model, held)))
        for language in sorted({one.language for one in held}):
            print(told(language, judge(model, [one for one in held if one.language == language])))
        return
    sentences = read("dev", "final")
    apart, quiet = out_of_fold(sentences, plain)
    print(told("languages apart:", apart))
    model = fit(sentences, plain)._replace(least=bars(apart, quiet))
    print(", ".join(f"{g} {b:.2f}" for g, b in zip(model.groups, model.least, strict=True)))
    raw = write_model(model)
    FILE.write_bytes(raw)
    print(f"{len(sentences):,} sentences, {len(model.features):,} features, {len(raw):,} bytes")


if __name__ == "__main__":
    main()
