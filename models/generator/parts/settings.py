"""Settings: the shop's own data, devices, users; nothing of customers."""

from __future__ import annotations

from models.generator.flow import Column, Node, Row
from models.generator.grid import Grid
from models.generator.parts.form import pairs, style_of
from models.generator.registry import family
from models.generator.scene import Field, Owner, Scene, say


@family("settings", kinds={"settings", "suppliers"}, shapes={"desktop", "till", "handheld"}, weight=4.0)
def settings(scene: Scene) -> Node:
    """One or more sections of fields, switches, or a table of devices."""
    nodes: list[Node] = [scene.title(scene.topic())]
    owner = scene.owner() or scene.store
    for _ in range(scene.rng.randint(1, 4)):
        make = scene.rng.choices((_fields, _switches, _devices, _users), (50, 20, 15, 15))[0]
        nodes.append(make(scene, owner))
    return Column(nodes, scene.gap(2.0))


def _fields(scene: Scene, owner: Owner) -> Node:
    narrow = scene.theme.shape == "handheld"
    fields = [
        Field(scene.drop(scene.content.column()[0]), [scene.name(owner)]),
        *scene.fields(owner, scene.rng.randint(3, 9)),
    ]
    style, columns = style_of(scene), 1 if narrow else scene.pick((1, 1, 2))
    return Column([scene.title(scene.content.menu(1)[0], 0.4), pairs(scene, fields, style, columns)], scene.gap(1.0))


def _switches(scene: Scene, owner: Owner) -> Node:
    """Words for what is switched on or off, some with a line that explains."""
    rows: list[Node] = []
    for _ in range(scene.rng.randint(2, 7)):
        name: Node = scene.text(scene.content.menu(1)[0])
        if scene.chance(0.5):
            name = Column([name, scene.text(scene.content.sentence(), 0.85)])
        rows.append(Row([name, scene.text(scene.content.remark(), overflow="cut")], 16.0, [1.0, 0.0]))
    return Column(rows, scene.gap(1.2))


def _devices(scene: Scene, owner: Owner) -> Node:
    """Tills and printers with their addresses in the shop's network."""
    content = scene.content
    names = ("Till", "Kasse", "POS", "Printer", "Scanner", "Router", "KDS", "Terminal")
    rows: list[list[Node | None]] = [[scene.text(content.column()[0], bold=True) for _ in range(3)]]
    for k in range(scene.rng.randint(2, 6)):
        address = content.value("IP_ADDRESS", scene.store, False)
        rows.append([scene.text(f"{scene.pick(names)} {k + 1}"), scene.text(address), scene.text(content.remark())])
    return Grid(rows, scene.gap(2.0), scene.gap(0.8))


def _users(scene: Scene, owner: Owner) -> Node:
    """Who may sign in, with what rights."""
    content = scene.content
    rows: list[list[Node | None]] = []
    for person in scene.staff:
        mail = content.value(scene.pick(("EMAIL", "EMAIL", "USERNAME")), person, False)
        rows.append([scene.text(content.name(person)), scene.text(mail), scene.text(say(content.remark()))])
    return Column(
        [scene.title(content.title("staff"), 0.4), Grid(rows, scene.gap(2.0), scene.gap(0.8))], scene.gap(1.0)
    )
