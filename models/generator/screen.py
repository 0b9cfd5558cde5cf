"""One screen: what it is about and how it looks are drawn, parts are made and put together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from models.generator import noise
from models.generator import parts as parts
from models.generator.content import Content
from models.generator.content.tongues import tongues
from models.generator.flow import Block, Card, Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS, KINDS
from models.generator.page import Canvas, Screen
from models.generator.registry import FAMILIES, Family
from models.generator.scene import Owner, Scene
from models.generator.theme import SHAPES, pick_theme

LANGUAGES = {"en": 50, "de": 10, "fr": 10, "es": 8, "pt": 8, "it": 7, "nl": 7}
FOREIGN_SHARE = 0.16  # share of screens with labels in a language in which the generator has no sentences
POLICIES = {"expose": 60, "mixed": 22, "masked": 18}
PORTALS = {
    "account": 0.8,
    "orders": 0.08,
    "order": 0.15,
    "payments": 0.1,
    "returns": 0.1,
    "loyalty": 0.2,
    "delivery": 0.1,
}
MAX_PAGE_HEIGHT_PX = 2600  # height at scale 1 of a page that was shot whole


def draw_screen(rng: random.Random, without: frozenset[str], only: frozenset[str], noisy: bool = True) -> Screen:
    """One screen from the families that are allowed."""
    allowed = [f for name, f in sorted(FAMILIES.items()) if name not in without and (not only or name in only)]
    if not allowed:
        raise ValueError("no family is left")
    kind, shape, mains = _subject_matter(rng, allowed)
    scene = _scene(rng, kind, shape)
    chosen = _choose(rng, mains, shape)
    framed = "bars" in {f.name for f in allowed} and (not chosen or not chosen[0].whole or rng.random() < 0.35)
    body = _arranged(scene, chosen)
    families = {f.name for f in chosen}
    if framed:
        body = FAMILIES["bars"].make(scene, body)  # type: ignore[call-arg]
        families.add("bars")
    else:
        body = Card(body, rng.uniform(6.0, 24.0), rng.uniform(6.0, 24.0))
    theme = scene.theme
    block = body.fit(float(theme.width), theme.face)
    height = float(theme.height)
    if block.height > height and rng.random() < 0.5:
        height = min(block.height + 8.0, float(MAX_PAGE_HEIGHT_PX))
    elif theme.shape in ("receipt", "paper"):
        height = max(120.0, min(block.height + scene.gap(rng.uniform(1.0, 8.0)), float(MAX_PAGE_HEIGHT_PX)))
    elif block.height < 0.6 * height and rng.random() < 0.6:
        height = max(240.0, block.height + 40.0)
    width = theme.width * (rng.uniform(0.75, 0.99) if rng.random() < 0.03 else 1.0)  # a window that is too small
    canvas = Canvas(round(width * theme.scale), round(height * theme.scale), theme.face, theme.scale)
    lines, truth = canvas.read(_scrolled(rng, block, height))
    if noisy:
        lines = noise.disturb(rng, lines, canvas.width, canvas.height)
    return Screen(canvas.width, canvas.height, tuple(lines), tuple(truth), frozenset(families), scene.content.home)


def _scrolled(rng: random.Random, block: Block, height: float) -> Block:
    """The page as it is, or now and then moved up or left under the frame's edge."""
    up = rng.uniform(0.0, block.height - height) if block.height > 1.2 * height and rng.random() < 0.35 else 0.0
    left = rng.uniform(10.0, 0.3 * block.width) if rng.random() < 0.03 else 0.0
    return Block(block.width, block.height, [(-left, -up, block)])


def _subject_matter(rng: random.Random, allowed: Sequence[Family]) -> tuple[str, str, list[Family]]:
    """What a screen is about, its shape, and the families that may be on it."""
    real = [f for f in allowed if f.weight > 0]
    if not real:
        return rng.choice(list(KINDS)), rng.choice(list(SHAPES)), []
    for _ in range(20):
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        shape = rng.choices(list(SHAPES), [s[3] for s in SHAPES.values()])[0]
        mains = [f for f in real if kind in f.kinds and shape in f.shapes]
        if mains:
            return kind, shape, mains
    one = rng.choice(real)
    kind, shape = rng.choice(sorted(one.kinds)), rng.choice(sorted(one.shapes))
    return kind, shape, [f for f in real if kind in f.kinds and shape in f.shapes]


