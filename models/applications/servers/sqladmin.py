"""sqladmin over the tables of a shop. Use: python -m models.applications.servers.sqladmin WORLD PORT"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from models.applications.servers.sql_base import Tables, module


def view(tables: Tables, key: str, rng: random.Random) -> Any:
    """How a table is shown: its owner chooses, here chance."""
    kinds, labels, model = tables.kinds(key), tables.labels(key), tables.models[key]
    texts = [name for name, kind in kinds.items() if kind == "text"]
    columns = tables.shown(key, rng)
    table = tables.specs[key]
    more: dict[str, Any] = {
        "name": table["label"], "name_plural": table["plural"], "column_list": columns, "column_labels": labels,
        "column_details_list": list(kinds), "form_columns": list(kinds), "page_size": rng.choice([10, 25, 50]),
        "column_sortable_list": columns[:3], "column_searchable_list": texts[:3] if rng.random() < 0.6 else [],
        "can_export": rng.random() < 0.5, "save_as": rng.random() < 0.3,
    }  # fmt: skip
    return type(f"{key.title()}Admin", (module("sqladmin").ModelView,), more, model=model)


def main(world_file: str, port: str) -> None:
    tables = Tables(Path(world_file))
    rng = random.Random(f"sqladmin {tables.world['name']}")
    app = module("starlette.applications").Starlette()
    admin = module("sqladmin").Admin(app, tables.engine, title=tables.world["name"])
    for key in tables.specs:
        admin.add_view(view(tables, key, rng))
    module("uvicorn").run(app, host="127.0.0.1", port=int(port), log_level="error")


if __name__ == "__main__":
    main(*sys.argv[1:])
