"""Write docs/reference/ from the code: verbs, nouns, rulebook, engines. `make docs` runs it."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import click
import msgspec
import pyarrow as pa
import typer

import firstlight
from firstlight.cli.main import app
from firstlight.rulebook.load import load_rulebook

OUT = Path(__file__).parent / "reference"
FLOORS = ("model", "guard", "rulebook", "engine", "ingest", "detect", "money", "trends", "rights",
          "simulate", "store", "runs", "casework", "sharing", "worker")  # fmt: skip
NOTE = "<!-- Made by `make docs` from the code; do not edit. -->\n\n"


def verbs() -> str:
    """Return the page of the command line."""
    group = typer.main.get_command(app)
    status = "0 is success, 1 a fault of the input, 2 wrong usage"
    pages = [f"# Verbs\n\nEvery verb takes `--help`; {status}.\n"]
    return "\n".join(pages + _verbs(group, "firstlight"))


def _verbs(command: Any, name: str) -> list[str]:
    if hasattr(command, "commands"):
        return [
            page
            for verb in command.list_commands(click.Context(command))
            for page in _verbs(command.commands[verb], f"{name} {verb}")
        ]
    rows = [f"## {name}\n\n{inspect.cleandoc(command.help or '')}\n"]
    with click.Context(command) as context:
        for param in command.params:
            record = param.get_help_record(context)
            if record is None and param.param_type_name == "argument":
                record = param.human_readable_name, getattr(param, "help", "") or ""
            if record is not None and param.name != "help":
                rows.append(f"- `{record[0]}` {record[1]}")
    return [*rows, ""]


def nouns() -> str:
    """Return the page of the model: structs with their fields, tables with their columns."""
    pages = ["# Nouns\n"]
    for module in _modules("model"):
        pages.append(f"## {module.__name__}\n\n{inspect.getdoc(module)}\n")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, pa.Schema):
                pages.append(f"### {name} (table)\n")
                pages += [f"- `{field.name}`: {field.type}" for field in value]
                pages.append("")
            elif _own(value, module) and issubclass(value, msgspec.Struct):
                pages.append(f"### {name}\n\n{inspect.getdoc(value)}\n")
                fields = msgspec.structs.fields(value)
                pages += [f"- `{field.name}`: {_type(field.type)}" for field in fields]
                pages.append("")
    return "\n".join(pages)


def indicators() -> str:
    """Return the page of the rulebook's indicators."""
    rows = [
        "# Indicators\n",
        "Weights are decibans (10 log10 of the likelihood ratio); below zero: a counter-signal.\n",
        "| code | what it says | weight | basis | source | languages |",
        "|---|---|---|---|---|---|",
    ]
    for one in load_rulebook().indicators.values():
        source = f"{one.source.author}, {one.source.instrument} ({one.source.year})"
        spoken = " ".join(sorted(one.phrases)) or "computed"
        rows.append(
            f"| `{one.code}` | {one.sentence} | {one.weight:g} | {one.basis.kind}: "
            f"{one.basis.note} | {source} | {spoken} |"
        )
    return "\n".join(rows) + "\n"


def engines(package: str) -> str:
    """Return the page of a package: its modules' public functions and classes."""
    base = import_module(f"firstlight.{package}")
    pages = [f"# firstlight.{package}\n\n{inspect.getdoc(base) or ''}\n"]
    for module in _modules(package):
        public = [
            (name, value)
            for name, value in vars(module).items()
            if not name.startswith("_")
            and (inspect.isfunction(value) or inspect.isclass(value))
            and value.__module__ == module.__name__
        ]
        if public:
            first = (inspect.getdoc(module) or "").split("\n\n")[0]
            pages.append(f"## {module.__name__.removeprefix('firstlight.')}\n\n{first}\n")
            pages += [_entry(name, value) for name, value in public]
    return "\n".join(pages)


def _entry(name: str, value: Any) -> str:
    shape = f"{name}{_signature(value)}" if inspect.isfunction(value) else f"class {name}"
    return f"`{shape}`\n\n{_quoted(inspect.getdoc(value) or '')}\n"


def _signature(function: Any) -> str:
    return re.sub(
        r"<(?:object object|function <lambda>) at 0x[0-9a-f]+>|PosixPath\('[^']*'\)",
        "…",
        str(inspect.signature(function)),
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _own(value: Any, module: ModuleType) -> bool:
    return inspect.isclass(value) and value.__module__ == module.__name__


def _type(shape: Any) -> str:
    return getattr(shape, "__name__", str(shape)).replace("|", "or")


def _modules(package: str) -> list[ModuleType]:
    base = import_module(f"firstlight.{package}")
    names = [found.name for found in walk_packages(base.__path__, f"{base.__name__}.")]
    return [import_module(name) for name in sorted(names) if ".migrations." not in name]


def main() -> None:
    """Write the pages and their index."""
    held = Path(firstlight.__file__).parent
    packages = [name for name in FLOORS if (held / name / "__init__.py").exists()]
    pages = {"verbs": verbs(), "nouns": nouns(), "indicators": indicators()}
    pages |= {name: engines(name) for name in packages if name != "model"}
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.md"):
        old.unlink()
    for name, text in pages.items():
        lines = "\n".join(line.rstrip() for line in text.splitlines())
        (OUT / f"{name}.md").write_text(NOTE + lines + "\n", encoding="utf-8")
    links = "\n".join(f"- [{name}]({name}.md)" for name in pages)
    (OUT / "README.md").write_text(f"{NOTE}# Reference\n\n{links}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
