"""Write docs/configuration.md from the settings: python scripts/configuration_table.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from screenpii.config import Allow, Limits, Pages, Settings, Watch, WatchTarget
from screenpii.ocr import Options, engines
from screenpii.watch.sinks import sinks

TARGET = Path(__file__).parent.parent / "docs" / "configuration.md"
NEEDED = object()  # in place of the default of a key that has none
KINDS = {str: "string", int: "integer", float: "number", bool: "boolean"}
HEAD = """# Configuration

Made by `python scripts/configuration_table.py` from `scanner/screenpii/config.py` and the engines; a test compares
them.

screenpii reads `screenpii.toml`, or `[tool.screenpii]` in `pyproject.toml`. It takes the nearest one in the current
folder or above it; `--config FILE` names another.

- Command-line options override the file. Most have the name of their key: `--min-score` sets `min_score`.
- An unknown key is an error, and the message names the nearest known one.
- Paths in the file (`key`, `baseline`, packs, `pages.storage_state`) are relative to the file.
- The folder of the file is the root for [names of screens](commands.md#names-of-screens).

## Example

```toml
# screenpii.toml
policy = ["default", "pci-dss-4.0.1"]
key = "../keys/screenpii.key"
baseline = ".screenpii-baseline.yaml"
tags.pickup = ["pickup-*", "counter/*"]

[[allow]]                                  # the business's own values
types = ["PHONE", "EMAIL"]
values = ["+1 415 555 0143", "*@shop.example"]
reason = "our hotline"

[[allow]]                                  # a type for a role, on screens with a tag
roles = ["pharmacist"]
types = ["DATE_OF_BIRTH"]
screens = ["pickup"]
```

`tags` names sets of screens: each tag has globs of screen names. `allow` and [policy packs](policies.md) refer to
roles, channels and tags. `screenpii doctor` lists the engines, `screenpii types` the [entity types](types.md).
"""
ALLOWED = """
What may show. An entry matches a value if all keys that it has match. It has at least one of `values`, `roles` and
`screens`. `values` are globs over the value as shown, or the value in any other spelling. `screens` are tags, or globs
over screen names.
""".strip()
ENGINES = """
`engine = "tesseract"` chooses an engine. Options of engines stand in tables of their own; beside them `name` chooses:

```toml
[engine]
name = "screen"                            # the default

[engine.screen]
reread = 0.7
```

Options of an engine that is not chosen are kept for when `--engine` chooses it.
""".strip()
SECTIONS: dict[str, tuple[str, str, type[BaseModel]]] = {
    "": ("Keys", "", Settings),
    "engine": ("Engines", ENGINES, Options),
    **{
        f"engine.{name}.": (f"Options of `{name}`", "", engine.options)
        for name, engine in engines.load().items()
        if engine.options.model_fields
    },
    "limits.": (
        "Limits",
        "What one file may cost. Larger files are skipped and reported, and the run is incomplete.",
        Limits,
    ),
    "pages.": ("Web pages", "Used when `scan` is given URLs; see [web pages](web-pages.md).", Pages),
    "allow": ("Entries of `allow`", ALLOWED, Allow),
    "watch.": ("Watching", "Used by `screenpii watch`; see [watch](watch.md).", Watch),
    "watch.targets": ("Entries of `watch.targets`", "Each names a display or a folder.", WatchTarget),
    **{
        f"watch.sinks.{name}.": (f"Sink `{name}`", "", sink.options)
        for name, sink in sinks.load().items()
        if sink.options.model_fields
    },
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for prefix in SECTIONS for line in _section(prefix))])


def _section(prefix: str) -> Iterator[str]:
    title, text, model = SECTIONS[prefix]
    yield f"## {title}\n"
    if text:
        yield text + "\n"
    if not model.model_fields:
        return
    yield "| Key | Type | Default | Meaning |"
    yield "| --- | --- | --- | --- |"
    defaults = model.model_construct().model_dump(mode="json")
    for name, field in model.model_fields.items():
        if f"{name}." not in SECTIONS:
            key = f"{prefix}{name}" if prefix.endswith(".") else name
            yield _row(key, field, defaults.get(name, NEEDED))
    yield ""


def _row(key: str, field: FieldInfo, default: Any) -> str:
    told = "needed" if default is NEEDED else f"`{json.dumps(default)}`"
    cells = (f"`{key}`", _kind(field.annotation) + _bounds(field), told, field.description or "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _kind(annotation: Any) -> str:
    """What the value is in TOML."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return f"list of {_many(parts[0])}"
    if origin is Literal:
        return _many(annotation)
    if origin is dict:
        return f"table of {_many(parts[1])}"
    return KINDS[annotation]


def _many(annotation: Any) -> str:
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation is Any:
        return "values"
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return f"lists of {_many(parts[0])}"
    if origin is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return "tables"
    return f"{KINDS[parts[0] if parts else annotation]}s"


def _bounds(field: FieldInfo) -> str:
    """What the value must be at least and at most."""
    found = {name: getattr(rule, name) for rule in field.metadata for name in vars(type(rule)).get("__slots__", ())}
    low, high = found.get("ge"), found.get("le")
    if low is not None and high is not None:
        return f", {low} to {high}"
    if low is not None:
        return f", {low} or more"
    if "gt" in found:
        return f", more than {found['gt']}"
    return ", not empty" if found.get("min_length") else ""


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
