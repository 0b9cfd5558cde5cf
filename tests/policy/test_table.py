"""The page on the packs is that of the packs."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "policy_table.py"))["page"]
    assert (ROOT / "docs" / "policies.md").read_text("utf-8") == page()
