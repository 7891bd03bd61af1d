"""What a run is made from and with, said in its folder's run.json."""

from pathlib import Path

import msgspec

from firstlight.store.files import whole_file
from firstlight.store.layout import RUN


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is made from and with; two attempts with one `key` are the same run."""

    run: str
    key: str
    made_with: str


def read_origin(folder: Path) -> Origin | None:
    """Return what a run's folder was made from, None where it does not say."""
    try:
        return msgspec.json.decode((folder / RUN).read_bytes(), type=Origin)
    except (OSError, msgspec.DecodeError):
        return None


def write_origin(folder: Path, origin: Origin) -> None:
    """Say in a run's folder what it is made from."""
    with whole_file(folder / RUN) as out:
        out.write(msgspec.json.encode(origin))
