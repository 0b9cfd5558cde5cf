"""Forms and lists of facts: labels beside, above, inside or over the edge of their values, in one to four columns."""

from __future__ import annotations

from models.generator.flow import Align, Card, Column, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.registry import EVERYWHERE, family
from models.generator.run import Piece
from models.generator.scene import Field, Owner, Person, Scene

STYLES = {"left": 30, "above": 30, "inside": 9, "floating": 6, "inline": 16, "right": 6, "below": 3}


def pairs(scene: Scene, fields: list[Field], style: str, columns: int) -> Node:
    """The fields in one style of labels, in so many columns."""
    if style in ("left", "right"):
        return _beside(scene, fields, style, columns)
    nodes: list[Node] = [_PLACES[style](scene, field) for field in fields]
    rows = [nodes[k : k + columns] for k in range(0, len(nodes), columns)]
    gap = scene.gap(scene.rng.uniform(0.5, 2.2))
    return Grid(rows, scene.gap(2.5), gap, shares=[1.0] * columns) if columns > 1 else Column(nodes, gap)


def _beside(scene: Scene, fields: list[Field], style: str, columns: int) -> Node:
    """Labels in columns of their own, on the left of the values, or (definition lists) values at the far right."""
    colon = scene.theme.colon
    cells: list[Node | None] = []
    values_right = style == "left" and columns == 1 and scene.chance(0.15)
    for item in fields:
        cells += [scene.tag(item.label + colon if item.label else ""), value(scene, item)]
    rows = [cells[k : k + 2 * columns] for k in range(0, len(cells), 2 * columns)]
    aligns: list[Align] = ["right" if style == "right" else "left", "right" if values_right else "left"]
    stretch = columns > 1 or values_right
    return Grid(
        rows, scene.gap(scene.rng.uniform(1.2, 3.5)), scene.gap(scene.rng.uniform(0.3, 1.6)),
        aligns * columns, scene.pick(("top", "top", "middle")), stretch,
    )  # fmt: skip


def value(scene: Scene, item: Field) -> Node:
    return scene.stack(item.lines, 1.0, bold=scene.theme.value_bold)


def _above(scene: Scene, item: Field) -> Node:
    return Column(
        [scene.tag(item.label + scene.theme.colon), value(scene, item)], scene.gap(scene.rng.choice((0.1, 0.3)))
    )


def _below(scene: Scene, item: Field) -> Node:
    return Column([value(scene, item), scene.tag(item.label)], scene.gap(0.2))


def _boxed(scene: Scene, item: Field) -> Node:
    """The label above a frame that holds the value: an input."""
    frame = Card(value(scene, item), 9.0, 7.0, fill=True, least=scene.theme.size * 2.2)
    return Column([scene.tag(item.label), frame], scene.gap(0.4))


def _inside(scene: Scene, item: Field) -> Node:
    """A small label within the frame, above the value."""
    small = scene.text(item.label, 0.76)
    return Card(Column([small, value(scene, item)], 1.0), 9.0, 5.0, fill=True)


def _floating(scene: Scene, item: Field) -> Node:
    """A small label on the frame's edge."""
    frame = Card(value(scene, item), 10.0, 8.0, fill=True, least=scene.theme.size * 2.4)
    return Column([Row([Spacer(8.0, 0.0), scene.text(item.label, 0.74)], 0.0), frame], -3.0)


def _inline(scene: Scene, item: Field) -> Node:
    """Label and value in one text: `Label: value`."""
    between = scene.theme.colon or scene.pick((":", ":", " –", ""))
    if not item.label:
        return value(scene, item)
    first = (Piece(scene.cased(item.label) + between + " "), *item.lines[0])
    texts: list[Node] = [scene.text(first), *(scene.text(line) for line in item.lines[1:])]
    return Column(texts)


_PLACES = {
    "above": _above,
    "inside": _inside,
    "floating": _floating,
    "inline": _inline,
    "below": _below,
    "boxed": _boxed,
}


def style_of(scene: Scene) -> str:
    style = scene.rng.choices(list(STYLES), list(STYLES.values()))[0]
    return "boxed" if style == "above" and scene.chance(0.4) else str(style)


def split(scene: Scene, fields: list[Field], owner: Owner | None) -> list[Field]:
    """With some odds, the name in two fields, the address in several."""
    if scene.empty or not owner:
        return fields
    found: list[Field] = []
    for item in fields:
        subject = scene.subject_of(owner)
        mine = any(p.type == item.type and p.subject == subject and not p.masked for p in item.lines[0])
        if item.type == "PERSON_NAME" and mine and isinstance(owner, Person) and scene.chance(0.25):
            found += [Field(scene.part_label(part), [run]) for part, run in scene.name_cells(owner) if run]
        elif item.type == "POSTAL_ADDRESS" and mine and scene.chance(0.25):
            cells = scene.address_cells(owner)
            found += [Field(scene.part_label(part), [run]) for part, run in cells.items() if run]
        else:
            found.append(item)
    return found


@family("form", shapes=EVERYWHERE - {"receipt"}, weight=3.0)
def form(scene: Scene) -> Node:
    """A heading, fields, perhaps buttons; perhaps in several sections."""
    theme = scene.theme
    widest = 1 if theme.shape in ("handheld", "kiosk") else 4
    owner = scene.owner()
    nodes: list[Node] = []
    for _ in range(scene.pick((1, 1, 1, 2, 3))):
        style = style_of(scene)
        columns = min(widest, scene.rng.choices((1, 2, 3, 4), (45, 30, 17, 8))[0])
        columns = min(columns, 2) if style in ("left", "right") else columns
        if scene.chance(0.75):
            nodes.append(scene.title(scene.topic(), scene.rng.uniform(0.4, 1.0)))
        fields = split(scene, scene.fields(owner, scene.rng.randint(3, 12)), owner)
        nodes.append(pairs(scene, fields, style, columns))
    if scene.chance(0.5):
        nodes.append(Row([scene.text(b) for b in scene.content.buttons(scene.rng.randint(1, 3))], scene.gap(3.0)))
    return Column(nodes, scene.gap(scene.rng.uniform(1.0, 2.0)))
