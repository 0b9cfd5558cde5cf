"""The screens that are set aside to measure with are none that the model learns from."""

from __future__ import annotations

from pathlib import Path

from models.generator.drawn import sheets

ASIDE = Path(__file__).parents[2] / "models/aside"


def test_no_screen_set_aside_is_learned_from() -> None:
    aside = {page.stem for page in ASIDE.glob("*.html")}
    learned = {page.stem for page in ASIDE.parent.glob("generator/drawn/pages/*.html")}
    assert len(aside) == 100
    assert aside & (learned | set(sheets())) == set()
    assert all('data-pii="' in page.read_text("utf-8") for page in ASIDE.glob("*.html"))
