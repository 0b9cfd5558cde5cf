"""Imports point down only: the order of the rooms, read from the source."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "scanner" / "screenpii"
FLOORS = [
    {"cli", "review", "pytest_plugin"},
    {"watch", "library"},
    {"scanning"},
    {"runners"},
    {"assembly"},
    {"explaining"},
    {"pipeline", "fold"},
    {"sources", "ocr", "layout", "entities", "tagger", "scorer", "policy", "baseline", "reports"}
    | {"annotate", "redact", "evidence", "wireframe"},
    {"screens", "selectors"},
    {"context"},
    {"lexicon", "faces", "codes", "payloads", "imaging"},
    {"networks", "graphs"},
    {"surroundings"},
    {"config", "registry", "strips", "strictyaml", "trained", "keys", "files", "pixels", "addresses", "scratch"}
    | {"wrapped", "contrast"},
    {"userfiles", "spool", "sinks"},
    {"errors", "summary"},
    {"types"},
    {"page"},
    {"elements"},
    {"box"},
]
FLOOR = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}


def imports(path: Path) -> set[str]:
    """The rooms that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("screenpii."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("screenpii.")}
    return found


def test_imports_point_down() -> None:
    wrong = []
    for path in ROOT.rglob("*.py"):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        wrong += [
            f"{path.relative_to(ROOT)} imports {other}"
            for other in imports(path)
            if other != room and FLOOR[other] <= FLOOR[room]
        ]
    assert wrong == []


def test_files_and_functions_fit_on_a_screen() -> None:
    for path in ROOT.rglob("*.py"):
        source = path.read_text("utf-8")
        assert source.count("\n") <= 300, path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1 if ast.get_docstring(node) and len(node.body) > 1 else 0].lineno
                assert (node.end_lineno or 0) - first < 40, f"{path}: {node.name}"
