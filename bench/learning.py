"""Measure the learned ranking beside a linear SVM in the same folds, templates kept apart.

    python bench/learning.py emscad      # paired test, three groupings, three shuffles of folds
    python bench/learning.py sanity      # SMS, YouTube and Thai SMS spam, grouped and random

The SVM is the survey's baseline: tf-idf of words (1-2) and of letters within words (3-5).
"""

import argparse
import csv
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from firstlight.detect.learn import KINDS, hold_out
from firstlight.detect.learn_fit import class_weights, see
from firstlight.detect.learn_splits import folds, joined, numbered, template_groups
from firstlight.model.learned import SECTION

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FIELDS = ("title", "company_profile", "description", "requirements", "benefits")
PREVALENCE = 0.0484
SHUFFLES = (301, 302, 303)
DRAWS = 300
_WORD = re.compile(r"\b\w+\b")
_HASHED = re.compile(r"#(URL|EMAIL|PHONE)_[0-9a-f]*#?")
_CONTRACTED = re.compile(r"(\w)(?:['`]| )(?:s|t|re|ll|ve|d|m)\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Take out what differs between the files of fraud rows and of real rows, not in the texts."""
    text = _CONTRACTED.sub(r"\1", _HASHED.sub(r" \1 ", text))
    return " ".join(re.sub("[\"'`]", "", text).replace("?", ".").split())


def emscad() -> tuple[list[dict[str, str]], np.ndarray]:
    """Return the advertisements, and 1 for a fraudulent one."""
    path = DATA / "detect" / "emscad_partial" / "emscad_partial.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, np.array([int(row["fraudulent"]) for row in rows])


def near(texts: list[str], least: float = 0.6) -> np.ndarray:
    """Return connected components of char-4 tf-idf cosine >= `least`: the survey's groups."""
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), min_df=2, sublinear_tf=True)
    x = vectors.fit_transform(texts)
    alike = x @ x.T
    alike.data[alike.data < least] = 0
    alike.eliminate_zeros()
    return numbered(connected_components(alike, directed=False)[1].tolist())


def counts(texts: list[str]) -> list[tuple[sparse.csr_matrix, int]]:
    """Return counts of words (1-2) and of letters within words (3-5), and how many must have it."""
    words = CountVectorizer(ngram_range=(1, 2), tokenizer=_WORD.findall, token_pattern=None)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3)
    return [(words.fit_transform(texts).tocsr(), 2), (letters.fit_transform(texts).tocsr(), 3)]


def tf_idf(counted: sparse.csr_matrix, least: int, train: np.ndarray) -> sparse.csr_matrix:
    """Return sublinear tf-idf; columns and frequencies come from the training rows alone."""
    frequency = np.bincount(counted[train].indices, minlength=counted.shape[1])
    kept = np.flatnonzero(frequency >= least)
    found = counted[:, kept].astype(np.float64)
    found.data = 1 + np.log(found.data)
    rarity = np.log((1 + len(train)) / (1 + frequency[kept])) + 1
    return normalize(found @ sparse.diags(rarity)).tocsr()


def svm(
    counted: list[tuple[sparse.csr_matrix, int]], y: np.ndarray, groups: np.ndarray, seed: int
) -> np.ndarray:
    """Return the baseline's held-out margins."""
    margins = np.zeros(len(y))
    for train, test in folds(y, groups, seed):
        x = sparse.hstack([tf_idf(*part, train) for part in counted]).tocsr()
        machine = LinearSVC(C=1.0, random_state=0).fit(x[train], y[train])
        margins[test] = machine.decision_function(x[test])
    return margins


def fold_numbers(y: np.ndarray, groups: np.ndarray, seed: int) -> np.ndarray:
    """Return the fold in which each item is held out."""
    found = np.zeros(len(y), int)
    for number, (_, test) in enumerate(folds(y, groups, seed)):
        found[test] = number
    return found


def precision(y: np.ndarray, ranks: np.ndarray, fold: np.ndarray, drawn: np.ndarray) -> float:
    """Return the mean over folds of average precision at the prevalence."""
    found = []
    for one in np.unique(fold):
        here = fold == one
        weight = class_weights(y[here], PREVALENCE) * drawn[here]
        found.append(average_precision_score(y[here], ranks[here], sample_weight=weight))
    return float(np.mean(found))


