"""Measure how well narratives are read: means, sector, purpose and acts of 181 coded cases.

Five folds, near-duplicate narratives in one fold, labels of at least eight cases, macro-F1 over
labels; repeated with several seeds. English phrases were developed on a part of the narratives
(`developed`), so the part that nobody looked at is reported beside the whole. Beside it stands
the plain peer: TF-IDF of words and pairs with balanced logistic regression, on the same folds.

    python bench/narratives.py --repeats 10 [--fewest 8]
"""

import argparse
import csv
import hashlib
import os
import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from firstlight.trends.narrative import Read, Reader
from firstlight.trends.narrative_model import (
    f1_score,
    group_folds,
    read_coded,
    train_narratives,
)

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FILE = DATA / "trends" / "caselaw" / "michigan_caselaw_coded.csv"
COLUMNS = {
    "means": "MeansUsed",
    "sector": "ExploitationSector",
    "purpose": "ExploitativePurposes",
    "act": "ActsInvolved",
}
ALIKE = 0.3


class Case(NamedTuple):
    """A narrative with its codes per facet."""

    text: str
    codes: dict[str, frozenset[str]]
    developed: bool


def load_cases(reader: Reader) -> list[Case]:
    """Read the coded cases; a summary that stands twice in its cell is read once."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    cases = []
    for number, row in enumerate(rows):
        codes = {
            facet: frozenset(
                code
                for label in row[column].split(";")
                if (code := reader.taxonomy.code_of(facet, label)) is not None
            )
            for facet, column in COLUMNS.items()
        }
        cases.append(Case(_once(row["FactSummary"]), codes, developed(number, row["WebOrder"])))
    return cases


def developed(number: int, order: str) -> bool:
    """Tell whether a case belongs to the part on which phrases were developed."""
    digest = hashlib.md5(order.encode(), usedforsecurity=False).hexdigest()
    return number < 3 or int(digest, 16) % 3 == 0


def _once(text: str) -> str:
    middle = len(text) // 2
    for at in range(max(middle - 3, 0), middle + 4):
        if text[at : at + 1] == ";" and text[:at].strip() == text[at + 1 :].strip():
            return text[:at].strip()
    return text


def groups(texts: Sequence[str]) -> list[int]:
    """Return one group for near-duplicates: 30 % of the five-word runs of the shorter in common."""
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    runs = [{tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in words]
    group = list(range(len(texts)))
    for one in range(len(texts)):
        for other in range(one):
            fewest = min(len(runs[one]), len(runs[other]))
            if fewest and len(runs[one] & runs[other]) > ALIKE * fewest:
                old, new = group[one], group[other]
                group = [new if name == old else name for name in group]
    return group


class Outcome(NamedTuple):
    """Macro-F1 on all cases and on those not developed on, F1 per label, share with quotations."""

    every: float
    unseen: float
    labels: dict[str, float]
    quoted: float


def score(
    cases: list[Case], facet: str, truth: list[frozenset[str]], said: list[dict[str, int]], few: int
) -> Outcome:
    """Compare what was said (code → number of quotations) with the truth."""
    counts = {code: sum(code in codes for codes in truth) for codes in truth for code in codes}
    labels = sorted(code for code, count in counts.items() if count >= few)
    kept = np.array([bool(case.codes[facet]) for case in cases])
    fresh = kept & ~np.array([case.developed for case in cases])
    true = {code: np.array([code in codes for codes in truth]) for code in labels}
    read = {code: np.array([code in codes for codes in said]) for code in labels}
    one = {code: f1_score(true[code][kept], read[code][kept]) for code in labels}
    two = [f1_score(true[code][fresh], read[code][fresh]) for code in labels]
    quotes = [count > 0 for codes in said for count in codes.values()]
    return Outcome(
        statistics.mean(one.values()), statistics.mean(two), one, sum(quotes) / max(len(quotes), 1)
    )


def ours(
    reader: Reader, cases: list[Case], facet: str, *, seed: int, few: int
) -> list[dict[str, int]]:
    """Return what the learned reader says of each case out of fold."""
    reads = [reader.look(case.text, "en") for case in cases]
    group = groups_of(cases)
    folds = group_folds(group, 5, seed)
    said: list[dict[str, int]] = [{} for _ in cases]
    kept = [bool(case.codes[facet]) for case in cases]
    for fold in range(5):
        inside = [i for i in range(len(cases)) if kept[i] and folds[i] != fold]
        model = train_narratives(
            [reads[i] for i in inside],
            [cases[i].codes[facet] for i in inside],
            [group[i] for i in inside],
            fewest=max(2, few // 2),
            seed=seed + 1000,
        )
        for i in range(len(cases)):
            if kept[i] and folds[i] == fold:
                codings = read_coded(reader, model, cases[i].text, "en")
                said[i] = {coding.code: len(coding.quotes) for coding in codings}
    return said


_GROUPS: dict[int, list[int]] = {}


def groups_of(cases: list[Case]) -> list[int]:
    """Return the groups of the cases, computed once."""
    if len(cases) not in _GROUPS:
        _GROUPS[len(cases)] = groups([case.text for case in cases])
    return _GROUPS[len(cases)]


def peer(cases: list[Case], facet: str, seed: int) -> list[dict[str, int]]:
    """Return what TF-IDF with balanced logistic regression says of each case out of fold."""
    folds = group_folds(groups_of(cases), 5, seed)
    said: list[dict[str, int]] = [{} for _ in cases]
    kept = np.array([bool(case.codes[facet]) for case in cases])
    texts = np.array([case.text for case in cases], dtype=object)
    for fold in range(5):
        inside, outside = kept & (folds != fold), kept & (folds == fold)
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        train, test = words.fit_transform(texts[inside]), words.transform(texts[outside])
        for code in sorted({code for case in cases for code in case.codes[facet]}):
            truth = np.array([code in case.codes[facet] for case in cases])[inside]
            if truth.sum() < 2:
                continue
            learner = LogisticRegression(class_weight="balanced", max_iter=1000)
            for i in np.flatnonzero(outside)[learner.fit(train, truth).predict(test)]:
                said[i][code] = 1
    return said


def rules(reads: list[Read], facet: str) -> list[dict[str, int]]:
    """Return what the phrases alone say, without any training."""
    return [
        {hit.code: 1 for hit in read.hits if hit.code.startswith(f"{facet}.")} for read in reads
    ]


def _line(facet: str, name: str, outcomes: list[Outcome]) -> str:
    every, fresh = [o.every for o in outcomes], [o.unseen for o in outcomes]
    return (
        f"| {facet} | {name} | {statistics.mean(every):.3f} ({min(every):.3f}-{max(every):.3f}) "
        f"| {statistics.mean(fresh):.3f} ({min(fresh):.3f}-{max(fresh):.3f}) "
        f"| {'-' if name.startswith('TF') else format(min(o.quoted for o in outcomes), '.0%')} |"
    )


def main() -> None:
    """Print a table per facet and reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeats", type=int, default=10)
    options.add_argument("--fewest", type=int, default=8)
    asked = options.parse_args()
    began = time.process_time()
    reader = Reader()
    cases = load_cases(reader)
    reads = [reader.look(case.text, "en") for case in cases]
    print(f"{len(cases)} cases, {sum(c.developed for c in cases)} developed on")
    print("| facet | reader | macro-F1, all (range) | macro-F1, never looked at | quoted |")
    print("|---|---|---|---|---|")
    for facet in COLUMNS:
        truth = [case.codes[facet] for case in cases]
        seeds = range(1, asked.repeats + 1)
        few = asked.fewest
        plain = [score(cases, facet, truth, peer(cases, facet, seed), few) for seed in seeds]
        bare = [score(cases, facet, truth, rules(reads, facet), few)]
        learned = [
            score(cases, facet, truth, ours(reader, cases, facet, seed=seed, few=few), few)
            for seed in seeds
        ]
        print(_line(facet, "TF-IDF + logistic regression", plain))
        print(_line(facet, "phrases alone", bare))
        print(_line(facet, "firstlight", learned), flush=True)
        for code in learned[0].labels:
            values = [outcome.labels[code] for outcome in learned]
            count = sum(code in codes for codes in truth)
            print(f"|  | {code} ({count}) | {statistics.mean(values):.2f} | | |")
    print(f"CPU {time.process_time() - began:.0f} s")


if __name__ == "__main__":
    main()
