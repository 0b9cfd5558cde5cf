"""The blocks of code in docs/qa.md, by their section."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

QA = (Path(__file__).parents[2] / "docs/qa.md").read_text("utf-8")


def section(heading: str) -> str:
    """The text of one section."""
    return re.split(rf"^## {re.escape(heading)}\n", QA, flags=re.MULTILINE)[1].split("\n## ", 1)[0]


def block(heading: str) -> str:
    """The first block of code in a section."""
    found = re.search(r"^ {4}.*(?:\n+ {4}.*)*", section(heading), flags=re.MULTILINE)
    assert found, heading
    return textwrap.dedent(found[0])
