"""Flask-Admin."""

import random

from models.applications.application import Application, Visit, World
from models.applications.sqls import SQL, visits

PATHS = {
    "list": "/admin/{table}/",
    "list+": "/admin/{table}/?page={page}",
    "edit": "/admin/{table}/edit/?id={row}",
    "details": "/admin/{table}/details/?id={row}",
    "add": "/admin/{table}/new/",
    "empty": "/admin/{table}/?search=zzq",
}


def _visits(world: World, rng: random.Random) -> list[Visit]:
    return visits(world, rng, PATHS, 7)


APPLICATION = Application(
    name="flask-admin",
    packages=(
        "Flask==3.1.3",
        "Flask-Admin==2.2.1",
        "Flask-SQLAlchemy==3.1.1",
        "flask-babel==4.0.0",
        "waitress==3.0.2",
        *SQL,
    ),
    licence="BSD-3-Clause",
    environment="one",
    server="models.applications.servers.flask_admin",
    arguments=(),
    languages=("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "fi", "tr"),
    visits=_visits,
)
