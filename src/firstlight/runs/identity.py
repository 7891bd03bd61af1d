"""What makes two attempts the same run: the same inputs, read the same way, by the same rules."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import msgspec

from firstlight import __version__
from firstlight.model.errors import InputError
from firstlight.rulebook.book import Rulebook

Source = Path | str
STDIN = "-"


def made_with(rulebook: Rulebook) -> str:
    """Return a digest of what mentions and signals are made with: the program and its rules."""
    rules = msgspec.json.encode(rulebook, order="sorted")
    return sha256(__version__.encode() + b"\0" + rules).hexdigest()[:32]


def run_key(
    sources: Sequence[Source],
    *,
    mapping: Mapping[str, str] | None,
    made_with: str,
    previous: str | None,
) -> str:
    """Return the name of the staging folder for a run.

    Standard input can be read once only, so a run from it is never the same as another.
    """
    parts = [made_with, previous or "", repr(sorted((mapping or {}).items()))]
    parts += [token_hex(16) if str(source) == STDIN else _digest(source) for source in sources]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _digest(source: Source) -> str:
    path, digest = Path(source), sha256()
    digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0")
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError as fault:
        raise InputError(
            f"it cannot be read ({fault.strerror})",
            file=str(source),
            remedy="Check the name and its permissions.",
        ) from fault
    return digest.hexdigest()
