"""What is painted over, and how."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from screenpii.redact import STYLES, Choice, Style, paint
from screenpii.redact.marks import counted, remains
from screenpii.redact.paint import DARK_RGB, LIGHT_RGB
from screenpii.types import SECRET, Box, Masking, Record, Verdict
from tests.redact.reds import VALUE, finding, red, screen

WHOLE = Box(0, 0, 120, 60)


def painted(image: Image.Image, *findings: Record, style: Style = "solid") -> np.ndarray:
    paint(image, list(Choice(style).marks(findings, Box(0, 0, *image.size))))
    return np.asarray(image)


def test_solid_leaves_one_colour_with_a_margin() -> None:
    pixels = painted(screen(VALUE), finding(VALUE))
    assert (pixels[8:22, 18:62] == DARK_RGB).all()
    assert (pixels[:7] == 255).all()
    assert not red(pixels).any()


@pytest.mark.parametrize(
    ("paper", "colour"), [((255, 255, 255), DARK_RGB), ((128, 128, 128), DARK_RGB), ((20, 20, 60), LIGHT_RGB)]
)
def test_the_colour_is_seen_on_its_ground(paper: tuple[int, int, int], colour: tuple[int, int, int]) -> None:
    assert tuple(painted(screen(VALUE, paper=paper), finding(VALUE))[15, 40]) == colour


def test_the_colour_tells_nothing_of_the_value() -> None:
    """Neither of what stood there nor of its type."""
    inside = [screen(VALUE), screen()]
    inside[1].paste((0, 0, 0), (18, 8, 62, 22))
    kinds = ("EMAIL", "CARD_CVV", "FACE")
    seen = {painted(image.copy(), finding(VALUE, kind=kind)).tobytes() for image in inside for kind in kinds}
    assert len(seen) == 1


@pytest.mark.parametrize("style", ["blur", "pixelate"])
def test_soft_styles_change_the_place_alone(style: Style) -> None:
    noise = Image.fromarray(np.random.default_rng(2).integers(0, 256, (60, 120, 3), np.uint8))
    before = np.array(noise)
    after = painted(noise, finding(VALUE), style=style)
    assert (after[:8] == before[:8]).all()
    assert (after[22:] == before[22:]).all()
    assert after[8:22, 18:62].std() < before[8:22, 18:62].std() / 2


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", sorted(SECRET))
def test_secrets_are_always_solid(style: Style, kind: str) -> None:
    pixels = painted(screen(VALUE), finding(VALUE, kind=kind), style=style)
    assert (pixels[8:22, 18:62] == DARK_RGB).all()


def test_a_soft_place_over_a_secret_does_not_spread_it() -> None:
    soft = Box(10, 6, 100, 30)
    results = set()
    for box in ((VALUE,), ()):
        results.add(painted(screen(*box), finding(VALUE, kind="CARD_CVV"), finding(soft), style="blur").tobytes())
    assert len(results) == 1


def test_purchases_are_painted_as_a_whole() -> None:
    rows = Box(10, 10, 50, 16), Box(70, 30, 100, 36)
    pixels = painted(screen(), finding(*rows, kind="PURCHASE_HISTORY"))
    assert (pixels[10:36, 10:100] == DARK_RGB).all()
    apart = painted(screen(), finding(*rows))
    assert (apart[20:26, 10:100] == 255).all()


@pytest.mark.parametrize("box", [Box(0, 0, 5, 5), Box(110, 55, 140, 80), Box(-9, -9, 3, 3), Box(200, 200, 220, 210)])
def test_boxes_at_the_edge_and_outside_do_no_harm(box: Box) -> None:
    assert painted(screen(), finding(box)).shape == (60, 120, 3)


def test_a_picture_painted_over_as_a_whole() -> None:
    assert (painted(screen(), finding(WHOLE)) == DARK_RGB).all()


@pytest.mark.parametrize(
    ("verdict", "everything", "taken"),
    [
        ("exposed", False, True),
        ("allowed", False, False),
        ("masked", False, False),
        ("accepted", False, False),
        ("allowed", True, True),
        ("masked", True, True),
        ("accepted", True, True),
    ],
)
def test_what_is_taken(verdict: Verdict, everything: bool, taken: bool) -> None:
    assert Choice(everything=everything).takes(finding(VALUE, verdict=verdict)) is taken


def test_masks_that_add_up_are_taken() -> None:
    choice = Choice(joined=frozenset({"PAYMENT_CARD"}))
    begins, ends = Masking("full", leading=6, trailing=4), Masking("full", trailing=4)
    assert choice.takes(finding(VALUE, kind="PAYMENT_CARD", verdict="masked", masking=begins))
    assert not choice.takes(finding(VALUE, kind="PAYMENT_CARD", verdict="masked", masking=ends))
    assert not choice.takes(finding(VALUE, kind="PHONE", verdict="masked", masking=begins))


def test_a_bar_is_nothing_that_remains() -> None:
    choice = Choice(everything=True)
    assert not choice.remains(finding(VALUE, verdict="masked", masking=Masking("full")))
    assert choice.remains(finding(VALUE, verdict="masked", masking=Masking("full", trailing=4)))
    assert choice.remains(finding(VALUE, verdict="allowed"))
    assert not Choice().remains(finding(VALUE, verdict="allowed"))


def test_what_is_told_is_masked() -> None:
    many = [finding(VALUE), finding(VALUE), finding(VALUE, kind="PHONE")]
    assert counted(many) == (("EMAIL", 2), ("PHONE", 1))
    assert remains(many) == ("EMAIL j•••@e•••.com", "PHONE j•••@e•••.com")
