"""Looking somebody up: what was typed, and what was found."""

from __future__ import annotations

from models.generator.blocks import chip
from models.generator.flow import Card, Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.parts.list import SEPARATORS, second
from models.generator.registry import SCREENS, family
from models.generator.run import Run
from models.generator.scene import Owner, Person, Scene, say


@family("search", kinds={*CUSTOMER_KINDS, "staff", "stock", "users", "suppliers"}, shapes=SCREENS, weight=1.4)
def search(scene: Scene) -> Node:
    """A box with what was typed (a name, a telephone number, a product) and a list of findings."""
    owners: list[Owner | None] = list(scene.owners()) or [None] * scene.rng.randint(2, 5)
    owner = owners[0]
    typed = _typed(scene, owner)
    box: list[Node] = [Card(scene.text(typed), 10.0, 8.0), scene.text(scene.content.buttons(1)[0])]
    nodes: list[Node] = [Row(box, scene.gap(1.5), [1.0, 0.0], "middle")]
    if scene.chance(0.5):
        nodes.append(Row([scene.text(chip(scene), 0.9) for _ in range(scene.rng.randint(2, 4))], scene.gap(3.0)))
    if scene.chance(0.5):
        nodes.append(scene.text(scene.pick(("{} results", "{}", "1–{}")).format(len(owners)), 0.9))
    link, in_line = scene.pick(SEPARATORS), scene.chance(0.35)
    for who in owners:
        name: Run = scene.name(who) if who else say(scene.decoy())
        if in_line:
            nodes.append(scene.text((*name, *say(link), *second(scene, who, link))))
        else:
            nodes.append(
                Column([scene.text(name, 1.0, scene.chance(0.7)), scene.text(second(scene, who, link), 0.9)], 2.0)
            )
    return Column(nodes, scene.gap(scene.rng.uniform(1.0, 1.8)))


def _typed(scene: Scene, owner: Owner | None) -> Run:
    if scene.empty or owner is None or scene.chance(0.15):
        return say(scene.content.product() if owner is None else "")
    if not isinstance(owner, Person):
        return say(owner.name)
    if scene.chance(0.65):
        return scene.content.name(owner, scene.pick(("", "given", "family")))
    return scene.content.value(scene.pick(("PHONE", "PHONE", "EMAIL", "EMAIL", "PAYMENT_CARD")), owner, False)
