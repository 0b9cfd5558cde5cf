"""What the admins over SQLAlchemy have in common: versions, pages."""

from __future__ import annotations

import random

from models.applications.application import Visit, World, buyer_of, picked

SQL = ("SQLAlchemy==2.1.9", "greenlet==3.5.6")
UVICORN = "uvicorn==0.54.0"


def visits(world: World, rng: random.Random, paths: dict[str, str], count: int, wait: str = "") -> list[Visit]:
    """Lists, records, forms; `paths` has the address of each with {table} and {row}."""
    found = []
    for table in world["tables"]:
        key, rows = table["key"], len(table["rows"])
        for view, path in paths.items():
            if rng.random() < (0.35 if view in ("add", "empty") else 1.0) and (rows or "{row}" not in path):
                row = rng.randint(1, max(1, rows))
                words = {"table": key, "row": row, "page": 2 if rows > 20 else 1, "column": rng.choice(table["list"])}
                words["word"] = world["words"]["customer"][:3]
                buyer = buyer_of(world, row - 1) if key == "orders" else "customer"
                found.append(Visit(f"{key}-{view.rstrip('+')}", path.format(**words), buyer=buyer, wait=wait))
    return picked(rng, found, count)
