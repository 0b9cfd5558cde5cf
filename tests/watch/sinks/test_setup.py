"""Tables of the configuration become sinks; what is wrong in them is told with its key."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from screenpii.errors import UsageError
from screenpii.watch.events import EventSink
from screenpii.watch.sinks import setup, sinks
from screenpii.watch.sinks.diskqueue import DiskQueue
from screenpii.watch.sinks.setup import TEST_TARGET, sinks_for
from tests.watch.sinks.receivers import Server, serving
from tests.watch.telling import NOW, Listener, event


def of_address(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def test_a_table_a_sink(listener: Listener) -> None:
    made = sinks_for({"jsonl": [{"path": "a.jsonl"}, {"path": "b.jsonl"}]}, listener.around)
    for sink in made:
        sink.tell(event("started"))
        sink.close()
    assert [(listener.folder / f"{name}.jsonl").read_bytes().count(b"\n") for name in "ab"] == [1, 1]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"jsonlines": {}}, "screenpii.toml: unknown sink 'jsonlines'; did you mean 'jsonl'?"),
        (
            {"jsonl": {"path": "a", "pth": 1}},
            "screenpii.toml: unknown key 'watch.sinks.jsonl.pth'; did you mean 'path'?",
        ),
        ({"jsonl": {}}, "screenpii.toml: watch.sinks.jsonl.path: Field required"),
        ({"jsonl": 1}, "screenpii.toml: watch.sinks.jsonl: "),
    ],
)
def test_what_is_wrong_is_named(table: dict[str, Any], message: str, listener: Listener) -> None:
    with pytest.raises(UsageError) as caught:
        sinks_for(table, listener.around)
    assert str(caught.value).startswith(message)


def test_nothing_stays_open_if_one_is_wrong(listener: Listener) -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    with pytest.raises(UsageError):
        sinks_for({"jsonl": [{"path": "a.jsonl"}, {"path": "missing/b.jsonl"}]}, listener.around)
    assert len(list(descriptors.iterdir())) == before


def test_a_test_event_goes_through_each_and_failures_are_named(listener: Listener) -> None:
    (listener.folder / "full.jsonl").symlink_to("/dev/full")
    made = sinks_for({"jsonl": [{"path": "a.jsonl"}, {"path": "full.jsonl"}]}, listener.around)
    heard: list[str] = []

    class Own(EventSink):
        def tell(self, event: Any) -> None:
            heard.append(event.target)

    assert setup.test_alert([*made, Own()], NOW) == [("jsonl", ""), ("jsonl", "no space left on device"), ("Own", "")]
    assert heard == [TEST_TARGET]
    assert json.loads((listener.folder / "a.jsonl").read_text())["target"] == TEST_TARGET
    for sink in made:
        sink.close()


def test_alerts_are_tested_beside_a_watcher_that_runs(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its port nor its queue is touched."""
    monkeypatch.setenv("HOOK_SECRET", "0123456789abcdef")
    with serving(Server()) as server, serving(Server(answers=["hang"])) as metrics:
        hook = {"url": f"http://127.0.0.1:{server.port}/", "secret_env": "HOOK_SECRET"}
        table = {"metrics": {"port": metrics.port}, "webhook": hook}
        waiting = DiskQueue(Path(listener.folder, "state", "webhook-" + of_address(hook["url"])), print)
        waiting.put(b"of the other watcher")
        made = sinks_for(table, listener.around, start=False)
        assert setup.test_alert(made, NOW) == [("metrics", ""), ("webhook", "")]
        assert json.loads(server.next().body)["target"] == TEST_TARGET
        for sink in made:
            sink.tick(NOW)
            sink.close()
        assert server.requests.empty()
        first = waiting.first()
    assert first
    assert first[1] == b"of the other watcher"


def test_every_option_has_words() -> None:
    for name, kind in sinks.load().items():
        assert all(field.description for field in kind.options.model_fields.values()), name
