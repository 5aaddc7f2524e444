"""The layers hold: a module imports only from layers below it, only the command line prints, few modules open files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "tracker"
LAYERS = [["language", "patterns", "beside"], ["errors"], ["numbering", "naming"], ["model"], ["finding"], ["citations"], ["reading"],
          ["compare"], ["amend"], ["timeline"], ["codec"], ["store", "export"], ["cli"]]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
ENGINES = {"compare", "amend", "timeline"}
SAYS_NOTHING = {"utils", "helpers", "common", "base", "misc", "manager"}
MODULES = sorted(ROOT.rglob("*.py"))


def layer(path: Path) -> str | None:
    name = path.relative_to(ROOT).parts[0].removesuffix(".py")
    return None if name in ("__init__", "__main__") else name


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "tracker":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("tracker.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_only_from_layers_below(path: Path) -> None:
    own = layer(path)
    if own is None:
        return
    for name in imported(path) - {own}:
        assert RANK[name] < RANK[own], f"{path.name} ({own}) imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_command_line_prints_and_names_say_something(path: Path) -> None:
    assert path.stem not in SAYS_NOTHING
    calls = {node.func.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    if layer(path) != "cli":
        assert "print" not in calls
    if layer(path) not in ("cli", "store", "reading"):
        assert "open" not in calls


def test_a_broken_layer_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "x.py"
    module.write_text("from tracker import cli\nimport tracker.store.folder\nfrom tracker.amend.parse import parse\n")
    assert imported(module) == {"cli", "store", "amend"}
