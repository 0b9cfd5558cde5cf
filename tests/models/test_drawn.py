"""Drawn screens: read whole, varied with their truth, other people on them."""

from __future__ import annotations

import pytest

from models.generator import families, screens
from models.generator.drawn import FOLDS, fold, sheets

NAMES = sorted(sheets())


def test_every_value_is_found_in_its_lines() -> None:
    for sheet in sheets().values():
        placed = {(part.item, part.line) for line in sheet.lines for part in line.parts}
        wanted = {(k, n) for k, item in enumerate(sheet.items) for n in range(len(item.boxes))}
        assert len(placed) >= 0.97 * len(wanted), sheet.name


def test_other_people_stand_on_a_variant() -> None:
    (screen,) = screens(3, 1, only=frozenset([f"drawn/{NAMES[0]}"]), noisy=False)
    before = {item.text for item in sheets()[NAMES[0]].items if item.type in ("PERSON_NAME", "EMAIL", "PHONE")}
    after = {item.text for item in screen.truth}
    assert len(before & after) <= 0.2 * len(before)


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_is_true(name: str) -> None:
    for screen in screens(4, 3, only=frozenset([f"drawn/{name}"]), noisy=False):
        said = "\n".join(line.text for line in screen.lines)
        for item in screen.truth:
            if item.type != "PURCHASE_HISTORY":
                assert all(part.strip() in said for part in item.text.split("\n"))
            assert all(0 <= b.left < b.right and 0 <= b.top < b.bottom for b in item.boxes)


def test_a_screen_can_be_left_out() -> None:
    assert f"drawn/{NAMES[0]}" in families()
    without = frozenset([f"drawn/{NAMES[0]}"])
    assert not any(without & screen.families for screen in screens(5, 200, without=without))


def test_the_parts_hold_all_drawn_screens_once() -> None:
    parts = [fold(number) for number in range(1, FOLDS + 1)]
    assert sorted(name for part in parts for name in part) == NAMES
    assert all(len(NAMES) / FOLDS / 2 < len(part) < 2 * len(NAMES) / FOLDS for part in parts)


def test_a_screen_is_of_a_part_by_its_name_alone() -> None:
    assert [min(fold(k)) for k in range(1, FOLDS + 1)] == ["callcenter-de", "audit", "account-orchard", "agent-desktop"]
