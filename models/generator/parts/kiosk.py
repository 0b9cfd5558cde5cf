"""Big text for customers: welcomes, parcels to collect, who is called next."""

from __future__ import annotations

from models.generator.blocks import labelled
from models.generator.flow import Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import family
from models.generator.run import Piece
from models.generator.scene import Person, Scene

WELCOME = {
    "en": "Welcome back, |Hello |Hi |Welcome |Thank you, ", "de": "Willkommen, |Hallo |Guten Tag, |Danke, ",
    "fr": "Bonjour |Bienvenue |Merci ", "es": "Hola, |Bienvenida, |Gracias, ", "pt": "Olá, |Bem-vindo, |Obrigado, ",
    "it": "Ciao |Benvenuto, |Grazie ", "nl": "Welkom, |Hallo |Dag ",
}  # fmt: skip
ENDS = ("", "!", "!", ".")


@family("kiosk", kinds={*CUSTOMER_KINDS, "stock"}, shapes={"kiosk", "handheld", "till"}, weight=5.0, whole=True)
def kiosk(scene: Scene) -> Node:
    """A welcome, then parcels, points or a queue; large buttons."""
    align = scene.pick(("center", "left", "center"))
    big = scene.rng.uniform(1.5, 2.4)
    owner = scene.owner() if scene.about_customers else None
    nodes: list[Node] = []
    content = scene.content
    if isinstance(owner, Person):
        hello = scene.pick(WELCOME[content.language].split("|"))
        name = (*_called(scene, owner), Piece(scene.pick(ENDS)))
        if scene.chance(0.8):
            nodes.append(scene.text((Piece(hello), *name), big, True, align=align))
        nodes += _body(scene, owner, align)
    else:
        nodes.append(scene.text(scene.topic(), big, True, align=align))
        nodes += [scene.text(content.product(), 1.3, align=align) for _ in range(scene.rng.randint(2, 6))]
    nodes += [scene.text(b, 1.2, True, align=align) for b in content.buttons(scene.rng.randint(1, 4))]
    return Column(nodes, scene.gap(scene.rng.uniform(2.0, 4.5)), align, fill=True)


def _called(scene: Scene, owner: Person) -> tuple[Piece, ...]:
    return scene.name(owner, scene.pick(("", "given", "given")))


def _body(scene: Scene, owner: Person, align: str) -> list[Node]:
    content = scene.content
    if scene.chance(0.4):
        types = [
            t for t in ("LOYALTY_ID", "EMAIL", "PHONE", "ORDER_ID", "DATE_OF_BIRTH", "CREDENTIAL") if scene.chance(0.45)
        ]
        rows: list[Node] = [scene.text(labelled(scene, t, owner), align=align) for t in types]
        return [*rows, scene.text(": ".join(content.plain()), align=align)]
    nodes: list[Node] = []
    for who in scene.customers[: scene.rng.randint(1, 6)]:
        name = scene.text(_called(scene, who), 1.2)
        number = scene.text(scene.value("ORDER_ID", who) if scene.chance(0.7) else (Piece(content.number(3)),), 1.2)
        nodes.append(Row([number, name, scene.text(content.remark())], scene.gap(4.0)))
    return nodes
