"""Of overlapping entities the best stays."""

from __future__ import annotations

from screenpii.scorer import resolve
from screenpii.types import Box, Entity


def entity(kind: str, start: int, end: int, score: float, box: Box | None = None) -> Entity:
    return Entity(kind, "customer", start, end, "x", (box or Box(10 * start, 0, 10 * end, 10),), score)


def test_the_better_of_two_stays() -> None:
    found = resolve([entity("PHONE", 0, 10, 0.7), entity("ORDER_ID", 2, 8, 0.9)], 0.5)
    assert [e.type for e in found] == ["ORDER_ID"]


def test_the_longer_of_equals_stays() -> None:
    found = resolve([entity("PERSON_NAME", 0, 4, 0.8), entity("PERSON_NAME", 0, 9, 0.8)], 0.5)
    assert [(e.start, e.end) for e in found] == [(0, 9)]


def test_neighbours_stay_both() -> None:
    assert len(resolve([entity("PHONE", 0, 10, 0.7), entity("PHONE", 10, 20, 0.9)], 0.5)) == 2


def test_the_unlikely_go() -> None:
    assert resolve([entity("PHONE", 0, 10, 0.49)], 0.5) == []


def test_a_region_of_purchases_hides_nothing_in_it() -> None:
    region = entity("PURCHASE_HISTORY", 0, 0, 0.99, Box(0, 0, 500, 500))
    assert len(resolve([region, entity("ORDER_ID", 0, 10, 0.6)], 0.5)) == 2
    assert len(resolve([region, entity("PURCHASE_HISTORY", 0, 0, 0.6, Box(10, 10, 400, 400))], 0.5)) == 1


def test_text_in_a_code_gives_way_to_the_code() -> None:
    code = entity("CODE_PAYLOAD", 0, 0, 0.95, Box(0, 0, 100, 100))
    assert [e.type for e in resolve([code, entity("ORDER_ID", 0, 5, 0.6)], 0.5)] == ["CODE_PAYLOAD"]


def test_findings_are_in_reading_order() -> None:
    found = resolve([entity("PHONE", 0, 3, 0.9, Box(0, 50, 9, 60)), entity("EMAIL", 5, 9, 0.6, Box(0, 0, 9, 9))], 0.5)
    assert [e.type for e in found] == ["EMAIL", "PHONE"]


def test_two_that_are_nearly_sure_are_as_good_so_the_longer_stays() -> None:
    """From 0.95 on both are sure."""
    assert [e.end for e in resolve([entity("PHONE", 0, 4, 0.99), entity("PHONE", 0, 9, 0.96)], 0.5)] == [9]
    equal = [entity("PHONE", 0, 4, 0.96), entity("ORDER_ID", 0, 4, 0.99)]
    assert [e.type for e in resolve(equal, 0.5)] == ["PHONE"]
    assert [e.end for e in resolve([entity("PHONE", 0, 4, 0.94), entity("PHONE", 0, 9, 0.7)], 0.5)] == [4]


def test_far_apart_in_long_text_and_on_large_frames_all_clashes_are_found() -> None:
    long = [entity("PHONE", 0, 900, 0.9), *(entity("ORDER_ID", k, k + 5, 0.6) for k in range(0, 890, 89))]
    assert [e.type for e in resolve(long, 0.5)] == ["PHONE"]
    wide = entity("FACE", 0, 0, 0.9, Box(0, 0, 900, 900))
    small = [entity("CODE_PAYLOAD", 0, 0, 0.6, Box(k, k, k + 40, k + 40)) for k in range(0, 850, 85)]
    assert [e.type for e in resolve([wide, *small], 0.5)] == ["FACE"]
