"""Monospaced records: answers of an API, configuration, dumps, with keys instead of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from models.generator.face import Face
from models.generator.flow import Column, Node, Row
from models.generator.registry import family
from models.generator.run import Piece, Run
from models.generator.scene import Owner, Person, Scene, say

KEYS = {
    "PERSON_NAME": "name full_name customer_name contact",
    "EMAIL": "email email_address mail",
    "PHONE": "phone mobile tel",
    "POSTAL_ADDRESS": "address shipping_address street_address",
    "LOYALTY_ID": "loyalty_id member_no customer_id",
    "DATE_OF_BIRTH": "dob birth_date date_of_birth",
    "ORDER_ID": "order_id order_no reference",
    "USERNAME": "username login user",
    "PAYMENT_CARD": "card card_number pan",
    "CARD_EXPIRY": "exp expiry",
    "CARD_CVV": "cvv cvc",
    "BANK_ACCOUNT": "iban",
    "NATIONAL_ID": "tax_id ssn",
    "TRACKING_NUMBER": "tracking tracking_number",
    "IP_ADDRESS": "ip ip_address remote_addr",
    "CREDENTIAL": "password api_key token pin",
    "GEO_LOCATION": "location geo",
    "VEHICLE_PLATE": "plate vehicle_reg",
}


def plain(scene: Scene) -> tuple[str, Run]:
    """A key and a value that are nobody's data."""
    content = scene.content
    makers: list[tuple[str, Callable[[], str]]] = [
        ("status type channel state source", lambda: content.menu(1)[0].lower()),
        ("total amount balance price", content.money),
        ("quantity version store_id id row lines", lambda: content.number(3)),
        ("sku item_code", lambda: content.sku(True)),
        ("product item title description", content.product),
        ("created_at updated_at shipped_at", lambda: f"{content.date()} {content.time()}"),
        ("store branch region warehouse", content.place),
        ("app agent_software client", content.app),
        ("seq offset serial batch imei voucher_code", lambda: content.text("{cardlike}")),
        ("ts epoch created_ts", lambda: content.text("{stamp}")),
        ("request_id session_id uuid", lambda: content.text("{uuid}")),
        ("opacity ratio weight_factor", lambda: content.text("{decimal}")),
        ("package_version firmware build", lambda: content.text("{version4}")),
        ("currency", lambda: scene.pick(("EUR", "GBP", "USD"))),
    ]
    keys, make = scene.pick(makers)
    return scene.pick(keys.split()), say(make())


@family("json", shapes={"desktop"}, weight=2.5, whole=True)
def record(scene: Scene) -> Node:
    """One to four records after one another as JSON, YAML or an environment's lines; with or without line numbers."""
    scene.theme = replace(scene.theme, face=Face(mono=scene.pick((0.6, 0.55))))
    style = scene.rng.choices(("json", "yaml", "env"), (60, 28, 12))[0]
    camel = scene.chance(0.35)
    lines: list[tuple[int, Run]] = []
    if scene.chance(0.4):
        lines.append(
            (
                0,
                say(
                    scene.pick(("GET", "POST", "PUT"))
                    + f" /v{scene.rng.randint(1, 3)}/{scene.kind}/{scene.content.number(5)}"
                ),
            )
        )
    owners = list(scene.owners())[: scene.rng.randint(1, 4)] or [scene.store]
    for owner in owners:
        lines += _opened(scene, owner, style, camel)
    numbered, step = scene.chance(0.3), scene.pick((2, 4))
    nodes: list[Node] = [scene.text((Piece(" " * (step * depth)), *run), overflow="cut") for depth, run in lines]
    text = Column(nodes)
    if not numbered:
        return text
    numbers: list[Node] = [scene.text(str(k + 1)) for k in range(len(lines))]
    return Row([Column(numbers, 0.0, "right"), text], scene.gap(2.0))


def _opened(scene: Scene, owner: Owner, style: str, camel: bool) -> Iterator[tuple[int, Run]]:
    pairs = list(_pairs(scene, owner))
    if style == "json":
        yield 0, say("{")
    elif style == "yaml":
        yield 0, say(scene.kind + ":")
    for k, (key, run) in enumerate(pairs):
        name = "".join(w.capitalize() if n and camel else w for n, w in enumerate(key.split("_"))) if camel else key
        if style == "env":
            yield 0, (Piece(name.upper() + "="), *run)
        elif style == "yaml":
            yield 1, (Piece(name + ": "), *run)
        else:
            quote = "" if len(run) == 1 and not run[0].type and run[0].text.isdigit() else '"'
            yield 1, (Piece(f'"{name}": {quote}'), *run, Piece(quote + "," * (k + 1 < len(pairs))))
    if style == "json":
        yield 0, say("}")


def _pairs(scene: Scene, owner: Owner) -> Iterator[tuple[str, Run]]:
    """Keys and values; the name in one or two, the address in one or in lines."""
    content, subject = scene.content, scene.subject_of(owner)
    for type in scene.types(subject, scene.rng.randint(2, 9)):
        if scene.chance(0.35):
            yield plain(scene)
        if type == "PERSON_NAME" and isinstance(owner, Person) and scene.chance(0.5):
            words = scene.pick(
                ({"given": "first_name", "family": "last_name"}, {"given": "given_name", "family": "family_name"})
            )
            yield from ((words[part], run) for part, run in scene.name_cells(owner))
        elif type == "POSTAL_ADDRESS" and scene.chance(0.5):
            if scene.chance(0.5):
                yield from ((part, run) for part, run in scene.address_cells(owner).items() if run)
            else:
                yield from ((f"line_{k}", run) for k, run in enumerate(scene.address(owner), 1))
        else:
            yield scene.pick(KEYS[type].split()), scene.value(type, owner)
    if scene.chance(0.4):
        yield scene.pick(("created_by", "agent", "cashier", "updated_by")), content.name(scene.colleague())
