"""Products, stock counts, suppliers' orders: names of things that look like names of people."""

from __future__ import annotations

from collections.abc import Callable

from models.generator.flow import Column, Flow, Node, Row
from models.generator.grid import Grid
from models.generator.registry import SCREENS, family
from models.generator.scene import Scene


@family("stock", kinds={"stock", "suppliers", "reports"}, shapes=SCREENS, weight=4.0)
def stock(scene: Scene) -> Node:
    """A table of products, tiles of a till's catalogue, or one product's page."""
    make = scene.pick((_table, _tiles, _product, _table))
    head: list[Node] = [scene.title(scene.content.title("stock"), 0.8)] if scene.chance(0.7) else []
    return Column([*head, make(scene)], scene.gap(1.2))


def _table(scene: Scene) -> Node:
    content = scene.content
    makers: list[tuple[str, Callable[[], str]]] = [
        ("sku", lambda: content.sku(True)), ("product", content.product),
        ("ean", content.ean), ("brand", content.brand),
        ("quantity", lambda: content.number(2)), ("money", content.money), ("company", content.company),
        ("date", content.date), ("place", content.place), ("product", content.phrase),
    ]  # fmt: skip
    most = 4 if scene.theme.shape == "handheld" else 9
    kept = [m for m in makers if scene.chance(0.6)][:most] or makers[:3]
    rows: list[list[Node | None]] = []
    told = scene.chance(0.85)
    content.tell(told)
    if told:
        rows.append([scene.text(scene.head(slot), 0.95, True) for slot, _ in kept])
    rows += [[scene.text(make()) for _, make in kept] for _ in range(scene.rng.randint(2, 25))]
    content.tell(True)
    return Grid(rows, scene.gap(1.8), scene.gap(scene.rng.uniform(0.5, 1.6)))


def _tiles(scene: Scene) -> Node:
    """Products as buttons with prices."""
    content = scene.content
    across = 2 if scene.theme.shape == "handheld" else scene.rng.randint(3, 6)
    rows: list[list[Node | None]] = []
    for _ in range(scene.rng.randint(1, 5)):
        rows.append([Column([scene.text(content.product()), scene.text(content.money(), 0.9)]) for _ in range(across)])
    return Grid(rows, scene.gap(2.0), scene.gap(2.5), shares=[1.0] * across)


def _product(scene: Scene) -> Node:
    content = scene.content
    pairs = [content.plain() for _ in range(scene.rng.randint(1, 5))]
    makers = {"product": content.product, "sku": lambda: content.sku(True), "ean": content.ean, "brand": content.brand,
              "money": content.money, "company": content.company}  # fmt: skip
    pairs += [(scene.head(slot), make()) for slot, make in makers.items() if scene.chance(0.75)]
    rows: list[list[Node | None]] = [
        [scene.tag(label + scene.theme.colon), scene.text(value)] for label, value in pairs
    ]
    chips: list[Node] = [scene.text(content.menu(1)[0], 0.85) for _ in range(scene.rng.randint(0, 4))]
    grid = Grid(rows, scene.gap(2.0), scene.gap(0.8), stretch=False)
    return Column([scene.title(content.product()), Flow(chips, scene.gap(2.0)), Row([grid], 8.0)], scene.gap(1.2))
