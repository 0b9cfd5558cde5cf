"""Whatever happens in a worker costs the frame it happened to, and nothing else."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from screenpii import sources
from screenpii.config import Settings
from screenpii.errors import MissingEngineError
from screenpii.runners import local
from screenpii.runners.frames import FrameJob
from screenpii.runners.local import cores, run
from screenpii.sources import Item
from screenpii.types import Frame, Reading, Skipped
from tests.runners import fakes
from tests.runners.conftest import Make, children, results


def test_the_order_of_items_and_frames_is_kept(make: Make) -> None:
    items = make("b.png", "a.gif", "fail@2.gif", "c.png")
    skipped = Skipped("lost.png", "a broken link")
    out = results([items[0], skipped, *items[1:]])
    assert [(source, frame) for source, frame, _ in out] == [
        ("b.png", 0),
        ("lost.png", 0),
        *(("a.gif", k) for k in range(4)),
        *(("fail@2.gif", k) for k in range(4)),
        ("c.png", 0),
    ]


def test_nothing_to_do_starts_nothing() -> None:
    assert results([]) == []
    assert results([Skipped("a", "empty file")], fakes.load_missing) == [("a", 0, "empty file")]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("fail", "failed: ValueError"),
        ("kill", "worker died (signal 9)"),
        ("leave", "worker died (exit 5)"),
        ("hang", "took longer than 1 s"),
    ],
)
def test_a_poison_frame_costs_itself_alone(make: Make, act: str, reason: str) -> None:
    items = make("a.png", f"{act}@2.gif", f"{act}.png", "z.gif")
    out = results(items, timeout=1 if act == "hang" else 20)
    assert [one for one in out if one[2]] == [(f"{act}@2.gif", 2, reason), (f"{act}.png", 0, reason)]
    assert len(out) == 1 + 4 + 1 + 4


def test_files_of_a_worker_that_is_killed_are_removed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert results(make("a.png"), fakes.load_scratch, timeout=1) == [("a.png", 0, "took longer than 1 s")]
    assert not Path((tmp_path / "scratch.txt").read_text()).exists()


def test_damaged_files_pass_through(make: Make, tmp_path: Path) -> None:
    items = make("a.png", "b.png", "c.png")
    items[0].path.write_bytes(b"hello")
    items[1].path.unlink()
    assert [reason for _, _, reason in results(items)] == [
        "not an image of a kind that can be read",
        "vanished during the run",
        "",
    ]


def test_a_worker_killed_from_outside(make: Make) -> None:
    items = make(*(f"{n}.png" for n in range(60)))
    stream = run(items, FrameJob(Settings(jobs=2, timeout=20), fakes.load_pid))
    out = []
    for result in stream:
        out.append(result)
        if len(out) in (10, 30):
            os.kill(next(iter(children())), signal.SIGKILL)
    assert [r.source for r in out] == [item.source for item in items]
    lost = [r for r in out if isinstance(r, Skipped)]
    assert len(lost) <= 2
    assert {r.reason for r in lost} <= {"worker died (signal 9)"}


def test_kills_at_random_moments_lose_only_what_was_in_flight(make: Make) -> None:
    items = make("a.gif") * 60
    kills = 0
    out = []
    for number, result in enumerate(run(items, FrameJob(Settings(jobs=2, timeout=20), fakes.load_slow))):
        out.append((result.frame, isinstance(result, Skipped)))
        if number % 50 == 49:
            victim = min(children(), default=None)
            if victim is not None:
                os.kill(victim, signal.SIGKILL)
                kills += 1
    assert kills
    lost = sum(skipped for _, skipped in out)
    assert lost <= kills
    assert 240 - 3 * lost <= len(out) <= 240  # a film that is lost while it is opened counts once


def test_a_file_that_kills_while_it_is_opened_is_given_up(make: Make) -> None:
    """Otherwise each of its 2,000 possible frames would cost a worker."""
    items = make("a.png", "b.png")
    out = results(items, load_poisoned_source)
    assert out == [("a.png", 0, "worker died (exit 9)"), ("b.png", 0, "")]


def test_a_page_that_kills_while_it_is_decoded_costs_itself(make: Make) -> None:
    out = results(make("film.gif"), load_poisoned_page)
    assert out == [("film.gif", k, "worker died (exit 9)" if k == 2 else "") for k in range(4)]


def load_poisoned_page(settings: Settings) -> Callable[..., Reading]:
    from screenpii.runners import frames as unit

    frames = sources.frames

    def poisoned(item: Item, settings: Settings) -> Iterator[object]:
        for frame in frames(item, settings):
            if isinstance(frame, Frame) and frame.index == 2:
                os._exit(9)
            yield frame

    vars(unit)["frames"] = poisoned
    return fakes.read


def load_poisoned_source(settings: Settings) -> Callable[..., Reading]:
    from screenpii.runners import frames as unit

    frames = sources.frames

    def poisoned(item: Item, settings: Settings) -> Iterator[object]:
        if item.source == "a.png":
            os._exit(9)
        return frames(item, settings)

    vars(unit)["frames"] = poisoned
    return fakes.read


def test_a_missing_engine_reaches_the_caller(make: Make) -> None:
    with pytest.raises(MissingEngineError, match="nosuch is not installed: pip install nosuch"):
        results(make("a.png"), fakes.load_missing)
    assert not children()


def test_an_engine_that_cannot_load_says_no_more_than_its_kind(make: Make) -> None:
    with pytest.raises(MissingEngineError, match=r"^screen cannot be loaded: RuntimeError$"):
        results(make("a.png"), fakes.load_broken)


def test_an_engine_that_kills_its_worker_is_given_up(make: Make) -> None:
    with pytest.raises(MissingEngineError, match=r"worker died \(exit 7\); see `screenpii doctor`"):
        results(make("a.png"), fakes.load_dying)


def test_loading_has_its_own_time(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MAX_LOADING_SECONDS", 0.0)
    with pytest.raises(MissingEngineError, match="took longer than 0 s"):
        results(make("a.png"))


def test_a_worker_is_confined(make: Make) -> None:
    out = results(make("a.png"), fakes.load_limits, limits={"memory": 3_000_000_000})
    assert out == [("a.png", 0, "3000000000 0 1")]
    out = results(make("a.png"), fakes.load_limits, limits={"memory": 0})
    assert out == [("a.png", 0, "-1 0 1")]


def test_stdout_of_workers_is_not_ours(make: Make, capfd: pytest.CaptureFixture[str]) -> None:
    results(make("a.png"), fakes.load_shouting)
    out, err = capfd.readouterr()
    assert out == ""
    assert "hello" in err


def test_looking_ahead_is_bounded(make: Make) -> None:
    taken = 0
    (item,) = make("a.png")

    def items() -> Iterator[Item]:
        nonlocal taken
        for taken in range(1, 301):  # noqa: B007 - counted for the assertion
            yield item

    for done, _ in enumerate(run(items(), FrameJob(Settings(jobs=2), fakes.load))):
        assert taken <= done + local.MAX_WORK_AHEAD
    assert taken == 300


def test_memory_does_not_grow_with_the_number_of_items(make: Make) -> None:
    (item,) = make("a.png")
    process = psutil.Process()
    early = 0
    for number, _ in enumerate(run((item for _ in range(2_000)), FrameJob(Settings(jobs=2), fakes.load))):
        if number == 200:
            gc.collect()
            early = process.memory_info().rss
    gc.collect()
    assert process.memory_info().rss - early < 4_000_000


def test_a_long_film_waits_for_its_turn_in_bounded_memory(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MAX_WORK_AHEAD", 2)
    out = results(make("hang.png", "b.gif", "c.gif"), timeout=1)
    assert [(source, frame) for source, frame, _ in out] == [
        ("hang.png", 0),
        *(("b.gif", k) for k in range(4)),
        *(("c.gif", k) for k in range(4)),
    ]


def test_as_many_workers_as_can_be_used(make: Make) -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
    out = results(make("a.png", "b.png"), fakes.load_pid, jobs=8)
    assert len({reason for _, _, reason in out}) <= 2
