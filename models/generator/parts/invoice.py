"""Invoices and delivery notes: letterhead, addresses, number and date, lines, sums, how to pay."""

from __future__ import annotations

from models.generator.blocks import bought, contact, items, labelled, sums
from models.generator.flow import Card, Column, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.parts.receipt import masthead
from models.generator.registry import family
from models.generator.run import Run
from models.generator.scene import Owner, Scene, say


@family("invoice", kinds=set(CUSTOMER_KINDS), shapes={"paper", "desktop"}, weight=4.0, whole=True)
def invoice(scene: Scene) -> Node:
    owner = scene.owner()
    if owner is None:
        return Column([])
    nodes: list[Node] = [_head(scene), _addresses(scene, owner), _numbers(scene, owner)]
    if scene.chance(0.3):
        nodes[1], nodes[2] = nodes[2], nodes[1]
    nodes.append(bought(scene, items(scene, scene.rng.randint(1, 12)), True))
    total = sums(scene, scene.rng.randint(1, 4))
    nodes.append(Row([Spacer(1.0), total], 0.0, [2.0, 1.0]) if scene.chance(0.7) else total)
    nodes += _foot(scene, owner)
    return Card(Column(nodes, scene.gap(scene.rng.uniform(1.5, 3.5)), fill=True), scene.gap(3.0), scene.gap(3.0))


def _head(scene: Scene) -> Node:
    word = scene.title(scene.content.title(scene.pick(("order", "payments", scene.kind))))
    if scene.chance(0.5):
        return Row([masthead(scene, "left"), word], 20.0, [1.5, 1.0])
    return Column([masthead(scene, scene.pick(("right", "center", "left"))), word], scene.gap(1.5), fill=True)


def _addresses(scene: Scene, owner: Owner) -> Node:
    """One or two address blocks, with or without a label over them; in Germany with the sender's small line."""
    blocks: list[Node] = []
    other = owner if scene.chance(0.7) else scene.pick(scene.customers)
    for who in (owner, other)[: scene.pick((1, 2, 2))]:
        lines = contact(scene, who, 1.0, 0.3, 0.15)
        nodes: list[Node] = [scene.text(line) for line in lines]
        if scene.chance(0.75):
            nodes.insert(0, scene.tag(scene.label("POSTAL_ADDRESS")))
        elif not blocks and scene.chance(0.5):
            nodes.insert(
                0, scene.text((*say(f"{scene.store.name} · "), *scene.content.address_line(scene.store)), 0.72)
            )
        blocks.append(Column(nodes, scene.gap(0.2)))
    if scene.chance(0.35):
        blocks[1:] = []
        blocks.insert(scene.pick((0, 0, 1)), _sender(scene))
    if len(blocks) < 2:
        return blocks[0]
    return Row(blocks, scene.gap(3.0), [1.0, 1.0])


def _sender(scene: Scene) -> Node:
    """Who writes: the shop's name, address and ways to reach it, under a label or none."""
    lines = contact(scene, scene.store, 1.0, 0.6, 0.0)
    nodes: list[Node] = [scene.text(line, bold=not k) for k, line in enumerate(lines)]
    if scene.chance(0.7):
        nodes.insert(0, scene.tag(scene.label("POSTAL_ADDRESS", "business")))
    return Column(nodes, scene.gap(0.2))


def _numbers(scene: Scene, owner: Owner) -> Node:
    """Number, date, the customer's number, who dealt with it."""
    content = scene.content
    runs: list[tuple[str, Run]] = [(scene.label("ORDER_ID"), content.value("ORDER_ID", owner, False))]
    runs.append((content.column()[0], say(content.date())))
    for type in ("LOYALTY_ID", "PHONE", "EMAIL", "TRACKING_NUMBER"):
        if scene.chance(0.3):
            runs.append((scene.label(type), scene.value(type, owner)))
    if scene.chance(0.4):
        runs.append((scene.label("PERSON_NAME", "associate"), content.name(scene.colleague())))
    runs += [(label, say(value)) for label, value in [content.plain() for _ in range(scene.rng.randint(0, 3))]]
    colon = scene.theme.colon
    cells: list[list[Node | None]] = [[scene.tag(label + colon), scene.text(run)] for label, run in runs]
    if scene.chance(0.3):
        across: list[list[Node | None]] = [list(column) for column in zip(*cells[:5], strict=True)]
        return Grid(across, scene.gap(2.0), scene.gap(0.4))
    return Grid(cells, scene.gap(2.0), scene.gap(0.4), stretch=False)


def _foot(scene: Scene, owner: Owner) -> list[Node]:
    """How it was or is to be paid; the shop's bank and tax numbers."""
    content, store = scene.content, scene.store
    nodes: list[Node] = [scene.text(content.sentence())] if scene.chance(0.5) else []
    if scene.chance(0.4):
        nodes.append(scene.text(labelled(scene, scene.pick(("PAYMENT_CARD", "PAYMENT_CARD", "BANK_ACCOUNT")), owner)))
    ends: list[Node] = []
    for types in (("PHONE", "EMAIL"), ("BANK_ACCOUNT",), ("NATIONAL_ID",)):
        lines = [scene.text(labelled(scene, t, store, " "), 0.8) for t in types if scene.chance(0.6)]
        if lines:
            ends.append(Column([*lines]))
    if ends:
        nodes.append(Row(ends, scene.gap(2.0), [1.0] * len(ends)))
    return nodes
