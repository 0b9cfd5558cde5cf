"""django-helpdesk with the tickets of a shop. Use: python -m models.applications.servers.helpdesk WORLD PORT"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.applications.servers.django_base import configure, make_tables, module, serve, users
from models.applications.servers.oscar import NoMigrations

APPS = ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles", "sites", "humanize")
SETTINGS = {
    "SITE_ID": 1,
    "MIGRATION_MODULES": NoMigrations(),
    "HELPDESK_TEAMS_MODE_ENABLED": False,
    "HELPDESK_KB_ENABLED": True,
    "HELPDESK_SUBMIT_A_TICKET_PUBLIC": True,
    "HELPDESK_ENABLE_CHECKLISTS": True,
    "LOGIN_URL": "/login/",
}


def queues(world: dict[str, Any]) -> list[Any]:
    """A queue for each of some departments."""
    made = module("helpdesk.models").Queue
    names = world["trade"]["categories"][:5]
    made.objects.bulk_create(
        [made(title=name, slug=f"q{k}", email_address="", allow_public_submission=True) for k, name in enumerate(names)]
    )
    return list(made.objects.all())


def tickets(world: dict[str, Any], staff: list[Any], rng: random.Random) -> None:
    """Tickets with what was answered, and who gets copies."""
    made, places = module("helpdesk.models"), queues(world)
    for entry in world["trade"]["tickets"]:
        when = datetime.fromisoformat(entry["when"])
        owner = staff[entry["staff"]] if rng.random() < 0.75 else None
        ticket = made.Ticket(
            title=entry["topic"],
            queue=rng.choice(places),
            created=when,
            modified=when,
            submitter_email=entry["email"],
            assigned_to=owner,
            status=entry["status"],
            priority=entry["priority"],
            description=entry["text"],
            due_date=when + timedelta(days=9) if rng.random() < 0.4 else None,
            secret_key="key",  # noqa: S106
        )
        made.Ticket.objects.bulk_create([ticket])
        ticket = made.Ticket.objects.order_by("-pk").first()
        for number, reply in enumerate(entry["replies"], 1):
            made.FollowUp.objects.bulk_create(
                [
                    made.FollowUp(
                        ticket=ticket,
                        date=when + timedelta(hours=5 * number),
                        title=entry["topic"],
                        comment=reply,
                        public=rng.random() < 0.7,
                        user=rng.choice(staff) if rng.random() < 0.7 else None,
                    )
                ]
            )
        if rng.random() < 0.3:
            made.TicketCC.objects.bulk_create(
                [made.TicketCC(ticket=ticket, email=rng.choice(world["customers"])["email"], can_view=True)]
            )


def main(world_file: str, port: str) -> None:
    path = Path(world_file)
    world = json.loads(path.read_text("utf-8"))
    rng = random.Random(f"helpdesk {world['name']}")
    apps = [*(f"django.contrib.{name}" for name in APPS), "rest_framework", "helpdesk"]
    configure(path.parent, world["language"], apps, "models.applications.servers.helpdesk_urls", **SETTINGS)
    make_tables()
    module("django.contrib.sites.models").Site.objects.update(name=world["name"], domain="shop.example")
    staff = users(world["staff"], staff=True)
    for user in staff:
        module("helpdesk.models").UserSettings.objects.get_or_create(user=user)
    with module("django.db.transaction").atomic():
        tickets(world, staff, rng)
    serve(int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
