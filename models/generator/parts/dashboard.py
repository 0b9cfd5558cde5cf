"""Dashboards: tiles with figures, labels of charts, best sellers, what came in last."""

from __future__ import annotations

from models.generator.blocks import chip
from models.generator.flow import Card, Column, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.registry import SCREENS, family
from models.generator.scene import Scene


@family(
    "dashboard",
    kinds={"reports", "stock", "staff", "orders", "customers", "payments"},
    shapes=SCREENS - {"kiosk"},
    weight=1.6,
    wide=True,
)
def dashboard(scene: Scene) -> Node:
    """Two to four of: figures, a chart, a ranking, the last orders."""
    makers = [m for m in (_tiles, _chart, _ranking, _latest, _people) if scene.chance(0.55)] or [_tiles, _ranking]
    blocks = [Card(make(scene), scene.gap(1.0), scene.gap(1.0)) for make in makers]
    if scene.theme.shape == "handheld" or len(blocks) < 3 or scene.chance(0.3):
        return Column([*blocks], scene.gap(1.5))
    return Column([blocks[0], Row(blocks[1:3], scene.gap(2.0), [1.0, 1.0]), *blocks[3:]], scene.gap(1.5))


def _tiles(scene: Scene) -> Node:
    content = scene.content
    across = 2 if scene.theme.shape == "handheld" else scene.rng.randint(3, 5)
    figures = (
        content.money,
        lambda: content.number(3),
        lambda: f"{scene.rng.randint(1, 99)} %",
        lambda: f"+{scene.rng.randint(1, 20)}.{scene.rng.randint(0, 9)}%",
    )
    below = scene.chance(0.4)
    cells: list[Node | None] = []
    for _ in range(across * scene.pick((1, 1, 2))):
        pair: list[Node] = [scene.text(content.column()[0], 0.9), scene.text(scene.pick(figures)(), 1.7, True)]
        cells.append(Column(pair[::-1] if below else pair, 3.0))
    rows = [cells[k : k + across] for k in range(0, len(cells), across)]
    return Grid(rows, scene.gap(2.0), scene.gap(2.0), shares=[1.0] * across)


def _chart(scene: Scene) -> Node:
    """A chart's title, its scale at the left, names along the foot."""
    content = scene.content
    step = scene.pick((1, 10, 50, 100, 2500))
    steps: list[Node] = [scene.text(str(n * step), 0.8) for n in range(5, -1, -1)]
    what = scene.pick((content.place, content.brand, content.product, content.date, content.time))
    feet: list[Node] = [scene.text(what(), 0.8, overflow="cut") for _ in range(scene.rng.randint(3, 6))]
    foot = Row(feet, scene.gap(1.0), [1.0] * len(feet))
    return Column(
        [scene.text(content.title("reports"), 1.1, True), Column(steps, scene.gap(2.5), "right"), foot], scene.gap(1.0)
    )


def _ranking(scene: Scene) -> Node:
    """Best selling products or brands, or clerks who sell most."""
    content = scene.content
    staff = scene.chance(0.3)
    rows: list[list[Node | None]] = []
    for k in range(scene.rng.randint(3, 8)):
        who: Node = scene.text(content.name(scene.staff[k % len(scene.staff)]) if staff else content.product())
        rows.append([scene.text(f"{k + 1}."), who, scene.text(content.money())])
    title = scene.label("PERSON_NAME", "associate") if staff else content.title("stock")
    grid = Grid(rows, scene.gap(1.5), scene.gap(0.9), ["left", "left", "right"], stretch=False)
    return Column([scene.text(title, 1.1, True), grid], scene.gap(1.0))


def _latest(scene: Scene) -> Node:
    """The last orders: of customers by name, or numbers of tickets alone where the screen is about no customers."""
    content = scene.content
    rows: list[list[Node | None]] = []
    for k in range(scene.rng.randint(3, 8)):
        who = scene.customers[k % len(scene.customers)]
        row: list[Node | None] = [scene.text(content.time()), scene.text(chip(scene)), scene.text(content.money())]
        if scene.about_customers:
            row[1:1] = [scene.text(scene.value("ORDER_ID", who)), scene.text(scene.name(who))]
        rows.append(row)
    return Column(
        [scene.text(content.title("orders"), 1.1, True), Grid(rows, scene.gap(1.5), scene.gap(0.9))], scene.gap(1.0)
    )


def _people(scene: Scene) -> Node:
    """Who is on shift, with an icon each."""
    lines: list[Node] = []
    for person in scene.staff:
        texts: list[Node] = [scene.text(scene.content.name(person)), scene.text(scene.content.remark(), 0.85)]
        lines.append(Row([Spacer(28.0, 28.0), Column(texts)], 8.0))
    return Column([scene.text(scene.content.title("staff"), 1.1, True), *lines], scene.gap(1.0))
