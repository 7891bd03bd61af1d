"""A JSON file that is one array of objects, or objects over several lines, in bounded memory."""

import json
import re
from collections.abc import Iterator
from typing import Any

from firstlight.ingest.encoding import Text
from firstlight.ingest.jsonl import table_of
from firstlight.ingest.row import MAX_LINE, Row, Table

_BETWEEN = re.compile(r"[\s,\[]*")
_NEXT = re.compile(r"\}\s*,?\s*(?=\{)")
_DECODER = json.JSONDecoder()
_PIECE = 1 << 16
"""Characters that are gathered before parsing is tried, doubled while an object is not whole."""


def read_array(lines: Iterator[Text], name: str) -> Table:
    """Return the table of a file of objects that are not one a line."""
    return table_of(_rows(lines), name, "JSON")


class _Buffer:
    """Text that is parsed from the front and filled from behind."""

    def __init__(self, lines: Iterator[Text]) -> None:
        self._lines, self.text, self.at, self.line = lines, "", 0, 1
        self.ended, self.faults = False, list[Text]()

    def fill(self, size: int) -> None:
        """Read on until `size` characters wait, or the end."""
        parts, waiting = [self.text[self.at :]], len(self.text) - self.at
        while waiting < size and not self.ended:
            line = next(self._lines, None)
            if line is None:
                self.ended = True
            elif line[2]:
                self.faults.append(line)
                parts.append("\n")
            else:
                parts.append(f"{line[1]}\n")
                waiting += len(parts[-1])
        self.text, self.at = "".join(parts), 0

    def pass_to(self, at: int) -> None:
        """Go on behind `at`."""
        self.line += self.text.count("\n", self.at, at)
        self.at = at


def _rows(lines: Iterator[Text]) -> Iterator[Row]:
    held, number = _Buffer(lines), 0
    held.fill(_PIECE)
    while True:
        for line in held.faults:
            number += 1
            yield Row(number, line[0], None, line[1], line[2])
        held.faults.clear()
        held.pass_to(_end_of(_BETWEEN, held))
        rest = held.text[held.at : held.at + 2]
        if not rest and held.ended:
            return
        if not rest:
            held.fill(_PIECE)
            continue
        if rest[0] == "]":
            held.pass_to(held.at + 1)
            continue
        number, start = number + 1, held.line
        value, raw, fault = _value(held)
        yield Row(number, start, value, raw, fault)


def _end_of(pattern: re.Pattern[str], held: _Buffer) -> int:
    found = pattern.match(held.text, held.at)
    return found.end() if found else held.at


def _value(held: _Buffer) -> tuple[dict[str, Any] | None, str, str]:
    """Return the next object, what stood there, and why it is none; go on behind it."""
    size = max(_PIECE, len(held.text) - held.at)
    while True:
        try:
            value, end = _DECODER.raw_decode(held.text, held.at)
        except RecursionError:
            return None, _skip(held), "the JSON is nested too deep"
        except ValueError as fault:
            if held.ended or size > MAX_LINE or _is_sure(fault, len(held.text)):
                return None, _skip(held), f"it is no JSON ({str(fault)[:120]})"
            size *= 2
            held.fill(size)
        else:
            raw = held.text[held.at : min(end, held.at + 4000)]
            held.pass_to(end)
            if isinstance(value, dict):
                return value, raw, ""
            return None, raw, "it is no JSON object"


def _is_sure(fault: ValueError, length: int) -> bool:
    """Tell whether a fault stays one whatever follows: it stands well before the end."""
    if not isinstance(fault, json.JSONDecodeError):
        return True
    return fault.pos < length - 64 and not fault.msg.startswith("Unterminated")


def _skip(held: _Buffer) -> str:
    """Pass over what is no object, to where the next one seems to begin."""
    found = _NEXT.search(held.text, held.at + 1)
    end = found.end() if found else len(held.text)
    raw = held.text[held.at : min(end, held.at + 4000)]
    held.pass_to(end)
    return raw
