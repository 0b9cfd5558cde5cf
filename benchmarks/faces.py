"""How many faces are found on drawn screens, and how long that takes: `python -m benchmarks.faces`.

Each screen is 1920 x 1080 and shows portraits of two people (altered in light, size, shape and colour), and a like
number of other pictures: goods, a cat, letters on colour, gradients, drawn faces and charts. Portraits of less than 48
pixels are users' pictures in lists, which are not to be reported.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from screenpii.context import context_of
from screenpii.entities.face import propose
from screenpii.types import Box, Frame, Page

FOLDER = Path(__file__).parent / "photographs"
PEOPLE = ("collins", "hopper")  # photographs with a face
OTHER_PHOTOGRAPHS = ("cat", "coffee", "rocket")  # photographs without a face
SIDES_PX = (28, 36, 64, 72, 96, 120, 160)  # sides of the pictures
MIN_DUE_PX = 48  # side of a portrait that must be found; smaller ones must not
CELL_SIZE_PX = (320, 210)  # size of one picture with the text beside it
Draw = Callable[[random.Random, int], Image.Image]


def main() -> None:
    """Draw, look, print."""
    shown = found = small = wrong = 0
    spent = bare = 0.0
    for seed in range(20):
        frame, faces = screen(seed)
        before = time.process_time()
        boxes = [c.boxes[0] for c in propose(context_of(Page(frame, ())))]
        spent += (time.process_time() - before) / 20
        plain = Page(screen(seed, people=False)[0], ())
        before = time.process_time()
        wrong += len(list(propose(context_of(plain))))
        bare += (time.process_time() - before) / 20
        due = [f for f in faces if f.width >= MIN_DUE_PX]
        shown += len(due)
        found += sum(any(2 * b.overlap(f) >= max(f.area, b.area) for b in boxes) for f in due)
        small += sum(any(b.overlap(f) for b in boxes) for f in faces if f not in due)
        wrong += sum(not any(b.overlap(f) for f in faces) for b in boxes)
    print(f"{found} of {shown} faces found, {small} of less than {MIN_DUE_PX} pixels, {wrong} wrong on 40 screens")
    print(f"{1000 * spent:.0f} ms of CPU a screen with faces, {1000 * bare:.0f} ms without")


def screen(seed: int, people: bool = True) -> tuple[Frame, list[Box]]:
    """A screen, and where its portraits are."""
    rng = random.Random(seed)
    dark = rng.random() < 0.3
    image = Image.new("RGB", (1920, 1080), "#1b1e24" if dark else "#fafafa")
    faces = []
    for k in range(30):
        size = rng.choice(SIDES_PX)
        at = (20 + k % 6 * CELL_SIZE_PX[0], 20 + k // 6 * CELL_SIZE_PX[1])
        person = people and k % 2 == 0
        made = portrait(rng, size) if person else rng.choice(NEGATIVES)(rng, size)
        image.paste(made, at, circle(size) if rng.random() < 0.5 else None)
        ink = "#e0e0e0" if dark else "#202020"
        text = f"Record {rng.randrange(9999)}\nOpened today"
        ImageDraw.Draw(image).text((at[0] + size + 8, at[1]), text, ink, ImageFont.load_default(14))
        if person:
            faces.append(Box.from_xywh(*at, size, size))
    return Frame(f"drawn-{seed}", np.asarray(image)), faces


def circle(size: int) -> Image.Image:
    """A round mask with soft edges."""
    mask = Image.new("L", (4 * size, 4 * size))
    ImageDraw.Draw(mask).ellipse((0, 0, 4 * size - 1, 4 * size - 1), 255)
    return mask.resize((size, size))


def portrait(rng: random.Random, size: int) -> Image.Image:
    """One of the people, altered: mirrored, cut, lit otherwise, sometimes grey."""
    image = photograph(rng.choice(PEOPLE))
    image = ImageOps.mirror(image) if rng.random() < 0.5 else image
    cut = rng.randrange(25)
    image = image.crop((cut, cut // 2, 240 - cut, 240 - cut - cut // 2))
    image = ImageEnhance.Brightness(image).enhance(rng.uniform(0.7, 1.2)).resize((size, size))
    return image.convert("L").convert("RGB") if rng.random() < 0.25 else image


def photograph(name: str) -> Image.Image:
    """One of the pictures in the folder."""
    with Image.open(FOLDER / f"{name}.jpg") as image:
        return image.convert("RGB")


def goods(rng: random.Random, size: int) -> Image.Image:
    """A picture without a person."""
    return photograph(rng.choice(OTHER_PHOTOGRAPHS)).resize((size, size))


def letters(rng: random.Random, size: int) -> Image.Image:
    """Initials on colour."""
    image = Image.new("RGB", (size, size), colour(rng))
    font = ImageFont.load_default(size * 0.45)
    ImageDraw.Draw(image).text((size / 2, size / 2), "".join(rng.choices("ABCDEFGHJKLM", k=2)), "white", font, "mm")
    return image


def gradient(rng: random.Random, size: int) -> Image.Image:
    """One colour that becomes another, slantwise."""
    slope = Image.linear_gradient("L").rotate(rng.randrange(360)).resize((size, size))
    return ImageOps.colorize(slope, colour(rng), colour(rng))


def smiley(rng: random.Random, size: int) -> Image.Image:
    """A drawn face."""
    image = Image.new("RGB", (4 * size, 4 * size), colour(rng))
    pen = ImageDraw.Draw(image)
    for x in (1.3, 2.7):
        pen.ellipse(((x - 0.2) * size, 1.3 * size, (x + 0.2) * size, 1.7 * size), "black")
    pen.arc((size, size, 3 * size, 3 * size), 20, 160, "black", size // 6)
    return image.resize((size, size))


def chart(rng: random.Random, size: int) -> Image.Image:
    """A pie of some colours."""
    image = Image.new("RGB", (size, size), "white")
    for k in range(5):
        ImageDraw.Draw(image).pieslice((1, 1, size - 2, size - 2), 72 * k, 72 * k + 72, colour(rng))
    return image


def colour(rng: random.Random) -> tuple[int, int, int]:
    """Any colour."""
    return rng.randrange(256), rng.randrange(256), rng.randrange(256)


NEGATIVES: tuple[Draw, ...] = (goods, letters, gradient, smiley, chart)

if __name__ == "__main__":
    main()
