"""A customer's page: who it is, figures, tabs, what was bought, notes of the clerks."""

from __future__ import annotations

from models.generator.blocks import bought, chips, facts, orders
from models.generator.flow import Column, Flow, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.parts.bars import tabs
from models.generator.parts.form import pairs, style_of
from models.generator.registry import SCREENS, family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Scene, say

REACH = ("EMAIL", "PHONE", "POSTAL_ADDRESS", "LOYALTY_ID", "DATE_OF_BIRTH")


@family("profile", kinds=set(CUSTOMER_KINDS), shapes=SCREENS, weight=2.2, wide=True)
def profile(scene: Scene) -> Node:
    """A head, then some of the other blocks in any order, in one column or two."""
    owner = scene.owner()
    if owner is None:
        return Column([])
    makers = [m for m in (_figures, _tabs, _record, _history, _notes) if scene.chance(0.55)]
    scene.rng.shuffle(makers)
    blocks = [make(scene, owner) for make in makers]
    head = _head(scene, owner)
    if scene.theme.shape in ("desktop", "till") and len(blocks) > 1 and scene.chance(0.4):
        half = len(blocks) // 2
        left, right = Column([head, *blocks[:half]], scene.gap(2.0)), Column(blocks[half:], scene.gap(2.0))
        return Row([left, right], scene.gap(3.0), [1.0, scene.rng.uniform(1.0, 2.5)])
    return Column([head, *blocks], scene.gap(scene.rng.uniform(1.5, 2.5)))


def _head(scene: Scene, owner: Owner) -> Node:
    """The name large, beside a picture or not; how to reach them in one line or under one another."""
    nodes: list[Node] = [scene.title(scene.name(owner), 1.1)]
    reach = facts(scene, owner, REACH, 0.5)
    nodes.append(Flow(reach, scene.gap(3.0)) if scene.chance(0.5) else Column(reach, scene.gap(0.4)))
    if scene.chance(0.5):
        nodes.append(chips(scene, scene.rng.randint(1, 3)))
    text = Column(nodes, scene.gap(0.6))
    if scene.chance(0.3):
        letters = "".join(p.text[:1] for p in scene.content.name(owner))[:2] or "?"
        return Row([Spacer(10.0), scene.text(letters.upper(), 1.4), text], scene.gap(2.5), valign="middle")
    return text


def _figures(scene: Scene, owner: Owner) -> Node:
    content = scene.content
    count = 2 if scene.theme.shape == "handheld" else scene.rng.randint(2, 5)
    cells: list[Node | None] = []
    for _ in range(count):
        value = scene.pick((content.money, content.date, lambda: content.number(2)))()
        cells.append(Column([scene.text(content.column()[0], 0.85), scene.text(value, 1.4, True)], 2.0))
    return Grid([cells], scene.gap(2.0), 0.0, shares=[1.0] * count)


def _tabs(scene: Scene, owner: Owner) -> Node:
    return tabs(scene)


def _record(scene: Scene, owner: Owner) -> Node:
    narrow = scene.theme.shape == "handheld"
    fields = scene.fields(owner, scene.rng.randint(3, 9))
    return pairs(scene, fields, style_of(scene), 1 if narrow else scene.pick((1, 2, 3)))


def _history(scene: Scene, owner: Owner) -> Node:
    title = scene.text(scene.content.title("orders"), 1.15, True)
    return Column([title, bought(scene, orders(scene, owner, scene.rng.randint(1, 9)), True)], scene.gap(1.0))


def _notes(scene: Scene, owner: Owner) -> Node:
    """Notes with who wrote them, before or after the text."""
    nodes: list[Node] = []
    for _ in range(scene.rng.randint(1, 3)):
        author: Run = (
            *scene.content.name(scene.colleague()),
            Piece(scene.pick((", ", " · ", " – ")) + scene.content.date()),
        )
        note = scene.content.sentence(owner) if scene.chance(0.5) else scene.content.sentence()
        pair: list[Node] = [scene.text(author, 0.88, True), scene.text(note)]
        nodes.append(Column(pair if scene.chance(0.6) else pair[::-1], 2.0))
    return Column(nodes or [scene.text(say("–"))], scene.gap(1.0))
