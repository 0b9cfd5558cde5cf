"""The generator of screens: its truth is true, its layouts are sane and many."""

from __future__ import annotations

from itertools import combinations

import pytest

from models.generator import FAMILIES, Screen, Truth, screens
from screenpii.types import Box

NAMES = sorted(FAMILIES)
SUBJECTS = {"customer", "associate", "business", "unknown"}


def clean(seed: int, count: int, *only: str) -> list[Screen]:
    return list(screens(seed, count, only=frozenset(only), noisy=False))


def text_in(screen: Screen, box: Box) -> str:
    """The characters of the one line that holds the box, between its left and right."""
    lines = [line for line in screen.lines if line.box.overlap(box) >= 0.95 * box.area]
    assert len(lines) == 1, (box, [line.text for line in lines])
    chars = lines[0].chars
    inside = [k for k, c in enumerate(chars) if c.box and box.left <= c.box.left and c.box.right <= box.right]
    return "".join(c.text for c in chars[inside[0] : inside[-1] + 1])


def is_true(screen: Screen, item: Truth) -> None:
    for box in item.boxes:
        assert 0 <= box.left < box.right <= screen.width
        assert 0 <= box.top < box.bottom <= screen.height
    if item.type != "PURCHASE_HISTORY":
        assert item.text == "\n".join(text_in(screen, box) for box in item.boxes)


def test_same_seed_same_screens() -> None:
    assert list(screens(5, 12)) == list(screens(5, 12))
    assert list(screens(5, 12)) != list(screens(6, 12))


@pytest.mark.parametrize("name", NAMES)
def test_every_family_alone(name: str) -> None:
    made = clean(3, 8, name)
    assert all(screen.families == {name} for screen in made)
    assert any(len(screen.lines) > 3 for screen in made)


@pytest.mark.parametrize("name", NAMES)
def test_truth_stands_on_the_screen(name: str) -> None:
    for screen in clean(4, 12, name):
        for item in screen.truth:
            assert item.subject in SUBJECTS
            is_true(screen, item)


@pytest.mark.parametrize("name", NAMES)
def test_layouts_of_a_family_differ(name: str) -> None:
    outlines = {
        tuple((line.box.left * 20 // screen.width, line.box.top * 20 // screen.height) for line in screen.lines)
        for screen in clean(11, 30 if name == "bars" else 10, name)  # bars without a page between are often empty
    }
    assert len(outlines) >= 8


def test_without_leaves_out() -> None:
    left_out = frozenset(NAMES[::3])
    seen = {name for screen in screens(1, 150, without=left_out) for name in screen.families}
    assert seen
    assert not seen & left_out


def test_unknown_family_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such families: cardd"):
        next(screens(1, 1, without=frozenset(["cardd"])))


def test_lines_do_not_lie_over_one_another() -> None:
    for screen in clean(2, 60):
        for one, other in combinations([line.box for line in screen.lines], 2):
            assert one.overlap(other) <= 0.15 * min(one.area, other.area), (one, other)


def test_all_families_come() -> None:
    seen = {name for screen in screens(7, 350) for name in screen.families if "/" not in name}
    assert seen == {*NAMES, "drawn"}


def test_many_screens_are_about_no_customer() -> None:
    made = list(screens(8, 250))
    none = sum(not any(t.subject == "customer" for t in screen.truth) for screen in made)
    assert 0.2 < none / len(made) < 0.45


def test_noise_keeps_boxes_within_the_frame() -> None:
    """An icon may reach over the foot by some pixels; what is cut at an edge by a part of its line."""
    for screen in screens(9, 80):
        for line in screen.lines:
            assert 0 < line.confidence <= 1
            over = line.box.height / 4 if len(line.chars) == 1 or "drawn" in screen.families else 0
            assert line.box.right <= screen.width + over
            assert line.box.bottom <= screen.height + over
        for item in screen.truth:
            whole = Box(0, 0, screen.width, screen.height)
            least = 0.7 if "drawn" in screen.families else 1.0
            assert all(whole.overlap(box) >= least * box.area for box in item.boxes)
