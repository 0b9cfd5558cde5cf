"""Of candidates that overlap the best is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scanner.types import Entity

SURE = 0.95  # what is likelier is as good
TILE = 64  # pixels; entities by pixels are compared only with those that share a tile
CHARS = 32  # of text, likewise
AREAS = frozenset({"PURCHASE_HISTORY"})  # regions in which other findings stand


def resolve(entities: Iterable[Entity], min_score: float) -> list[Entity]:
    """The entities of at least `min_score` that no better one overlaps, in reading order.

    Scores are compared in tenths: of two that are about as likely the longer one is the whole value.
    """
    kept: list[Entity] = []
    near: dict[tuple[str, int, int], list[Entity]] = defaultdict(list)
    for entity in sorted(entities, key=lambda e: (-round(10 * min(e.score, SURE)), e.start - e.end, -e.score)):
        places = list(_places(entity))
        if (
            entity.score >= min_score
            and entity.boxes
            and not any(_clash(entity, other) for p in places for other in near[p])
        ):
            kept.append(entity)
            for place in places:
                near[place].append(entity)
    return sorted(kept, key=lambda e: (e.boxes[0].top, e.boxes[0].left))


def _places(entity: Entity) -> Iterator[tuple[str, int, int]]:
    if entity.start < entity.end:
        yield from (("text", at, 0) for at in range(entity.start // CHARS, entity.end // CHARS + 1))
    for box in entity.boxes:
        for x in range(box.left // TILE, box.right // TILE + 1):
            yield from (("tile", x, y) for y in range(box.top // TILE, box.bottom // TILE + 1))


def _clash(one: Entity, other: Entity) -> bool:
    if (one.type in AREAS) != (other.type in AREAS):
        return False
    if one.start < one.end and other.start < other.end:
        return one.start < other.end and other.start < one.end
    return any(a.overlap(b) > 0.5 * min(a.area, b.area) for a in one.boxes for b in other.boxes)
