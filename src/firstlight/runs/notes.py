"""What a person should know of a run besides its figures, each with what to do about it."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from babel import Locale

from firstlight.detect.operations import SMALLEST
from firstlight.ingest.read import Reading
from firstlight.model.run import counted
from firstlight.rulebook.matching.reader import ALIASES

LANGUAGES_NAMED = 5
"""Languages without phrases that are named, the commonest first."""
_SHARE = 0.01
"""Share of posts from which a language is named: a language told by few words is often wrong."""


def notes(
    reading: Reading,
    langs: pa.ChunkedArray,
    *,
    known: int,
    operations: int,
    rejects: Path,
    languages: frozenset[str],
) -> Iterator[str]:
    """Yield the notes of a run.

    `langs` are the languages of all posts of the workspace, `known` how many of the posts read it
    held already, `rejects` where rows set aside are kept, `languages` those of the rulebook.
    """
    if known:
        were = "was" if known == 1 else "were"
        yield f"{counted(known, 'post')} {were} in the workspace already."
    if reading.rejected:
        were = "was" if reading.rejected == 1 else "were"
        yield f"{counted(reading.rejected, 'row')} {were} set aside; see {rejects}."
    if reading.undated:
        yield (
            f"{counted(reading.undated, 'post')} came with a time that could not be read, such as "
            f"“{reading.unread}”. Write days as 2026-11-03: of 03/11/2026 nobody can tell the "
            "month, unless another row of the file shows it."
        )
    if unread := _without_phrases(langs, languages):
        yield (
            f"The rulebook has no phrases in {unread}: contacts and shared texts are found in such "
            "posts, most of what they say is not."
        )
    if not reading.read and not len(langs):
        yield "No post was read: the file has names of columns and no rows below them."
    elif not operations:
        yield (
            f"No operation was found: one needs {SMALLEST} posts or more that share at least two "
            "kinds of things (a contact, a text, an account, a picture, a wallet). All posts can "
            "be searched and read."
        )


def _without_phrases(langs: pa.ChunkedArray, languages: frozenset[str]) -> str:
    """Return the languages of posts in which the rulebook has no phrases, with their posts."""
    counts = [
        (one["counts"], one["values"])
        for one in pc.value_counts(langs.drop_null()).to_pylist()
        if ALIASES.get(one["values"], one["values"]) not in languages
        and one["counts"] >= _SHARE * len(langs)
    ]
    names = Locale("en").languages
    shown = [
        f"{names.get(code, code)} ({counted(number, 'post')})"
        for number, code in sorted(counts, key=lambda one: (-one[0], one[1]))
    ]
    more = len(shown) - LANGUAGES_NAMED
    return ", ".join(shown[:LANGUAGES_NAMED]) + (f" and {more} more" if more > 0 else "")
