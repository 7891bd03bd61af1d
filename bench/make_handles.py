"""What tells an account's name, learned from hand-written posts: writes `handle_weights.json`.

    python bench/make_handles.py                    learn from the corpora for development
    python bench/make_handles.py --without NAME …   leave corpora out; --try measures on those

A pair of a network and a reading beside it is an example; it is right where network, name and
place agree with the post's truth. Where a name can go on with figures, both readings are held
against each other. Logistic regression over named traits (`handle_traits.py`).
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random

import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from firstlight.detect.apart import close_up
from firstlight.detect.handle_judge import FILE, networks_of, pairs_of, rivals_of
from firstlight.detect.handle_traits import Scene
from firstlight.detect.handles import AMBIGUOUS, find_cues
from firstlight.detect.mentions import lexicon
from firstlight.detect.numerals import table
from firstlight.rulebook.matching.fold import Folded, fold
from mentions import CONTACTS, CORPORA, Known, parts_of, parts_of_world

TAUGHT = (
    *(f"contacts{number}.tsv" for number in ("", *range(2, 21))),
    "handles.tsv",
)
_LONGER = re.compile(r"[a-z]{5,}")
_NETWORK = re.compile(
    r"(?i)telegr|insta|faceb|snap|tiktok|discord|skype|wechat|viber|signal|\bline\b|\big\b|\btg\b"
    r"|[^\x00-\u024f]"
)
POSTS, SEED, TURNS, NUMBERED = 3000, 7701, 1, 0.15
ZEROS = {"kn": "೦", "bn": "০", "hi": "०", "mr": "०", "ne": "०", "ar": "٠", "fa": "۰", "ur": "۰",
    "km": "០", "my": "၀", "lo": "໐", "th": "๐", "ta": "௦", "te": "౦", "ml": "൦", "gu": "૦",
    "pa": "੦"}  # fmt: skip
"""Nought in the scripts that have figures of their own."""
SEEN, SEEN_WORD, PENALTY, SMALLEST = 3, 12, 0.5, 0.005
"""Pairs that must show a trait; inverse strength of the penalty; weights below are left out."""


Pair = tuple[list[str], bool]
Post = tuple[str, str, str, list[Known]]


def examples(posts: Iterable[Post]) -> Iterator[Pair]:
    """Yield the traits of each pair in posts, and whether it is right."""
    for text, _, _, known in posts:
        closed = close_up(fold(text))
        folded = closed.folded
        near = networks_of(folded.text, find_cues(folded, lexicon().find(folded.text)))
        scene = Scene(folded, near, AMBIGUOUS)
        pairs, rights = pairs_of(closed, near, _taken(folded, known)), []
        for pair in pairs:
            span = folded.span(pair.reading.start, pair.reading.end)
            value = f"{pair.cue.value}:{pair.reading.name}"
            rights.append(any(_agrees(one, value, span) for one in known))
            yield list(scene.traits(pair)), rights[-1]
        for base, counted in rivals_of(pairs):
            if rights[base] != rights[counted]:
                yield list(scene.rivalry(pairs[base], pairs[counted])), rights[counted]


def _taken(folded: Folded, known: Iterable[Known]) -> bytearray:
    """Return which characters of a folded text belong to other contacts than handles."""
    others = [one for one in known if one.kind in CONTACTS.values() and one.kind != "handle"]
    taken = bytearray(len(folded.text))
    for place, origin in enumerate(folded.offsets[: len(taken)]):
        taken[place] = any(one.start <= origin < one.end for one in others)
    return taken


def renamed(posts: list[Post], names: list[str]) -> Iterator[Post]:
    """Yield each post with its plainly written accounts renamed, so that places teach, not names.

    Every other name drawn is letters alone.
    """
    draw = Random(SEED)
    letters = [name for name in names if name.isalpha()]
    for text, lang, place, known in posts:
        made, others, last = "", [], 0
        for one in known:
            written = text[one.start : one.end]
            made += text[last : one.start]
            value, plain = one.value, _name(one)
            if one.kind == "handle" and written.lstrip("@") == plain and plain.isascii():
                plain = draw.choice(draw.choice((names, letters)))
                value = f"{value.partition(':')[0]}:{plain}"
                written = "@" * (written[0] == "@") + plain
            others.append(
                Known(one.kind, value, len(made), len(made) + len(written), one.obfuscated)
            )
            made += written
            last = one.end
        if [one.value for one in others] != [one.value for one in known]:
            yield made + text[last:], lang, place, others


def numbered(posts: Iterable[Post]) -> Iterator[Post]:
    """Yield some posts with figures said behind an account, in words or figures of their language.

    Writers do so in few posts of each script, too few to learn from.
    """
    draw, words = Random(SEED), _figure_words()
    for text, lang, place, known in posts:
        at = next((at for at, one in enumerate(known) if one.kind == "handle"), -1)
        said = words.get({"tl": "fil"}.get(lang, lang))
        if draw.random() > NUMBERED or at < 0 or said is None or known[at].value[-1].isdigit():
            continue
        many = draw.choice((1, 1, 2, 2))
        figures = [draw.randrange(10) for _ in range(many)]
        ways = [said] if many > 1 or not said[figures[0]].isascii() else []
        if lang in ZEROS:
            ways += [{figure: chr(ord(ZEROS[lang]) + figure) for figure in figures}]
        if not ways:
            continue
        way = draw.choice(ways)
        apart = "" if way is not said or lang in {"ja", "zh", "th", "ko", "lo"} else " "
        sign = draw.choice((" ", " ", " ", " ", "_", "."))
        more = sign + apart.join(way[figure] for figure in figures)
        value = known[at].value + sign.strip() + "".join(map(str, figures))
        end = known[at].end
        moved = [one._replace(start=one.start + len(more), end=one.end + len(more))
                 if one.start >= end else one for one in known]  # fmt: skip
        moved[at] = known[at]._replace(value=value, end=end + len(more))
        behind = text[end:]
        yield text[:end] + more + " " * behind[:1].isalnum() + behind, lang, place, moved


def _figure_words() -> dict[str, dict[int, str]]:
    """Return the words for nought to nine of each language that has them all."""
    said: dict[str, dict[int, str]] = defaultdict(dict)
    for word, means in table().words.items():
        for lang, one in means.items():
            if one.kind == "number" and one.value <= 9 and (len(word) > 2 or not word.isascii()):
                said[lang].setdefault(one.value, word)
    return {lang: words for lang, words in said.items() if len(words) == 10}


def names_of(posts: list[Post]) -> list[str]:
    """Return the names of the accounts in posts, each once."""
    return sorted({_name(one) for post in posts for one in post[3] if one.kind == "handle"})


def sentences() -> Iterator[Post]:
    """Yield the sentences that teach signals: they speak of networks and give no account."""
    for path in sorted((CORPORA / "signals").glob("*.tsv")):
        if not path.suffixes[0].startswith(".exam"):
            for line in path.read_text("utf-8").splitlines():
                yield line.rpartition("\t")[2], path.name.partition(".")[0], "", []


def misspelt(posts: Iterable[Post], turn: int) -> Iterator[Post]:
    """Yield the posts that give no account with half of their longer Latin words misspelt."""
    draw = Random(SEED + turn)

    def one(word: re.Match[str]) -> str:
        letters = list(word.group())
        at = draw.randrange(1, len(letters) - 1)
        if draw.random() < 0.5:
            return word.group()
        letters[at : at + 2] = draw.choice(
            (letters[at + 1 : at - 1 : -1], [letters[at]], [letters[at], *letters[at : at + 2]])
        )
        return "".join(letters)

    for text, lang, place, known in posts:
        if not known:
            yield _LONGER.sub(one, text), lang, place, known


def _name(one: Known) -> str:
    return one.value.partition(":")[2]


def _agrees(known: Known, value: str, span: tuple[int, int]) -> bool:
    same = known.kind == "handle" and known.value == value
    return same and known.start < span[1] and span[0] < known.end


def learn(names: list[str]) -> dict[str, float]:
    """Return the weights of traits learned from some corpora."""
    posts = [post for name in names for post in parts_of(CORPORA / name)]
    said = [post for post in sentences() if _NETWORK.search(post[0])]
    pairs = [
        *examples(posts),
        *examples(renamed(posts, names_of(posts))),
        *examples(numbered(posts)),
        *examples(said),
        *(pair for turn in range(TURNS) for pair in examples(misspelt([*posts, *said], turn))),
        *examples(parts_of_world(POSTS, SEED)),
    ]
    seen = Counter(trait for traits, _ in pairs for trait in traits)
    kept = {trait for trait, count in seen.items() if count >= (SEEN_WORD if "word" in trait or
            "cue behind:" in trait else SEEN)}  # fmt: skip
    rows = [{trait: 1.0 for trait in traits if trait in kept} for traits, _ in pairs]
    table = DictVectorizer()
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit(table.fit_transform(rows), [right for _, right in pairs])
    worth = dict(zip(table.feature_names_, model.coef_[0].tolist(), strict=True))
    sides = {f"{side}bias": worth[f"{side}bias"] + float(model.intercept_[0]) for side in "abf"}
    print(f"{len(pairs)} pairs, {sum(right for _, right in pairs)} right, {len(worth)} traits")
    return {trait: round(value, 3) for trait, value in sorted((worth | sides).items())
            if abs(value) >= SMALLEST}  # fmt: skip


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without", nargs="*", default=[])
    asked = parser.parse_args()
    worth = learn([name for name in TAUGHT if name not in asked.without])
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(worth), indent=0) + b"\n")


if __name__ == "__main__":
    main()
