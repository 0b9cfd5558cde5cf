"""The pages under docs/: their sections and blocks of code."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def section(page: str, heading: str = "") -> str:
    """The text of one section of a page, or of the whole page."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    return (
        re.split(rf"^## {re.escape(heading)}\n", text, flags=re.MULTILINE)[1].split("\n## ", 1)[0] if heading else text
    )


def block(page: str, heading: str = "") -> str:
    """The first block of code in a section of a page, or on the whole page."""
    found = re.search(r"^```\w*\n(.*?)\n```$", section(page, heading), flags=re.MULTILINE | re.DOTALL)
    assert found, (page, heading)
    return found[1]


def rows(page: str, heading: str = "") -> list[list[str]]:
    """The cells of the first table in a section of a page, or on the whole page, without its head."""
    lines = re.search(r"(?:^\|.*\n)+", section(page, heading) + "\n", flags=re.MULTILINE)
    assert lines, (page, heading)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[0].splitlines()[2:]]
