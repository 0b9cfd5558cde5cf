"""Receipts: the shop's head, lines, sums, payment, and who bought and who sold."""

from __future__ import annotations

from models.generator.blocks import bought, items, labelled, sums
from models.generator.flow import Align, Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Scene, say

MEMBER = ("LOYALTY_ID", "PHONE", "EMAIL", "POSTAL_ADDRESS", "ORDER_ID")


def masthead(scene: Scene, align: Align) -> Node:
    """The shop's name, address and ways to reach it."""
    content, store = scene.content, scene.store
    lines: list[Run] = [say(store.name.upper() if scene.chance(0.4) else store.name)]
    lines += content.address_lines(store) if scene.chance(0.7) else [content.address_line(store)]
    for type, odds in (("PHONE", 0.6), ("EMAIL", 0.25), ("NATIONAL_ID", 0.35)):
        if scene.chance(odds):
            lines.append(labelled(scene, type, store, scene.pick((": ", " "))))
    nodes: list[Node] = [scene.text(line, 1.25 if not k else 1.0, not k, align=align) for k, line in enumerate(lines)]
    return Column(nodes, 0.0, align, fill=True)


def payment(scene: Scene, owner: Owner) -> list[Node]:
    """How it was paid: a card's last digits, cash, a gift card."""
    content = scene.content
    nodes: list[Node] = []
    if scene.chance(0.65):
        card = content.value("PAYMENT_CARD", owner, not scene.chance(0.1))
        nodes.append(Row([scene.text(card), scene.text(content.money())], 8.0, spread=True))
    else:
        nodes.append(Row([scene.text(content.text("{payments}")), scene.text(content.money())], 8.0, spread=True))
    for _ in range(scene.rng.randint(0, 3)):
        label, value = content.plain()
        nodes.append(scene.text(f"{label}: {value}"))
    return nodes


@family(
    "receipt", kinds={*CUSTOMER_KINDS, "reports", "stock"}, shapes={"receipt", "paper", "till"}, weight=4.0, whole=True
)
def receipt(scene: Scene) -> Node:
    """A receipt; on screens about nobody, one of a sale to nobody known."""
    content, rng = scene.content, scene.rng
    align: Align = scene.pick(("center", "center", "left"))
    owner = scene.owner() if scene.about_customers and scene.chance(0.75) else None
    nodes: list[Node] = [masthead(scene, align)]
    head: list[Run] = [say(f"{content.date()} {content.time()}")]
    served: Run = (Piece(scene.label("PERSON_NAME", "associate") + scene.pick((": ", " "))),)
    head.append((*served, *content.name(scene.colleague(), scene.pick(("", "", "given")))))
    if owner or scene.chance(0.4):
        number = content.value("ORDER_ID", owner or scene.customers[0], False)
        head.append((Piece(scene.label("ORDER_ID") + " "), *number))
    head += [say(": ".join(content.plain())) for _ in range(rng.randint(0, 2))]
    rng.shuffle(head)
    nodes.append(Column([scene.text(line) for line in head]))
    member = member_lines(scene, owner) if owner else []
    first = scene.chance(0.5)
    if first and member:
        nodes.append(Column(member))
    nodes.append(bought(scene, items(scene, rng.randint(1, 14), scene.chance(0.3)), owner is not None))
    nodes.append(sums(scene, rng.randint(1, 4), scene.chance(0.8)))
    nodes += payment(scene, owner or scene.customers[0])
    if member and not first:
        nodes.append(Column(member))
    nodes += [scene.text(content.sentence(), align="center") for _ in range(rng.randint(0, 2))]
    return Column(nodes, scene.gap(rng.uniform(0.8, 1.8)), fill=True)


def member_lines(scene: Scene, owner: Owner) -> list[Node]:
    """The member or customer, with a name and some other data."""
    runs = [labelled(scene, "PERSON_NAME", owner)] if scene.chance(0.8) else []
    runs += [labelled(scene, type, owner) for type in MEMBER if scene.chance(0.3)]
    return [scene.text(run) for run in runs or [labelled(scene, "LOYALTY_ID", owner)]]
