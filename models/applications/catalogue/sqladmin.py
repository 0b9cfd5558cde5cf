"""sqladmin."""

import random

from models.applications.application import Application, Visit, World
from models.applications.sqls import SQL, UVICORN, visits

PATHS = {
    "list": "/admin/{table}/list",
    "list+": "/admin/{table}/list?page={page}",
    "edit": "/admin/{table}/edit/{row}",
    "details": "/admin/{table}/details/{row}",
    "add": "/admin/{table}/create",
    "empty": "/admin/{table}/list?search=zzq",
}


def _visits(world: World, rng: random.Random) -> list[Visit]:
    return visits(world, rng, PATHS, 7)


APPLICATION = Application(
    name="sqladmin",
    packages=("sqladmin==0.32.0", UVICORN, *SQL),
    licence="BSD-3-Clause",
    environment="one",
    server="models.applications.servers.sqladmin",
    arguments=(),
    languages=("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv"),
    visits=_visits,
)
