"""The web knows the engine by its front door only."""

from __future__ import annotations

import ast
from pathlib import Path

import search


def test_only_the_front_door_is_imported(root: Path) -> None:
    """No module of `api` imports a module inside `search`, and what it imports is offered."""
    for path in (root / "api").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not [alias.name for alias in node.names if alias.name.startswith("search.")], path
            if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "search":
                assert node.module == "search", path
                assert {alias.name for alias in node.names} <= set(search.__all__), path
