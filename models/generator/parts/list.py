"""Lists: items of two or three lines, as on phones and in panels; pick lists."""

from __future__ import annotations

from models.generator.blocks import bought, chip, labelled
from models.generator.flow import Column, Node, Row, Spacer
from models.generator.registry import SCREENS, family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Scene, say

SEPARATORS = (" · ", " | ", ", ", " – ", "  ")


def second(scene: Scene, owner: Owner | None, link: str) -> Run:
    """The line under a list item's title: one or two things about it."""
    if owner is None:
        return say(f"{scene.decoy()}{link}{scene.content.remark()}")
    subject = scene.subject_of(owner)
    types = [t for t in scene.types(subject, 4) if t != "PERSON_NAME"][: scene.pick((1, 1, 2))]
    pieces: list[Piece] = []
    for type in types:
        tagged = scene.chance(0.25)
        pieces += [Piece(link)] * bool(pieces)
        pieces += labelled(scene, type, owner, " ") if tagged else scene.value(type, owner)
    return (*pieces, Piece(link + chip(scene))) if scene.chance(0.4) else tuple(pieces)


def entry(scene: Scene, owner: Owner | None, habit: tuple[float, str, int, float]) -> Node:
    """One item: an icon or none, two or three lines, something at the right."""
    ratio, link, extra, indent = habit
    name: Run = scene.name(owner) if owner else say(scene.decoy())
    if owner and scene.about_customers and extra == 3:
        name = (*scene.value("ORDER_ID", owner), Piece(link), *name)
    fit = scene.pick(("cut", "wrap"))
    lines: list[Node] = [scene.text(name, 1.0, scene.chance(0.6), overflow="cut"),
                         scene.text(second(scene, owner, link), ratio, overflow=fit)]  # fmt: skip
    if extra == 1:
        lines.append(scene.text(scene.content.remark(), ratio))
    right = scene.content.money() if extra == 2 else scene.content.time() if scene.chance(0.5) else "›"
    return Row([Spacer(indent, 10.0), Column(lines, 2.0), scene.text(right, 0.95)], scene.gap(1.0), [0.0, 1.0, 0.0])


@family("list", shapes=SCREENS, weight=2.6)
def listing(scene: Scene) -> Node:
    """A heading and a list of people or things; or what is to be picked for their orders."""
    if scene.kind in ("orders", "order", "delivery") and scene.chance(0.35):
        return pick_list(scene)
    pool = list(scene.owners())
    count = scene.rng.randint(2, 14)
    if pool and scene.kind != "settings":
        pool += [scene.another() for _ in range(count - len(pool))]
    owners: list[Owner | None] = [*pool[:count]] or [None] * count
    habit = (
        scene.pick((1.0, 0.9, 0.82)),
        scene.pick(SEPARATORS),
        scene.rng.randint(0, 3),
        scene.pick((0.0, 0.0, 36.0)),
    )
    nodes: list[Node] = [entry(scene, owner, habit) for owner in owners]
    head: list[Node] = [scene.title(scene.topic(), 0.8)] if scene.chance(0.6) else []
    return Column([*head, *nodes], scene.gap(scene.rng.uniform(0.9, 2.0)))


def pick_list(scene: Scene) -> Node:
    """Orders with their customers, under each the things to be picked."""
    blocks: list[Node] = [scene.title(scene.content.title("orders"), 0.8)]
    by = scene.chance(0.4)
    for owner in list(scene.owners())[: scene.rng.randint(1, 5)]:
        head: Run = labelled(scene, "ORDER_ID", owner, " ")
        head = (*head, Piece(scene.pick(SEPARATORS)), *scene.name(owner))
        nodes: list[Node] = [scene.text(head, 1.1, True)]
        if by:
            run: Run = (Piece(scene.label("PERSON_NAME", "associate") + ": "), *scene.content.name(scene.colleague()))
            nodes.append(scene.text(run, 0.9))
        lines: list[Node] = []
        for _ in range(scene.rng.randint(1, 5)):
            what = f"{scene.rng.randint(1, 4)} × {scene.content.product()}"
            place = scene.pick(
                (scene.content.sku(), f"{scene.pick('ABCDEF')}{scene.rng.randint(1, 40)}-{scene.rng.randint(1, 9)}")
            )
            lines.append(Row([scene.text(place, 0.9), scene.text(what)], scene.gap(2.0)))
        nodes.append(bought(scene, Column(lines, scene.gap(0.5)), True))
        blocks.append(Column(nodes, scene.gap(0.6)))
    return Column(blocks, scene.gap(2.0))
