"""Where the trained model lies: inside the package in a wheel, in `models/` in a checkout."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGED = Path(__file__).parent / "models"
CHECKOUT = Path(__file__).parents[2] / "models"
TAGGER, SCORER = "tagger", "scorer.json"


def trained(name: str) -> Path:
    """The file or folder of one part of the model."""
    return (PACKAGED if PACKAGED.exists() else CHECKOUT) / name


@cache
def model_name() -> str:
    """The model's name for reports: it changes whenever a byte of the model does."""
    digest = hashlib.sha256()
    for part in (trained(SCORER), *sorted(p for p in trained(TAGGER).rglob("*") if p.is_file())):
        digest.update(part.read_bytes())
    return f"screens/{digest.hexdigest()[:12]}"
