"""Spreadsheets: letters over the columns, numbers before the rows, a formula line, names of sheets."""

from __future__ import annotations

from models.generator.flow import Column, Node, Row
from models.generator.grid import Grid
from models.generator.parts.table import columns, row_owners
from models.generator.registry import family
from models.generator.scene import Scene


@family("spreadsheet", shapes={"desktop"}, weight=2.5, whole=True)
def sheet(scene: Scene) -> Node:
    content, rng = scene.content, scene.rng
    cols = columns(scene, rng.randint(3, 10))
    empty = rng.randint(0, 3)
    letters: list[Node | None] = [None, *(scene.text(chr(65 + k)) for k in range(len(cols) + empty))]
    rows: list[list[Node | None]] = [letters]
    number = 1
    for _ in range(scene.pick((0, 0, 1, 2))):
        rows.append([scene.text(str(number)), scene.text(scene.topic()), *[None] * (len(cols) - 1)])
        number += 1
    if scene.chance(0.9):
        bold = scene.chance(0.6)
        rows.append([scene.text(str(number)), *(scene.text(c.head, 1.0, bold) if c.head else None for c in cols)])
        number += 1
    hole, cut = scene.pick((0.0, 0.05)), scene.chance(0.5)
    for owner in row_owners(scene, rng.randint(4, 32)):
        cells = [None if scene.chance(hole) else c.cell(owner) for c in cols]
        for cell in cells:
            if cut and cell is not None and hasattr(cell, "overflow"):
                cell.overflow = "cut"
        rows.append([scene.text(str(number)), *cells])
        number += 1
    stretch = scene.chance(0.4)
    grid = Grid(
        rows,
        scene.gap(rng.uniform(1.0, 2.0)),
        scene.gap(rng.uniform(0.3, 0.9)),
        ["right", *(c.align for c in cols)],
        "top",
        stretch,
    )
    nodes = _above(scene)
    nodes.append(grid)
    if scene.chance(0.7):
        nodes.append(Row([scene.text(t) for t in content.tabs(rng.randint(1, 4))], scene.gap(3.0)))
    return Column(nodes, scene.gap(1.0))


def _above(scene: Scene) -> list[Node]:
    """Menus, and the line that shows what is in a cell."""
    nodes: list[Node] = []
    if scene.chance(0.6):
        nodes.append(Row([scene.text(m) for m in scene.content.menu(scene.rng.randint(4, 8))], scene.gap(2.5)))
    if scene.chance(0.7):
        shown = scene.pick((scene.content.product(), "=SUM(E2:E14)", scene.content.number(4)))
        cell = f"{scene.rng.choice('ABCDE')}{scene.rng.randint(1, 20)}"
        nodes.append(Row([scene.text(text) for text in (cell, "fx", shown)], scene.gap(3.0)))
    return nodes
