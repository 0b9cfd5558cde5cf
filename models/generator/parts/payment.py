"""Paying: what is due, ways to pay, cards stored or keyed, gift cards, what the terminal said."""

from __future__ import annotations

from models.generator.blocks import bought, items, labelled, sums
from models.generator.flow import Column, Node, Row
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.parts.form import pairs, style_of
from models.generator.registry import SCREENS, family
from models.generator.scene import Field, Owner, Scene, say

CARD = ("PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV", "PERSON_NAME", "BANK_ACCOUNT", "POSTAL_ADDRESS", "CREDENTIAL")


@family("payment", kinds=set(CUSTOMER_KINDS), shapes=SCREENS, weight=1.5)
def payment(scene: Scene) -> Node:
    """A sum and one of: a form for a card, stored cards, tenders of a sale, a cart with its customer."""
    owner = scene.owner()
    if owner is None:
        return Column([])
    make = scene.pick((_entry, _stored, _tenders, _cart))
    nodes: list[Node] = [scene.title(scene.content.title("payments"), 0.8)] if scene.chance(0.7) else []
    if scene.chance(0.5):
        nodes.append(scene.text(scene.content.money(), 1.8, True))
    return Column([*nodes, *make(scene, owner)], scene.gap(1.3))


def _entry(scene: Scene, owner: Owner) -> list[Node]:
    kept = ["PAYMENT_CARD", *(t for t in CARD[1:] if scene.chance(0.5))]
    if scene.chance(0.3):
        scene.rng.shuffle(kept)
    fields = [Field(scene.label(t), [()] if scene.empty else scene.value_lines(t, owner), t) for t in kept]
    columns = 1 if scene.theme.shape == "handheld" else scene.pick((1, 1, 2))
    return [pairs(scene, fields, style_of(scene), columns)]


def _stored(scene: Scene, owner: Owner) -> list[Node]:
    """Cards on file: brand and last digits, expiry after or under them."""
    nodes: list[Node] = []
    for who in [owner, *scene.customers[1:]][: scene.rng.randint(1, 3)]:
        lines: list[Node] = [scene.text(scene.value("PAYMENT_CARD", who), bold=scene.chance(0.4))]
        if scene.chance(0.7):
            tagged = scene.chance(0.6)
            expiry = labelled(scene, "CARD_EXPIRY", who, " ") if tagged else scene.value("CARD_EXPIRY", who)
            lines.append(scene.text(expiry, 0.9))
        if scene.chance(0.4):
            lines.append(scene.text(scene.name(who), 0.9))
        nodes.append(Row(lines, scene.gap(3.0)) if scene.chance(0.3) else Column(lines))
    return nodes


def _tenders(scene: Scene, owner: Owner) -> list[Node]:
    """What was given so far, card and gift card among it, and what the terminal said."""
    content = scene.content
    nodes: list[Node] = []
    for _ in range(scene.rng.randint(1, 3)):
        what = scene.value("PAYMENT_CARD", owner) if scene.chance(0.5) else say(content.remark())
        nodes.append(Row([scene.text(what), scene.text(content.money())], 12.0, spread=True))
    nodes += [scene.text(": ".join(content.plain())) for _ in range(scene.rng.randint(0, 4))]
    return [*nodes, sums(scene, 2)]


def _cart(scene: Scene, owner: Owner) -> list[Node]:
    """The lines of a sale with the member who buys."""
    known = scene.chance(0.75)
    nodes: list[Node] = [
        bought(scene, items(scene, scene.rng.randint(1, 9)), known),
        sums(scene, scene.rng.randint(1, 3)),
    ]
    if known:
        who: list[Node] = [
            scene.text(labelled(scene, "PERSON_NAME", owner) if scene.chance(0.5) else scene.name(owner), 1.1)
        ]
        who += [scene.text(scene.value(t, owner)) for t in ("LOYALTY_ID", "PHONE", "EMAIL") if scene.chance(0.3)]
        nodes.insert(scene.pick((0, 0, len(nodes))), Column(who))
    return nodes
