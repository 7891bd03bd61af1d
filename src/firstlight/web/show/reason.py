"""A reason's sentence taken apart: what it says, the words it quotes, the post they are from."""

from collections.abc import Sequence

import msgspec

from firstlight.model.operation import Reason

QUOTES, FROM = " — “", "” (post "


class Said(msgspec.Struct, frozen=True):
    """`sentence` without its quotation; `quote` and `post` where it has one."""

    sentence: str
    quote: str = ""
    post: str = ""


def said(sentence: str) -> Said:
    """Take apart "What is said — “words” (post 3f…)."; a sentence without a quote stays whole."""
    head, found, tail = sentence.partition(QUOTES)
    quote, from_post, post = tail.rpartition(FROM)
    if not found or not from_post or not post.endswith(")."):
        return Said(sentence)
    return Said(f"{head}.", quote, post.removesuffix(")."))


def lead(reasons: Sequence[Reason]) -> Said:
    """Return the reason to lead with: the strongest that can be quoted, else the strongest."""
    every = [said(reason.sentence) for reason in reasons]
    quoted = next((one for one in every if one.quote), None)
    return quoted or (every[0] if every else Said("Posts with one hand behind them."))


def others(reasons: Sequence[Reason], first: Said) -> list[Said]:
    """Return the remaining reasons, strongest first."""
    return [one for reason in reasons if (one := said(reason.sentence)) != first]
