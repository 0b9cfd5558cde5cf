"""Checks on the sample screens and the truth that lies beside them.

Boxes are [x, y, width, height] in device pixels of the image, origin top left.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))
SUBJECTS = {"customer", "associate", "business", "unknown"}
REGION = "PURCHASE_HISTORY"
TEXT_TYPES = {
    "PERSON_NAME",
    "EMAIL",
    "PHONE",
    "POSTAL_ADDRESS",
    "PAYMENT_CARD",
    "CARD_EXPIRY",
    "CARD_CVV",
    "BANK_ACCOUNT",
    "NATIONAL_ID",
    "DATE_OF_BIRTH",
    "ORDER_ID",
    "LOYALTY_ID",
    "TRACKING_NUMBER",
    "USERNAME",
    "IP_ADDRESS",
    "CREDENTIAL",
    "GEO_LOCATION",
    "VEHICLE_PLATE",
}


def load(name: str) -> dict[str, Any]:
    """Read the truth of one screen."""
    truth: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return truth


def exposures(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the values of customers, or of nobody knows whom, that are shown unmasked."""
    return [item for item in truth["pii"] if item["subject"] in ("customer", "unknown") and not item["masked"]]


def inside(box: list[int], width: int, height: int) -> bool:
    """Tell whether a box has an area and lies in an image of this size (pixels)."""
    x, y, w, h = box
    return min(x, y) >= 0 and min(w, h) > 0 and x + w <= width and y + h <= height


def overlap(a: list[int], b: list[int]) -> bool:
    """Tell whether two boxes share a pixel."""
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def squeeze(text: str) -> str:
    """Drop all blanks."""
    return "".join(text.split())


def test_every_page_has_picture_and_truth() -> None:
    pages = {path.stem for path in (SAMPLES / "pages").glob("*.html")}
    assert {path.stem for path in SAMPLES.glob("*.png")} == set(NAMES) == pages


def test_readme_lists_every_screen() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        row = next(line for line in readme.splitlines() if line.startswith(f"| {name}.png |"))
        assert row.endswith(f"| {len(exposures(load(name)))} |"), row


@pytest.mark.parametrize("name", NAMES)
def test_sizes_match(name: str) -> None:
    truth = load(name)
    assert truth["image"] == f"{name}.png"
    assert truth["source"] == f"pages/{name}.html"
    with Image.open(SAMPLES / truth["image"]) as picture:
        assert picture.size == (truth["width"], truth["height"])
    assert (SAMPLES / truth["image"]).stat().st_size < 250_000


@pytest.mark.parametrize("name", NAMES)
def test_boxes_lie_in_the_image(name: str) -> None:
    truth = load(name)
    boxes = [line["box"] for line in truth["texts"]] + [box for item in truth["pii"] for box in item["boxes"]]
    assert [box for box in boxes if not inside(box, truth["width"], truth["height"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_items_are_well_formed(name: str) -> None:
    for item in load(name)["pii"]:
        assert item["type"] in TEXT_TYPES | {REGION}
        assert item["subject"] in SUBJECTS
        assert isinstance(item["masked"], bool)
        assert isinstance(item["labelled"], bool)
        assert len(item["boxes"]) == len(item["text"].split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_values_are_found_in_the_lines_under_them(name: str) -> None:
    truth = load(name)
    for item in truth["pii"]:
        if item["type"] == REGION:
            continue
        for part, box in zip(item["text"].split("\n"), item["boxes"], strict=True):
            under = [squeeze(line["text"]) for line in truth["texts"] if overlap(line["box"], box)]
            assert any(squeeze(part) in text for text in under), (part, under)


@pytest.mark.parametrize("name", NAMES)
def test_marked_values_are_marked_everywhere(name: str) -> None:
    truth = load(name)
    values = [item for item in truth["pii"] if item["type"] != REGION]
    for text in {item["text"] for item in values if len(squeeze(item["text"])) > 5}:
        shown = sum(squeeze(line["text"]).count(squeeze(text)) for line in truth["texts"])
        marked = sum(squeeze(item["text"]).count(squeeze(text)) for item in values)
        assert marked >= shown, text


def test_enough_screens_and_enough_without_exposure() -> None:
    clean = [name for name in NAMES if not exposures(load(name))]
    assert len(NAMES) >= 16
    assert len(clean) * 4 >= len(NAMES)


def test_one_screen_shows_customers_masked_only() -> None:
    counts = []
    for name in NAMES:
        truth = load(name)
        hidden = [item for item in truth["pii"] if item["subject"] == "customer" and item["masked"]]
        counts.append(len(hidden) if not exposures(truth) else 0)
    assert max(counts) >= 5


def test_every_type_occurs() -> None:
    shown = {item["type"] for name in NAMES for item in exposures(load(name))}
    assert shown >= TEXT_TYPES | {REGION}


def test_enough_dark_screens_and_languages() -> None:
    conditions = [condition for name in NAMES for condition in load(name)["conditions"]]
    assert conditions.count("dark") >= 3
    assert {"lang-de", "lang-fr", "lang-es"} <= set(conditions)
