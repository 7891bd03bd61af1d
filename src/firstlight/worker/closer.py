"""What the closer look at an offer needs beside the check: a model for all, words by language.

Fetched only when a worker asks for it (static/closer.js); the twin of `detect.sentences` with the
compact model of `detect.sentence_compact`.

```
data/closer.json        the compact model, and the constants of the reader:
                        size     number of marks; the last is that of a question
                        sizes    numbers of one mark: from each to below the next, marks before it
                        window, fewest, most, spoken   as in detect.sentence_marks and .sentences
data/closer-LANG.json   words  [entries of each meaning, with commas between]; format, language
```
"""

import gzip
from collections.abc import Iterable, Mapping

import msgspec

from firstlight.detect.sentence_compact import read_compact
from firstlight.detect.sentence_marks import SIZES, WINDOW, names
from firstlight.detect.sentence_model import SPOKEN_OF
from firstlight.detect.sentences import FEWEST, MOST
from firstlight.rulebook.meanings import folded_entries

FORMAT = "firstlight-words-1"
SCRIPT, MODEL = "closer.js", "data/closer.json"


def closer_files(script: bytes, tags: Iterable[str]) -> dict[str, bytes]:
    """Return the files by name: the script, the model, and the words of each language."""
    model = msgspec.structs.asdict(read_compact()) | {
        "size": len(names()),
        "sizes": SIZES,
        "window": WINDOW,
        "fewest": FEWEST,
        "most": MOST,
        "spoken": SPOKEN_OF,
    }
    files = {SCRIPT: script, MODEL: msgspec.json.encode(model)}
    for tag in dict.fromkeys(tags):
        words = folded_entries(tag)
        if words:
            told = {"format": FORMAT, "language": tag, "words": words}
            files[words_of(tag)] = msgspec.json.encode(told)
    return files


def words_of(tag: str) -> str:
    """Return the name of the file with a language's words."""
    return f"data/closer-{tag}.json"


def for_reader(files: Mapping[str, bytes], tag: str) -> dict[str, bytes]:
    """Return the files that a reader of a language needs; none where it has no words.

    English is among them: offers are written in it everywhere.
    """
    wanted = (SCRIPT, MODEL, words_of(tag), words_of("en"))
    return {name: files[name] for name in wanted} if words_of(tag) in files else {}


def sizes(files: Mapping[str, bytes], tag: str) -> dict[str, int]:
    """Return the KB that a reader of a language fetches, by the language of the offer."""
    size = {name: packed(body) for name, body in for_reader(files, tag).items()}
    names = {one: (SCRIPT, MODEL, words_of(one)) for one in (tag, "en")} if size else {}
    return {one: round(sum(size[name] for name in own) / 1_000) for one, own in names.items()}


def packed(body: bytes) -> int:
    """Return the bytes of a file as a web server sends it."""
    return len(gzip.compress(body, 9))
