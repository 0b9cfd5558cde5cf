"""Pages of our own out of NiceGUI's parts."""

import random

from models.applications.application import Application, Visit, World, picked
from models.applications.cast import languages

KINDS = ("order", "invoice", "ticket", "board", "cards")
WAIT = ".nicegui-content > *"


def _visits(world: World, rng: random.Random) -> list[Visit]:
    found = []
    for kind in KINDS:
        for _ in range(2):
            bought = (".bought",) if kind in ("order", "invoice") else ()
            found.append(Visit(kind, f"/{kind}/{rng.randint(0, 60)}", purchases=bought, wait=WAIT))
    for table in world["tables"]:
        key = table["key"]
        if table["rows"]:
            found.append(Visit(f"{key}-record", f"/record/{key}/{rng.randint(0, 60)}", wait=WAIT))
        found.append(Visit(f"{key}-list", f"/list/{key}", wait=WAIT))
    chosen = [visit for visit in found if visit.view in KINDS]
    return [*picked(rng, chosen, 4), *picked(rng, [v for v in found if v not in chosen], 3)]


APPLICATION = Application(
    name="nicegui",
    packages=("nicegui==3.18.0",),
    licence="MIT",
    environment="one",
    server="models.applications.servers.nicegui",
    arguments=(),
    languages=tuple(languages()),
    visits=_visits,
    channel="backoffice",
)
