"""`redacted`: one picture in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from screenpii import assembly
from screenpii.config import Settings
from screenpii.errors import RemainsError, UnreadableError
from screenpii.redact import redacted
from screenpii.types import Frame
from tests.pages import KEY
from tests.redact.reds import VALUE, finding, read, read_always, red, screen

SAMPLES = Path(__file__).parents[2] / "samples"


def test_a_pillow_image_gives_one() -> None:
    original = screen(VALUE)
    done = redacted(original, read)
    assert isinstance(done.picture, Image.Image)
    assert not red(np.asarray(done.picture)).any()
    assert red(np.asarray(original)).any()
    assert [f.type for f in done.painted] == ["EMAIL"]


@pytest.mark.parametrize("channels", [3, 4])
def test_an_array_gives_one(channels: int) -> None:
    pixels = np.asarray(screen(VALUE).convert("RGB" if channels == 3 else "RGBA"))
    done = redacted(pixels, [finding(VALUE)])
    assert isinstance(done.picture, np.ndarray)
    assert done.picture.shape == (60, 120, 3)
    assert not red(done.picture).any()


def test_findings_alone_are_painted_and_not_checked() -> None:
    assert red(np.asarray(redacted(screen(VALUE), []).picture)).any()
    everything = redacted(screen(VALUE), [finding(VALUE, verdict="allowed")], everything=True)
    assert len(everything.painted) == 1


def test_what_cannot_be_read_fully_is_not_returned() -> None:
    image = screen(VALUE)
    image.paste((0, 0, 255), (0, 0, 3, 3))
    with pytest.raises(UnreadableError, match="not redacted: much of its text"):
        redacted(image, read)


def test_what_cannot_be_hidden_is_an_error_without_values() -> None:
    with pytest.raises(RemainsError) as error:
        redacted(screen(VALUE), read_always)
    assert str(error.value) == "still found after painting over: EMAIL j•••@e•••.com"
    assert error.value.exit_code == 1


@pytest.mark.parametrize("name", ["order-detail", "pos-checkout", "kiosk-locker"])
def test_real_screens_come_back_clean(name: str) -> None:
    """By the real engine, also read by another one that knows nothing of the first."""
    read = assembly.load(Settings(), KEY)
    with Image.open(SAMPLES / f"{name}.png") as image:
        done = redacted(image, read)
    assert len(done.painted) > 4
    again = assembly.load(Settings(), KEY)(Frame("other.png", np.asarray(done.picture)))
    assert not [f for f in again.findings if f.verdict == "exposed"]
    assert not again.reason
