"""Where in a YAML text a value stands: line lookup for the loader's errors."""

import yaml


def line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """Return the line (from 1) of the value at a path, or of its nearest parent; None if unread.

    A key given last, as ("source", "colour"), finds the key itself.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return None
    line = node.start_mark.line
    for step in path:
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
        else:
            break
    return int(line) + 1
