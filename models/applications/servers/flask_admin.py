"""Flask-Admin over the tables of a shop. Use: python -m models.applications.servers.flask_admin WORLD PORT"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from models.applications.servers.sql_base import Tables, module

LOCALES = {"ca": "ca_ES"}
SWATCHES = (
    "default",
    "cerulean",
    "cosmo",
    "flatly",
    "journal",
    "litera",
    "lumen",
    "sandstone",
    "simplex",
    "yeti",
    "darkly",
)


def view(tables: Tables, key: str, session: Any, rng: random.Random) -> Any:
    """How a table is shown: its owner chooses, here chance."""
    kinds, labels = tables.kinds(key), tables.labels(key)
    texts = [name for name, kind in kinds.items() if kind == "text"]
    columns = tables.shown(key, rng)
    more: dict[str, Any] = {
        "column_list": columns, "column_labels": labels, "page_size": rng.choice([10, 20, 50]),
        "can_view_details": True, "column_sortable_list": [c for c in columns if kinds.get(c) != "link"],
        "form_columns": list(kinds), "column_details_list": list(kinds), "column_display_actions": rng.random() < 0.8,
        "can_export": rng.random() < 0.4, "column_display_pk": rng.random() < 0.4, "named_filter_urls": True,
    }  # fmt: skip
    if rng.random() < 0.6:
        more["column_searchable_list"] = texts[:3]
    if rng.random() < 0.4:
        more["column_filters"] = texts[:2]
    if rng.random() < 0.2:
        more["column_editable_list"] = [name for name in columns if kinds.get(name) == "text"][:2]
    base = module("flask_admin.contrib.sqla").ModelView
    kind = type(f"{key.title()}View", (base,), more)
    table = tables.specs[key]
    return kind(tables.models[key], session, name=table["plural"], endpoint=key, url=f"/admin/{key}")


def main(world_file: str, port: str) -> None:
    tables = Tables(Path(world_file))
    world = tables.world
    rng = random.Random(f"flask {world['name']}")
    app = module("flask").Flask("shop")
    app.config |= {"SECRET_KEY": "for-pages-alone"}
    locale = LOCALES.get(world["language"], world["language"])
    module("flask_babel").Babel(app, locale_selector=lambda: locale)
    session = module("sqlalchemy.orm").scoped_session(module("sqlalchemy.orm").sessionmaker(tables.engine))
    theme = module("flask_admin.theme").Bootstrap4Theme(swatch=rng.choice(SWATCHES), fluid=rng.random() < 0.6)
    admin = module("flask_admin").Admin(app, name=world["name"], theme=theme)
    keys = list(tables.specs)
    for key in keys:
        shown = view(tables, key, session, rng)
        shown.category = (
            world["words"]["settings"] if key in ("setting", "branch", "account") and rng.random() < 0.7 else None
        )
        admin.add_view(shown)
    module("waitress").serve(app, host="127.0.0.1", port=int(port), threads=4, _quiet=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
