"""The admin of Django over the tables of a shop, plain or in a skin.

Use: python -m models.applications.servers.django_admin WORLD PORT SKIN
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.applications.servers.django_base import configure, make_tables, module, serve, users

SKINS = {
    "django": ([], ["django.contrib.admin"]),
    "unfold": (["unfold", "unfold.contrib.filters"], ["django.contrib.admin"]),
    "jazzmin": (["jazzmin"], ["django.contrib.admin"]),
    "grappelli": (["grappelli"], ["django.contrib.admin"]),
}
OTHERS = ["auth", "contenttypes", "sessions", "messages", "staticfiles"]
MODELS: dict[str, Any] = {}


def field(spec: dict[str, Any]) -> Any:
    """The model's field for one of a table."""
    db = module("django.db.models")
    name, label = spec["kind"], spec["label"]
    if name == "link":
        return db.ForeignKey(
            MODELS[spec["to"]], db.CASCADE, verbose_name=label, null=True, blank=True, related_name="+"
        )
    if name == "choice":
        return db.CharField(label, max_length=60, choices=[(c, c) for c in spec["choices"]])
    if name == "bool":
        return db.BooleanField(label, default=True)
    if name == "int":
        return db.IntegerField(label, default=0)
    if name in ("date", "datetime"):
        return {"date": db.DateField, "datetime": db.DateTimeField}[name](label, null=True, blank=True)
    return (db.TextField if name == "long" else db.CharField)(
        label, blank=True, **({} if name == "long" else {"max_length": 400})
    )


def model(table: dict[str, Any], shop: str) -> Any:
    """The model of a table; its rows are named by the fields of `title`."""
    db = module("django.db.models")
    title = table["title"]

    def name(self: Any) -> str:
        return " ".join(str(getattr(self, key)) for key in title).strip() or "-"

    meta = type(
        "Meta", (), {"app_label": "shop", "verbose_name": table["label"], "verbose_name_plural": table["plural"]}
    )
    fields = {spec["key"]: field(spec) for spec in table["fields"]}
    return type(
        table["key"].title(), (db.Model,), {"__module__": "shop.models", "Meta": meta, "__str__": name, **fields}
    )


def value(spec: dict[str, Any], cell: Any) -> Any:
    if spec["kind"] == "date":
        return date.fromisoformat(cell)
    return datetime.fromisoformat(cell) if spec["kind"] == "datetime" else cell


def fill(table: dict[str, Any]) -> None:
    """The rows of a table."""
    made = []
    for number, row in enumerate(table["rows"], 1):
        cells = {}
        for spec in table["fields"]:
            key = f"{spec['key']}_id" if spec["kind"] == "link" else spec["key"]
            cells[key] = row[spec["key"]] + 1 if spec["kind"] == "link" else value(spec, row[spec["key"]])
        made.append(MODELS[table["key"]](pk=number, **cells))
    MODELS[table["key"]].objects.bulk_create(made)


def options(table: dict[str, Any], rng: random.Random, inlines: list[Any], tools: Any) -> dict[str, Any]:
    """How the admin shows a table: a system's owner chooses, here chance."""
    kinds = {spec["key"]: spec["kind"] for spec in table["fields"]}
    shown = [key for key in table["list"] if key in kinds] or list(kinds)[:2]
    filters = [key for key, kind in kinds.items() if kind in ("choice", "bool", "link", "date") and rng.random() < 0.5]
    texts = [key for key, kind in kinds.items() if kind == "text"]
    dates = [key for key, kind in kinds.items() if kind in ("date", "datetime")]
    found: dict[str, Any] = {"list_display": shown, "list_per_page": rng.choice([8, 15, 25, 100]), "inlines": inlines}
    if rng.random() < 0.6:
        found["list_filter"] = filters[:3]
    if rng.random() < 0.7:
        found["search_fields"] = texts[:3]
    if dates and rng.random() < 0.3:
        found["date_hierarchy"] = dates[0]
    if rng.random() < 0.35:
        found["readonly_fields"] = [key for key in kinds if rng.random() < 0.6]
    edited = [key for key in shown[1:] if kinds[key] in ("choice", "bool", "text")]
    if edited and rng.random() < 0.15:
        found["list_editable"] = edited[:2]
    if rng.random() < 0.3:
        links = [key for key, kind in kinds.items() if kind == "link"]
        found["raw_id_fields"] = links
    if rng.random() < 0.4:
        found["fieldsets"] = _sets(list(kinds), table, rng)
    return found


