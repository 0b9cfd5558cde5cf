"""Chats between a customer and the shop, tickets with comments and notes."""

from __future__ import annotations

from models.generator.blocks import someone
from models.generator.flow import Card, Column, Node, Row, Spacer
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import SCREENS, family
from models.generator.run import Piece, Run
from models.generator.scene import Person, Scene


def said(scene: Scene, customer: Person) -> list[Run]:
    """What one of them says: one to three sentences, some with the customer's data."""
    owners = (customer,) if scene.chance(0.5) else ()
    run = [piece for k in range(scene.rng.randint(1, 3)) for piece in
           ((Piece(" "),) * bool(k) + scene.content.sentence(*(owners if k == 0 else ())))]  # fmt: skip
    return [tuple(run)]


@family("chat", kinds={*CUSTOMER_KINDS, "logs"}, shapes=SCREENS - {"kiosk"}, weight=1.5)
def chat(scene: Scene) -> Node:
    """A head line, messages with or without names and times, at one side or at two, a place to write."""
    customer, clerk = someone(scene), scene.colleague()
    two_sides, named = scene.chance(0.55), scene.pick(("before", "above", "above", "none"))
    nodes: list[Node] = []
    if scene.chance(0.6):
        nodes.append(scene.title(scene.name(customer), 0.7))
    if scene.chance(0.4):
        nodes.append(scene.text(scene.value(scene.pick(("EMAIL", "PHONE")), customer), 0.9))
    for _ in range(scene.rng.randint(2, 9)):
        mine = scene.chance(0.45)
        who = clerk if mine else customer
        nodes.append(_message(scene, who, customer, named, two_sides and mine))
    if scene.chance(0.5):
        nodes.append(Row([scene.text(b) for b in scene.content.buttons(2)], scene.gap(3.0)))
    return Column(nodes, scene.gap(scene.rng.uniform(1.0, 2.0)), fill=True)


def _message(scene: Scene, who: Person, customer: Person, named: str, right: bool) -> Node:
    texts = said(scene, customer)
    time = scene.content.time()
    name = scene.name(who)
    if named == "before":
        texts = [(*name, Piece(": "), *texts[0])]
    nodes: list[Node] = [scene.text(line) for line in texts]
    if named == "above":
        head: Run = (*name, Piece(scene.pick(("  ", " · ", ", ")) + time)) if scene.chance(0.6) else name
        nodes.insert(0, scene.text(head, 0.9, scene.chance(0.6)))
    elif scene.chance(0.3):
        nodes.append(scene.text(time, 0.8))
    bubble = Card(Column(nodes, 2.0), scene.gap(1.0), scene.gap(0.8))
    share = scene.rng.uniform(0.5, 0.75) if right or scene.chance(0.5) else 1.0
    if share == 1.0:
        return bubble
    return Row(
        [Spacer(1.0), bubble] if right else [bubble, Spacer(1.0)],
        0.0,
        [1 - share, share] if right else [share, 1 - share],
    )
