"""starlette-admin; not learned from, but looked at."""

import random

from models.applications.application import Application, Visit, World
from models.applications.sqls import SQL, UVICORN, visits

PATHS = {
    "list": "/admin/{table}/list",
    "list+": "/admin/{table}/list?page={page}",
    "edit": "/admin/{table}/edit?pk={row}",
    "detail": "/admin/{table}/detail?pk={row}",
    "add": "/admin/{table}/create",
    "empty": "/admin/{table}/list?search=zzq",
}


def _visits(world: World, rng: random.Random) -> list[Visit]:
    return visits(world, rng, PATHS, 7)


APPLICATION = Application(
    name="starlette-admin",
    packages=("starlette-admin==1.0.3", "itsdangerous==2.2.0", UVICORN, *SQL),
    licence="MIT",
    environment="one",
    server="models.applications.servers.starlette_admin",
    arguments=(),
    languages=("en", "de", "fr", "pt", "tr", "es", "it", "nl", "pl", "sv", "cs", "da"),
    visits=_visits,
    trained=False,
)
