"""Non-maximum suppression: of entities that overlap, the best one is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from screenpii.types import Entity

MAX_COMPARED_SCORE = 0.95  # score from which candidates count as equally likely
TILE_PX = 64  # side of the tiles by which entities without text are compared
BUCKET_CHARS = 32  # characters of the stretches by which entities in text are compared
# types that score at least as high as an entity inside them: a part leads to the rest
TYPES_AS_LIKELY_AS_PARTS = frozenset({"POSTAL_ADDRESS", "BANK_ACCOUNT"})
REGION_TYPES = frozenset({"PURCHASE_HISTORY"})  # types that are regions, in which other findings may stand


class Loss(NamedTuple):
    """An entity that is not reported: a better one overlaps it, or its score is too low."""

    entity: Entity
    winner: Entity | None


def resolve(entities: Iterable[Entity], min_score: float) -> list[Entity]:
    """The entities of at least `min_score` that no better one overlaps, in reading order.

    Scores are compared in tenths: of two that are about as likely the longer one is the whole value.
    """
    return contest(entities, min_score, min_score)[0]


def contest(entities: Iterable[Entity], min_score: float, least: float) -> tuple[list[Entity], list[Loss]]:
    """What `resolve` keeps, and all other entities of at least `least`; both in reading order."""
    kept: list[Entity] = []
    lost: list[Loss] = []
    near: dict[tuple[str, int, int], list[Entity]] = defaultdict(list)
    found = list(entities)
    likely = _likely(found, min_score)
    order = sorted(range(len(found)), key=lambda i: (-round(10 * likely[i]), found[i].start - found[i].end, -likely[i]))
    for entity in (found[i] for i in order):
        if entity.score < least or not entity.boxes:
            continue
        places = list(_places(entity))
        winner = next((other for place in places for other in near[place] if _clash(entity, other)), None)
        if winner or entity.score < min_score:
            lost.append(Loss(entity, winner))
            continue
        kept.append(entity)
        for place in places:
            near[place].append(entity)
    return sorted(kept, key=_order), sorted(lost, key=lambda loss: _order(loss.entity))


def _likely(entities: Sequence[Entity], min_score: float) -> list[float]:
    """The scores by which entities compete, of which all over MAX_COMPARED_SCORE are alike.

    A whole gets the score of its best part where the part alone would leave the rest readable.
    """
    scores = [min(entity.score, MAX_COMPARED_SCORE) for entity in entities]
    wholes = [
        i for i, entity in enumerate(entities) if entity.type in TYPES_AS_LIKELY_AS_PARTS and entity.score >= min_score
    ]
    by_start = sorted(wholes, key=lambda i: entities[i].start)
    starts = [entities[i].start for i in by_start]
    lifted = list(scores)
    for i in wholes:
        inside = by_start[bisect_left(starts, entities[i].start) : bisect_left(starts, entities[i].end)]
        lifted[i] = max((scores[k] for k in inside if entities[k].end <= entities[i].end), default=0.0)
    return lifted


def _order(entity: Entity) -> tuple[int, int]:
    return entity.boxes[0].top, entity.boxes[0].left


def _places(entity: Entity) -> Iterator[tuple[str, int, int]]:
    if entity.start < entity.end:
        yield from (("text", at, 0) for at in range(entity.start // BUCKET_CHARS, entity.end // BUCKET_CHARS + 1))
    for box in entity.boxes:
        for x in range(box.left // TILE_PX, box.right // TILE_PX + 1):
            yield from (("tile", x, y) for y in range(box.top // TILE_PX, box.bottom // TILE_PX + 1))


def _clash(one: Entity, other: Entity) -> bool:
    if (one.type in REGION_TYPES) != (other.type in REGION_TYPES):
        return False
    if one.start < one.end and other.start < other.end:
        return one.start < other.end and other.start < one.end
    return any(a.overlap(b) > 0.5 * min(a.area, b.area) for a in one.boxes for b in other.boxes)
