"""What the admin of Django and its skins have in common: languages, versions, pages."""

from __future__ import annotations

import random
from urllib.parse import quote

from models.applications.application import Application, Visit, World, buyer_of, picked, table_of
from models.applications.cast import languages
from models.applications.marks import MARK_START

DJANGO = "Django==5.2.19"
WAITRESS = "waitress==3.0.2"
PAGES_PER_SHOP = 7  # pages that are shot of a shop
LINES_SELECTORS = (".inline-group", "#lines_set-group", ".inline-related")  # CSS selectors of an order's lines


def visits(world: World, rng: random.Random) -> list[Visit]:
    """Lists, records, forms, deletions, histories, users, settings; a random part of them."""
    found = [
        Visit("index", "/admin/"),
        Visit("password", "/admin/password_change/"),
        Visit("login", "/admin/login/", who="0"),
    ]
    found += [
        Visit("users", "/admin/auth/user/"),
        Visit("groups", "/admin/auth/group/"),
        Visit("user-add", "/admin/auth/user/add/"),
    ]
    staff = rng.randint(1, len(world["staff"]))
    found.append(Visit("user-edit", f"/admin/auth/user/{staff}/change/"))
    for table in world["tables"]:
        if "inline" not in table:
            found += _of_table(world, table["key"], rng)
    return picked(rng, found, PAGES_PER_SHOP)


def _of_table(world: World, key: str, rng: random.Random) -> list[Visit]:
    table, path = table_of(world, key), f"/admin/shop/{key}/"
    found = [Visit(f"{key}-list", path), Visit(f"{key}-list", f"{path}?o={rng.choice(['1', '-1', '2', '-2.1'])}")]
    if key in ("customer", "orders", "employee"):
        found.append(Visit(f"{key}-list", f"{path}?p=2") if len(table["rows"]) > 100 else Visit(f"{key}-list", path))
    if rng.random() < 0.4:
        found.append(Visit(f"{key}-add", f"{path}add/"))
    if not table["rows"]:
        return found
    row = rng.randint(1, len(table["rows"]))
    lines, buyer = (LINES_SELECTORS, buyer_of(world, row - 1)) if key == "orders" else ((), "customer")
    found.append(Visit(f"{key}-edit", f"{path}{row}/change/", purchases=lines, buyer=buyer))
    other = rng.randint(1, len(table["rows"]))
    if rng.random() < 0.5:
        found.append(Visit(f"{key}-delete", f"{path}{other}/delete/"))
    done = [entry["row"] + 1 for entry in world["history"] if entry["table"] == key]
    if done and rng.random() < 0.5:
        found.append(Visit(f"{key}-history", f"{path}{rng.choice(done)}/history/"))
    if rng.random() < 0.25:
        found.append(
            Visit(f"{key}-search", f"{path}?q={quote(_typed(str(table['rows'][row - 1][table['title'][0]])))}")
        )
    return found


def _typed(text: str) -> str:
    """The beginning of a value, as one types it to find it; it keeps the mark that tells whose it is."""
    return text[:10] if text.startswith(MARK_START) else text[:5].strip()


def admin(name: str, skin: str, package: str, licence: str) -> Application:
    """The admin in a skin."""
    packages = (DJANGO, WAITRESS, package) if package else (DJANGO, WAITRESS)
    server = "models.applications.servers.django_admin"
    return Application(name, packages, licence, "one", server, (skin,), tuple(languages()), visits)
