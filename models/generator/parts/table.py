"""Tables of records: three to twelve columns, with every habit that tables of software have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.generator.flow import Align, Column, Node, Row, Spacer
from models.generator.grid import Grid, Span
from models.generator.registry import SCREENS, family
from models.generator.run import Run
from models.generator.scene import Owner, Person, Scene

PICTURED_SHARE = 0.3  # share of tables with pictures before the cells of a column
CHECK_BOX_SHARE = 0.12  # share of tables with a column of check boxes
# alignment of headers over their columns
HEAD_ALIGNS: tuple[Align | None, ...] = (None, None, None, None, None, "center", "right")
Maker = Callable[[Owner | None], Node | None]


@dataclass(slots=True)
class Col:
    """A column: its heading, what makes a cell for a row's owner, how it is aligned."""

    head: str
    cell: Maker
    align: Align = "left"


def columns(scene: Scene, count: int) -> list[Col]:
    """Columns about the owners of the rows, and columns that are nobody's data."""
    subject = scene.subject
    found: list[Col] = []
    if subject:
        about = scene.types(subject, scene.rng.randint(1, max(1, count - 1)))
        while about:
            found += _about(scene, about, subject)
    else:
        found.append(Col(scene.content.column()[0], lambda _: scene.text(scene.decoy())))
    if subject == "customer" and scene.chance(0.07):
        found.insert(scene.rng.randint(0, len(found)), _bare(scene))
    while len(found) < count:
        found.insert(scene.rng.randint(0, len(found)), _plain(scene))
    if subject in ("customer", "") and scene.chance(0.12):
        at = scene.rng.randint(1, len(found))
        found[at:at] = _of_others(scene)
    if scene.chance(PICTURED_SHARE):
        _picture(scene, found[0] if scene.chance(0.7) else scene.pick(found))
    if scene.chance(CHECK_BOX_SHARE):
        found.insert(0, Col("", lambda _: Spacer(16.0, 16.0)))
    return found[:12]


def _picture(scene: Scene, column: Col) -> None:
    """Puts an icon, a picture, initials or a check box before what stands in a column's cells."""
    make, wide = column.cell, scene.rng.choice((16.0, 20.0, 24.0, 32.0, 40.0, 56.0))
    initials, gap = scene.chance(0.35), scene.rng.uniform(4.0, 14.0)

    def cell(owner: Owner | None) -> Node | None:
        node = make(owner)
        if node is None:
            return None
        inside: Node = Spacer(wide, min(wide, 32.0))
        if initials and isinstance(owner, Person):
            letters = "".join(name[0] for name in (owner.given, owner.family) if name)
            inside = Row([scene.text(letters.upper(), 0.85), Spacer(max(0.0, wide - 20.0), 10.0)], 0.0)
        return Row([inside, node], gap, valign="middle")

    column.cell = cell


def _of_others(scene: Scene) -> list[Col]:
    """Columns of a supplier, or of an owner among the staff, beside the goods or the customers."""
    supplier = not scene.about_customers and scene.chance(0.6)
    subject = "business" if supplier else "associate"
    pool: list[Owner] = [scene.content.store() for _ in range(4)] if supplier else [*scene.staff]
    row: list[Owner] = [pool[0]]

    def first(_: Owner | None) -> Node:
        row[0] = scene.pick(pool)
        return scene.text(scene.name(row[0]))

    found = [Col(scene.content.header("company") if supplier else scene.heading("PERSON_NAME", subject), first)]
    for type in ("EMAIL", "PHONE", "POSTAL_ADDRESS") if supplier else ("EMAIL", "USERNAME"):
        if scene.chance(0.4):
            found.append(Col(scene.heading(type, subject), lambda _, t=type: scene.text(scene.value(t, row[0]))))  # type: ignore[misc]
    return found


