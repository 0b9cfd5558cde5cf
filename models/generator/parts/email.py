"""Mail: a message as it is read, and the list of an inbox."""

from __future__ import annotations

from models.generator.blocks import someone
from models.generator.flow import Column, Node
from models.generator.grid import Grid
from models.generator.kinds import CUSTOMER_KINDS
from models.generator.registry import EVERYWHERE, family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Person, Scene

ENDS = {
    "en": ("From", "To"), "de": ("Von", "An"), "fr": ("De", "À"), "es": ("De", "Para"), "pt": ("De", "Para"),
    "it": ("Da", "A"), "nl": ("Van", "Aan"),
}  # fmt: skip


def mailbox(scene: Scene, owner: Owner) -> Run:
    """`Anna Brandt <anna@...>` and other ways of writing whose mailbox it is."""
    mail = scene.content.value("EMAIL", owner, False)
    roll = scene.rng.random()
    if roll < 0.25:
        return mail
    before, after = scene.pick(((" <", ">"), (" <", ">"), (" (", ")"), (" – ", ""), (" ", "")))
    return (*scene.name(owner, masked=False), Piece(before), *mail, Piece(after))


@family("email", kinds={*CUSTOMER_KINDS, "suppliers"}, shapes=EVERYWHERE - {"receipt", "kiosk", "till"}, weight=1.2)
def email(scene: Scene) -> Node:
    return inbox(scene) if scene.theme.shape != "paper" and scene.chance(0.35) else message(scene)


def message(scene: Scene) -> Node:
    """Heads, greeting, sentences, signature; from a customer, or to one."""
    content, clerk = scene.content, scene.colleague()
    customer: Owner = someone(scene) if scene.about_customers else scene.owner() or clerk
    incoming = scene.chance(0.5)
    sender: Owner = customer if incoming else clerk if scene.chance(0.6) else scene.store
    reader: Owner = scene.store if incoming else customer
    heads: list[tuple[str, Run]] = [
        (ENDS[content.language][0], mailbox(scene, sender)),
        (ENDS[content.language][1], mailbox(scene, reader)),
    ]
    nodes: list[Node] = [scene.title(scene.topic(), 0.7)] if scene.chance(0.7) else []
    if scene.chance(0.5):
        nodes += [scene.text((Piece(word + ": "), *run)) for word, run in heads]
    else:
        rows: list[list[Node | None]] = [[scene.tag(word), scene.text(run)] for word, run in heads]
        nodes.append(Grid(rows, scene.gap(2.0), scene.gap(0.4), stretch=False))
    nodes.append(scene.text(f"{content.date()} {content.time()}", 0.9))
    if isinstance(reader, Person):
        nodes.append(scene.text(content.greeting(reader)))
    for k in range(scene.rng.randint(1, 5)):
        nodes.append(scene.text(content.sentence(customer) if k < 2 else content.sentence()))
    if isinstance(sender, Person):
        nodes.append(Column([scene.text(line) for line in content.signature(sender)]))
    return Column(nodes, scene.gap(scene.rng.uniform(0.6, 1.4)))


def inbox(scene: Scene) -> Node:
    """Rows of sender, subject and time; in one line or in two."""
    content = scene.content
    in_columns = scene.theme.shape == "desktop" and scene.chance(0.6)
    rows: list[list[Node | None]] = []
    for k in range(scene.rng.randint(4, 14)):
        if scene.chance(0.3):
            sender: Run = (Piece(scene.pick((content.company(), content.app(), content.brand()))),)
        else:
            sender = scene.name(
                scene.customers[k % len(scene.customers)] if scene.about_customers else scene.colleague()
            )
        subject = f"{scene.topic()} – {content.product()}"
        teaser = content.sentence()
        if in_columns:
            line = (Piece(subject + " – "), *teaser)
            rows.append(
                [scene.text(sender, overflow="cut"), scene.text(line, overflow="cut"), scene.text(content.time())]
            )
        else:
            texts = [scene.text(sender, 1.0, True, overflow="cut"), scene.text(subject, overflow="cut"),
                     scene.text(teaser, 0.9, overflow="cut")]  # fmt: skip
            rows.append([Column([*texts]), scene.text(content.time(), 0.9)])
    shares = [2.0, 6.0, 1.0] if in_columns else [5.0, 1.0]
    return Grid(rows, scene.gap(1.5), scene.gap(1.4), shares=shares)
