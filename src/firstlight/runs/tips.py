"""Take tips into a workspace: as posts of the source "tips", found among all others."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from firstlight.ingest.tips import read_tip
from firstlight.model.run import Progress, Summary
from firstlight.runs.detect import detect


def import_tips(
    files: Sequence[Path],
    workspace: Path,
    *,
    rules: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Summary:
    """Keep tips in the workspace's inbox and run detection on all that it holds.

    All files are read before anything is kept: one that is no tip is an InputError and leaves the
    workspace as it was. The same tip twice is one post.
    """
    tips = [read_tip(path) for path in files]
    lines = b"".join(
        msgspec.json.encode(
            {
                "id": f"tip-{sha256(tip.text.encode()).hexdigest()[:16]}",
                "text": tip.text,
                "lang": tip.lang,
            }
        )
        + b"\n"
        for tip in dict.fromkeys(tips)
    )
    folder = workspace / "inbox" / sha256(lines).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "tips.jsonl"
    kept.write_bytes(lines)
    return detect([kept], workspace, rules=rules, progress=progress)
