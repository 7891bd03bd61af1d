"""Sentences that say why: figures and a quotation in each, of posts, never of a person."""

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.specificity import CLASSES
from firstlight.model.decision import Decision
from firstlight.model.operation import Reason

QUOTE = 90
"""Characters quoted at most."""
_NOUNS = {
    "identifier": ("contact value", "contact values"),
    "wallet": ("wallet", "wallets"),
    "image": ("picture", "pictures"),
    "account": ("account", "accounts"),
    "template": ("text", "texts"),
    "route": ("route", "routes"),
    "wording": ("habit of wording", "habits of wording"),
}
_SHARED = {
    "template": "Both follow one text",
    "wording": "Both have one habit of wording",
    "image": "Both show one picture",
    "route": "Both are on one route: a text that moves from place to place",
}


def quote(text: str, start: int, end: int) -> str:
    """Return the words from `start` to `end` in quotation marks, on one line, cut at QUOTE."""
    words = " ".join(text[start:end].split())
    cut = words if len(words) <= QUOTE else words[: QUOTE - 1].rstrip() + "…"
    return f"“{cut}”"


def share(part: int, whole: int) -> str:
    """Return "all 12 posts" or "9 of 12 posts"."""
    return f"all {whole} posts" if part == whole else f"{part} of {whole} posts"


def signal_reason(
    sentence: str, decibans: float, *, shown: int, posts: int, quoted: tuple[str, str] | None
) -> Reason:
    """Return the reason of one indicator; `quoted` is (quotation, post id)."""
    plain = sentence.rstrip(". ")
    where = f" — {quoted[0]} (post {quoted[1]})" if quoted else ""
    return Reason(f"{plain}: {share(shown, posts)}{where}.", decibans)


def rotation_reason(contacts: int, accounts: int, texts: int, decibans: float) -> Reason:
    """Return the reason that contacts and senders rotate behind few texts."""
    behind = [counted("identifier", contacts), counted("account", accounts)]
    under = " and ".join(part for part in behind if not part.startswith("0 "))
    said = counted("template", texts) if texts else "posts of one hand"
    what = said[0].upper() + said[1:]
    return Reason(f"Contacts and senders rotate: {what} under {under}.", decibans)


def held_reason(inside: pa.Table) -> Reason:
    """Return what holds the operation together; it adds nothing to urgency, so it weighs 0."""
    kinds = inside.group_by("kind").aggregate([("key", "count_distinct")]).to_pylist()
    order = list(CLASSES)
    kinds.sort(key=lambda row: order.index(row["kind"]))
    parts = [counted(row["kind"], row["key_count_distinct"]) for row in kinds]
    return Reason(f"Held together by {listed(parts)} that its posts share.", 0.0)


def active_reason(last: datetime, newest: datetime, decibans: float) -> Reason:
    """Return the reason that the operation is still active."""
    days = (newest - last).days
    ago = {0: "within a day of the newest post", 1: "one day before the newest post"}
    when = ago.get(days, f"{days} days before the newest post")
    return Reason(f"Still active: last seen {last:%Y-%m-%d}, {when}.", decibans)


def growth_reason(late: int, posts: int, decibans: float) -> Reason:
    """Return the reason that the operation posts more than it did; `late`: in its later half."""
    return Reason(f"Growing: {share(late, posts)} fall in the later half of its time.", decibans)


def wallet_reason(shown: int, posts: int, decibans: float) -> Reason:
    """Return the reason that posts name a wallet to pay to."""
    return Reason(f"Asks for crypto-currency: {share(shown, posts)} name a wallet.", decibans)


def verdict_reason(decision: Decision, dismissed: float) -> Reason:
    """Return the reason of a decision that stands; a dismissal weighs `dismissed` decibans."""
    done = {"uphold": "Upheld", "dismiss": "Dismissed", "unsure": "Left open"}[decision.verdict]
    weight = dismissed if decision.verdict == "dismiss" else 0.0
    return Reason(f"{done} on {decision.decided:%Y-%m-%d}: {decision.reason}", weight)


def reach_reason(places: Sequence[str], languages: Sequence[str], decibans: float) -> Reason:
    """Return the reason that the operation reaches several places or languages."""
    parts = [
        f"{len(values)} {word} ({', '.join(values[:5])}{', …' if len(values) > 5 else ''})"
        for word, values in (("places", places), ("languages", languages))
        if len(values) > 1
    ]
    return Reason(f"Reaches {listed(parts)}.", decibans)


def counted(kind: str, number: int) -> str:
    """Return "1 account", "3 accounts"."""
    one, many = _NOUNS[kind]
    return f"{number} {one if number == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def waterfall(links: pa.Table, one: str, other: str, *, prior: float) -> list[Reason]:
    """Return why two posts are taken to have one hand, in bits: the prior, then each shared value.

    `links` is LINKS; `prior` the log2 odds that any two posts have one hand (negative). Of each
    kind's class only the strongest value counts, for two of a class are not independent.
    """
    ours = links.filter(pc.is_in(links["post"], pa.array([one, other])))
    rows = ours.group_by(["kind", "key"]).aggregate([("post", "count_distinct"), ("weight", "max")])
    shared = [row for row in rows.to_pylist() if row["post_count_distinct"] == 2]
    shared.sort(key=lambda row: (-row["weight_max"], row["key"]))
    steps = [Reason("Any two posts, before evidence", prior, "bits")]
    seen: set[int] = set()
    for row in shared:
        told = CLASSES[row["kind"]] in seen
        seen.add(CLASSES[row["kind"]])
        note = " (not independent of the stronger one: adds nothing)" if told else ""
        weight = 0.0 if told else float(row["weight_max"])
        steps.append(Reason(f"{_shared(row['key'])}{note}", weight, "bits"))
    return steps


def _shared(key: str) -> str:
    """Return what two posts that carry a link's key have in common; ids of ours mean nothing."""
    kind, _, value = key.partition(":")
    if (said := _SHARED.get(kind)) is not None:
        return said
    said = "were sent by" if kind == "account" else "carry"
    return f"Both {said} {kind} {value}"
