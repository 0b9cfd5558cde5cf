"""The page on watched screens says what there is: sinks, options, figures, forms; its examples work."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
import tomllib
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import yaml

from screenpii.config import validated
from screenpii.watch.events import Kind
from screenpii.watch.report import forms
from screenpii.watch.sinks import sinks
from screenpii.watch.sinks.gate import Gated
from screenpii.watch.sinks.metrics import Metrics, MetricsOptions
from screenpii.watch.sinks.webhook import signature
from tests.recipes.documents import section
from tests.watch.sinks.test_metrics import text
from tests.watch.telling import Listener, every_kind

BLOCK = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def tables(heading: str) -> list[list[list[str]]]:
    """All tables of a section, each as rows of cells without markup, without their heads."""
    found = re.findall(r"(?:^\|.*\n)+", section("watch", heading) + "\n", flags=re.MULTILINE)
    return [[[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]] for table in found]


def example(heading: str, language: str) -> str:
    (found,) = [code for name, code in BLOCK.findall(section("watch", heading)) if name == language]
    return str(found)


def bare(cell: str) -> str:
    return cell.strip("`")


def options(model: type[Any], inherited: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """The keys of a model with their defaults and descriptions, as the page has them."""
    found = []
    for name, field in model.model_fields.items():
        if name not in inherited:
            default = "needed" if field.is_required() else f"`{json.dumps(field.get_default())}`"
            found.append((name, default, field.description))
    return found


def test_every_event_is_listed() -> None:
    (table,) = tables("Events")
    assert [bare(row[0]) for row in table] == list(get_args(Kind))


def test_the_example_of_an_event_follows_the_schema() -> None:
    schema = json.loads(files("screenpii.watch").joinpath("schema/event-1.json").read_text("utf-8"))
    jsonschema.validate(json.loads(example("Events", "json")), schema)


def test_every_sink_and_every_option_is_listed() -> None:
    kinds, keys, gated, _ = tables("Being told")
    known = sinks.load()
    assert [bare(row[0]) for row in kinds] == list(known)
    gates = tuple(Gated.model_fields)
    listed = [(bare(row[0]), bare(row[1]), *row[2:]) for row in keys]
    assert listed == [(name, *row) for name, kind in known.items() for row in options(kind.options, gates)]
    assert [(bare(row[0]), *row[1:]) for row in gated] == options(Gated)
    named = re.search(r"^(.*) tell people", section("watch", "Being told"), flags=re.MULTILINE)
    assert named
    assert re.findall(r"`(\w+)`", named[1]) == [n for n, kind in known.items() if issubclass(kind.options, Gated)]


def test_the_configuration_is_valid() -> None:
    found = tomllib.loads(example("Being told", "toml"))["watch"]["sinks"]
    for name, given in found.items():
        for table in given if isinstance(given, list) else [given]:
            validated(sinks.load()[name].options, table, "watch.md")


def test_the_check_of_a_signature() -> None:
    names: dict[str, Any] = {}
    exec(example("Being told", "python"), names)
    key, body = b"0123456789abcdef", b'{"event": "started"}'

    def genuine(stamp: int, key: bytes = key, body: bytes = body) -> bool:
        signed = signature(b"0123456789abcdef", str(stamp), b'{"event": "started"}')
        return bool(
            names["is_genuine"](key, {"X-Screenpii-Timestamp": str(stamp), "X-Screenpii-Signature": signed}, body)
        )

    now = int(time.time())
    assert genuine(now)
    assert not genuine(now, key=b"another secret ..")
    assert not genuine(now, body=b'{"event": "stopped"}')
    assert not genuine(now - 3_600)
    assert signature(key, "1", body) == "sha256=" + hmac.new(key, b"1." + body, hashlib.sha256).hexdigest()


def test_figures_and_rules_are_those_that_there_are(listener: Listener) -> None:
    sink = Metrics(MetricsOptions(port=0), listener.around)
    sink.start()
    for each in every_kind():
        sink.tell(each)
    told = text(sink)
    sink.close()
    kinds = dict(re.findall(r"^# TYPE (screenpii_\w+) (\w+)", told, flags=re.MULTILINE))
    there = {name for name in kinds if not name.endswith("_created")}
    *_, table = tables("Being told")
    assert {bare(row[0]) for row in table} == there
    for row in table:
        labels = re.search(rf"^{bare(row[0])}(?:_count)?{{(.*?)}}", told, flags=re.MULTILINE)
        assert labels
        assert sorted(re.findall(r"(\w+)=", labels[1])) == sorted(re.findall(r"`(\w+)`", row[1]))
    rules = yaml.safe_load(example("Being told", "yaml"))["groups"][0]["rules"]
    assert {name for rule in rules for name in re.findall(r"screenpii_\w+", rule["expr"])} <= there


def test_every_form_of_report_is_listed() -> None:
    (table,) = tables("Daily report")
    assert sorted(bare(row[0]) for row in table) == list(forms.load())
