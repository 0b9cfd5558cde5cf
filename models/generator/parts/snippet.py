"""A cut-out of a screen: a few labelled values, a sentence, a small table, with little around them."""

from __future__ import annotations

from collections.abc import Callable

from models.generator.blocks import labelled, someone
from models.generator.flow import Column, Node
from models.generator.parts.form import pairs, style_of
from models.generator.parts.table import columns, grid, row_owners
from models.generator.registry import SCREENS, family
from models.generator.scene import Scene, say


@family("snippet", shapes=SCREENS, weight=2.0, whole=True)
def snippet(scene: Scene) -> Node:
    makers: list[Callable[[Scene], Node]] = [_facts, _facts, _pairs, _words, _rows, _alone]
    return Column([scene.pick(makers)(scene) for _ in range(scene.pick((1, 1, 2)))], scene.gap(1.5))


def _facts(scene: Scene) -> Node:
    """Values behind their labels in one line each, with a colon or nothing between; also things that are no data."""
    nodes: list[Node] = []
    owner = scene.owner()
    types = scene.types(scene.subject, scene.rng.randint(1, 3)) if owner else []
    between = scene.pick((": ", " ", " # ", ":  "))
    for type in types:
        if owner:
            nodes.append(scene.text(labelled(scene, type, owner, between)))
    for _ in range(scene.rng.randint(0, 3)):
        head, make = scene.content.column()
        nodes.insert(scene.rng.randint(0, len(nodes)), scene.text(say(f"{scene.drop(head)}{between}{make()}")))
    return Column(nodes or [scene.text(scene.decoy())], scene.gap(0.7))


def _alone(scene: Scene) -> Node:
    """One value without anything around it, as pictures of single elements show it; or what a program wrote."""
    owner = scene.owner()
    if owner is None or scene.chance(0.3):
        return scene.text(scene.content.machine_line(someone(scene)))
    type = scene.pick(("PAYMENT_CARD", "PAYMENT_CARD", "EMAIL", "PHONE", "BANK_ACCOUNT"))
    return scene.text(scene.content.value(type, owner, False))


def _pairs(scene: Scene) -> Node:
    return pairs(scene, [scene.plain_field() for _ in range(scene.rng.randint(1, 3))], style_of(scene), 1)


def _words(scene: Scene) -> Node:
    """A sentence or two, with or without somebody in them."""
    people = [scene.another()] if scene.subject and scene.chance(0.6) else []
    return Column([scene.text(scene.content.sentence(*people)) for _ in range(scene.rng.randint(1, 2))], scene.gap(0.8))


def _rows(scene: Scene) -> Node:
    """The first rows of a table."""
    return grid(scene, columns(scene, scene.rng.randint(3, 4)), row_owners(scene, scene.rng.randint(1, 3)), "wrap")
