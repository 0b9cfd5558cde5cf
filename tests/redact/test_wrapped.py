"""Values that a narrow cell breaks are painted over as a whole, and a value alone on a picture is found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from screenpii import assembly
from screenpii.config import Settings
from screenpii.ocr import create
from screenpii.ocr.doubt import legible
from screenpii.redact import redacted
from screenpii.types import Frame, Reading
from tests.pages import KEY

FONT = ImageFont.load_default(15)
COLUMNS = (20, 190, 370, 560)
HEAD = ("Customer", "E-mail", "IBAN", "Phone")
MAIL = ("aurelia.bonn", "et@courrier.ex", "ample")
ROWS = (
    (("Aurelia Bonnet",), MAIL, ("FR142004101005", "0500013M02606"), ("06 12 34 56 78",)),
    (("Ferran Casals",), ("ferran@correo", ".example"), ("ES912100041845", "0200051332"), ("+34 612 345", "678")),
)
PIECES = ("bonn", "courrier", "ample", "FR14", "M02606", "correo", "ES91", "51332", "Bonnet", "Casals")


def drawn() -> Image.Image:
    """A table with two rows of wrapped cells."""
    image = Image.new("RGB", (740, 300), "white")
    pen = ImageDraw.Draw(image)
    for left, title in zip(COLUMNS, HEAD, strict=True):
        pen.text((left, 20), title, fill="black", font=FONT)
    for number, row in enumerate(ROWS):
        for left, lines in zip(COLUMNS, row, strict=True):
            for k, line in enumerate(lines):
                pen.text((left, 65 + 105 * number + 20 * k), line, fill="black", font=FONT)
    return image


def words(image: Image.Image) -> Iterator[str]:
    for line in legible(create(Settings()).read(Frame("t", np.asarray(image)))):
        yield line.text


def test_a_redacted_copy_shows_no_piece_of_a_wrapped_value() -> None:
    image = drawn()
    shown = " ".join(words(image))
    assert all(piece in shown for piece in PIECES)
    done = redacted(image, assembly.load(Settings(), KEY))
    left = " ".join(words(done.picture))
    assert [piece for piece in PIECES if piece in left] == []
    assert all(title in left for title in HEAD)
    painted = {(f.type, f.preview) for f in done.painted}
    assert {("EMAIL", "a•••@c•••"), ("BANK_ACCOUNT", "•••• 2606"), ("BANK_ACCOUNT", "•••• 1332")} <= painted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ottavia Brambilla", "PERSON_NAME"),
        ("ottavia.b@posta.example", "EMAIL"),
        ("+39 347 123 4567", "PHONE"),
        ("Via Garibaldi 12, 20121 Milano", "POSTAL_ADDRESS"),
        ("4012 0010 3714 1112", "PAYMENT_CARD"),
    ],
)
@pytest.mark.parametrize("size", [(300, 36), (420, 90), (800, 400)])
def test_a_value_alone_on_a_picture_is_exposed(text: str, kind: str, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((8, 8), text, fill="black", font=ImageFont.load_default(17))
    reading = _reading(image)
    assert kind in {f.type for f in reading.exposures}


def _reading(image: Image.Image) -> Reading:
    return assembly.load(Settings(), KEY)(Frame("t", np.asarray(image)))
