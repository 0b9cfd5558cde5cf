"""`screenpii watch` of recordings and of streams that a server on this machine sends."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from screenpii.config import Settings
from screenpii.errors import UsageError
from screenpii.sources import Item, Unchanged, frames
from screenpii.sources.video import Recording, Stream, video_of
from screenpii.types import Frame, Pixels, Skipped
from tests.watch.screen import ran, watching

SAMPLE = Path(__file__).parents[2] / "samples" / "pos-checkout.png"
FRAMES_A_SECOND = 10
TOLD_SECONDS = 0.5  # by which a beginning, an end or a length may be off: looks are 0.2 s apart


def till() -> Pixels:
    """A till that shows a customer, height x width x 3, blue first."""
    return np.asarray(cv2.imread(str(SAMPLE)), np.uint8)


def closed_till() -> Pixels:
    """One that shows none, of the same size."""
    pixels = np.full_like(till(), 245)
    cv2.putText(pixels, "Opening hours", (60, 80), 0, 1.5, (0, 0, 0), 2)
    return pixels


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """12 s, and a customer from the fourth to the eighth."""
    file = tmp_path_factory.mktemp("film") / "till.avi"
    shown, empty = till(), closed_till()
    size = (shown.shape[1], shown.shape[0])
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), FRAMES_A_SECOND, size)
    for number in range(12 * FRAMES_A_SECOND):
        writer.write(shown if 40 <= number < 80 else empty)
    writer.release()
    return file


def found(file: Path) -> list[Frame | Skipped | Unchanged | Item]:
    recording = Recording(file)
    return list(frames(Item(recording.name, recording), Settings()))


def test_changes_and_when_they_show(film: Path) -> None:
    told = found(film)
    changes = [one for one in told if isinstance(one, Frame)]
    assert [frame.position.index for frame in changes] == list(range(len(changes)))
    seconds = [frame.position.seconds or 0.0 for frame in changes]
    assert seconds[0] == 0
    assert [s for s in seconds if s > 1] == pytest.approx([4, 8], abs=0.2)  # the codec settles in the first second
    assert np.abs(changes[-2].pixels.astype(int) - till()[:, :, ::-1]).mean() < 3
    last = told[-1]
    assert isinstance(last, Unchanged)
    assert last.position
    assert last.position.seconds == pytest.approx(12, abs=0.2)


def test_a_recording_that_breaks_off_says_so(film: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.avi"
    cut.write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    last = found(cut)[-1]
    assert isinstance(last, Skipped)
    assert last.reason.endswith("s of 12.0 s; the rest was not read")


def test_what_is_no_video_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("text")
    assert [getattr(one, "reason", "") for one in found(tmp_path / "notes.mp4")] == ["cannot be read as a video"]


def test_frames_beyond_the_limit_are_not_read(film: Path) -> None:
    settings = Settings.model_validate({"limits": {"pixels": 1000}})
    (one,) = frames(Item("film", Recording(film)), settings)
    assert isinstance(one, Skipped)
    assert one.reason == "1,049,088 pixels a frame; 1,000 is the limit"


@pytest.mark.parametrize(
    ("text", "words"),
    [("nowhere.mp4", "nowhere.mp4: no such file"), ("ftp://ada:secret@host/x", "--video ftp://host/x: streams begin")],
)
def test_what_cannot_be_watched(text: str, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        video_of(text, 1.0)
    assert words in str(raised.value)
    assert "secret" not in str(raised.value)


def test_names_hold_no_password() -> None:
    stream = video_of("rtsp://ada:secret@camera:554/live?token=abc", 1.0)
    assert (stream, stream.name) == (
        Stream("rtsp://ada:secret@camera:554/live?token=abc", 1.0),
        "rtsp://camera:554/live?token=…",
    )


@pytest.mark.slow
def test_a_recording_is_watched_in_its_own_time_and_ends(film: Path, tmp_path: Path) -> None:
    with watching(tmp_path, "--video", film, "--linger", 1) as watcher:
        watcher.await_event("opened", type="EMAIL")
        closed = watcher.await_event("closed", type="EMAIL")["exposure"]
        watcher.await_event("stopped")
        assert watcher.process.wait(timeout=30) == 0
    assert closed["seconds"] == pytest.approx(4, abs=TOLD_SECONDS)
    opened = [e["exposure"]["type"] for e in watcher.events() if e["event"] == "opened"]
    assert sorted(set(opened)) == sorted(opened)


@pytest.mark.slow
def test_a_recording_that_is_not_read_whole_makes_the_run_incomplete(film: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.avi").write_bytes(film.read_bytes()[: film.stat().st_size // 2])
    code, told = ran(tmp_path, "watch", "--video", "cut.avi")
    assert (code, "it breaks off after" in told) == (3, True)


class Camera(http.server.ThreadingHTTPServer):
    """A camera of the network: JPEG after JPEG; it sends nothing at all while it is told to be silent."""

    daemon_threads = True

    def __init__(self) -> None:
        self.picture, self.silent = closed_till(), False
        super().__init__(("127.0.0.1", 0), Pictures)

    @property
    def url(self) -> str:
        return f"http://ada:secret@127.0.0.1:{self.server_address[1]}/live"


class Pictures(http.server.BaseHTTPRequestHandler):
    """What a camera answers."""

    server: Camera

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        while not self.server.silent:
            data = cv2.imencode(".jpg", self.server.picture)[1].tobytes()
            head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            try:
                self.wfile.write(head.encode() + data + b"\r\n")
            except OSError:
                return
            time.sleep(1 / FRAMES_A_SECOND)
        while self.server.silent:
            time.sleep(0.1)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def camera() -> Iterator[Camera]:
    with Camera() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.silent = False
        server.shutdown()


@pytest.mark.slow
def test_a_stream_is_watched_lost_and_taken_up_again(camera: Camera, tmp_path: Path) -> None:
    with watching(tmp_path, "--video", camera.url, "--linger", 1) as watcher:
        watcher.await_event("started")
        wait_for_looks(lambda: ran(tmp_path, "watch", "status")[0] == 0)
        camera.picture = till()
        shown = time.time()
        opened = watcher.await_event("opened", type="EMAIL")
        assert datetime.fromisoformat(opened["exposure"]["first"]).timestamp() == pytest.approx(shown, abs=2)
        camera.silent = True
        assert watcher.await_event("lost")["reason"] == "the stream sends nothing"
        camera.silent = False
        watcher.await_event("restored")
        camera.picture = closed_till()
        watcher.await_event("closed", type="EMAIL")
        watcher.end()
    kept = (tmp_path / "events.jsonl").read_text("utf-8") + (tmp_path / ".screenpii-watch" / "state.json").read_text()
    assert [value for value in ("secret", "ada:") if value in kept] == []


def wait_for_looks(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.5)
