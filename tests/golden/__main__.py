"""Writes the golden pages anew: `python -m tests.golden [NAME ...]` prints what changes; read it before you commit."""

from __future__ import annotations

import sys

from tests.golden.check import PAGES, difference, expected_of, names, now

if __name__ == "__main__":
    for name in sys.argv[1:] or names():
        changed = difference(name)
        if changed:
            expected_of(name).write_text(now(name), "utf-8")
            print(changed)
    for lost in PAGES.glob("*.expected.json"):
        if not lost.with_name(lost.name.replace(".expected.json", ".txt")).exists():
            print(f"{lost.name} has no drawing")
