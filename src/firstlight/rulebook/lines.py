"""YAML text of a rule pack: read with the safe C loader, and where in it a value stands."""

import re
from typing import Any

import yaml

from firstlight.model.errors import RulebookError


class Loader(yaml.CSafeLoader):
    """The safe C loader, with only `true` and `false` as truth values, as in YAML 1.2.

    YAML 1.1 reads `on:` as true and the country code `NO` as false.
    """


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)

Steps = tuple[str | int, ...]


def load_text(text: str, file: str) -> Any:
    """Return the data of a YAML text; RulebookError for bad YAML, an alias or a repeated key.

    Aliases are refused because they can make a small file expand without end.
    """
    try:
        for token in yaml.scan(text, Loader=Loader):
            if isinstance(token, yaml.AliasToken):
                _refuse("an alias (*) stands outside quotes", file, token.start_mark.line + 1)
        node = yaml.compose(text, Loader=Loader)
        _check_keys(node, file)
        return _data(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it is no YAML"
        _refuse(what, file, None if mark is None else mark.line + 1)


def _data(text: str) -> Any:
    loader = Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _refuse(what: str, file: str, line: int | None) -> Any:
    raise RulebookError(what, file=file, line=line, remedy="Mend the YAML there.") from None


def _check_keys(node: yaml.Node | None, file: str) -> None:
    """Refuse a key that stands twice in one mapping, at any depth."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                _refuse(f"the key '{key.value}' stands twice", file, key.start_mark.line + 1)
            seen.add(key.value)
            _check_keys(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _check_keys(value, file)


def line_of(text: str, steps: Steps) -> int | None:
    """Return the line (from 1) of the value that the steps lead to, or of its nearest parent.

    A key given last, as ("source", "colour"), finds the key itself; None for an empty text.
    """
    node = yaml.compose(text, Loader=Loader)
    if node is None:
        return None
    line = node.start_mark.line
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                break
            line, node = found[0][0].start_mark.line, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line
    return int(line) + 1