def _choose(rng: random.Random, mains: list[Family], shape: str) -> list[Family]:
    """One family that fills the page, or one to six that share it; the same one may come twice."""
    if not mains:
        return []
    first = rng.choices(mains, [f.weight for f in mains])[0]
    rest = [f for f in mains if not f.whole]
    if first.whole or not rest:
        return [first]
    most = {"desktop": 6, "till": 4, "kiosk": 2}.get(shape, 3)
    count = rng.randint(0, most - 1) if shape != "handheld" else rng.randint(0, rng.randint(0, most - 1))
    found = [first]
    for family in rng.choices(rest, [f.weight for f in rest], k=count):
        if found.count(family) < (1 if family.wide else 2):
            found.append(family)
    return found


def _scene(rng: random.Random, kind: str, shape: str) -> Scene:
    tongue = rng.choice(tongues()) if rng.random() < FOREIGN_SHARE else ""
    content = Content(rng, "en" if tongue else rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0], tongue)
    theme = pick_theme(rng, shape)
    customers = [content.person() for _ in range(rng.randint(2, 9))]
    staff = [content.person("associate") for _ in range(rng.randint(2, 5))]
    companies = {id(c): content.company() for c in customers if rng.random() < 0.14}
    make: dict[str, Callable[[], Owner]] = {"suppliers": content.store, "users": lambda: content.person("unknown")}
    others = [make[kind]() for _ in range(rng.randint(2, 6))] if kind in make else []
    return Scene(
        rng, content, theme, kind, rng.choices(list(POLICIES), list(POLICIES.values()))[0], content.store(), customers,
        staff, others, companies,
        unlabelled=rng.choice((0.3, 0.6, 1.0)) if rng.random() < 0.08 else 0.0,
        empty=kind in CUSTOMER_KINDS and rng.random() < 0.05,
        examples=rng.random() < 0.6,
        portal=rng.random() < PORTALS.get(kind, 0.0),
    )  # fmt: skip


def _arranged(scene: Scene, chosen: list[Family]) -> Node:
    """The parts under one another, side by side, or both."""
    rng = scene.rng
    gap = scene.gap(rng.uniform(1.5, 3.5))
    if not chosen:
        return Column([])
    if chosen[0].whole:
        margins = scene.gap(rng.uniform(0.5, 4.0)), scene.gap(rng.uniform(0.5, 4.0))
        return Card(chosen[0].make(scene), *margins)
    parts_of = [(f, _cased(scene, f.make(scene))) for f in chosen]
    narrow = scene.theme.shape in ("handheld", "receipt", "kiosk", "paper")
    if len(parts_of) == 1 or narrow or rng.random() < 0.25:
        return Column([node for _, node in parts_of], gap)
    rows = list(_rows(scene, [(f.wide, node) for f, node in parts_of], gap))
    if rng.random() < 0.35:
        side = [node for f, node in parts_of if not f.wide][:3]
        main = [node for f, node in parts_of if node not in side]
        if side and main:
            shares = [rng.uniform(1.4, 3.0), 1.0]
            both: list[Node] = [Column(main, gap), Column(side, gap)]
            return Row(both, gap, shares) if rng.random() < 0.6 else Row(both[::-1], gap, shares[::-1])
    return Column(rows, gap)


def _rows(scene: Scene, nodes: list[tuple[bool, Node]], gap: float) -> Iterator[Node]:
    """Rows of one to three parts; a wide part has a row of its own."""
    row: list[Node] = []
    most = scene.pick((2, 2, 3)) if scene.theme.width > 1000 else 2
    for wide, node in nodes:
        if wide or len(row) == most:
            if row:
                yield Row(row, gap, [scene.rng.choice((1.0, 1.0, 1.5)) for _ in row])
            row = []
        if wide:
            yield node
        else:
            row.append(node)
    if row:
        yield Row(row, gap, [1.0] * len(row))


def _cased(scene: Scene, node: Node) -> Node:
    """A part in a frame, mostly."""
    pad = scene.gap(scene.rng.uniform(0.8, 2.2)) if scene.chance(0.7) else 0.0
    return Card(node, pad, pad * scene.rng.uniform(0.6, 1.0))
