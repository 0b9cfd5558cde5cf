"""Logs: events of a day, an order's or a customer's time line, notes of the clerks."""

from __future__ import annotations

from models.generator.blocks import someone
from models.generator.flow import Column, Node, Row, Spacer
from models.generator.grid import Grid
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import SCREENS, family
from models.generator.run import Piece, Run
from models.generator.scene import Scene


def event(scene: Scene) -> Run:
    """What happened: by a clerk, about a customer, or neither."""
    roll = scene.rng.random()
    if roll < 0.15:
        return scene.content.machine_line(someone(scene))
    if roll < 0.5:
        return scene.content.log_line(scene.colleague())
    if roll < 0.75 and scene.about_customers:
        return scene.content.sentence(someone(scene))
    return scene.content.sentence()


@family("log", kinds={*CUSTOMER_KINDS, "logs", "staff", "stock"}, shapes=SCREENS - {"kiosk"}, weight=1.5)
def log(scene: Scene) -> Node:
    """Lines, a table of time and event, or time line entries of two lines."""
    content = scene.content
    habit = scene.pick(("lines", "table", "entries", "by", "machine"))
    nodes: list[Node] = [scene.title(content.title("logs"), 0.7)] if scene.chance(0.6) else []
    count = scene.rng.randint(3, 18)
    if habit == "table":
        rows: list[list[Node | None]] = []
        for _ in range(count):
            who: Node = scene.text(content.name(scene.colleague()))
            rows.append([scene.text(f"{content.date()} {content.time()}"), who, scene.text(event(scene))])
        nodes.append(Grid(rows, scene.gap(2.0), scene.gap(0.8), shares=[2.0, 2.0, 5.0]))
        return Column(nodes, scene.gap(1.2))
    for _ in range(count if habit in ("lines", "machine") else min(8, count)):
        nodes.append(_entry(scene, habit))
    return Column(nodes, scene.gap(0.5 if habit in ("lines", "machine") else 1.3))


def _entry(scene: Scene, habit: str) -> Node:
    content = scene.content
    if habit == "machine":
        return scene.text(scene.content.machine_line(someone(scene)))
    if habit == "lines":
        return scene.text(event(scene))
    if habit == "entries":
        head = f"{content.date()}{scene.pick((', ', ' ', ' · '))}{content.time()}"
        return Row([Spacer(18.0, 8.0), Column([scene.text(head, 0.85), scene.text(event(scene))], 2.0)], 6.0)
    word = scene.label("PERSON_NAME", "associate")
    foot: Run = (
        Piece(word + " ") if word else Piece(""),
        *content.name(scene.colleague()),
        Piece(" · " + content.time()),
    )
    return Column([scene.text(event(scene)), scene.text(foot, 0.85)], 2.0)
