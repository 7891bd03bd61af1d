"""A term: words of one meaning per language, for phrases to name, and cues of context."""

from typing import Annotated

import msgspec

from firstlight.rulebook.indicator import Filled, Language, Source


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one meaning; phrases name the term as `{name}`.

    `words` are options of the phrase language (a word or several, with wildcards). A name that
    begins with `cue_` is a cue of context instead, and its entries are whole phrases: see
    `rulebook.matching.context` (who speaks: warning, news, law, offer) and `.negation`.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+$")]
    meaning: Filled
    words: dict[Language, Annotated[tuple[Filled, ...], msgspec.Meta(min_length=1)]]
    source: Source | None = None
