"""What stands around a page: top bars with the signed-in clerk, menus, bread crumbs, tabs, footers, status lines."""

from __future__ import annotations

from models.generator.flow import Card, Column, Flow, Node, Row, Spacer
from models.generator.registry import EVERYWHERE, family
from models.generator.run import Piece, Run
from models.generator.scene import Scene, say

LINKS = (" › ", " / ", " > ", " » ")


def clerk(scene: Scene) -> Run:
    """The signed-in back-office user, in one of the ways of writing it; on a shop's own pages the customer."""
    if scene.portal:
        owner = scene.customers[0]
        return scene.content.greeting(owner) if scene.chance(0.3) else scene.name(owner)
    name = scene.content.name(scene.staff[0])
    roll = scene.rng.random()
    if roll < 0.35:
        label = scene.label("PERSON_NAME", "associate")
        return (Piece(label + scene.pick((": ", " ")) if label else ""), *name)
    if roll < 0.5:
        return (*name, Piece(scene.pick((" ▾", " · ")) + scene.content.place()))
    if roll < 0.6:
        return scene.content.value("EMAIL", scene.staff[0], False)
    return name


def bits(scene: Scene) -> list[Run]:
    """Things that a bar may say, in any order."""
    content = scene.content
    makers: list[tuple[float, Run]] = [
        (0.5, say(content.app())),
        (0.4, say(scene.store.name)),
        (0.25, clerk(scene)),
        (0.35, say(content.time())),
        (0.2, say(content.date())),
        (0.15, say(" ".join(content.plain()))),
        (0.2, say(scene.decoy())),
        (0.12, content.value("PHONE", scene.store, False)),
        (0.15, say(scene.topic())),
    ]
    found = [run for odds, run in makers if scene.chance(odds)] or [say(content.app())]
    if scene.chance(0.5):
        scene.rng.shuffle(found)
    return found[:6]


def top(scene: Scene) -> Node:
    """A bar across the top; on phones a status line with clock and battery above it."""
    handheld = scene.theme.shape == "handheld"
    runs = bits(scene)[: 2 if handheld else 6]
    ratio = scene.pick((1.0, 1.0, 0.9, 1.2))
    items: list[Node] = [scene.text(run, ratio, overflow="cut") for run in runs]
    if scene.chance(0.5) and not handheld:
        menu: list[Node] = [scene.text(entry, ratio) for entry in scene.menu(scene.rng.randint(3, 8))]
        items[1:1] = menu
    row = Row(items, scene.gap(3.0), valign="middle", spread=scene.chance(0.5))
    if scene.chance(0.6):
        ends: list[Node] = [scene.text(clerk(scene), ratio, overflow="cut")]
        if scene.chance(0.4):
            ends.insert(scene.pick((0, 1)), scene.text(scene.pick((scene.content.time, scene.decoy))(), ratio))
        both: list[Node] = [Row(items, scene.gap(3.0), valign="middle"), Row(ends, scene.gap(2.0), valign="middle")]
        row = Row(both, scene.gap(3.0), valign="middle", spread=True)
    bar = Card(row, scene.gap(2.0), scene.gap(1.2))
    if not handheld or scene.chance(0.4):
        return bar
    status = [scene.text(scene.content.time(), 0.85), scene.text(scene.pick(("LTE 84%", "5G", "100%", "87 %")), 0.85)]
    return Column([Card(Row(status, 8.0, spread=True), 14.0, 6.0), bar])


def menu(scene: Scene) -> Node:
    """A menu down the side, with or without icons, headings and the clerk at its foot."""
    indent = scene.pick((0.0, 0.0, 24.0))
    entries: list[Node] = []
    for entry in scene.menu(scene.rng.randint(4, 16)):
        entries.append(Row([Spacer(indent, 4.0), scene.text(entry, overflow="cut")], 0.0))
    if scene.chance(0.4):
        entries.insert(0, scene.title(scene.content.app(), 0.4, overflow="cut"))
    if scene.chance(0.3):
        entries += [Spacer(0.0, scene.gap(3.0)), scene.text(clerk(scene), 0.92)]
    return Card(Column(entries, scene.gap(scene.rng.uniform(0.8, 1.8))), scene.gap(1.6), scene.gap(1.6), fill=False)


