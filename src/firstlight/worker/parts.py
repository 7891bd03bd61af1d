"""Parts of a country as readers find them: names that can be read, and where a part lies."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from firstlight.rulebook.law import Rule
from firstlight.worker.content import load_content


class Part(NamedTuple):
    """A part of a country: key, name, and the larger part that it lies in (empty: none)."""

    key: str
    name: str
    group: str


def part_names(official: Mapping[str, str]) -> dict[str, str]:
    """Return the names of parts by code: in Latin letters, then the official script.

    `official` has the names of the law records, by code of a part or a zone.
    """
    latin = load_content().parts
    names = {code: name for code, name in latin.items() if code not in official}
    for code, name in official.items():
        read = latin.get(code)
        names[code] = name if read in {None, name} else f"{read} · {name}"
    return names


def parts_of(rule: Rule, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts of a country that a rule is for; none: the whole country."""
    code = rule.jurisdiction
    zones = rule.scope.get("zone", "")
    if zones and not zones.startswith("!"):
        return tuple(_zone(code, zone, names) for zone in zones.split("|"))
    return (Part(code, _name(code, names), _group(code, names)),) if "-" in code else ()


def with_groups(parts: Iterable[Part], names: Mapping[str, str]) -> dict[str, Part]:
    """Return parts by key; a part that holds others of them stands first among these."""
    found = {part.key: part for part in parts}
    groups = {part.group for part in found.values()}
    return {
        key: part._replace(group=name)
        if not part.group and (name := _name(key, names)) in groups
        else part
        for key, part in found.items()
    }


def _zone(code: str, zone: str, names: Mapping[str, str]) -> Part:
    name = _name(zone, names)
    inside = _name(code, names) if "-" in code else ""
    shown = name if not inside or inside.split(" (")[0] in name else f"{inside}: {name}"
    return Part(f"{code}/{zone}", shown, "")


def _name(code: str, names: Mapping[str, str]) -> str:
    return names.get(code, code.replace("_", " "))


def _group(code: str, names: Mapping[str, str]) -> str:
    above = code.rpartition("-")[0]
    return _name(above, names) if "-" in above else ""