def _about(scene: Scene, types: list[str], subject: str) -> list[Col]:
    """The next column or columns of the given types, which it takes from the list."""
    type = types.pop(0)
    head = scene.heading(type, subject)
    if type == "PERSON_NAME" and subject != "business":
        return _name(scene, types, subject, head)
    if type == "POSTAL_ADDRESS":
        if scene.chance(0.25):
            return _address_apart(scene)
        lines = scene.pick((0.0, 0.0, 0.9))
        return [_of(head, lambda o: scene.stack(scene.value_lines(type, o, lines)))]
    return [_of(head, lambda o: scene.text(scene.value(type, o)))]


def _of(head: str, make: Callable[[Owner], Node]) -> Col:
    """A column with something in every row that is about somebody."""
    return Col(head, lambda owner: make(owner) if owner else None)


def _two(scene: Scene, owner: Owner, second: str, ratio: float) -> Node:
    """A name over another value, in one cell."""
    return Column([scene.text(scene.name(owner), bold=ratio < 0.85), scene.text(scene.value(second, owner), ratio)])


def _name(scene: Scene, types: list[str], subject: str, head: str) -> list[Col]:
    if scene.chance(0.22):
        return _name_apart(scene)
    second = next((t for t in ("EMAIL", "PHONE", "LOYALTY_ID", "USERNAME") if t in types), "")
    if second and scene.chance(0.3):
        types.remove(second)
        ratio = scene.pick((1.0, 0.85, 0.8))
        return [_of(head, lambda o: _two(scene, o, second, ratio))]
    return [_of(head, lambda o: scene.text(scene.name(o)))]


def _apart(scene: Scene, parts: list[str], cells_of: Callable[[Owner], dict[str, Run]]) -> list[Col]:
    """Columns of the parts of one value; a row's parts are made together, when the first of them is asked for."""
    kept: dict[str, Run] = {}

    def cell(owner: Owner | None, part: str) -> Node | None:
        if owner and part == parts[0]:
            kept.clear()
            kept.update(cells_of(owner))
        run = kept.get(part, ())
        return scene.text(run) if run and owner else None

    return [Col(scene.part_label(part), lambda o, part=part: cell(o, part)) for part in parts]  # type: ignore[misc]


def _name_apart(scene: Scene) -> list[Col]:
    parts = ["given", "family"] if scene.chance(0.7) else ["family", "given"]

    def cells(owner: Owner) -> dict[str, Run]:
        return dict(scene.name_cells(owner)) if isinstance(owner, Person) else {parts[0]: scene.name(owner)}

    return _apart(scene, parts, cells)


def _address_apart(scene: Scene) -> list[Col]:
    parts = ["street", "unit", "city", "region", "postcode", "country"]
    kept = [p for p in parts if p == "street" or scene.chance(0.6 if p in ("city", "postcode") else 0.2)]
    return _apart(scene, kept, scene.address_cells)


def _bare(scene: Scene) -> Col:
    """Card numbers in the open, under a header that does not say so."""
    shown = scene.pick((1.0, 1.0, 0.5))

    def cell(owner: Owner) -> Node:
        if scene.chance(shown):
            return scene.text(scene.content.value("PAYMENT_CARD", owner, False))
        return scene.text(scene.content.remark())

    return _of(scene.content.bare_head(), cell)


def _plain(scene: Scene) -> Col:
    """A column that is nobody's data, or names of staff beside the customers."""
    roll = scene.rng.random()
    if roll < 0.12 and scene.subject in ("customer", ""):
        head = scene.heading("PERSON_NAME", "associate")
        return Col(head, lambda _: scene.text(scene.content.name(scene.colleague())))
    if roll < 0.18:
        return Col("", lambda _: Spacer(16.0, 16.0))
    if roll < 0.22 and scene.about_customers:
        return Col(scene.drop("City"), lambda _: scene.text(scene.content.place()))
    if roll < 0.26:
        head, make = scene.content.plain()[0], scene.content.money
        return Col(scene.drop(head), lambda _: scene.text(scene.content.remark()) if scene.chance(0.8) else None)
    head, make = scene.content.column()
    numeric = sum(c.isdigit() for c in make()) > 1
    return Col(scene.drop(head), lambda _: scene.text(make()), "right" if numeric and scene.chance(0.6) else "left")


