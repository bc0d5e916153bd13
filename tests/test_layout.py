"""The house rules that no tool knows: budgets, docstrings of tests, where things may stand, what is declared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 300
MOST_FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
OPTIONAL = {"trafilatura", "warcio", "tantivy"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


SOURCES = sources("search", "api")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short() -> None:
    """A file has one subject and at most 300 lines."""
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_functions_are_short() -> None:
    """A function does one thing, in at most 50 lines."""
    lengths = {
        f"{name_of(path)}: {f.name}": (f.end_lineno or f.lineno) - f.lineno + 1
        for path in SOURCES
        for f in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > MOST_FUNCTION_LINES} == {}


def test_files_are_named_after_their_subject() -> None:
    """No file is a drawer."""
    assert [name_of(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_modules_say_what_they_are_for() -> None:
    """Every module with code begins by saying what it is for."""
    trees = {name_of(path): tree_of(path) for path in SOURCES}
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_no_globals_that_change() -> None:
    """Nothing at module level changes: no `global`, and no empty list or dict waiting to be filled."""
    assert [f"{name_of(path)}: {text}" for path in SOURCES for text in changing_globals(tree_of(path))] == []


def changing_globals(tree: ast.Module) -> Iterator[str]:
    yield from (ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Global))
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if (isinstance(value, ast.List) and not value.elts) or (isinstance(value, ast.Dict) and not value.keys):
            yield ast.unparse(node)


def test_every_test_says_what_it_shows() -> None:
    """Every test has a docstring."""
    silent = [
        f"{name_of(path)}: {f.name}"
        for path in sources("tests")
        for f in functions(path)
        if f.name.startswith("test_") and not ast.get_docstring(f)
    ]
    assert silent == []


def test_no_packages_under_tests() -> None:
    """An `__init__.py` under tests would make `tests/search` shadow `search`."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


def test_whoosh_stays_behind_its_engine() -> None:
    """Only the Whoosh engine (and what measures against Whoosh) imports whoosh."""
    users = [name_of(path) for path in SOURCES if "whoosh" in imported(path)]
    allowed = ("search/engines/whoosh_engine/", "search/evaluation/")
    assert [user for user in users if not user.startswith(allowed)] == []


def test_imports_are_declared() -> None:
    """What search and api import is declared in setup.py, and what is declared is imported."""
    ours = {"search", "api"}
    typing_only = {"_typeshed"}
    found = {name for path in SOURCES for name in imported(path)}
    third_party = found - set(sys.stdlib_module_names) - ours - typing_only
    owners = packages_distributions()
    needed = {re.sub(r"[-_.]+", "-", owners[name][0]).lower() for name in third_party}
    declared = declared_in_setup()
    assert needed - declared == set()
    assert declared - needed - {"tzdata", "gunicorn"} - OPTIONAL == set()


def declared_in_setup() -> set[str]:
    """The names in RUN, HTML and BENCH."""
    lists = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree_of(ROOT / "setup.py").body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.List)
    }
    ranges = [*lists["RUN"], *lists["HTML"], *lists["BENCH"]]
    return {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", text)[0]).lower() for text in ranges}


def test_data_files_are_packaged() -> None:
    """Every tracked file of the packages that is not Python matches a pattern of package_data."""
    tracked = subprocess.run(
        ["git", "ls-files", "search", "api"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    setup = (ROOT / "setup.py").read_text("utf-8")
    data = next(
        ast.literal_eval(keyword.value)
        for node in ast.walk(ast.parse(setup))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "package_data"
    )
    packaged = {
        path.relative_to(ROOT).as_posix()
        for package, patterns in data.items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
        if path.is_file()
    }
    missing = [name for name in tracked.stdout.split() if not name.endswith(".py") and name not in packaged]
    assert missing == []


def test_no_metadata_in_pyproject() -> None:
    """A [project] table would silently drop the metadata of setup.py."""
    assert "\n[project]" not in (ROOT / "pyproject.toml").read_text("utf-8")
