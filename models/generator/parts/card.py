"""Cards of customers and orders, side by side or under one another."""

from __future__ import annotations

from models.generator.blocks import buttons, chip, chips, contact, labelled
from models.generator.flow import Card, Column, Node, Row
from models.generator.grid import Grid
from models.generator.parts.form import pairs, style_of
from models.generator.registry import SCREENS, family
from models.generator.scene import Owner, Scene, say


def one(scene: Scene, owner: Owner | None, habit: int, style: str) -> Node:
    """A card: lines of contact, or fields under a title."""
    content = scene.content
    nodes: list[Node] = []
    if owner is None:
        nodes.append(scene.text(scene.decoy(), 1.1, True))
        nodes += [scene.text(scene.decoy()) for _ in range(scene.rng.randint(1, 3))]
    elif habit == 0:
        lines = contact(scene, owner)
        nodes.append(scene.text(lines[0], scene.pick((1.0, 1.15, 1.3)), scene.chance(0.7)))
        nodes += [scene.text(line) for line in lines[1:]]
    elif habit == 1:
        if scene.about_customers:
            nodes.append(scene.text(labelled(scene, "ORDER_ID", owner, scene.pick((" ", " #", ": "))), 1.1, True))
        nodes.append(scene.text(scene.name(owner)))
        nodes += [scene.text(say(content.product())) for _ in range(scene.rng.randint(0, 2))]
        nodes.append(scene.text(" · ".join((chip(scene), content.money())), 0.9))
    else:
        nodes.append(scene.text(scene.name(owner), 1.15, True))
        nodes.append(pairs(scene, scene.fields(owner, scene.rng.randint(2, 6)), style, 1))
    if scene.chance(0.35):
        nodes.insert(scene.pick((0, len(nodes))), chips(scene, scene.rng.randint(1, 2)))
    return Card(Column(nodes, scene.gap(0.4)), scene.gap(1.4), scene.gap(1.2))


@family("card", shapes=SCREENS, weight=2.5)
def cards(scene: Scene) -> Node:
    """A heading and one to nine cards of one build; or an address beside another one."""
    narrow = scene.theme.shape in ("handheld", "kiosk")
    habit, style = scene.rng.randint(0, 2), style_of(scene)
    across = 1 if narrow else scene.pick((1, 2, 3, 3, 4))
    owners: list[Owner | None] = [*scene.owners()]
    owners = owners[: scene.rng.randint(1, 9)]
    if scene.chance(0.25) and scene.owner():
        return _addresses(scene)
    owners = owners or [None] * scene.rng.randint(2, 6)
    made: list[Node | None] = [one(scene, owner, habit, style) for owner in owners]
    across = min(across, len(made))
    rows = [made[k : k + across] for k in range(0, len(made), across)]
    grid = Grid(rows, scene.gap(1.5), scene.gap(1.5), shares=[1.0] * across)
    head: list[Node] = [scene.title(scene.topic(), 0.8)] if scene.chance(0.6) else []
    return Column([*head, grid], scene.gap(1.2))


def _addresses(scene: Scene) -> Node:
    """Shipping and billing address of one customer, each under its own heading."""
    owner = scene.owner()
    if owner is None:
        return Column([])
    other = owner if scene.chance(0.6) else scene.pick(list(scene.owners()))
    both: list[Node] = []
    for who in (owner, other)[: scene.pick((1, 2, 2))]:
        head = scene.label("POSTAL_ADDRESS", scene.subject_of(who))
        lines = contact(scene, who, 1.0, 0.3)
        nodes: list[Node] = [scene.text(head, 1.1, True), *(scene.text(line) for line in lines)]
        if scene.chance(0.3):
            nodes.append(buttons(scene, 1))
        both.append(Card(Column(nodes, scene.gap(0.3)), scene.gap(1.4), scene.gap(1.2)))
    return Row(both, scene.gap(2.0), [1.0] * len(both)) if scene.theme.shape != "handheld" else Column(both)
