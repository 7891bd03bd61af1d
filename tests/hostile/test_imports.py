"""Threats 9 and 10: nothing that runs code hidden in data, and no YAML loader but the safe one."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORBIDDEN = {"pickle", "cPickle", "_pickle", "joblib", "shelve", "dill", "cloudpickle", "marshal"}
SOURCES = [path for part in ("src", "bench", "fuzz") for path in (ROOT / part).rglob("*.py")]


def _imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for one in found for name in (one, one.partition(".")[0], one.rpartition(".")[2])}


def _unsafe_yaml(tree: ast.AST) -> list[int]:
    """Return the lines of calls of yaml.load without the safe C loader, or of its unsafe kin."""
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, name = node.func.value, node.func.attr
        if not isinstance(owner, ast.Name) or owner.id != "yaml":
            continue
        loaders = {ast.unparse(word.value) for word in node.keywords if word.arg == "Loader"}
        unsafe = name in {"unsafe_load", "full_load", "unsafe_load_all", "full_load_all"}
        if unsafe or (name in {"load", "load_all"} and loaders != {"yaml.CSafeLoader"}):
            lines.append(node.lineno)
    return lines


def test_sources_are_found():
    assert len(SOURCES) > 100


def test_no_source_imports_what_runs_code_hidden_in_data():
    found = {
        str(path): bad
        for path in SOURCES
        if (bad := _imports(ast.parse(path.read_text(encoding="utf-8"))) & FORBIDDEN)
    }
    assert found == {}


def test_no_source_loads_yaml_but_safely():
    found = {
        str(path): bad
        for path in SOURCES
        if (bad := _unsafe_yaml(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_the_tests_see_what_they_look_for():
    assert _imports(ast.parse("from sklearn.externals import joblib")) & FORBIDDEN
    assert _imports(ast.parse("import pickle as p")) & FORBIDDEN
    assert _unsafe_yaml(ast.parse("yaml.load(x)")) == [1]
    assert _unsafe_yaml(ast.parse("yaml.load(x, Loader=yaml.Loader)")) == [1]
    assert _unsafe_yaml(ast.parse("yaml.load(x, Loader=yaml.CSafeLoader)")) == []


def test_eval_and_exec_are_not_called():
    found = [
        (str(path), node.lineno)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert found == []
