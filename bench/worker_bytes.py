"""What one language of the worker's app costs for offline use, gzipped, by language and by kind.

    python bench/worker_bytes.py [LANGUAGE …]

Kinds are gzipped each by itself, so that their sum is near the whole and not the same.
"""

import gzip
import json
import sys
import tempfile
from pathlib import Path

from firstlight.rulebook.load import load_rulebook
from firstlight.worker.build import build
from firstlight.worker.catalogue import BY_TAG

KINDS = ("phrases", "places", "other pages", "scripts", "law for sums", "check", "rest")


def kind(name: str) -> str:
    """Return the kind of a file of a pack."""
    if name.startswith("data/"):
        parts = {"phrases": "phrases", "law": "law for sums", "check": "check"}
        return parts[Path(name).stem.split("-")[0]]
    if name.endswith(".js"):
        return "scripts"
    if name.endswith(".html"):
        return "places" if "/c-" in name else "other pages"
    return "rest"


def weight(text: str) -> int:
    """Return the bytes of a text as a web server sends it."""
    return len(gzip.compress(text.encode(), 9))


def main() -> None:
    """Build and weigh."""
    chosen = [BY_TAG[tag] for tag in sys.argv[1:]] or list(BY_TAG.values())
    print("language", "whole", *KINDS, sep="\t")
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), load_rulebook(), languages=chosen)
        for language in chosen:
            body = (Path(folder) / "packs" / f"{language.tag}.json").read_text("utf-8")
            held = dict.fromkeys(KINDS, "")
            for name, (_, text) in json.loads(body).items():
                held[kind(name)] += text
            print(language.tag, weight(body), *map(weight, held.values()), sep="\t")


if __name__ == "__main__":
    main()
