"""Files that are redacted: nothing unclean delivered, nothing half-written. Values are red rectangles."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from screenpii.redact import Choice
from screenpii.runners import redacting
from screenpii.types import Box, Frame, Reading
from tests.redact.reds import VALUE, read, read_always, red, screen
from tests.runners.redactions import film, frames, redact


def test_pictures_without_a_finding_are_delivered_too(tmp_path: Path, out: Path) -> None:
    screen().save(tmp_path / "a.png", dpi=(72, 72))
    assert redact(tmp_path / "a.png", out).painted == ()
    assert frames(out / "a.png")[0].tobytes() == frames(tmp_path / "a.png")[0].tobytes()


def test_pixels_that_were_read_and_are_clean_are_not_read_again(tmp_path: Path, out: Path) -> None:
    seen = []

    def spy(frame: Frame) -> Reading:
        seen.append(frame.index)
        return read(frame)

    image = screen()
    image.paste((9, 9, 9), (0, 0, 3, 3))
    image.save(tmp_path / "a.png")
    redact(tmp_path / "a.png", out, spy)
    assert seen == [0]
    film(tmp_path / "b.png", "PNG")
    redact(tmp_path / "b.png", out, spy)
    assert seen == [0, 0, 1, 2, 3, 0, 1, 2]


def test_what_still_shows_is_painted_over_in_a_second_pass(tmp_path: Path, out: Path) -> None:
    """Here, what was found first is too small."""
    first: list[Frame] = []

    def half(frame: Frame) -> Reading:
        reading = read(frame)
        if first or not reading.findings:
            return reading
        first.append(frame)
        (found,) = reading.findings
        return replace(reading, findings=(replace(found, boxes=(Box(20, 10, 30, 20),)),))

    screen(VALUE).save(tmp_path / "a.png")
    result = redact(tmp_path / "a.png", out, half)
    assert (result.reason, result.painted) == ("", (("EMAIL", 2),))
    assert not red(frames(out / "a.png")[0]).any()


def test_what_cannot_be_hidden_is_not_delivered(tmp_path: Path, out: Path) -> None:
    image = screen(VALUE)
    image.save(tmp_path / "a.png")
    result = redact(tmp_path / "a.png", out, read_always)
    assert (result.reason, result.remains) == ("still found after painting over", ("EMAIL j•••@e•••.com",))
    assert os.listdir(out) == []


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_a_frame_that_is_not_read_fully_costs_the_file(tmp_path: Path, out: Path, kind: str) -> None:
    many = [screen(VALUE), screen(VALUE)]
    many[1].paste((0, 0, 255), (0, 0, 3, 3))
    many[0].save(tmp_path / "a", kind, save_all=True, append_images=many[1:])
    assert redact(tmp_path / "a", out).reason == "frame 1: not read fully: much of its text could not be read"
    assert os.listdir(out) == []


def test_damaged_files_are_not_delivered(tmp_path: Path, out: Path) -> None:
    film(tmp_path / "a.gif", "GIF")
    data = (tmp_path / "a.gif").read_bytes()
    (tmp_path / "a.gif").write_bytes(data[: len(data) * 2 // 3])
    (tmp_path / "b.png").write_text("hello")
    (tmp_path / "c.png").touch()
    assert redact(tmp_path / "a.gif", out).reason
    assert redact(tmp_path / "b.png", out).reason == "not an image of a kind that can be read"
    assert redact(tmp_path / "c.png", out).reason == "empty file"
    assert redact(tmp_path / "gone.png", out).reason == "vanished during the run"
    assert os.listdir(out) == []


@pytest.mark.parametrize("source", ["../a.png", "/etc/a.png", "a/../../a.png", "..", "a\nb\x1b[31m.png", "a\\b:c.png"])
def test_hostile_names_stay_below_the_folder(tmp_path: Path, out: Path, source: str) -> None:
    screen(VALUE).save(tmp_path / "in.png")
    assert redact(tmp_path / "in.png", out, source=source).reason == ""
    assert sorted(os.listdir(tmp_path)) == ["in.png", "out"]
    (written,) = (path for path in out.rglob("*") if path.is_file())
    assert written.name.isprintable()


def test_folders_are_mirrored_and_links_out_are_not_followed(tmp_path: Path, out: Path) -> None:
    screen(VALUE).save(tmp_path / "a.png")
    assert redact(tmp_path / "a.png", out, source="till/1/a.png").reason == ""
    assert (out / "till/1/a.png").is_file()
    (tmp_path / "else").mkdir()
    (out / "link").symlink_to(tmp_path / "else")
    assert redact(tmp_path / "a.png", out, source="link/a.png").reason.startswith("cannot be written")
    assert os.listdir(tmp_path / "else") == []


def test_a_file_that_is_there_already_stays_but_for_force(tmp_path: Path, out: Path) -> None:
    screen(VALUE).save(tmp_path / "a.png")
    (out / "a.png").write_text("mine")
    assert redact(tmp_path / "a.png", out).reason == "cannot be written (there is such a file already)"
    assert (out / "a.png").read_text() == "mine"
    assert redact(tmp_path / "a.png", out, force=True).reason == ""
    assert frames(out / "a.png")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
@pytest.mark.parametrize("in_place", [True, False])
def test_modes_of_files_are_kept(tmp_path: Path, out: Path, mode: int, in_place: bool) -> None:
    path = tmp_path / "a.png"
    screen(VALUE).save(path)
    path.chmod(mode)
    assert redact(path, None if in_place else out).reason == ""
    copy = path if in_place else out / "a.png"
    assert copy.stat().st_mode & 0o777 == mode
    assert not red(frames(copy)[0]).any()
    assert sorted(os.listdir(tmp_path)) == ["a.png", "out"]


def test_in_place_a_link_stays_a_link(tmp_path: Path) -> None:
    screen(VALUE).save(tmp_path / "a.png")
    (tmp_path / "link.png").symlink_to("a.png")
    assert redact(tmp_path / "link.png", None).reason == ""
    assert (tmp_path / "link.png").is_symlink()
    assert not red(frames(tmp_path / "a.png")[0]).any()


def test_in_place_what_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    screen(VALUE).save(path)

    def meddle(frame: Frame) -> Reading:
        path.write_text("new")
        return read(frame)

    assert redact(path, None, meddle).reason == "changed during the run"
    assert path.read_text() == "new"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 KB; skipped where nobody may mount one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no right to mount a small disk; the next test does without")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def noise(path: Path) -> Path:
    pixels = np.random.default_rng(5).integers(0, 90, (120, 160, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.skipif(os.name != "posix", reason="mounts a disk")
def test_a_full_disk(tmp_path: Path, tiny: Path) -> None:
    path = noise(tmp_path / "a.png")
    assert redact(path, tiny).reason == "cannot be written (no space left on device)"
    assert os.listdir(tiny) == []
    screen(VALUE).save(tmp_path / "small.png")
    assert redact(tmp_path / "small.png", tiny).reason == ""


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_late_leaves_the_picture_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    path = tmp_path / "a.png"
    screen(VALUE).save(path)
    before = path.read_bytes()

    def fail(descriptor: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr("screenpii.files.os.fsync", fail)
    assert redact(path, None).reason == f"cannot be written ({os.strerror(fault).lower()})"
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.png"]


def test_too_little_memory_is_told(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> bytes:
        raise MemoryError

    screen(VALUE).save(tmp_path / "a.png")
    monkeypatch.setattr(redacting, "encoded", fail)
    assert redact(tmp_path / "a.png", out).reason == "more memory is needed than a worker may use"
    assert os.listdir(out) == []


def test_a_copy_that_reads_otherwise_is_not_delivered(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen(VALUE).save(tmp_path / "a.png")
    monkeypatch.setattr(redacting, "encoded", lambda images, media: b"\x89PNG broken")
    assert redact(tmp_path / "a.png", out).reason.startswith("the copy cannot be read")
    assert os.listdir(out) == []


@pytest.mark.parametrize("style", ["blur", "pixelate"])
def test_a_soft_style_that_still_shows_becomes_solid(tmp_path: Path, out: Path, style: str) -> None:
    def sharp(frame: Frame) -> Reading:
        soft = (frame.pixels[:, :, 0] > 200) & (frame.pixels[:, :, 1] < 250)
        return read(replace(frame, pixels=np.where(soft[:, :, None], [255, 0, 0], frame.pixels).astype(np.uint8)))

    screen(VALUE).save(tmp_path / "a.png")
    result = redact(tmp_path / "a.png", out, sharp, choice=Choice("blur" if style == "blur" else "pixelate"))
    assert result.reason == ""
    assert (frames(out / "a.png")[0][8:22, 18:62] == 0).all()
