"""A decision: a person's verdict on a proposal, with the reason, kept and replayed."""

from datetime import datetime
from typing import Literal

import msgspec

Verdict = Literal["uphold", "dismiss", "unsure"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict on one operation as it stood: `evidence` is the digest of what was shown."""

    operation: str
    verdict: Verdict
    reason: str
    decided: datetime
    evidence: str
    posts: tuple[str, ...]
