"""Families of parts, by name: what they are about, on which shapes of screens they stand, how often."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from models.generator.flow import Node
from models.generator.kinds import CUSTOMER_KINDS, KINDS
from models.generator.scene import Scene
from models.generator.theme import SHAPES

ANY = frozenset(KINDS)
CUSTOMER = frozenset(CUSTOMER_KINDS)
EVERYWHERE = frozenset(SHAPES)
SCREENS = frozenset(("desktop", "till", "handheld", "kiosk"))
WIDE = frozenset(("desktop", "till"))


@dataclass(frozen=True, slots=True)
class Family:
    """`whole`: the part is a page of its own, without others beside it; `wide`: it needs most of the width."""

    name: str
    make: Callable[[Scene], Node]
    kinds: frozenset[str]
    shapes: frozenset[str]
    weight: float
    whole: bool
    wide: bool


FAMILIES: dict[str, Family] = {}


def family(
    name: str,
    kinds: Collection[str] = ANY,
    shapes: Collection[str] = SCREENS,
    weight: float = 1.0,
    whole: bool = False,
    wide: bool = False,
) -> Callable[[Callable[[Scene], Node]], Callable[[Scene], Node]]:
    def register(make: Callable[[Scene], Node]) -> Callable[[Scene], Node]:
        FAMILIES[name] = Family(name, make, frozenset(kinds), frozenset(shapes), weight, whole, wide)
        return make

    return register
