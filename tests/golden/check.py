"""Drawn pages beside what is expected of them."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from tests.golden.drawing import Drawing, drawing
from tests.golden.told import told, written

PAGES = Path(__file__).parent / "pages"


def names() -> list[str]:
    """The names of all drawn pages."""
    return sorted(path.stem for path in PAGES.glob("*.txt"))


def drawn(name: str) -> Drawing:
    """The drawing of that name."""
    return drawing((PAGES / f"{name}.txt").read_text("utf-8"))


def expected_of(name: str) -> Path:
    """The file of what is expected."""
    return PAGES / f"{name}.expected.json"


def now(name: str) -> str:
    """What is thought of a page now."""
    shown = drawn(name)
    return written(told(shown.arranged, shown.page))


def difference(name: str) -> str:
    """What has changed against the expected file, as a unified diff; empty if nothing."""
    path = expected_of(name)
    before = path.read_text("utf-8") if path.exists() else ""
    lines = unified_diff(before.splitlines(), now(name).splitlines(), path.name, "now", lineterm="", n=1)
    return "\n".join(lines)
