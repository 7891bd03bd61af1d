"""Make a semi-synthetic campaign bench: real unrelated texts, and campaigns on real passages.

Campaigns repeat a passage of a fraudulent advertisement with slots, word noise and, where asked,
disguise. Run as a command it writes `id,text,label,gold` ("c…" a campaign, "u…" unrelated):

    python bench/campaigns.py --seed 7 --posts 5000 --noise .05 --disguise dotted,greek OUT.csv
"""

import argparse
import csv
import itertools
import os
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(os.environ.get("FIRSTLIGHT_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
CITIES = ("Dubai", "Doha", "Riyadh", "Kuala Lumpur", "Phnom Penh", "Bangkok", "Accra", "Lima",
          "Warsaw", "Porto", "Oslo", "Cebu")  # fmt: skip
JOBS = ("nanny", "cook", "driver", "packer", "model", "welder", "data entry clerk", "farm worker",
        "sales agent", "cleaner")  # fmt: skip
NAMES = ("Maria", "Mr Chen", "Olga", "Madam Lim", "Hassan", "Grace", "Mr David", "Rosa", "Amina",
         "Priya", "Kofi", "Sister Ann")  # fmt: skip
LEET = str.maketrans("aeiostbgzAEIOSTBGZ", "431057892431057892")
SIGNS = str.maketrans("aist", "@!$+")
GREEK = str.maketrans("aoiuvtkxABEZHIKMNOPTYX", "αοιυντκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
CHEROKEE = str.maketrans("ABCDEGHIJKLMPRSTVWZ", "ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ")
EMOJI = "💰📞✈❤✨🔥👉💵"


class Row(NamedTuple):
    """A post of the bench: label 1 belongs to a campaign; gold names it, or the lone post."""

    id: str
    text: str
    label: int
    gold: str


def _some(share: float, change: Callable[[str, random.Random], str]) -> Callable:
    def disguise(text: str, dice: random.Random) -> str:
        words = text.split(" ")
        return " ".join(
            change(word, dice)
            if len(word) > 2 and word.isalpha() and dice.random() < share
            else word
            for word in words
        )

    return disguise


def _styled(first: int) -> Callable[[str, random.Random], str]:
    """Return a disguise in a mathematical alphabet whose capital A is at `first`."""

    def style(char: str) -> str:
        if char.isascii() and char.isupper():
            return chr(first + ord(char) - 65)
        return chr(first + 26 + ord(char) - 97) if char.isascii() and char.islower() else char

    return lambda text, _: "".join(map(style, text))


def _wide(text: str, _: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _small_capitals(text: str, _: random.Random) -> str:
    small = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ"
    return "".join(small[ord(c) - 97] if "a" <= c <= "z" else c for c in text.lower())


def _marks(text: str, dice: random.Random) -> str:
    return "".join(
        c + dice.choice("\u0301\u0308\u0323\u0335\u20dd")
        if c.isalpha() and dice.random() < 0.5
        else c
        for c in text
    )


def _between(sign: str, share: float = 0.4) -> Callable[[str, random.Random], str]:
    return _some(share, lambda word, _: sign.join(word))


def _glue(*, before: bool) -> Callable[[str, random.Random], str]:
    def glue(text: str, dice: random.Random) -> str:
        words = text.split(" ")
        return " ".join(
            (dice.choice(EMOJI) + w if before else w + dice.choice(EMOJI))
            if dice.random() < 0.4
            else w
            for w in words
        )

    return glue


def _mixed_leet(word: str, dice: random.Random) -> str:
    return "".join(c.translate(LEET) if dice.random() < 0.5 else c for c in word)


def _starred(word: str, dice: random.Random) -> str:
    cut = dice.randrange(1, len(word))
    return word[:cut] + "*" + word[cut:]


def _mistyped(word: str, dice: random.Random) -> str:
    cut = dice.randrange(len(word) - 1)
    return word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]


def _repeated(text: str, dice: random.Random) -> str:
    return "".join(
        c * dice.randrange(2, 5) if c.isalpha() and dice.random() < 0.15 else c for c in text
    )


def _emoji_spaces(text: str, dice: random.Random) -> str:
    return "".join(dice.choice(EMOJI) if c == " " and dice.random() < 0.5 else c for c in text)


def _circled(text: str, _: random.Random) -> str:
    return "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in text.lower())


def _squared(text: str, _: random.Random) -> str:
    return "".join(chr(0x1F170 + ord(c) - 65) if "A" <= c <= "Z" else c for c in text.upper())


def _decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text.translate(str.maketrans("aeiou", "äëïöü")))


def _invisible(text: str, dice: random.Random) -> str:
    return "".join(
        c + dice.choice("\u200b\u200c\u2060\u00ad\u200e") if dice.random() < 0.4 else c
        for c in text
    )


DEVELOPMENT = ("leet", "cyrillic", "emoji after", "spaced", "random case")
DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "leet": lambda t, _: t.translate(str.maketrans("aeios", "43105")),
    "cyrillic": lambda t, _: t.translate(CYRILLIC),
    "emoji after": _glue(before=False),
    "spaced": _between(" ", 0.25),
    "random case": lambda t, d: "".join(c.upper() if d.random() < 0.5 else c.lower() for c in t),
    "wide": _wide,
    "greek": lambda t, _: t.translate(GREEK),
    "cherokee": lambda t, _: t.upper().translate(CHEROKEE),
    "invisible": _invisible,
    "marks": _marks,
    "accents": lambda t, _: t.translate(str.maketrans("aeiounc", "àéïôûñç")),
    "more leet": lambda t, _: t.translate(LEET),
    "some leet": _some(0.5, _mixed_leet),
    "signs": lambda t, _: t.translate(SIGNS),
    "dotted": _between("."),
    "dashed": _between("-"),
    "underscored": lambda t, _: t.replace(" ", "_"),
    "starred": _some(0.5, _starred),
    "repeated": _repeated,
    "emoji before": _glue(before=True),
    "emoji for spaces": _emoji_spaces,
    "soft hyphens": lambda t, _: "\u00ad".join(t),
    "bold": _styled(0x1D400),
    "script": _styled(0x1D4D0),
    "small capitals": _small_capitals,
    "circled": _circled,
    "squared": _squared,
    "no spaces": lambda t, d: "".join("" if c == " " and d.random() < 0.3 else c for c in t),
    "typing errors": _some(0.3, _mistyped),
    "decomposed": _decomposed,
}  # fmt: skip


def passages() -> tuple[list[str], list[str], list[str]]:
    """Return (texts of fraudulent adverts, of honest adverts, short messages) of the real sets."""
    with (DATA / "detect/emscad_partial/emscad_partial.csv").open(encoding="utf-8") as file:
        adverts = list(csv.DictReader(file))
    whole = [(" ".join((r["description"], r["requirements"], r["benefits"])), r) for r in adverts]
    fraud = [text for text, row in whole if row["fraudulent"].startswith("1")]
    honest = [text for text, row in whole if not row["fraudulent"].startswith("1")]
    sms = (DATA / "detect/sms_spam_collection/SMSSpamCollection.tsv").read_text("utf-8", "replace")
    messages = [line[4:] for line in sms.splitlines() if line.startswith("ham\t")]
    for path in sorted((DATA / "detect/youtube_spam").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            messages += [r["CONTENT"] for r in csv.DictReader(file) if r["CLASS"] == "0"]
    return fraud, honest, messages


def _fresh(texts: Iterator[str], size: int) -> Iterator[str]:
    """Yield the texts that share no run of `size` words with an earlier one."""
    seen: set[tuple[str, ...]] = set()
    for text in texts:
        words = text.lower().split()
        runs = {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}
        if words and not runs & seen:
            seen |= runs
            yield text


def _unlike(texts: list[str], least: float = 0.5) -> list[str]:
    """Return the texts that are like no earlier one: Jaccard of letter 5-grams, by brute force.

    Short real messages repeat each other ("Ok", "Love this song"); as posts "of nobody" they would
    be wrongly labelled.
    """
    kept: list[str] = []
    holding: dict[str, list[int]] = {}
    sizes: list[int] = []
    for text in texts:
        plain = re.sub(r"(.)\1+", r"\1", re.sub(r"[\W_]+", "", text.lower()))
        grams = {plain[at : at + 5] for at in range(max(1, len(plain) - 4))}
        shared: dict[int, int] = {}
        for gram in grams:
            for other in holding.get(gram, ()):
                shared[other] = shared.get(other, 0) + 1
        if any(n >= least * (len(grams) + sizes[at] - n) for at, n in shared.items()):
            continue
        for gram in grams:
            holding.setdefault(gram, []).append(len(kept))
        kept.append(text)
        sizes.append(len(grams))
    return kept


def _pieces(texts: list[str], low: int, high: int, dice: random.Random) -> Iterator[str]:
    for text in dice.sample(texts, len(texts)):
        words, at = text.split(), 0
        while len(words) - at >= low:
            size = dice.randint(low, high)
            yield " ".join(words[at : at + size])
            at += size


def _babble(texts: list[str], dice: random.Random) -> Iterator[str]:
    """Yield endless texts of a second-order word chain: locally real, as a whole nobody's."""
    follows: dict[tuple[str, str], list[str]] = {}
    for text in texts:
        words = text.split()
        for a, b, c in zip(words, words[1:], words[2:], strict=False):
            follows.setdefault((a, b), []).append(c)
    starts = sorted(follows)
    while True:
        pair = dice.choice(starts)
        words = list(pair)
        while len(words) < dice.randint(8, 40):
            words.append(dice.choice(follows.get((words[-2], words[-1]), [dice.choice(starts)[0]])))
        yield " ".join(words)


def _fill(kind: str, dice: random.Random) -> str:
    if kind == "phone":
        return f"+44 7700 900{dice.randint(0, 999):03d}"
    if kind == "pay":
        return dice.choice(["$", "USD ", "EUR ", "£"]) + str(dice.randint(8, 80) * 100)
    if kind == "link":
        return "www." + "".join(dice.choices("abcdefghijklmnop", k=8)) + ".example"
    if kind == "handle":
        return "@" + "".join(dice.choices("abcdefghijklmnop", k=7)) + str(dice.randint(10, 99))
    return dice.choice({"city": CITIES, "job": JOBS, "name": NAMES}[kind])


def _noisy(words: list[str], noise: float, pool: list[str], dice: random.Random) -> list[str]:
    """Return words of which a share was dropped, replaced, followed by another, or swapped."""
    out: list[str] = []
    for word in words:
        if dice.random() >= noise:
            out.append(word)
            continue
        kind = dice.randrange(4)
        if kind == 1:
            out.append(dice.choice(pool))
        elif kind == 2:
            out += [word, dice.choice(pool)]
        elif kind == 3:
            out.insert(max(0, len(out) - 1), word)
    return out


def campaign_bench(
    *,
    seed: int,
    posts: int = 5000,
    share: float = 0.3,
    noise: float = 0.05,
    disguises: tuple[str, ...] = (),
    words: tuple[int, int] = (18, 45),
) -> list[Row]:
    """Return a bench of real unrelated texts and noisy campaigns of 2 to 60 posts."""
    dice = random.Random(seed)
    fraud, honest, messages = passages()
    long = words[1] > 60
    bases = _fresh(_pieces(fraud, *words, dice), 5)
    background = [t for t in honest if len(t.split()) > 100] if long else [
        *_pieces(honest, 20, 60, dice), *messages]  # fmt: skip
    dice.shuffle(background)
    alone = _unlike(list(itertools.islice(_fresh(iter(background), 6), posts)))
    missing = int(posts * (1 - share)) - len(alone)
    if not long and missing > 0:
        babble = _fresh(itertools.chain(alone, _babble(messages + honest, dice)), 4)
        alone = list(itertools.islice(babble, len(alone) + missing))
    pool = [word for text in fraud for word in text.split()]
    rows: list[tuple[str, int, str]] = []
    kinds = ["phone", "pay", "link", "handle", "city", "job", "name"]
    while len(rows) < posts * share:
        base = next(bases, None)
        if base is None:
            break
        slots = sorted(((dice.randrange(len(base.split()) + 1), dice.choice(kinds))
                        for _ in range(dice.randint(2, 5))), reverse=True)  # fmt: skip
        name = f"c{len(rows)}"
        for _ in range(min(60, int(dice.paretovariate(0.9)) + 1)):
            said = base.split()
            for at, kind in slots:
                said[at:at] = _fill(kind, dice).split()
            text = " ".join(_noisy(said, noise, pool, dice))
            if disguises:
                text = DISGUISES[dice.choice(disguises)](text, dice)
            rows.append((text, 1, name))
    rows = rows[: int(posts * share)]
    rows += [(text, 0, f"u{at}") for at, text in enumerate(alone[: posts - len(rows)])]
    dice.shuffle(rows)
    return [Row(str(at), *row) for at, row in enumerate(rows)]


def main() -> None:
    """Write a bench as CSV."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--noise", type=float, default=0.05)
    parser.add_argument("--disguise", default="")
    parser.add_argument("--long", action="store_true")
    given = parser.parse_args()
    rows = campaign_bench(
        seed=given.seed, posts=given.posts, share=given.share, noise=given.noise,
        disguises=tuple(filter(None, given.disguise.split(","))),
        words=(150, 200) if given.long else (18, 45),
    )  # fmt: skip
    with Path(given.out).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([Row._fields, *rows])
    sys.stderr.write(f"{len(rows)} posts\n")


if __name__ == "__main__":
    main()
