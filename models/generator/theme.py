"""How a screen looks: type, sizes and air, chosen once a screen."""

from __future__ import annotations

import random
from dataclasses import dataclass

from models.generator.face import Face

SHAPES = {
    # shape: (widths, heights, sizes of type, odds)
    "desktop": ((1024, 1280, 1366, 1440, 1536, 1600, 1920), (700, 1100), (11.0, 16.5), 55),
    "till": ((800, 1024, 1280), (600, 960), (12.0, 20.0), 12),
    "handheld": ((360, 375, 390, 412, 428, 480), (640, 930), (12.5, 18.0), 17),
    "kiosk": ((768, 1080, 1200), (1000, 1900), (17.0, 27.0), 5),
    "paper": ((620, 700, 794, 900), (800, 1150), (11.0, 15.5), 6),
    "receipt": ((280, 320, 380, 420), (500, 1400), (11.0, 15.0), 5),
}
SCALES = (1.0, 1.0, 1.0, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """Measures in pixels at scale 1; ratios are of `size`, the size of ordinary text."""

    shape: str
    width: int
    height: int
    scale: float
    face: Face
    size: float
    leading: float
    air: float
    label_size: float
    title_size: float
    label_case: str
    label_bold: bool
    colon: str
    value_bold: bool


def pick_face(rng: random.Random, mono: float) -> Face:
    """A proportional face, narrow to wide; or, with the probability `mono`, one of equal advances."""
    if rng.random() < mono:
        return Face(mono=rng.choice((0.6, 0.6, 0.602, 0.55, 0.625)))
    return Face(rng.gauss(1.0, 0.06) if rng.random() < 0.85 else rng.uniform(0.78, 0.9), 0.0, 0.08, rng.getrandbits(24))


def pick_theme(rng: random.Random, shape: str = "") -> Theme:
    shape = shape or rng.choices(list(SHAPES), [s[3] for s in SHAPES.values()])[0]
    widths, heights, sizes, _ = SHAPES[shape]
    scale = rng.choice(SCALES) if shape != "handheld" else rng.choice((1.0, 1.5, 2.0, 2.0))
    return Theme(
        shape=shape,
        width=rng.choice(widths) + rng.choice((0, 0, 0, rng.randint(-30, 30))),
        height=rng.randint(*heights),
        scale=scale,
        face=pick_face(rng, {"receipt": 0.6, "paper": 0.08, "till": 0.15}.get(shape, 0.04)),
        size=max(10.0 / scale, round(rng.uniform(*sizes) * 2) / 2),
        leading=rng.uniform(1.15, 1.6),
        air=rng.uniform(0.6, 1.7),
        label_size=rng.choice((1.0, 1.0, 0.92, 0.85, 0.78)),
        title_size=rng.uniform(1.1, 1.9),
        label_case=rng.choices(("", "upper", "lower", "title"), (70, 18, 5, 7))[0],
        label_bold=rng.random() < 0.25,
        colon=rng.choices(("", ":", " :"), (60, 36, 4))[0],
        value_bold=rng.random() < 0.12,
    )
