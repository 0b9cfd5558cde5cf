"""Dialogs over a page: confirmations, what a look-up found, payments, checks of age and of papers."""

from __future__ import annotations

import re

from models.generator.blocks import buttons, contact, labelled, someone
from models.generator.flow import Card, Column, Node, Row, Spacer
from models.generator.parts.form import pairs, style_of
from models.generator.registry import SCREENS, family
from models.generator.scene import Scene, say

AGE = {
    "en": "Born on or before {}?", "de": "Geboren am oder vor dem {}?", "fr": "Né(e) le {} ou avant ?",
    "es": "¿Nacido el {} o antes?", "pt": "Nascido em {} ou antes?", "it": "Nato il {} o prima?",
    "nl": "Geboren op of voor {}?",
}  # fmt: skip


@family("dialog", shapes=SCREENS, weight=1.4)
def dialog(scene: Scene) -> Node:
    """A question or a finding in the middle of the page."""
    make = scene.pick((_question, _found, _record, _age))
    nodes: list[Node] = [
        scene.title(scene.topic(), 0.8),
        *make(scene),
        buttons(scene, scene.rng.randint(1, 3)),
    ]
    card = Card(Column(nodes, scene.gap(1.3)), scene.gap(2.0), scene.gap(2.0))
    if scene.theme.shape in ("handheld", "kiosk"):
        return card
    side = scene.rng.uniform(0.1, 0.8)
    return Row([Spacer(1.0), card, Spacer(1.0)], 0.0, [side, 1.5, side])


def _question(scene: Scene) -> list[Node]:
    owner = someone(scene)
    owners = (owner,) if scene.subject and scene.chance(0.7) else ()
    return [scene.text(scene.content.sentence(*owners)) for _ in range(scene.rng.randint(1, 2))]


def _found(scene: Scene) -> list[Node]:
    """What a look-up by telephone or number found: one to four people to choose from."""
    nodes: list[Node] = []
    for owner in list(scene.owners())[: scene.rng.randint(1, 4)]:
        lines = contact(scene, owner, 0.4, 0.5, 0.05)
        nodes.append(Column([scene.text(line, bold=not k) for k, line in enumerate(lines)]))
    return nodes or [scene.text(scene.decoy()) for _ in range(3)]


def _record(scene: Scene) -> list[Node]:
    return [pairs(scene, scene.fields(scene.owner(), scene.rng.randint(2, 7)), style_of(scene), 1)]


def _threshold(scene: Scene) -> str:
    """A day sixteen to twenty-one years ago, as the screen writes days."""
    year = 2026 - scene.pick((16, 18, 18, 21))
    return re.sub(r"20\d\d", str(year), scene.content.date())


def _age(scene: Scene) -> list[Node]:
    """A threshold of age, which is nobody's date of birth; perhaps with whose papers were seen."""
    nodes: list[Node] = [
        scene.text(AGE[scene.content.language].format(_threshold(scene)), 1.2),
        scene.text(scene.content.product()),
    ]
    owner = scene.owner()
    if scene.about_customers and owner:
        for type in ("PERSON_NAME", "DATE_OF_BIRTH", "NATIONAL_ID"):
            if scene.chance(0.5):
                nodes.append(scene.text(labelled(scene, type, owner)))
    return nodes if scene.chance(0.7) else [*nodes, scene.text(say(scene.content.remark()))]
