"""Rotas of staff by day or hour, staff lists, and appointments of customers with staff."""

from __future__ import annotations

from models.generator.blocks import chip
from models.generator.flow import Column, Node
from models.generator.grid import Grid, Span
from models.generator.registry import WIDE, family
from models.generator.run import Run
from models.generator.scene import Person, Scene

DAYS = {
    "en": "Mon Tue Wed Thu Fri Sat Sun", "de": "Mo Di Mi Do Fr Sa So", "fr": "Lun Mar Mer Jeu Ven Sam Dim",
    "es": "Lun Mar Mié Jue Vie Sáb Dom", "it": "Lun Mar Mer Gio Ven Sab Dom", "pt": "Seg Ter Qua Qui Sex Sáb Dom",
    "nl": "Ma Di Wo Do Vr Za Zo",
}  # fmt: skip


@family("schedule", kinds={"staff", "appointments"}, shapes=WIDE, weight=8.0, wide=True)
def schedule(scene: Scene) -> Node:
    """People by days with their shifts, or days by hours with people."""
    title = scene.title(scene.topic())
    people = [*scene.staff, *(scene.content.person("associate") for _ in range(scene.rng.randint(0, 9)))]
    grid = _hours(scene, people) if scene.kind == "appointments" or scene.chance(0.25) else _days(scene, people)
    return Column([title, grid], scene.gap(1.5))


def _head(scene: Scene, count: int) -> list[Node | None]:
    names = DAYS[scene.content.language].split()[:count]
    first, dated = scene.rng.randint(1, 21), scene.chance(0.6)
    heads: list[Node | None] = [scene.text(f"{d} {first + k}" if dated else d, 1.0, True) for k, d in enumerate(names)]
    return [None, *heads]


def _shift(scene: Scene, style: int) -> Node | None:
    if scene.chance(0.25):
        return None if style else scene.text(scene.pick(("–", "OFF", "x")))
    start = scene.rng.randint(6, 14)
    end = start + scene.rng.randint(4, 9)
    text = (f"{start:02}:00–{end:02}:00", f"{start}-{end}", f"{start:02}:30 - {end:02}:00")[style]
    return (
        scene.text(text, 0.95) if scene.chance(0.7) else Column([scene.text(text, 0.95), scene.text(chip(scene), 0.8)])
    )


def _days(scene: Scene, people: list[Person]) -> Node:
    days, style = scene.pick((5, 6, 7)), scene.rng.randint(0, 2)
    rows: list[list[Node | None] | Span] = [_head(scene, days)]
    two = scene.chance(0.35)
    for person in people:
        if scene.chance(0.06):
            rows.append(Span(scene.text(chip(scene), 1.0, True)))
        name: Node = scene.text(scene.content.name(person))
        if two:
            name = Column([name, scene.text(scene.content.remark(), 0.85)])
        rows.append([name, *(_shift(scene, style) for _ in range(days))])
    return Grid(rows, scene.gap(1.5), scene.gap(1.2))


def _hours(scene: Scene, people: list[Person]) -> Node:
    """Hours down, days or clerks across; in the cells who comes, or who works."""
    across: list[Node | None] = _head(scene, scene.pick((3, 5)))
    if scene.kind == "appointments" and scene.chance(0.5):
        across = [None, *(scene.text(scene.content.name(p), 1.0, True) for p in people[:4])]
    rows: list[list[Node | None] | Span] = [across]
    pool = scene.customers if scene.kind == "appointments" else people
    for hour in range(8, 8 + scene.rng.randint(4, 10)):
        cells: list[Node | None] = [scene.text(f"{hour:02}:00")]
        for _ in across[1:]:
            cells.append(_slot(scene, scene.pick(pool)) if scene.chance(0.4) else None)
        rows.append(cells)
    return Grid(rows, scene.gap(1.5), scene.gap(1.2), shares=[0.6, *[1.0] * (len(across) - 1)])


def _slot(scene: Scene, person: Person) -> Node:
    runs: list[Run] = [scene.name(person)]
    nodes: list[Node] = [scene.text(run) for run in runs]
    if scene.chance(0.4):
        nodes.append(scene.text(scene.content.product() if scene.kind == "appointments" else chip(scene), 0.85))
    if scene.kind == "appointments" and scene.chance(0.3):
        nodes.append(scene.text(scene.value("PHONE", person), 0.85))
    return Column(nodes)
