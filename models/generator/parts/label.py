"""Shipping labels, several to a page: from the shop, to the customer, a tracking number, codes of the carrier."""

from __future__ import annotations

from dataclasses import replace

from models.generator.blocks import contact, labelled
from models.generator.flow import Card, Column, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.registry import family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Scene, say


@family(
    "label",
    kinds={"orders", "order", "delivery", "returns"},
    shapes={"paper", "receipt", "desktop"},
    weight=4.0,
    whole=True,
)
def labels(scene: Scene) -> Node:
    across = {"receipt": 1, "paper": scene.pick((1, 2)), "desktop": scene.pick((1, 2, 3))}[scene.theme.shape]
    owners = list(scene.customers)[: scene.pick((1, across, 2 * across, 2 * across, 9))]
    across = min(across, len(owners))
    back, habit = scene.chance(0.15), scene.rng.getrandbits(10)
    sender = _sender(scene)
    made: list[Node | None] = [_label(scene, owner, _copied(scene, sender), back, habit) for owner in owners]
    rows = [made[k : k + across] for k in range(0, len(made), across)]
    grid = Grid(rows, scene.gap(3.0), scene.gap(3.0), shares=[1.0] * across)
    if across == 1 and scene.theme.shape == "desktop":
        return Row([grid, Spacer(1.0)], 0.0, [1.0, scene.rng.uniform(0.5, 2.0)])
    return grid


def _sender(scene: Scene) -> list[Run]:
    """Who sends: the same on all labels of a page."""
    sender: list[Run] = [say(scene.store.name), *scene.content.address_lines(scene.store)]
    if scene.chance(0.2):
        sender.append(scene.content.value("PHONE", scene.store, False))
    return sender


def _copied(scene: Scene, lines: list[Run]) -> list[Run]:
    """The same lines once more, as a value of their own."""
    group = scene.content.next_group()
    return [tuple(replace(p, group=group) if p.group else p for p in run) for run in lines]


def _label(scene: Scene, owner: Owner, sender: list[Run], back: bool, habit: int) -> Node:
    """One label: sender small, receiver large, each with or without a word before it; numbers below."""
    content = scene.content
    receiver = contact(scene, owner, 1.0, 0.25, 0.15)
    upper = bool(habit & 1)
    if upper:
        receiver = [tuple(Piece(p.text.upper(), p.type, p.subject, p.masked, p.group) for p in run) for run in receiver]
    fro: list[Node] = [scene.text(line, 0.72 if habit & 256 else 0.85) for line in sender]
    to: list[Node] = [scene.text(line, 1.2 if habit & 2 else 1.0, bool(habit & 4)) for line in receiver]
    if habit & 520 == 520:
        fro.insert(0, scene.tag(scene.label("POSTAL_ADDRESS", "business") + ":"))
    if habit & 8 or habit & 64:
        to.insert(0, scene.tag(scene.label("POSTAL_ADDRESS") + ":"))
    blocks: list[Node] = [Column(fro), Column(to)] if not back else [Column(to), Column(fro)]
    body: Node = Row(blocks, scene.gap(2.0), [1.0, 1.0]) if habit & 16 and scene.theme.shape != "receipt" else Column(
        blocks, scene.gap(1.5)
    )  # fmt: skip
    codes = [scene.text(f"{content.place()} {content.number(3)}", 1.4, True), scene.text(content.ean())]
    numbers: list[Node] = [scene.text(": ".join(content.plain())) for _ in range(scene.rng.randint(0, 2))]
    tracking = content.value("TRACKING_NUMBER", owner, False)
    numbers.append(scene.text(labelled(scene, "TRACKING_NUMBER", owner) if habit & 32 else tracking, align="center"))
    if habit & 64:
        numbers.append(scene.text(labelled(scene, "ORDER_ID", owner, " ")))
    top: list[Node] = [scene.text(content.remark(), 1.2, True)] if habit & 128 else []
    nodes = [*top, body, *codes[: scene.rng.randint(0, 2)], *numbers]
    return Card(Column(nodes, scene.gap(1.2)), scene.gap(1.5), scene.gap(1.5))
