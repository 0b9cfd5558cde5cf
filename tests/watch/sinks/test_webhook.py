"""A receiver that fails, hangs, lies and comes back gets every event once, in order, signed."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from screenpii.config import validated
from screenpii.errors import UsageError
from screenpii.watch.events import Event
from screenpii.watch.sinks import courier, diskqueue, webhook
from screenpii.watch.sinks.courier import Backoff
from screenpii.watch.sinks.webhook import Webhook, WebhookOptions, signature
from tests.watch.sinks.receivers import Request, Server, certificate, serving
from tests.watch.telling import Listener, event, every_kind, hostile

SECRET = "0123456789abcdef0123456789abcdef"
QUICK = Backoff(0.01, 0.02)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret stands in the environment, and a proxy that nothing on this machine may use."""
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def sink(listener: Listener, server: Server, **options: Any) -> Webhook:
    told = {"url": f"http://127.0.0.1:{server.port}/alerts?token=x1y2z3", "secret_env": "HOOK_SECRET", **options}
    made = Webhook(validated(WebhookOptions, told, "screenpii.toml", "watch.sinks.webhook."), listener.around, QUICK)
    made.start()
    return made


def of(request: Request) -> Any:
    return json.loads(request.body)


def documents(events: list[Event]) -> list[Any]:
    return [json.loads(json.dumps(each.document())) for each in events]


def waiting(listener: Listener) -> list[Path]:
    return sorted((listener.folder / "state").rglob("*.json"))


def test_events_come_in_order_and_signed(listener: Listener) -> None:
    told = every_kind() + hostile()
    with serving(Server()) as server:
        made = sink(listener, server)
        for each in told:
            made.tell(each)
        requests = [server.next() for _ in told]
        made.close()
    assert [of(request) for request in requests] == documents(told)
    for request in requests:
        headers = request.headers
        assert headers["X-Screenpii-Signature"] == signature(
            SECRET.encode(), headers["X-Screenpii-Timestamp"], request.body
        )
        assert headers["Content-Type"] == "application/json"
        assert request.body.isascii()
    assert len({request.headers["X-Screenpii-Delivery"] for request in requests}) == len(told)
    assert waiting(listener) == []
    assert listener.complaints == []


