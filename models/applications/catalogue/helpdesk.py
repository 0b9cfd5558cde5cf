"""django-helpdesk; not learned from, but looked at."""

import random

from models.applications.application import Application, Visit, World, picked
from models.applications.djangos import DJANGO, WAITRESS

OFFICE = {
    "dashboard": "/dashboard/",
    "reports": "/reports/",
    "kanban": "/kanban/",
    "ticket-add": "/tickets/submit/",
    "my-settings": "/settings/",
    "settings": "/system_settings/",
    "searches": "/saved-searches/",
    "ignored": "/ignore/",
    "my-tickets": "/tickets/my-tickets/",
    "checklists": "/checklist-templates/",
    "knowledge": "/kb/",
    "report-queue": "/reports/userqueue/",
    "report-status": "/reports/userstatus/",
    "report-month": "/reports/usermonth/",
    "password": "/password_change/",
}
ABOUT = {
    "ticket": "",
    "ticket-edit": "edit/",
    "ticket-copies": "cc/",
    "copy-add": "cc/add/",
    "ticket-delete": "delete/",
}


def _visits(world: World, rng: random.Random) -> list[Visit]:
    found = [Visit(view, path) for view, path in OFFICE.items()]
    found += [
        Visit("sign-in", "/login/", who="0"),
        Visit("public", "/", who="0"),
        Visit("public-add", "/tickets/submit/", who="0"),
    ]
    numbers = rng.sample(range(1, len(world["trade"]["tickets"]) + 1), k=6)
    for number in numbers:
        found += [Visit(view, f"/tickets/{number}/{path}") for view, path in ABOUT.items()]
    tickets = Visit("ticket-list", "/tickets/", wait="#ticketTable tbody td:nth-child(4)")
    first = [Visit("ticket", f"/tickets/{number}/") for number in numbers[:3]]
    return [*first, Visit("dashboard", "/dashboard/"), tickets, *picked(rng, found, 10)]


APPLICATION = Application(
    name="django-helpdesk",
    packages=("django-helpdesk==2.6.1", DJANGO, WAITRESS),
    licence="BSD-3-Clause",
    environment="two",
    server="models.applications.servers.helpdesk",
    arguments=(),
    languages=("en", "de", "fr", "es", "it", "pl", "pt", "sv", "hr", "fi", "hu", "ca"),
    visits=_visits,
    channel="helpdesk",
    trained=False,
)
