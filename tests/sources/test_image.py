"""Every kind of image is read right, and every bad one is a single clear Skipped."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from screenpii.config import Limits, Settings
from screenpii.sources import Item, Range, frames, sources
from screenpii.types import Frame, Position, Skipped

LIMITS = Limits()


def read(path: Path, limits: Limits = LIMITS, start: int = 0) -> list[Frame | Skipped]:
    found = frames(Item(path.name, path, Range(start)), Settings(limits=limits))
    return [one for one in found if isinstance(one, Frame | Skipped)]


def pixels(path: Path) -> np.ndarray:
    (frame,) = read(path)
    assert isinstance(frame, Frame)
    assert frame.pixels.dtype == np.uint8
    return frame.pixels


def reason(path: Path, limits: Limits = LIMITS) -> str:
    (skipped,) = read(path, limits)
    assert isinstance(skipped, Skipped)
    assert skipped.source == path.name
    assert str(path.parent) not in skipped.reason
    return skipped.reason


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def noise(kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.random.default_rng(3).integers(0, 255, (90, 120, 3), np.uint8)).save(file, kind)
    return file.getvalue()


def animated(path: Path, kind: str = "GIF", count: int = 4) -> Path:
    """A file whose frame k is plain grey of 40 x k."""
    many = [Image.new("L", (30, 20), 40 * k) for k in range(count)]
    many = many if kind in ("GIF", "TIFF") else [one.convert("RGB") for one in many]
    extra = {} if kind == "TIFF" else {"duration": 50}
    many[0].save(path, kind, save_all=True, append_images=many[1:], **({"lossless": True} | extra))
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_each_format_is_read_by_its_content(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "screen.dat"
    colour = (250, 120, 10)
    Image.new("RGB", (32, 16), colour).save(path, kind)
    got = pixels(path)
    assert got.shape == (16, 32, 3)
    assert abs(got.astype(int) - colour).max() < 12


def test_a_jpeg_named_png_is_read(tmp_path: Path) -> None:
    path = tmp_path / "screen.png"
    path.write_bytes(noise("JPEG"))
    assert pixels(path).shape == (90, 120, 3)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "PNG", "WEBP"])
def test_every_frame_is_read_in_order(tmp_path: Path, kind: str) -> None:
    got = read(animated(tmp_path / "film", kind))
    assert [frame.index for frame in got if isinstance(frame, Frame)] == [0, 1, 2, 3]
    shades = [int(frame.pixels.mean()) for frame in got if isinstance(frame, Frame)]
    assert shades == pytest.approx([0, 40, 80, 120], abs=3)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "PNG", "WEBP"])
def test_reading_can_start_at_a_later_frame(tmp_path: Path, kind: str) -> None:
    got = read(animated(tmp_path / "film", kind), start=2)
    assert [int(f.pixels.mean()) for f in got if isinstance(f, Frame)] == pytest.approx([80, 120], abs=3)
    assert read(tmp_path / "film", start=4) == []


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "deep"
    Image.fromarray(np.array([[0, 257 * 50, 257 * 128, 65535]], np.uint16)).save(path, kind)
    assert pixels(path)[0, :, 0].tolist() == [0, 50, 128, 255]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0.0, 0.5, 1.0]], np.float32), [0, 128, 255]),
        (np.array([[0.0, 128.0, 255.0]], np.float32), [0, 128, 255]),
        (np.array([[0, 32896, 65535]], np.int32), [0, 128, 255]),
        (np.array([[np.nan, 0.5, 1.0]], np.float32), [0, 128, 255]),
    ],
)
def test_other_deep_greys_are_scaled_by_their_range(tmp_path: Path, values: np.ndarray, expected: list[int]) -> None:
    path = tmp_path / "deep.tif"
    Image.fromarray(values).save(path)
    assert pixels(path)[0, :, 0].tolist() == expected


def test_big_endian_sixteen_bits(tmp_path: Path) -> None:
    path = tmp_path / "deep.tif"
    Image.fromarray(np.array([[0, 65535]], ">u2")).save(path)
    assert pixels(path)[0, :, 0].tolist() == [0, 255]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_is_white_paper(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "screen.png"
    image = Image.new("RGBA", (4, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (0, 0, 0, 255))
    image.convert(mode).save(path)
    assert pixels(path)[0, :, 0].tolist() == [255, 0, 255, 255]


def test_white_text_on_nothing_does_not_vanish(tmp_path: Path) -> None:
    path = tmp_path / "screen.png"
    image = Image.new("RGBA", (4, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (255, 255, 255, 255))
    image.save(path)
    assert pixels(path)[0, :, 0].tolist() == [0, 255, 0, 0]


def test_a_transparent_colour_of_an_rgb_image_is_paper_too(tmp_path: Path) -> None:
    path = tmp_path / "screen.png"
    image = Image.new("RGB", (2, 1), (10, 20, 30))
    image.putpixel((1, 0), (90, 0, 0))
    image.save(path, transparency=(10, 20, 30))
    assert pixels(path)[0].tolist() == [[255, 255, 255], [90, 0, 0]]


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("CMYK", "TIFF"), ("1", "TIFF"), ("1", "PNG"), ("L", "PNG")]
)
def test_white_is_white_in_every_mode(tmp_path: Path, mode: str, kind: str) -> None:
    path = tmp_path / "screen"
    image = Image.new("RGB", (16, 8), "white")
    image.paste((0, 0, 0), (8, 0, 16, 8))
    image.convert(mode).save(path, kind)
    got = pixels(path)
    assert got[:, :7].min() > 245
    assert got[:, 9:].max() < 10


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_orientation_is_honoured(tmp_path: Path, kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 32, 16))
    upright.paste("blue", (32, 16, 64, 32))
    turn = Image.Transpose
    back = [None, turn.FLIP_LEFT_RIGHT, turn.ROTATE_180, turn.FLIP_TOP_BOTTOM, turn.TRANSPOSE]
    back += [turn.ROTATE_90, turn.TRANSVERSE, turn.ROTATE_270]
    way = back[orientation - 1]
    image = upright if way is None else upright.transpose(way)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "photo"
    image.save(path, kind, exif=exif)
    got = pixels(path)
    assert got.shape == (32, 64, 3)
    assert got[4, 4].tolist() == pytest.approx([255, 0, 0], abs=20)
    assert got[28, 60].tolist() == pytest.approx([0, 0, 255], abs=20)


def test_broken_exif_costs_nothing_but_itself(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (8, 8)).save(path, exif=b"Exif\0\0II*\0\xff\xff\xff\xff\x01")
    assert pixels(path).shape == (8, 8, 3)


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.touch()
    assert reason(path) == "empty file"


@pytest.mark.parametrize("text", [b"hello", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\0" * 200])
def test_other_content_named_png(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(text)
    assert reason(path) == "not an image of a kind that can be read"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_truncated(tmp_path: Path, kind: str, part: float) -> None:
    path = tmp_path / "a.png"
    data = noise(kind)
    path.write_bytes(data[: max(12, int(len(data) * part))])
    assert reason(path).startswith(("truncated", "damaged"))


def test_damaged_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(10, 10, b"this is no deflate stream"))
    assert reason(path).startswith(("truncated", "damaged"))


def test_frames_before_a_truncated_one_are_kept(tmp_path: Path) -> None:
    many = [Image.effect_noise((60, 60), 50 + k).convert("P") for k in range(4)]
    path = tmp_path / "film.gif"
    many[0].save(path, save_all=True, append_images=many[1:])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.6)])
    got = read(path)
    assert [type(one) for one in got] == [Frame, Frame, Skipped]
    assert got[2] == Skipped("film.gif", "truncated", Position(2))


def test_a_huge_header_is_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png(50_000, 50_000))
    assert reason(path) == "120 megapixels is the limit, this is 2,500"


def test_a_decompression_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    row = b"\0" * (20_000 * 3 + 1)
    deflate = zlib.compressobj(9)
    path.write_bytes(png(20_000, 20_000, b"".join(deflate.compress(row) for _ in range(20_000)) + deflate.flush()))
    assert path.stat().st_size < 2_000_000
    assert reason(path) == "120 megapixels is the limit, this is 400"


def test_our_limit_rules_not_pillows(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png(14_000, 14_000))
    assert reason(path, Limits(pixels=200_000_000)) == "truncated"  # a header without pixels, which was decoded


def test_limits_of_bytes_and_frames(tmp_path: Path) -> None:
    path = animated(tmp_path / "film.gif")
    got = read(path, Limits(frames=3))
    assert got[3:] == [Skipped("film.gif", "3 frames is the limit; the rest was not read", Position(3))]
    assert len(read(path, Limits(frames=4))) == 4
    assert reason(path, Limits(bytes=100)).startswith("0.0001 megabytes is the limit, this is ")


def test_vanished_folder_and_pipe(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    assert reason(tmp_path / "gone.png") == "vanished during the run"
    assert reason(tmp_path / "folder.png") == "a folder, not a file"
    assert reason(tmp_path / "pipe.png") == "not a regular file"


def test_every_source_skips_what_is_gone(tmp_path: Path) -> None:
    for source in (one for one in sources.load().values() if Path in one.locators):
        for suffix in source.suffixes:
            assert suffix == suffix.lower()
            assert suffix.startswith(".")
        (gone,) = source.frames(Item("gone", tmp_path / "gone"), Settings())
        assert isinstance(gone, Skipped)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_frames_of_a_film_tell_when_they_show(tmp_path: Path, kind: str) -> None:
    many = [Image.new("RGB", (20, 20), (50 * k, 0, 0)) for k in range(4)]
    many[0].save(tmp_path / "film", kind, save_all=True, append_images=many[1:], duration=[100, 200, 300, 400])
    assert [one.position for one in read(tmp_path / "film")] == [
        Position(k, seconds=seconds) for k, seconds in enumerate((0.0, 0.1, 0.3, 0.6))
    ]


def test_pages_are_counted_from_one(tmp_path: Path) -> None:
    many = [Image.new("RGB", (20, 20), (50 * k, 0, 0)) for k in range(3)]
    many[0].save(tmp_path / "scan.tif", save_all=True, append_images=many[1:])
    assert [one.position for one in read(tmp_path / "scan.tif", start=1)] == [Position(1, page=2), Position(2, page=3)]
    many[0].save(tmp_path / "still.png")
    assert [one.position for one in read(tmp_path / "still.png")] == [Position(0)]
