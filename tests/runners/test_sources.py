"""Sources in workers: members follow their item, each source has its sandbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from screenpii.config import Settings
from screenpii.runners.frames import FrameJob, Read
from screenpii.runners.local import run
from screenpii.sources import Item, Picture, Range, Sandbox, source_of, sources
from screenpii.types import Frame, Position, Skipped
from tests.runners import fakes
from tests.runners.conftest import Make


@dataclass(frozen=True)
class Bundle:
    """A locator of the tests: items in an item, or a frame that says what its worker may do."""

    members: tuple[Item, ...] = ()


class Bundles:
    """What it holds, as members; of an empty one a frame whose name says what the sandbox lets through."""

    locators = (Bundle,)
    suffixes = frozenset({".bundle"})
    sandbox = Sandbox(limited=False, network=True, display=True)

    def sniffs(self, head: bytes) -> bool:
        return head.startswith(b"BUNDLE")

    def frames(self, item: Item, settings: Settings) -> Iterator[Frame | Skipped | Item]:
        bundle = item.locator
        assert isinstance(bundle, Bundle)
        yield from bundle.members
        if item.source == "kill.bundle":
            os._exit(9)


def load(settings: Settings) -> Read:
    """The source is known in the workers, too."""
    if "bundle" not in sources.load():
        sources.register("bundle")(Bundles())
    return fakes.load(settings)


@pytest.fixture
def bundles() -> Iterator[None]:
    sources.load()
    sources.register("bundle")(Bundles())
    yield
    sources._items.pop("bundle")


@pytest.mark.usefixtures("bundles")
@pytest.mark.parametrize("jobs", [1, 3])
def test_members_follow_their_item_in_their_order(make: Make, jobs: int) -> None:
    a, b, c, d, film = make("a.png", "b.png", "c.png", "d.png", "film.gif")
    inner = Item("inner.bundle", Bundle((b, film)))
    items = [a, Item("outer.bundle", Bundle((inner, c))), d, Item("kill.bundle", Bundle((a,))), b]
    out = [(r.source, r.frame, r.reason) for r in run(items, FrameJob(Settings(jobs=jobs, timeout=20), load))]
    assert out == [
        ("a.png", 0, ""),
        ("b.png", 0, ""),
        *(("film.gif", k, "") for k in range(4)),
        ("c.png", 0, ""),
        ("d.png", 0, ""),
        ("kill.bundle", 0, "worker died (exit 9)"),
        ("a.png", 0, ""),
        ("b.png", 0, ""),
    ]


@pytest.mark.usefixtures("bundles")
def test_an_item_is_read_by_the_source_of_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The beginning of a file tells before its name does; what neither tells is an image's."""
    monkeypatch.setattr(Bundles, "locators", (Path, Bundle))
    for name, data in (("a.png", b"BUNDLE"), ("b.bundle", b"\x89PNG\r\n"), ("c.bundle", b"?"), ("d", b"")):
        (tmp_path / name).write_bytes(data)
    names = {id(source): name for name, source in sources.load().items()}
    found = [names[id(source_of(Item(name, tmp_path / name)))] for name in ("a.png", "b.bundle", "c.bundle", "d", "e")]
    assert found == ["bundle", "image", "bundle", "image", "image"]
    assert names[id(source_of(Item("x", Picture(b"BUNDLE"))))] == "image"


def load_allowed(settings: Settings) -> Read:
    """Readings whose reason says what a worker is kept from."""
    import socket

    def network() -> str:
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        except PermissionError as error:
            return str(error)
        except OSError:
            return "network"
        return "network"

    def read(frame: Frame) -> object:
        return replace(fakes.read(frame), reason=f"{network()}; display {os.environ.get('DISPLAY', 'none')}")

    return read  # type: ignore[return-value]


def test_a_worker_has_no_network_and_no_display_unless_its_source_needs_them(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    (result,) = run(make("a.png"), FrameJob(Settings(jobs=1), load_allowed))
    assert result.reason == "this worker has no network; display none"
    monkeypatch.setattr("screenpii.sources.image.Images.sandbox", Sandbox(network=True, display=True))
    (result,) = run(make("b.png"), FrameJob(Settings(jobs=1), load_allowed))
    assert result.reason == "network; display :7"


def test_workers_of_one_sandbox_give_way_to_those_of_another(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = make("a.png", "b.png", "c.png")
    pictures = [Item(f"{n}.png", Picture(a.path.read_bytes())) for n in range(2)]

    def sandbox_of(item: Item) -> Sandbox:
        return Sandbox(limited=isinstance(item.locator, Path))

    monkeypatch.setattr("screenpii.runners.local.sandbox_of", sandbox_of)
    job = FrameJob(Settings(jobs=1), fakes.load_limits)
    out = {r.source: r.reason.split()[0] for r in run([a, pictures[0], b, pictures[1], c], job)}
    limit = str(Settings().limits.memory)
    assert out == {"a.png": limit, "0.png": "-1", "b.png": limit, "1.png": "-1", "c.png": limit}


def test_only_the_range_is_read(make: Make) -> None:
    (film,) = make("film.gif")
    for wanted, frames in ((Range(2), [2, 3]), (Range(1, 3), [1, 2]), (Range(9), [])):
        out = run([replace(film, range=wanted)], FrameJob(Settings(jobs=1), fakes.load))
        assert [r.position for r in out] == [Position(k) for k in frames]
