"""Hand-written posts with their contacts marked: reading the files and scoring a finder."""

from collections import Counter
from pathlib import Path

KINDS = {"P": "phone", "E": "email", "H": "handle", "W": "wallet", "L": "link"}
HERE = Path(__file__).parent


def read(name):
    """Yield (language, place, text, gold) where gold is a list of (kind, value, start, end)."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        lang, place, marked = line.replace("\\n", "\n").split("\t")
        text, gold = "", []
        while "⟦" in marked:
            plain, marked = marked.split("⟦", 1)
            mention, marked = marked.split("⟧", 1)
            (kind, value), surface = mention.split("¦")[0].split(" ", 1), mention.split("¦")[1]
            text += plain
            gold.append((KINDS[kind], value, len(text), len(text) + len(surface)))
            text += surface
        yield lang or None, place or None, text + marked, gold


def f1_by_kind(rows, find):
    """Return F1 by kind: a mention counts when kind and value agree and the spans overlap."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for lang, place, text, gold in rows:
        rest = list(gold)
        for mention in find(text, place=place, lang=lang):
            if mention.kind not in KINDS.values():
                continue
            hit = next((known for known in rest if agrees(known, mention)), None)
            if hit is None:
                wrong[mention.kind] += 1
            else:
                rest.remove(hit)
                right[mention.kind] += 1
        missed.update(kind for kind, *_ in rest)
    return {
        kind: 2 * right[kind] / max(1, 2 * right[kind] + wrong[kind] + missed[kind])
        for kind in KINDS.values()
    }


def agrees(known, mention):
    kind, value, start, end = known
    same = (kind, value) == (mention.kind, mention.value)
    return same and start < mention.end and mention.start < end