def crumbs(scene: Scene) -> Node:
    link = scene.pick(LINKS)
    ends: list[Run] = [say(scene.topic())]
    owner = scene.owner()
    if owner and scene.chance(0.4) and not scene.empty:
        ends = [scene.name(owner)]
    elif scene.about_customers and owner and scene.chance(0.3) and not scene.empty:
        ends = [scene.value("ORDER_ID", owner)]
    path = [Piece(entry + link) for entry in scene.menu(scene.rng.randint(1, 3))]
    return scene.text((*path, *ends[0]), scene.pick((1.0, 0.88)))


def tabs(scene: Scene) -> Node:
    entries: list[Node] = [
        scene.text(tab, scene.pick((1.0, 1.1))) for tab in scene.content.tabs(scene.rng.randint(2, 7))
    ]
    return Flow(entries, scene.gap(3.0), scene.gap(1.0))


def foot(scene: Scene) -> Node:
    """Support telephone, legal line, version, status."""
    content, store = scene.content, scene.store
    runs = [
        (0.35, (Piece(f"© 2026 {store.name}"),)),
        (0.3, (Piece(scene.label("PHONE", "business") + " "), *content.value("PHONE", store, False))),
        (0.2, content.value("EMAIL", store, False)),
        (0.15, content.address_line(store)),
        (0.3, say(f"v{scene.rng.randint(1, 9)}.{scene.rng.randint(0, 40)}.{scene.rng.randint(0, 9)}")),
        (0.3, say(" ".join(content.plain()))),
        (0.2, say(content.time())),
        (0.2, clerk(scene)),
    ]
    found: list[Node] = [scene.text(run, 0.85) for odds, run in runs if scene.chance(odds)]
    if not found:
        return Spacer(0.0, 0.0)
    return Card(Row(found[:5], scene.gap(3.0), spread=scene.chance(0.5)), scene.gap(2.0), scene.gap(1.0))


def keys(scene: Scene) -> Node:
    """A row of buttons along the foot of a till or a phone."""
    labels = scene.content.buttons(scene.rng.randint(3, 6))
    return Card(Row([scene.text(b) for b in labels], scene.gap(4.0), spread=True), scene.gap(2.0), scene.gap(1.4))


@family("bars", shapes=EVERYWHERE, weight=0.0)
def around(scene: Scene, body: Node | None = None) -> Node:
    """The body with some of the bars around it."""
    shape = scene.theme.shape
    paper = shape in ("receipt", "paper")
    main: list[Node] = [body] if body else []
    if not paper and scene.chance(0.25):
        main.insert(0, tabs(scene))
    if shape in ("desktop", "till") and scene.chance(0.35):
        main.insert(0, crumbs(scene))
    page: Node = Column(main, scene.gap(1.5), fill=True)
    page = Card(page, scene.gap(scene.pick((1.0, 2.0, 4.0))), scene.gap(scene.pick((1.0, 2.0))))
    if shape == "desktop" and scene.chance(0.25):
        page = Row([Spacer(1.0), page, Spacer(1.0)], 0.0, [1.0, scene.rng.uniform(3.0, 9.0), 1.0])
    if shape == "desktop" and scene.chance(0.45):
        sides: list[Node] = [menu(scene), page]
        page = Row(sides if scene.chance(0.93) else sides[::-1], 0.0, [0.0, 1.0] if sides[1] is page else [1.0, 0.0])
    rows: list[Node] = [top(scene)] if not paper and scene.chance(0.82) else []
    rows.append(page)
    if not paper and scene.chance(0.3):
        rows.append(keys(scene) if shape in ("handheld", "till") else foot(scene))
    return Column(rows, 0.0, fill=True)
