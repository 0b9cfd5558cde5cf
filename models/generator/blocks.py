"""What several families build on: lines of contact data, line items, one customer's orders, chips."""

from __future__ import annotations

from collections.abc import Callable

from models.generator.flow import Align, Card, Column, Flow, Node, Row
from models.generator.grid import Grid
from models.generator.partwords import SUMS
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Person, Scene, say

BOUGHT = Piece("purchase history", "PURCHASE_HISTORY", "customer")


def bought(scene: Scene, node: Node, known: bool) -> Node:
    """A node that shows what one customer bought, where it is `known` who that is."""
    region = BOUGHT if known and scene.about_customers and not scene.empty else None
    return Card(node, 0.0, 0.0, fill=False, region=region)


def labelled(scene: Scene, type: str, owner: Owner, between: str = ": ") -> Run:
    """`Tel: +44 ...` in one line."""
    label = scene.label_of(type, owner)
    return (Piece(label + between), *scene.value(type, owner)) if label else scene.value(type, owner)


def contact(scene: Scene, owner: Owner, address: float = 0.7, more: float = 0.5, company: float = 0.1) -> list[Run]:
    """Name, perhaps a company, address, ways to reach: as they stand on cards, letters and labels."""
    lines: list[Run] = [scene.name(owner)]
    if scene.chance(company):
        lines.insert(scene.rng.randint(0, 1), say(scene.content.company()))
    if scene.chance(address):
        lines += [scene.value("POSTAL_ADDRESS", owner)] if scene.chance(0.3) else scene.address(owner)
    reach = [t for t in ("PHONE", "EMAIL") if scene.chance(more)]
    if scene.chance(0.3):
        reach.reverse()
    tagged = scene.chance(0.4)
    between = scene.pick((": ", " ", ":"))
    lines += [labelled(scene, t, owner, between) if tagged else scene.value(t, owner) for t in reach]
    return lines


def chip(scene: Scene) -> str:
    """A short word of status."""
    return scene.content.remark() if scene.chance(0.7) else scene.content.menu(1)[0]


def chips(scene: Scene, count: int) -> Node:
    return Flow([scene.text(chip(scene), 0.85) for _ in range(count)], scene.gap(2.0))


def items(scene: Scene, count: int, head: bool = True) -> Grid:
    """Line items: number or SKU, name, price; in several orders of columns."""
    content = scene.content
    code = scene.pick((None, content.sku, content.ean))
    second = scene.chance(0.2)
    lead = scene.pick(("{} x", "{}", "{}×", "{}"))
    quantity_first = scene.chance(0.5)
    unit = scene.chance(0.4)
    rows: list[list[Node | None]] = []
    for _ in range(count):
        quantity: Node = scene.text(lead.format(scene.rng.choice((1, 1, 1, 2, 3, 4, 12))))
        name: Node = scene.text(content.product())
        if second:
            name = Column([name, scene.text(content.sku() if scene.chance(0.5) else chip(scene), 0.85)])
        row: list[Node | None] = [quantity, name] if quantity_first else [name, quantity]
        if code:
            row.insert(0, scene.text(code()))
        if unit:
            row.append(scene.text(content.money()))
        rows.append([*row, scene.text(content.money())])
    if head and rows:
        upper = scene.chance(0.2)
        slots = [*(["sku"] if code else []), *(["quantity", "product"] if quantity_first else ["product", "quantity"])]
        slots += ["money"] * (len(rows[0]) - len(slots))
        heads = [scene.head(slot) for slot in slots]
        rows.insert(0, [scene.text(h.upper() if upper else h, 0.9, scene.chance(0.7)) for h in heads])
    aligns: list[Align] = ["left"] * (3 if code else 2)
    return Grid(
        rows,
        scene.gap(2.0),
        scene.gap(scene.rng.uniform(0.3, 1.4)),
        [*aligns, "right", "right"],
        "top",
        scene.chance(0.8),
    )


def sums(scene: Scene, count: int, stretch: bool = False) -> Node:
    """Subtotal, tax, total: words on the left, amounts on the right."""
    content, known = scene.content, SUMS[scene.content.language]
    rows: list[list[Node | None]] = []
    for k in range(count):
        last = k == count - 1
        word = scene.drop(known[-1] if last and scene.chance(0.7) else scene.pick(known))
        rows.append([scene.text(word, 1.15 if last else 1.0, last), scene.text(content.money(), 1.0, last)])
    return Grid(rows, scene.gap(3.0), scene.gap(0.5), ["left", "right"], "top", stretch)


def orders(scene: Scene, owner: Owner, count: int) -> Grid:
    """One customer's orders: date, number, what, how much."""
    content = scene.content
    makers: list[tuple[str, Callable[[], Node]]] = [
        (scene.head("date"), lambda: scene.text(content.date())),
        (scene.heading("ORDER_ID"), lambda: scene.text(content.value("ORDER_ID", owner, False))),
        (scene.head("product"), lambda: scene.text(content.product())),
        (scene.head("statuses"), lambda: scene.text(chip(scene))),
        (scene.head("money"), lambda: scene.text(content.money())),
    ]
    kept = [m for m in makers if scene.chance(0.75)] or makers
    if scene.chance(0.3):
        scene.rng.shuffle(kept)
    rows: list[list[Node | None]] = [[make() for _, make in kept] for _ in range(count)]
    if scene.chance(0.8):
        rows.insert(0, [scene.text(head, 0.9, True) if head else None for head, _ in kept])
    return Grid(rows, scene.gap(2.0), scene.gap(scene.rng.uniform(0.4, 1.4)), stretch=scene.chance(0.7))


def facts(scene: Scene, owner: Owner, types: tuple[str, ...], odds: float = 0.6) -> list[Node]:
    """Some of the owner's values, a line each, with or without labels before them."""
    tagged = scene.chance(0.6)
    found = [t for t in types if scene.chance(odds)]
    return [scene.text(labelled(scene, t, owner) if tagged else scene.value(t, owner), overflow="cut") for t in found]


def buttons(scene: Scene, count: int) -> Node:
    return Row([scene.text(b) for b in scene.content.buttons(count)], scene.gap(3.0))


def someone(scene: Scene) -> Person:
    """A customer of the screen; on screens about nobody's records, a clerk."""
    owner = scene.owner()
    return owner if isinstance(owner, Person) else scene.colleague()
