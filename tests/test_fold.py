"""What only all results together tell: the same whether a run is one, or parts of it are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.flat import results
from screenpii.assembly import policy_of
from screenpii.baseline import Accepted, Baseline
from screenpii.config import Settings
from screenpii.fold import Fold
from screenpii.spool import MAX_BYTES_IN_MEMORY, Spool
from screenpii.summary import Counts
from screenpii.types import FIRST, Box, Location, Masking, Reading, Record, Result, Skipped

PACKS = policy_of(Settings(policy=("default", "pci-dss-4.0.1"))).packs
FIRST_SIX = (*"411111", *[""] * 6, *"1111")
NEXT_SIX = (*[""] * 6, *"222222", *"1111")


def card(source: str, digits: tuple[str, ...]) -> Reading:
    box, masking, mark = Box(0, 0, 90, 10), Masking("full", 0, 4), f"v1:{0:032x}"
    given = (source, FIRST, masking, "masked", "medium", (), "•••• 1111", mark)
    found = Record("PAYMENT_CARD", "customer", (box,), 0.9, "Card", *given, digits=digits)  # type: ignore[arg-type]
    return Reading(source, FIRST, 600, 400, 0.1, (found,), words=tuple("abcdefgh"))


def captures() -> list[Result]:
    """Two views, a number whose masks add up, a file that was not read, a screen that was called otherwise before."""
    one, other = card("a.png", FIRST_SIX), card("b.png", NEXT_SIX)
    plain = Reading("c.png", FIRST, 600, 400, 0.1, words=tuple("ijklmnop"), wireframe=b"x")
    (mail,) = (r for r in results(1) if isinstance(r, Reading))
    moved = replace(mail, source="web/d.png", file=Location("web/d.png", below="d.png"))
    moved = replace(moved, findings=tuple(replace(f, source="web/d.png") for f in moved.findings))
    return [one, plain, Skipped("e.png", "empty file"), other, moved, replace(moved, source="web/f.png", file=None)]


def known() -> Baseline:
    entry = Accepted(
        screen="d.png", frame=0, type="EMAIL", place=(1, 0), preview="", fingerprint=f"v1:{0:032x}", old_name=True
    )
    return Baseline("k1:0", (entry,), date(2026, 1, 1))


def settled(parts: Sequence[Sequence[Result]]) -> list[Result]:
    """What the results come to if each part was folded by itself."""
    kept: list[Result] = []
    folds = []
    for part in parts:
        folds.append(Fold(PACKS, known()))
        kept += map(folds[-1].add, part)
    for other in folds[1:]:
        folds[0].merge(other)
    settle, _ = folds[0].settled()
    return [*map(settle, kept)]


def test_masks_that_add_up_screens_and_old_names_are_known_at_the_end() -> None:
    one, plain, _, other, moved, _ = settled([captures()])
    assert isinstance(one, Reading)
    assert isinstance(plain, Reading)
    assert isinstance(other, Reading)
    assert isinstance(moved, Reading)
    assert [f.verdict for r in (one, other) for f in r.findings] == ["exposed", "exposed"]
    assert one.screen == other.screen != plain.screen
    assert [f.verdict for f in moved.findings] == ["accepted", "exposed", "exposed", "exposed"]
    assert plain.wireframe == b""


@pytest.mark.parametrize("cut", range(1, 6))
def test_parts_of_a_run_can_be_merged(cut: int) -> None:
    whole, parts = settled([captures()]), settled([captures()[:cut], captures()[cut:]])
    assert [replace(r, wireframe=b"") for r in parts if isinstance(r, Reading)] == [
        replace(r, wireframe=b"") for r in whole if isinstance(r, Reading)
    ]
    counts = Counts.of(captures()[:cut])
    counts.merge(Counts.of(captures()[cut:]))
    for name in ("frames", "skipped", "unread", "sources", "verdicts", "types", "severities"):
        assert getattr(counts, name) == getattr(Counts.of(captures()), name), name


def test_a_number_alone_is_masked() -> None:
    (one,) = settled([[card("a.png", FIRST_SIX)]])
    assert isinstance(one, Reading)
    assert one.exposures == ()


def test_of_each_screen_the_pictures_are_kept_on_which_more_shows() -> None:
    def shown(count: int) -> Reading:
        (mail,) = (r for r in results(1) if isinstance(r, Reading))
        return replace(mail, findings=mail.findings[:count])

    fold = Fold(PACKS)
    kept = [fold.add(shown(count)) for count in (0, 2, 1, 2, 3)]
    assert [bool(r.wireframe) for r in kept if isinstance(r, Reading)] == [False, True, False, False, True]


def test_a_spool_is_walked_through_more_than_once_and_at_the_same_time() -> None:
    made = list(results(300))
    with Spool() as spool:
        for result in made:
            spool.add(result)
        pairs = list(zip(spool, spool, strict=True))
        assert spool._end > MAX_BYTES_IN_MEMORY / 10
        assert pairs == [(one, one) for one in made]
        spool.add(Skipped("z.png", "empty file"))
        assert list(spool) == [*made, Skipped("z.png", "empty file")]


def test_a_large_spool_lies_on_disk_without_a_name() -> None:
    def many() -> Iterator[Result]:
        while True:
            yield from results(100)

    with Spool() as spool:
        for result in many():
            spool.add(result)
            if spool._end > MAX_BYTES_IN_MEMORY:
                break
        assert isinstance(spool._file.name, int)  # a handle, no path
        assert next(iter(spool)) == next(results(1))
