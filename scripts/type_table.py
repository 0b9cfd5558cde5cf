"""Write docs/types.md from the detectors' docstrings: python scripts/type_table.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from screenpii.entities import Detector, entities

TARGET = Path(__file__).parent.parent / "docs" / "types.md"
LEADS = re.compile(r"\n+(What it finds|Why it matters|Source):")
HEAD = """# Entity types

Made by `python scripts/type_table.py` from the detectors in `scanner/screenpii/entities/`; a test compares them.
`screenpii types` prints this list, `screenpii types EMAIL` one entry. All types are looked for by default;
`--types EMAIL` looks for one. Repeat it for more.

| Type | What it is |
| --- | --- |"""


def page() -> str:
    """The whole page."""
    known = entities.load().values()
    return "\n".join([HEAD, *map(_row, known), "", *(line for one in known for line in _section(one))])


def _parts(detector: Detector) -> tuple[str, str]:
    """What the type is, and the rest of its page."""
    first, _, rest = detector.page.partition("\n")
    return first.removeprefix(f"{detector.name}:").strip().removesuffix("."), rest


def _row(detector: Detector) -> str:
    link = f"[`{detector.name}`](#{detector.name.lower()})"
    return f"| {link} | {_parts(detector)[0]} |"


def _section(detector: Detector) -> Iterator[str]:
    what, rest = _parts(detector)
    yield f"## `{detector.name}`\n"
    yield f"{what[0].upper()}{what[1:]}.\n"
    yield LEADS.sub(r"\n\n**\1:**", f"\n{rest.strip()}").strip("\n") + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
