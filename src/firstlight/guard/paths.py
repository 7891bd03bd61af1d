"""Names of files that others chose: labels to show, never ways into a folder."""

import re
import stat
import unicodedata
from pathlib import PurePosixPath
from zipfile import ZipInfo

LONGEST = 180
"""Bytes of UTF-8 that a safe name takes at most; file systems allow 255."""
SUFFIX = 20
"""Characters that count as a suffix worth keeping when a name is cut."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DRIVE = re.compile(r"[A-Za-z]:")


def safe_name(name: str) -> str:
    """Return one file name, safe on every system, that still looks like `name`.

    The last part of a path is kept; characters that draw nothing, change direction or mean
    something to a file system or shell become "_" or go. Never empty, "." or "..", at most
    LONGEST bytes, always printable, and the safe name of a safe name is itself.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = unicodedata.normalize("NFC", "".join(map(_safe, last)))
    stem = _cut(" ".join(shown.split()).strip(" .").lstrip("-~ ."))
    if not stem:
        return "file"
    return f"_{stem}"[:-1] + stem[-1] if _is_device(stem) else stem


def _safe(char: str) -> str:
    if char in _FORBIDDEN:
        return "_"
    if char in "\t\n\r ":
        return " "
    return char if char.isprintable() and not unicodedata.category(char).startswith("Z") else ""


def _is_device(name: str) -> bool:
    return name.partition(".")[0].rstrip().casefold() in _DEVICES


def _cut(name: str) -> str:
    """Cut a name to LONGEST bytes (less one for a mark before it), keeping its suffix."""
    if len(name.encode("utf-8")) < LONGEST:
        return name
    stem, dot, suffix = name.rpartition(".")
    tail = dot + suffix if dot and len(suffix) <= SUFFIX else ""
    room = LONGEST - 1 - len(tail.encode("utf-8"))
    whole = (stem if tail else name).encode("utf-8")[:room].decode("utf-8", "ignore")
    return whole.rstrip(" .") + tail


def escapes(name: str) -> bool:
    """Tell whether an archive member's name leads out of its folder or to a device."""
    path = name.replace("\\", "/")
    parts = path.split("/")
    return (
        not path.strip("/. ")
        or path.startswith("/")
        or ".." in parts
        or "\0" in name
        or _DRIVE.match(path) is not None
        or any(_is_device(part) for part in parts)
    )


def is_link(member: ZipInfo) -> bool:
    """Tell whether a zip member is a symbolic link, a device or another thing but a file."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return member.create_system == 3 and kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def is_litter(name: str) -> bool:
    """Tell whether a member is what systems leave in archives (folders, resource forks)."""
    path = PurePosixPath(name)
    return name.endswith("/") or path.name.startswith(".") or "__MACOSX" in path.parts
