"""What is drawn on a picture, and what is left as it was."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from screenpii.annotate import legend as legends
from screenpii.annotate.draw import draw
from screenpii.annotate.legend import keys
from screenpii.annotate.pen import FIELD_RGB, PAPER_RGB, TABLE_RGB, edge, scale_of, size
from screenpii.annotate.tags import SEVERITY_RGB, VERDICT_RGB, columns, tags
from screenpii.types import Box, Page, Record, Severity, Verdict
from tests.annotate.screens import GREY, empty, finding, page_with_findings

FORM = """
  Customer:  Jane Doe      Card number:  4242 4242 4242 4242
  E-mail:    jane.doe@example.com
  Phone:     (415) 555-0119

  Order no.     Customer        E-mail
  1001-22871    Ingrid Palmer   ingrid@example.com
  1001-22872    Amy Lindqvist   amy@example.com
  1001-22873    Tom Becker      tom@example.com

  Each value stands apart from all edges of the picture, this line is the longest.
"""


def drawn(page: Page, findings: list[Record]) -> NDArray[np.uint8]:
    return np.asarray(draw(page, findings))


def part(pixels: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    return pixels[box.top : box.bottom, box.left : box.right]


def count(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> int:
    return int((pixels == colour).all(axis=2).sum())


def test_values_stay_as_they_are() -> None:
    page, findings = page_with_findings(FORM)
    pixels = drawn(page, findings)
    assert {f.type for f in findings} >= {"EMAIL", "PHONE", "PAYMENT_CARD", "PERSON_NAME"}
    for box in (box for f in findings for box in f.boxes):
        assert (part(pixels, box) == part(page.frame.pixels, box)).all()


def test_findings_fields_and_tables_are_drawn() -> None:
    page, findings = page_with_findings(FORM)
    assert page.tables
    assert page.fields
    pixels = drawn(page, findings)[: page.frame.height]
    assert all(
        count(pixels, colour) for colour in (FIELD_RGB, TABLE_RGB, SEVERITY_RGB["critical"], SEVERITY_RGB["medium"])
    )
    assert not any(count(pixels, colour) for colour in VERDICT_RGB.values())


def test_the_picture_stands_at_the_top_left_above_the_legend() -> None:
    image = draw(empty(300, 200), [])
    pixels = np.asarray(image)
    assert image.width == 300
    assert (pixels[:200] == GREY).all()
    assert count(pixels[200:], PAPER_RGB)
    assert image.info == {}


@pytest.mark.parametrize("verdict", ["exposed", "masked", "allowed", "accepted"])
@pytest.mark.parametrize("severity", list(SEVERITY_RGB))
def test_the_outline_tells_verdict_and_severity(verdict: Verdict, severity: Severity) -> None:
    page = empty(400, 100)
    pixels = drawn(page, [finding((100, 40, 200, 60), verdict=verdict, severity=severity)])
    colour = SEVERITY_RGB[severity] if verdict == "exposed" else VERDICT_RGB[verdict]
    assert tuple(pixels[50, 97]) == tuple(pixels[50, 202]) == tuple(pixels[62, 150]) == colour
    assert (pixels[40:60, 100:200] == GREY).all()
    assert tuple(pixels[50, 80]) == (GREY, GREY, GREY)


def test_tags_name_types_and_hide_no_value_and_no_other_tag() -> None:
    page, findings = page_with_findings(FORM)
    placed = tags(page, findings, scale_of(page))
    assert {tag.text for tag in placed} >= {"PAYMENT_CARD", "PHONE", "EMAIL", "EMAIL x3"}
    places = [tag.place for tag in placed if tag.place]
    values = [box for f in findings for box in f.boxes]
    assert len(places) == len(placed)
    assert not any(place.overlap(value) for place in places for value in values)
    assert not any(one.overlap(other) for one, other in combinations(places, 2))
    assert all(place == place.grown(0, page.frame.box) for place in places)


@pytest.mark.parametrize(
    "box",
    [
        (0, 0, 20, 10),
        (380, 90, 400, 100),
        (380, 0, 400, 10),
        (0, 90, 20, 100),
        (200, 50, 201, 51),
        (200, 50, 200, 50),
        (0, 40, 400, 60),
    ],
)
def test_a_tag_stays_in_the_picture_beside_its_value(box: tuple[int, int, int, int]) -> None:
    page = empty(400, 100)
    (tag,) = tags(page, [finding(box)], 13)
    assert tag.place
    assert tag.place == tag.place.grown(0, page.frame.box)
    assert not tag.place.overlap(Box(*box))
    near = Box(*box).grown(1 + edge(13) + size("EMAIL", 13)[1], page.frame.box)
    assert tag.place.overlap(near)
    assert count(drawn(page, [finding(box)]), SEVERITY_RGB["medium"]) > 100


@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 200), (200, 3), (40, 40)])
def test_a_tag_without_room_is_in_the_legend(width: int, height: int) -> None:
    page, found = empty(width, height), [finding((0, 0, width, height))]
    (tag,) = tags(page, found, scale_of(page))
    assert tag.place is None
    assert [key.text for key in keys(page, found, [tag])] == ["medium: 1 exposed", "no room for:", "EMAIL"]
    image = draw(page, found)
    assert image.width >= width
    assert image.height > height
    assert image.getpixel((0, 0)) == SEVERITY_RGB["medium"]


def test_a_huge_value_keeps_its_inside() -> None:
    pixels = drawn(empty(2000, 1000), [finding((0, 0, 2000, 1000), kind="CODE_PAYLOAD")])
    assert (pixels[4:996, 4:1996] == GREY).all()


def test_boxes_outside_the_picture_do_no_harm() -> None:
    draw(empty(50, 50), [finding((60, 60, 90, 70)), finding((-20, -20, -5, -5)), finding((40, 40, 90, 90))])


def test_equal_findings_under_one_another_share_a_tag() -> None:
    upper, lower, apart = finding((50, 20, 90, 30)), finding((51, 40, 80, 50)), finding((50, 200, 90, 210))
    other = finding((50, 60, 90, 70), verdict="allowed")
    beside = finding((120, 40, 160, 50))
    found = [other, lower, upper, apart, beside]
    assert columns(found, 13) == [[upper, lower], [beside], [other], [apart]]
    assert [tag.text for tag in tags(empty(400, 300), found, 13)] == ["EMAIL x2", "EMAIL", "EMAIL", "EMAIL allowed"]


def test_the_worst_finding_has_the_first_choice() -> None:
    page = empty(400, 45)
    low = finding((100, 20, 140, 28), kind="ORDER_ID", severity="low")
    critical = finding((150, 20, 190, 28), kind="PAYMENT_CARD", severity="critical")
    assert [tag.text for tag in tags(page, [low, critical], 13)] == ["PAYMENT_CARD", "ORDER_ID"]


def test_sizes_follow_the_text() -> None:
    def scale(height: int) -> int:
        page, _ = page_with_findings("Phone: (415) 555-0119")
        lines = [
            type(line)(tuple(type(c)(c.text, Box(0, 0, height, height)) for c in line.chars)) for line in page.lines
        ]
        return scale_of(Page(page.frame, tuple(lines)))

    assert [scale(height) for height in (4, 14, 28, 400)] == [13, 14, 28, 64]
    assert size("EMAIL", 28)[1] > 1.8 * size("EMAIL", 14)[1]
    assert edge(28) > edge(14)


def test_the_legend_says_what_stands_on_the_picture() -> None:
    page, findings = page_with_findings(FORM)
    texts = [key.text for key in keys(page, findings, [])]
    assert texts[0] == "critical: 1 exposed"
    assert texts[-3:] == ["label to value", "table", "text"]
    assert [key.text for key in keys(empty(9, 9), [], [])] == ["nothing found"]


def test_the_legend_is_broken_into_rows() -> None:
    entries = [legends.Key(f"entry number {n}", "finding") for n in range(5)]
    narrow, wide = legends.Legend(entries, 13, 200), legends.Legend(entries, 13, 2000)
    assert narrow.width == 200
    assert narrow.height > 3 * wide.height
    assert all(box.right <= 200 for _, box in narrow.places)
    assert legends.Legend(entries, 13, 1).width > 100