def test_it_fails_hangs_and_recovers(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_SECONDS", 0.5)
    with serving(Server(answers=[500, 503, "hang", 429])) as server:
        made = sink(listener, server)
        for each in (event("started"), event("opened"), event("closed", 3)):
            made.tell(each)
        requests = [server.next()]
        while of(requests[-1])["event"] != "closed":
            requests.append(server.next())
        made.close()
    assert [request.answer for request in requests[:5]] == [500, 503, "hang", 429, 200]
    assert [of(request)["event"] for request in requests[:5]] == ["started"] * 5
    deliveries = {request.headers["X-Screenpii-Delivery"]: of(request)["event"] for request in requests}
    assert list(deliveries.values()) == ["started", "opened", "closed"]
    assert listener.complaints == [
        "webhook 127.0.0.1: answers 500; events wait and are sent again",
        "webhook 127.0.0.1: delivers again",
    ]


def test_telling_never_waits_for_the_receiver(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "CLOSE_SECONDS", 0.05)
    with serving(Server(answers=["hang"])) as server:
        made = sink(listener, server)
        made.tell(event("started"))
        assert server.next().answer == "hang"
        for _ in range(50):
            made.tell(event("opened"))
        made.tick(0.0)
        made.close()
        assert server.requests.empty()
    assert len(waiting(listener)) == 51


def test_what_waits_survives_a_restart_for_its_owner_alone(listener: Listener) -> None:
    server = Server()
    with serving(server):
        pass  # a port where nobody listens any more
    made = sink(listener, server)
    for each in (event("started"), event("opened"), event("closed", 3)):
        made.tell(each)
    made.close()
    files = waiting(listener)
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(files[0].parent.stat().st_mode) == 0o700
    with serving(server):
        again = sink(listener, server)
        again.tell(event("stopped", 9))
        assert [of(server.next())["event"] for _ in range(4)] == ["started", "opened", "closed", "stopped"]
        again.close()
    assert waiting(listener) == []


def test_what_is_never_taken_is_given_up(listener: Listener) -> None:
    with serving(Server(answers=[413])) as server:
        made = sink(listener, server)
        made.tell(event("started"))
        made.tell(event("opened"))
        assert [of(server.next())["event"] for _ in range(2)] == ["started", "opened"]
        made.close()
    assert listener.complaints == ["webhook 127.0.0.1: answers 413; an event was given up"]


def test_a_thread_goes_on_if_nobody_can_be_told_what_goes_wrong(listener: Listener) -> None:
    def closed(message: str) -> None:
        raise BrokenPipeError

    with serving(Server(answers=[500])) as server:
        options = WebhookOptions(url=f"http://127.0.0.1:{server.port}/", secret_env="HOOK_SECRET")
        made = Webhook(options, replace(listener.around, complain=closed), QUICK)
        made.start()
        made.tell(event("started"))
        assert [server.next().answer for _ in range(2)] == [500, 200]
        made.close()


def test_redirects_are_not_followed(listener: Listener) -> None:
    with serving(Server()) as other, serving(Server(answers=[302, 307])) as server:
        server.location = f"http://127.0.0.1:{other.port}/elsewhere"
        made = sink(listener, server)
        made.tell(event("started"))
        assert [server.next().answer for _ in range(3)] == [302, 307, 200]
        made.close()
        assert other.requests.empty()
    assert "answers 302" in listener.complaints[0]


def test_the_queue_is_bounded_and_what_goes_is_counted(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diskqueue, "MAX_QUEUE_BYTES", 3 * diskqueue.BLOCK_BYTES)
    server = Server(answers=["hang"])
    with serving(server):
        made = sink(listener, server)
        for number in range(10):
            made.tell(event("opened", number))
        server.next()
        assert len(waiting(listener)) == 3
        server.over.set()
        ats = [of(server.next())["at"][17:19] for _ in range(3)]
        made.close()
    assert ats == ["07", "08", "09"]
    assert any("7 events lost" in text for text in listener.complaints)


def test_a_full_disk_keeps_events_in_memory(listener: Listener) -> None:
    with serving(Server(answers=[500])) as server:
        made = sink(listener, server)
        (folder,) = (listener.folder / "state").iterdir()
        folder.rmdir()
        folder.write_text("in the way")
        made.tell(event("started"))
        made.tell(event("opened"))
        assert [of(server.next())["event"] for _ in range(3)] == ["started", "started", "opened"]
        made.close()
    assert sum("cannot be written" in text for text in listener.complaints) == 1


def test_files_of_others_stay_and_those_that_go_are_counted(listener: Listener) -> None:
    folder = listener.folder / "queue"
    queue = diskqueue.DiskQueue(folder, listener.complaints.append)
    foreign = folder / "notes.json"
    foreign.write_text("mine")
    queue.put(b"1")
    queue.put(b"2")
    min(path for path in folder.iterdir() if path != foreign).unlink()
    found = queue.first()
    assert found
    assert (found[1], queue.lost) == (b"2", 1)
    queue.done(found[0])
    assert (queue.first(), queue.close()) == (None, 0)
    again = diskqueue.DiskQueue(folder, listener.complaints.append)
    assert again.first() is None
    assert [path.read_text() for path in folder.iterdir()] == ["mine"]


def test_tls_is_checked(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = certificate(listener.folder)
    with serving(Server(), paths) as server:
        url = f"https://localhost:{server.port}/"
        unknown = sink(listener, server, url=url)
        assert "certificate is not valid" in unknown.probe(event("started"))
        known = sink(listener, server, url=url, ca_file=paths[0].name)
        assert known.probe(event("started")) == ""
        for made in (unknown, known):
            made.close()
    with serving(Server(), certificate(listener.folder, "other.example")) as server:
        wrong = sink(listener, server, url=f"https://localhost:{server.port}/", ca_file="other.example.pem")
        assert "certificate is not valid" in wrong.probe(event("started"))
        wrong.close()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"url": "http://alerts.example/"}, "url begins with http"),
        ({"url": "ftp://alerts.example/"}, "url is no address"),
        ({"url": "https://"}, "url is no address"),
        ({"url": "https://[::1"}, "url is no address"),
        ({"url": "https://me:pass@alerts.example/"}, "url holds a user"),
        ({"secret_file": "hook.key"}, "either secret_env or secret_file"),
        ({"secret_env": ""}, "either secret_env or secret_file"),
        ({"secret_env": "", "secret_file": "missing.key"}, "cannot be read"),
        ({"secret_env": "NO_SUCH_VARIABLE"}, "no secret"),
        ({"ca_file": "missing.pem"}, "no certificates"),
        ({"ca_file": "empty.pem"}, "no certificates"),
        ({"timeout": 1}, "unknown key 'watch.sinks.webhook.timeout'"),
        ({"quiet": ["22-6"]}, "watch.sinks.webhook.quiet.0"),
    ],
)
def test_what_is_not_safe_is_refused(options: dict[str, Any], message: str, listener: Listener) -> None:
    (listener.folder / "empty.pem").touch()
    with pytest.raises(UsageError, match=message) as caught:
        sink(listener, Server(port=1), **options)
    assert "pass@" not in str(caught.value)


def test_http_to_other_machines_if_so_wanted() -> None:
    WebhookOptions(url="http://alerts.example/", secret_env="X", insecure=True)


def test_a_secret_file_is_its_owners_alone(listener: Listener) -> None:
    file = listener.folder / "hook.key"
    file.write_text(SECRET + "\n")
    file.chmod(0o644)
    with serving(Server()) as server:
        with pytest.raises(UsageError, match="chmod 600"):
            sink(listener, server, secret_env="", secret_file="hook.key")
        file.chmod(0o600)
        made = sink(listener, server, secret_env="", secret_file="hook.key")
        assert made.probe(event("started")) == ""
        made.close()
        request = server.next()
    stamp = request.headers["X-Screenpii-Timestamp"]
    assert request.headers["X-Screenpii-Signature"] == signature(SECRET.encode(), stamp, request.body)


def test_the_address_stands_in_no_message(listener: Listener) -> None:
    server = Server(answers=[500])
    with serving(server):
        made = sink(listener, server)
        made.tell(event("started"))
        server.next(), server.next()
        made.close()
    assert "x1y2z3" not in " ".join([*listener.complaints, *map(str, (listener.folder / "state").rglob("*"))])


def test_a_folder_that_others_may_read_is_refused(listener: Listener) -> None:
    folder = listener.folder / "queue"
    folder.mkdir(0o755)
    with pytest.raises(UsageError, match="chmod 700"):
        diskqueue.DiskQueue(folder, listener.complaints.append)


def test_the_back_off_grows_to_its_limit() -> None:
    backoff = Backoff(1.0, 300.0)
    for failures, most in ((1, 1.0), (2, 2.0), (5, 16.0), (9, 256.0), (10, 300.0), (100_000, 300.0)):
        pauses = {backoff.pause(failures) for _ in range(50)}
        assert most / 2 <= min(pauses) < max(pauses) <= most