def _sets(keys: list[str], table: dict[str, Any], rng: random.Random) -> list[Any]:
    """The fields in two groups, at times several in a row."""
    cut = rng.randint(1, len(keys))
    groups: list[list[Any]] = [keys[:cut], keys[cut:]]
    if rng.random() < 0.6:
        groups = [
            [tuple(group[k : k + 2]) if len(group[k : k + 2]) > 1 else group[k] for k in range(0, len(group), 2)]
            for group in groups
        ]
    names = [table["label"], table["plural"]]
    return [(name, {"fields": group}) for name, group in zip(names, groups, strict=True) if group]


def register(world: dict[str, Any], skin: str, rng: random.Random) -> None:
    """All tables in the admin; those that belong into another's page stand there."""
    admin = module("django.contrib.admin")
    base = module("unfold.admin") if skin == "unfold" else admin
    inline = {}
    for table in world["tables"]:
        if "inline" in table:
            kind = base.TabularInline if rng.random() < 0.8 else base.StackedInline
            inline[table["inline"]] = type("Lines", (kind,), {"model": MODELS[table["key"]], "extra": 0})
    for table in world["tables"]:
        if "inline" not in table:
            more = options(table, rng, [inline[table["key"]]] if table["key"] in inline else [], base)
            admin.site.register(MODELS[table["key"]], type("Shown", (base.ModelAdmin,), more))
    if skin == "unfold":
        _users_of_unfold(admin, base)
    admin.site.site_header = admin.site.site_title = world["name"]


def _users_of_unfold(admin: Any, base: Any) -> None:
    """Users and groups in the skin too."""
    auth, shown = module("django.contrib.auth.models"), module("django.contrib.auth.admin")
    for kind, plain in ((auth.User, shown.UserAdmin), (auth.Group, shown.GroupAdmin)):
        admin.site.unregister(kind)
        admin.site.register(kind, type("Shown", (plain, base.ModelAdmin), {}))


def history(world: dict[str, Any], staff: list[Any]) -> None:
    """What staff did, as the admin writes it down."""
    log, types = module("django.contrib.admin.models"), module("django.contrib.contenttypes.models")
    made: list[Any] = []
    for entry in world["history"]:
        kind = MODELS[entry["table"]]
        row = kind.objects.get(pk=entry["row"] + 1)
        of = types.ContentType.objects.get_for_model(kind)
        changed = {"fields": [str(f.verbose_name) for f in kind._meta.fields[1:3]]} if entry["kind"] == 2 else {}
        message = json.dumps([{("added", "changed", "deleted")[entry["kind"] - 1]: changed}])
        user = staff[0] if len(made) % 2 else staff[entry["staff"]]
        when = datetime.fromisoformat(entry["when"])
        made.append(
            log.LogEntry(
                user=user,
                content_type=of,
                object_id=str(row.pk),
                object_repr=str(row)[:190],
                action_flag=entry["kind"],
                change_message=message,
                action_time=when,
            )
        )
    log.LogEntry.objects.bulk_create(made)


def main(world_file: str, port: str, skin: str) -> None:
    path = Path(world_file)
    world = json.loads(path.read_text("utf-8"))
    rng = random.Random(f"{skin} {world['name']}")
    before, admin = SKINS[skin]
    apps = [
        *before,
        *admin,
        *(f"django.contrib.{name}" for name in OTHERS),
        "models.applications.servers.shop_app.Shop",
    ]
    more: dict[str, Any] = {"GRAPPELLI_ADMIN_TITLE": world["name"], "SHOP_NAME": world["words"]["orders"]}
    if skin == "jazzmin":
        more["JAZZMIN_SETTINGS"] = {
            "site_title": world["name"],
            "site_header": world["name"],
            "site_brand": world["name"][:22],
            "welcome_sign": world["name"],
            "show_ui_builder": False,
        }
        more["JAZZMIN_UI_TWEAKS"] = {
            "theme": rng.choice(["default", "flatly", "litera", "cosmo", "simplex"]),
            "dark_mode_theme": rng.choice([None, "darkly", "cyborg"]),
        }
    if skin == "unfold":
        more["UNFOLD"] = {"SITE_TITLE": world["name"], "SITE_HEADER": world["name"], "SHOW_HISTORY": True}
    configure(path.parent, world["language"], apps, "models.applications.servers.django_urls", **more)
    for table in world["tables"]:
        MODELS[table["key"]] = model(table, world["name"])
    module("django.apps").apps.get_app_config("shop").models_module = MODELS  # it has tables, though no module of them
    make_tables()
    staff = users(world["staff"], staff=True)
    for table in world["tables"]:
        fill(table)
    history(world, staff)
    register(world, skin, rng)
    serve(int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
