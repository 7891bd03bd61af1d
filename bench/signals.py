"""Signals against sentences written by somebody who had not seen the phrases, by language.

    python bench/signals.py                    the development half
    python bench/signals.py --of exam          another part: final, exam, exam2, …, exam5
    python bench/signals.py --of exam --phrases    what the phrases alone find
    python bench/signals.py --of exam --phone      what the phone finds with a closer look
    python bench/signals.py --missed LANG …    what that half misses, what fires wrongly
    FIRSTLIGHT_DATA=…/data python bench/signals.py --adverts      honest job adverts (EMSCAD)
    python bench/signals.py --honest FILE      honest texts of a file, one JSON string a line

The corpus lies in tests/detect/corpus/signals: group, + or -, text. A positive is found when an
indicator of its group fires; a negative shares words and topic with its group, and is a false
alarm when that group fires. "Any" counts negatives on which any indicator above weight 2 fires.
Intervals are Wilson's at 95 %; that of F1 is a bootstrap over sentences.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from firstlight.detect.evidence import PRIOR, combine
from firstlight.detect.language import detect_language
from firstlight.detect.mentions import find_mentions
from firstlight.detect.sentence_compact import read_compact, to_model
from firstlight.detect.sentences import SentenceReader
from firstlight.detect.signals import SENTENCE, Signaller
from firstlight.model.mention import Mention
from firstlight.model.signal import Signal
from firstlight.rulebook.load import load_rulebook
from ordinary import honest_adverts, messages

CORPUS = Path(__file__).parents[1] / "tests" / "detect" / "corpus" / "signals"
LOVE = {"romance_lure", "dating_and_gaming_platforms"}
"""Groups that the corpus writes as one: either of them answers for a sentence of the other."""
WEAK = 2.0
"""Indicators up to this weight are common in honest adverts too."""
RESAMPLES = 1000

BOOK = load_rulebook()


@cache
def signaller(by: str) -> Signaller:
    """Return what reads: the desk, its phrases alone, or a phone after its closer look."""
    if by == "desk":
        return Signaller(BOOK)
    if by == "phone":
        return Signaller(BOOK, SentenceReader(to_model(read_compact()), denies=False))
    said = {code: one for code, one in BOOK.indicators.items() if one.rule != SENTENCE}
    return Signaller(msgspec.structs.replace(BOOK, indicators=said))


class Line(NamedTuple):
    """A sentence of the corpus and what was found in it."""

    language: str
    group: str
    positive: bool
    text: str
    fires: bool
    unasked: bool
    any_strong: bool
    found: tuple[tuple[str, str], ...]


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("languages", nargs="*", metavar="LANG")
    parser.add_argument(
        "--of", choices=("dev", "final", "exam", "exam2", "exam3", "exam4", "exam5"), default="dev"
    )
    parser.add_argument("--phrases", action="store_true")
    parser.add_argument("--phone", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--adverts", action="store_true")
    parser.add_argument("--honest", type=Path)
    asked = parser.parse_args()
    by = "phrases" if asked.phrases else "phone" if asked.phone else "desk"
    if asked.honest:
        lines = asked.honest.read_text("utf-8").splitlines()
        noise("honest texts", [json.loads(line) for line in lines], by=by)
        return
    if asked.adverts:
        noise("honest adverts", honest_adverts(teaching=False), by=by)
        noise("honest messages", messages(teaching=False), by=by)
        return
    if asked.of != "dev" and asked.missed:
        parser.error("only the development half is to be looked at")
    lines = read(asked.of, asked.languages, by=by)
    if asked.missed:
        show(lines)
        return
    by_language: dict[str, list[Line]] = defaultdict(list)
    by_group: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_language[line.language].append(line)
        by_group[line.group].append(line)
    table("language", by_language, lines)
    print()
    table("group", by_group, lines)


def read(half: str, languages: Sequence[str], *, by: str) -> list[Line]:
    """Read one half of the corpus and find the signals in it."""
    lines = []
    for path in sorted(CORPUS.glob(f"*.{half}.tsv")):
        language = path.name.partition(".")[0]
        if languages and language not in languages:
            continue
        for row in path.read_text("utf-8").splitlines():
            if row and not row.startswith("#"):
                group, sign, text = row.split("\t", 2)
                lines.append(judge(language, group, sign == "+", text, by=by))
    return lines


def judge(
    language: str,
    group: str,
    positive: bool,  # noqa: FBT001
    text: str,
    *,
    by: str,
) -> Line:
    """Find the signals of a sentence, its language told and not told."""
    wanted = LOVE if group in LOVE else {group}
    found = signals(text, language, by=by)
    guessed = detect_language(text)
    again = found
    if guessed != language:
        again = signals(text, guessed, by=by)
    groups = [BOOK.indicators[one.indicator].group for one in found]
    return Line(
        language,
        group,
        positive,
        text,
        not wanted.isdisjoint(groups),
        any(BOOK.indicators[one.indicator].group in wanted for one in again),
        any(one.weight > WEAK for one in found),
        tuple((one.indicator, text[one.start : one.end]) for one in found),
    )


def signals(
    text: str, language: str | None, *, by: str, mentions: Sequence[Mention] = ()
) -> list[Signal]:
    """Return the signals of a text."""
    return signaller(by).find(text, lang=language, mentions=mentions)


def show(lines: Iterable[Line]) -> None:
    """Print the sentences missed and those that fire wrongly."""
    for line in lines:
        if line.fires != line.positive:
            mark = "MISSED" if line.positive else "WRONG "
            print(f"{mark} {line.language} {line.group} | {line.text}")
            for code, words in line.found:
                print(f"         {code}: {words}")


def table(name: str, parts: dict[str, list[Line]], lines: list[Line]) -> None:
    """Print one row of figures for each part and one for all."""
    print(
        f"| {name} | + | - | recall | not told | false alarms | any | precision | F1 |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    for key, part in sorted(parts.items()):
        print(row(key, part))
    print(row("**all**", lines))


def row(name: str, lines: Sequence[Line]) -> str:
    """Return a row: counts, recall, false alarms, precision and F1, in per cent with intervals."""
    good = [line for line in lines if line.positive]
    bad = [line for line in lines if not line.positive]
    hit, wrong = sum(line.fires for line in good), sum(line.fires for line in bad)
    cells = [
        str(len(good)),
        str(len(bad)),
        share(hit, len(good)),
        f"{100 * sum(line.unasked for line in good) / max(len(good), 1):.1f}",
        share(wrong, len(bad)),
        f"{100 * sum(line.any_strong for line in bad) / max(len(bad), 1):.1f}",
        share(hit, hit + wrong),
        f1(lines),
    ]
    return f"| {name} | {' | '.join(cells)} |"


def share(part: int, whole: int) -> str:
    """Return a share in per cent with Wilson's interval at 95 %."""
    if not whole:
        return "–"
    z, rate = 1.96, part / whole
    centre = (rate + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(rate * (1 - rate) / whole + z * z / (4 * whole * whole))
    low, high = max(centre - half, 0), min(centre + half, 1)
    return f"{100 * rate:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def f1(lines: Sequence[Line]) -> str:
    """Return F1 in per cent with a bootstrap interval over the sentences."""
    truth = np.array([line.positive for line in lines])
    fires = np.array([line.fires for line in lines])
    rng = np.random.default_rng(1)
    picks = rng.integers(0, len(lines), (RESAMPLES, len(lines)))
    both = (truth & fires)[picks].sum(1)
    scores = 2 * both / np.maximum(truth[picks].sum(1) + fires[picks].sum(1), 1)
    low, high = np.percentile(scores, [2.5, 97.5])
    value = 2 * (truth & fires).sum() / max(truth.sum() + fires.sum(), 1)
    return f"{100 * value:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def noise(name: str, texts: Iterable[str], *, by: str) -> None:
    """Print how many honest texts carry an indicator, and how many come near even odds."""
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for text in texts:
        language = detect_language(text)
        mentions = find_mentions(text, lang=language)
        found = signals(text, language, by=by, mentions=mentions)
        bad = {signal.indicator for signal in found if signal.weight > 0}
        codes.update(bad)
        odds = combine(found, BOOK)
        counts[name] += 1
        counts["with an indicator"] += bool(bad)
        counts["with two or more"] += len(bad) > 1
        counts["with one above weight 2"] += any(one.weight > WEAK for one in found)
        counts["within 10 decibans of even odds"] += odds >= PRIOR / 2
        counts["above even odds"] += odds >= 0
    for said, count in counts.items():
        print(f"| {said} | {count:,} | {share(count, counts[name])} |")
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()))


if __name__ == "__main__":
    main()
