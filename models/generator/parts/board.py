"""Boards: columns of cards by state, as of kitchens, workshops and collection desks."""

from __future__ import annotations

from models.generator.blocks import chip, labelled
from models.generator.flow import Card, Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import WIDE, family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Scene, say


def card(scene: Scene, owner: Owner | None, habit: list[str]) -> Node:
    """A card with the lines of the board's habit."""
    content = scene.content
    lines: list[Run] = []
    for what in habit:
        if what == "name":
            lines.append(scene.name(owner) if owner else say(scene.decoy()))
        elif what == "order" and owner and scene.about_customers:
            tagged = scene.chance(0.3)
            lines.append(labelled(scene, "ORDER_ID", owner, " ") if tagged else scene.value("ORDER_ID", owner))
        elif what == "staff":
            head = scene.label("PERSON_NAME", "associate") + ": " if scene.chance(0.5) else ""
            lines.append((Piece(head), *content.name(scene.colleague())))
        elif what == "phone" and owner:
            lines.append(scene.value("PHONE", owner))
        elif what == "ticket":
            lines.append(say(f"#{content.number(4)}"))
        else:
            lines.append(say(scene.pick((content.product, content.time, lambda: chip(scene), content.vehicle))()))
    nodes: list[Node] = [scene.text(line, 1.0 if k else 1.08, not k) for k, line in enumerate(lines)]
    return Card(Column(nodes, scene.gap(0.4)), scene.gap(1.2), scene.gap(1.2))


@family("board", kinds={*CUSTOMER_KINDS, "staff", "stock"}, shapes=WIDE, weight=1.8, wide=True)
def board(scene: Scene) -> Node:
    """Three to five columns with a heading and a count."""
    count = scene.rng.randint(3, 5)
    habit = [what for what in ("order", "name", "thing", "phone", "staff", "thing", "ticket") if scene.chance(0.5)]
    habit = habit or ["name", "order"]
    if scene.chance(0.4):
        scene.rng.shuffle(habit)
    pool: list[Owner | None] = [*scene.owners()] or [None]
    columns: list[Node] = []
    for _ in range(count):
        cards: list[Node] = []
        for _ in range(scene.rng.randint(0, 5)):
            if pool[0] and scene.chance(0.5):
                pool.append(scene.another())
            cards.append(card(scene, scene.pick(pool), habit))
        head = scene.pick(("{} ({})", "{} {}", "{}")).format(chip(scene), len(cards))
        columns.append(Column([scene.text(head, 1.1, True), *cards], scene.gap(1.0)))
    return Row(columns, scene.gap(1.5), [1.0] * count)