def paired(y: np.ndarray, groups: np.ndarray, runs: list[tuple[np.ndarray, ...]]) -> str:
    """Return both figures, their difference, its 95 % interval and one-sided p over groups."""
    number = np.unique(groups, return_inverse=True)[1]
    count, dice = number.max() + 1, np.random.default_rng(0)

    def both(drawn: np.ndarray) -> tuple[float, float]:
        ours = [precision(y, one, fold, drawn) for one, _, fold in runs]
        theirs = [precision(y, other, fold, drawn) for _, other, fold in runs]
        return float(np.mean(ours)), float(np.mean(theirs))

    found = both(np.ones(len(y)))
    draws = np.array([
        both(np.bincount(dice.integers(0, count, count), minlength=count)[number].astype(float))
        for _ in range(DRAWS)
    ])  # fmt: skip
    gain = draws[:, 0] - draws[:, 1]
    ends = [np.percentile(part, [2.5, 97.5]) for part in (draws[:, 0], draws[:, 1], gain)]
    p = (1 + (gain <= 0).sum()) / (1 + DRAWS)
    shown = " | ".join(
        f"{value:.3f} ({low:.3f}–{high:.3f})"
        for value, (low, high) in zip((*found, found[0] - found[1]), ends, strict=True)
    )
    return f"{shown} | {p:.4f}"


def run_emscad(rows_wanted: list[int], shuffles: int) -> None:
    """Print the table of the paired test."""
    rows, y = emscad()
    raw = ["\n".join(row[name] for name in FIELDS if row[name]) for row in rows]
    clean = [SECTION.join(plain(row[name]) for name in FIELDS) for row in rows]
    by_cosine = near([f"{row['title']} {row['description']}" for row in rows])
    by_engine = template_groups(raw)
    print("| text | groups | Firstlight | SVM | gain | p |\n|---|---|---|---|---|---|", flush=True)
    cases = [
        ("normalised", clean, by_cosine),
        ("normalised", clean, by_engine),
        ("normalised", clean, joined(by_cosine, by_engine)),
        ("as given", [SECTION.join(row[name] for name in FIELDS) for row in rows], by_cosine),
        ("normalised", clean, np.arange(len(y))),
    ]
    for name, texts, groups in [cases[at] for at in rows_wanted]:
        seen = see(texts, KINDS)
        counted = counts([text.replace(SECTION, "\n") for text in texts])
        runs = []
        for seed in SHUFFLES[:shuffles]:
            ours = hold_out(seen, y, groups, PREVALENCE, seed=seed).margins
            runs.append((ours, svm(counted, y, groups, seed), fold_numbers(y, groups, seed)))
        print(f"| {name} | {len(np.unique(groups))} | {paired(y, groups, runs)} |", flush=True)


def sets() -> Iterator[tuple[str, list[str], np.ndarray]]:
    """Yield the spam sets: name, texts, labels."""
    folder = DATA / "detect"
    lines = (folder / "sms_spam_collection" / "SMSSpamCollection.tsv").read_text("utf-8")
    pairs = [line.split("\t", 1) for line in lines.splitlines() if "\t" in line]
    yield "SMS (en)", [text for _, text in pairs], np.array([one == "spam" for one, _ in pairs])
    comments: list[dict[str, str]] = []
    for path in sorted((folder / "youtube_spam").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            comments += csv.DictReader(file)
    labels = np.array([row["CLASS"] == "1" for row in comments])
    yield "YouTube comments", [row["CONTENT"] for row in comments], labels
    thai = [
        (name in {"scam", "spam"}, line.partition("|")[2])
        for name in ("ok", "otp", "scam", "spam")
        for line in (folder / "thai_sms" / f"{name}.txt").read_text("utf-8").splitlines()
        if "|" in line
    ]
    yield "SMS (th)", [text for _, text in thai], np.array([label for label, _ in thai])


def run_sanity() -> None:
    """Print both rankings on the spam sets, at the sets' own prevalence, in one shuffle."""
    print("| set | items | groups | Firstlight, grouped | SVM, grouped | Firstlight, random |")
    print("|---|---|---|---|---|---|", flush=True)
    for name, texts, labels in sets():
        y = labels.astype(np.int64)
        groups = template_groups(texts)
        seen, share = see(texts, KINDS), float(y.mean())
        shown = []
        for by in (groups, np.arange(len(y))):
            fold = fold_numbers(y, by, 100)
            ours = hold_out(seen, y, by, share, seed=100).margins
            ranked = [ours, svm(counts(texts), y, by, 100)] if by is groups else [ours]
            for ranks in ranked:
                parts = [average_precision_score(y[fold == k], ranks[fold == k]) for k in range(5)]
                shown.append(f"{np.mean(parts):.3f}")
        count = len(np.unique(groups))
        print(f"| {name} | {len(y)} | {count} | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("emscad", "sanity"))
    parser.add_argument("--rows", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--shuffles", type=int, default=len(SHUFFLES))
    asked = parser.parse_args()
    begun = time.process_time()
    run_emscad(asked.rows, asked.shuffles) if asked.what == "emscad" else run_sanity()
    print(f"{time.process_time() - begun:.0f} CPU s")
