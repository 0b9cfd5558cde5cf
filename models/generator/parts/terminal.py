"""Green screens: one advance for every character, dotted leaders, function keys, codes, capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.generator.face import Face
from models.generator.flow import Column, Node, Row
from models.generator.registry import family
from models.generator.run import Piece, Run
from models.generator.scene import Field, Scene, say

LEADERS = (".", ".", " ", " .", "_")


def shouted(run: Run) -> Run:
    return tuple(replace(piece, text=piece.text.upper()) for piece in run)


@family("terminal", shapes={"desktop", "till"}, weight=2.5, whole=True)
def terminal(scene: Scene) -> Node:
    """A head with program and date, fields in one or two columns, perhaps lines in columns, keys at the foot."""
    scene.theme = replace(
        scene.theme, face=Face(mono=0.6), leading=scene.rng.uniform(1.1, 1.4), width=max(1024, scene.theme.width)
    )
    upper = scene.chance(0.6)
    content = scene.content
    program = f"{scene.pick(('CU', 'OE', 'POS', 'INV', 'AR'))}{content.number(3)}"
    clerk = content.value(scene.pick(("USERNAME", "PERSON_NAME")), scene.staff[0], False)
    head: list[Run] = [say(program), say(scene.topic()), say(content.date()), say(content.time()), clerk]
    nodes: list[Node] = [_line(scene, head[: scene.rng.randint(3, 5)], upper)]
    width = scene.rng.randint(16, 24)
    for _ in range(scene.pick((1, 1, 2))):
        owner = scene.owner()
        fields = scene.fields(owner, scene.rng.randint(4, 12))
        nodes.append(_fields(scene, fields, width, upper))
    if scene.chance(0.5):
        nodes.append(_records(scene, upper))
    nodes.append(_line(scene, [say(f"F{k}={word}") for k, word in enumerate(content.buttons(4), 1)], upper))
    return Column(nodes, scene.theme.size * 1.3)


def _line(scene: Scene, runs: Sequence[Run], upper: bool) -> Node:
    return Row([scene.text(shouted(run) if upper else run) for run in runs], scene.theme.size * 2.4)


def _fields(scene: Scene, fields: list[Field], width: int, upper: bool) -> Node:
    """Labels filled with a leader to one width, then the value; two columns now and then."""
    leader, end = scene.pick(LEADERS), scene.pick((": ", " : ", " "))
    texts: list[Node] = []
    for field in fields:
        label = field.label + leader * ((width - len(field.label)) // len(leader))
        lines = [
            (Piece(label + end), *field.lines[0]),
            *((Piece(" " * (width + len(end))), *r) for r in field.lines[1:]),
        ]
        texts += [scene.text(shouted(line) if upper else line) for line in lines]
    if scene.chance(0.35) and len(texts) > 3:
        half = len(texts) // 2
        return Row([Column(texts[:half]), Column(texts[half:])], scene.theme.size * 3, [1.0, 1.0])
    return Column(texts)


def _records(scene: Scene, upper: bool) -> Node:
    """Records in columns of characters: option field, number, name, amount."""
    content = scene.content
    rows: list[Node] = []
    owners = list(scene.owners())
    for k in range(scene.rng.randint(2, 9)):
        cells: list[tuple[int, Run]] = [(4, say("_")), (10, say(content.number(6)))]
        cells.append((28, scene.name(owners[k % len(owners)]) if owners else say(content.product())))
        cells += [(14, say(content.date())), (10, say(content.money()))]
        rows.append(scene.text(_padded(cells, upper)))
    return Column(rows)


def _padded(cells: list[tuple[int, Run]], upper: bool) -> Run:
    """Cells filled with spaces to their widths."""
    pieces: list[Piece] = []
    for width, run in cells:
        length = sum(len(p.text) for p in run)
        pieces += [*(shouted(run) if upper else run), Piece(" " * max(2, width - length))]
    return tuple(pieces)