def grid(scene: Scene, cols: list[Col], owners: list[Owner | None], overflow: str) -> Grid:
    """The rows, with or without a header, group rows, totals; cells now and then empty."""
    upper, head_ratio = scene.chance(0.25), scene.pick((1.0, 1.0, 0.88, 0.8))
    hole = scene.pick((0.0, 0.0, 0.03, 0.12))
    rows: list[list[Node | None] | Span] = []
    told = scene.chance(0.9)
    scene.content.tell(told)
    if told:
        bold, sort = scene.chance(0.6), scene.rng.randint(0, 4 * len(cols))
        heads = [(c.head.upper() if upper else c.head) + (scene.pick((" ▲", " ▼", " ↓")) if k == sort else "")
                 for k, c in enumerate(cols)]  # fmt: skip
        rows.append([scene.text(h, head_ratio, bold) if h else None for h in heads])
    for number, owner in enumerate(owners):
        if number and scene.chance(0.02):
            rows.append(
                Span(scene.text(scene.content.date() if scene.chance(0.5) else scene.content.place(), bold=True))
            )
        rows.append([None if scene.chance(hole) else _cell(c.cell(owner), overflow) for c in cols])
    scene.content.tell(True)
    if scene.chance(0.12):
        total: list[Node | None] = [None] * len(cols)
        total[0] = scene.text(scene.pick(("Total", "Σ", f"{len(owners)}")), bold=True)
        total[-1] = scene.text(scene.content.money(), bold=True)
        rows.append(total)
    aligns = [c.align for c in cols]
    return Grid(
        rows, scene.gap(scene.rng.uniform(1.2, 3.0)), scene.gap(scene.rng.uniform(0.4, 2.0)), aligns,
        scene.pick(("top", "middle")), scene.chance(0.8), head=scene.pick(HEAD_ALIGNS) if told else None,
    )  # fmt: skip


def _cell(node: Node | None, overflow: str) -> Node | None:
    if node is not None and overflow != "wrap" and hasattr(node, "overflow"):
        node.overflow = overflow
    return node


def row_owners(scene: Scene, count: int) -> list[Owner | None]:
    """Who the rows are about: all the screen's people, then more of the same sort."""
    pool = list(scene.owners())
    if not pool:
        return [None] * count
    while len(pool) < count:
        pool.append(scene.another())
    one = (
        scene.kind not in ("orders", "order") and scene.about_customers and scene.chance(0.12)
    )  # the records of one customer
    return [pool[0] if one else pool[k % len(pool)] for k in range(count)]


def head_line(scene: Scene) -> Node:
    """A table's title, with a count, a filter or buttons at its right."""
    extras: list[Node] = [scene.text(b) for b in scene.content.buttons(scene.rng.randint(0, 3))]
    return Row([scene.title(scene.topic(), 0.7), *extras], scene.gap(3.0), valign="middle")


@family("table", shapes=SCREENS - {"kiosk"}, weight=4.0, wide=True)
def table(scene: Scene) -> Node:
    narrow = scene.theme.shape == "handheld"
    count = (
        scene.rng.randint(2, 4) if narrow else scene.rng.choices(range(3, 13), (10, 14, 16, 15, 12, 10, 6, 4, 3, 2))[0]
    )
    rows = min(scene.rng.randint(1, 40), scene.rng.randint(1, 40))
    cols = columns(scene, count)
    if scene.chance(0.15):
        cols.append(Col("", lambda _: scene.text(scene.content.buttons(1)[0])))
    nodes: list[Node] = [head_line(scene)] if scene.chance(0.7) else []
    nodes.append(grid(scene, cols, row_owners(scene, rows), scene.pick(("wrap", "wrap", "cut"))))
    if scene.chance(0.35):
        nodes.append(scene.text(f"1–{rows} / {scene.content.number(3)}", 0.9))
    return Column(nodes, scene.gap(scene.rng.uniform(1.0, 2.0)))
