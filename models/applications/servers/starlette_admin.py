"""starlette-admin over the tables of a shop. Use: python -m models.applications.servers.starlette_admin WORLD PORT"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

from models.applications.servers.sql_base import Tables, module


def field(spec: dict[str, Any]) -> Any:
    """The admin's field for one of a table."""
    fields = module("starlette_admin")
    key, label, kind = spec["key"], spec["label"], spec["kind"]
    if kind == "link":
        return fields.HasOne(key, label=label, key=spec["to"])
    if kind == "choice":
        return fields.EnumField(key, label=label, choices=[(c, c) for c in spec["choices"]])
    kinds = {
        "int": "IntegerField",
        "bool": "BooleanField",
        "date": "DateField",
        "datetime": "DateTimeField",
        "long": "TextAreaField",
    }
    return getattr(fields, kinds.get(kind, "StringField"))(key, label=label)


def view(tables: Tables, key: str, rng: random.Random) -> Any:
    """How a table is shown: its owner chooses, here chance."""
    table, columns = tables.specs[key], tables.shown(key, rng)
    base = module("starlette_admin.contrib.sqla").ModelView

    async def name(_: Any, obj: Any, request: Any) -> str:
        return str(obj)

    left_out = [spec["key"] for spec in table["fields"] if spec["key"] not in columns]
    more = {
        "fields": ["id", *(field(spec) for spec in table["fields"])], "exclude_fields_from_list": left_out,
        "page_size": rng.choice([10, 20, 25]), "repr": name,
    }  # fmt: skip
    kind = type(f"{key.title()}View", (base,), more)
    return kind(tables.models[key], icon="fa fa-list", key=key, menu_label=table["plural"], display_name=table["label"])


def signed_in(user: dict[str, Any]) -> Any:
    """A provider with one member of staff, who is signed in."""
    auth = module("starlette_admin.auth")

    class Provider(auth.AuthProvider):  # type: ignore[misc, name-defined]
        async def authenticate(self, request: Any) -> Any:
            return None if request.cookies.get("who") == "0" else auth.AdminUser(username=user["full"])

    return Provider()


def main(world_file: str, port: str) -> None:
    tables = Tables(Path(world_file))
    world = tables.world
    rng = random.Random(f"starlette {world['name']}")
    app = module("starlette.applications").Starlette()
    i18n = module("starlette_admin.i18n").I18nConfig(default_locale=world["language"])
    provider = signed_in(world["user"])
    sessions = module("starlette.middleware").Middleware(
        module("starlette.middleware.sessions").SessionMiddleware,
        secret_key="pages",  # noqa: S106
    )
    admin = module("starlette_admin.contrib.sqla").Admin(
        tables.engine, title=world["name"], i18n_config=i18n, auth_provider=provider, middlewares=[sessions]
    )
    for key in tables.specs:
        admin.add_view(view(tables, key, rng))
    admin.mount_to(app)
    module("uvicorn").run(app, host="127.0.0.1", port=int(port), log_level="error")


if __name__ == "__main__":
    main(*sys.argv[1:])
