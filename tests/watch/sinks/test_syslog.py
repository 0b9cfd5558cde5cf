"""Messages of RFC 5424, as a receiver on this machine gets them over UDP, TCP and TLS."""

from __future__ import annotations

import os
import re
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from screenpii.config import validated
from screenpii.errors import UsageError
from screenpii.types import SEVERITIES
from screenpii.watch.events import Event
from screenpii.watch.sinks.courier import Backoff
from screenpii.watch.sinks.syslog import (
    BOM,
    FACILITIES,
    MAX_STREAM_BYTES,
    MAX_UDP_BYTES,
    Facility,
    Syslog,
    SyslogOptions,
    level,
    message,
)
from tests.watch.sinks.receivers import Log, certificate, logging
from tests.watch.telling import Listener, event, every_kind, exposure, hostile, unseen

QUICK = Backoff(0.01, 0.02)
VALUE = rb'(?:[^"\\\]]|\\["\\\]])*'
# RFC 5424, section 6: the grammar, for what we send.
MESSAGE = re.compile(
    rb"<(?P<priority>\d{1,3})>1 "
    rb"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) "
    rb"(?P<host>[\x21-\x7e]{1,255}) (?P<app>[\x21-\x7e]{1,48}) (?P<process>[\x21-\x7e]{1,128}) "
    rb"(?P<kind>[\x21-\x7e]{1,32}) "
    rb'\[(?P<name>[^\s=\]"]{1,32})(?P<params>(?: [^\s=\]"]{1,32}="' + VALUE + rb'")*)\] '
    rb"\xef\xbb\xbf(?P<text>.*)",
    re.DOTALL,
)
PARAM = re.compile(rb' ([^\s=\]"]+)="(' + VALUE + rb')"')


def parsed(data: bytes) -> dict[str, Any]:
    """The parts of a message; AssertionError for what is none."""
    found = MESSAGE.fullmatch(data)
    assert found, data
    params = {
        name.decode(): re.sub(rb"\\(.)", rb"\1", value).decode() for name, value in PARAM.findall(found["params"])
    }
    return {**{name: part.decode() for name, part in found.groupdict().items()}, "params": params}


def sink(listener: Listener, transport: str, log: Log, **options: Any) -> Syslog:
    told = {"host": "localhost" if transport == "tls" else "127.0.0.1", "port": log.port, "transport": transport}
    told |= {"ca_file": "localhost.pem"} if transport == "tls" else {}
    model = validated(SyslogOptions, {**told, **options}, "screenpii.toml", "watch.sinks.syslog.")
    made = Syslog(model, listener.around, QUICK)
    made.start()
    return made


def keys(listener: Listener, transport: str) -> tuple[Path, Path] | None:
    return certificate(listener.folder) if transport == "tls" else None


def test_the_parts_of_a_message() -> None:
    found = parsed(message(event("opened", 1.5), SyslogOptions(host="log")))
    assert found["priority"] == str(16 * 8 + 2)
    assert found["time"] == "2026-02-02T02:40:01.500Z"
    assert (found["app"], found["process"], found["kind"]) == ("screenpii", str(os.getpid()), "opened")
    assert found["name"] == "event@32473"
    assert found["params"] == {
        "target": "till-1",
        "id": "e1",
        "type": "PAYMENT_CARD",
        "severity": "critical",
        "seconds": "0.00",
        "clause": "default/account-data",
        "label": "Card number",
        "preview": "•••• 1111",
        "title": "Checkout",
        "screen": "s1:0123456789abcdef",
        "channel": "pos",
    }
    assert found["text"].startswith("critical: PAYMENT_CARD shows on till-1")


def test_priorities() -> None:
    """RFC 5424, 6.2.1: facility times 8 and severity."""
    assert set(get_args(Facility)) == set(FACILITIES)
    for facility, number in FACILITIES.items():
        told = message(event("started"), SyslogOptions.model_validate({"host": "log", "facility": facility}))
        assert parsed(told)["priority"] == str(8 * number + 5)
    shows = [level(event("opened", exposure=exposure(severity=severity))) for severity in SEVERITIES]
    assert shows == [5, 4, 3, 2]
    assert {each.kind: level(each) for each in every_kind()[:-1]} == {
        "started": 5,
        "opened": 2,
        "again": 2,
        "closed": 6,
        "lost": 3,
        "restored": 5,
        "stopped": 3,
    }
    assert level(event("stopped")) == 5


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@pytest.mark.parametrize("told", every_kind() + hostile(), ids=lambda told: told.kind)
def test_hostile_texts_follow_the_grammar(told: Event, transport: str) -> None:
    options = SyslogOptions.model_validate({"host": "log", "transport": transport})
    data = message(told, options)
    found = parsed(data)
    assert unseen(data.replace(BOM, b"").decode()) == set()
    assert b"\n" not in data
    assert not any(line.startswith("::") for line in data.decode().splitlines())
    assert found["kind"] == told.kind


@pytest.mark.parametrize("text", ['"]\\' * 5_000, "漢" * 5_000, "\x1b" * 5_000], ids=["escaped", "wide", "control"])
def test_long_texts_are_cut_to_what_receivers_take(text: str) -> None:
    names = ("type", "label", "preview", "screen", "title", "channel", "clause", "fingerprint")
    texts: dict[str, Any] = dict.fromkeys(names, text)
    long = replace(exposure(text), **texts)
    told = event("opened", target=text, reason=text, missed=7, exposure=long)
    for transport, most in (("udp", MAX_UDP_BYTES), ("tcp", MAX_STREAM_BYTES)):
        data = message(told, SyslogOptions.model_validate({"host": "log", "transport": transport}))
        assert most - 4 < len(data) <= most
        assert parsed(data)["params"]["missed"] == "7"


def test_a_machine_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, host in (("", "-"), ("kässe 1", "k?sse?1"), ("x" * 300, "x" * 255)):
        monkeypatch.setattr(socket, "gethostname", lambda name=name: name)
        assert parsed(message(event("started"), SyslogOptions(host="log")))["host"] == host


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_messages_come_in_order(transport: str, listener: Listener) -> None:
    told = every_kind() + hostile()[:10]
    with logging(Log(), transport, keys(listener, transport)) as log:
        made = sink(listener, transport, log)
        for each in told:
            made.tell(each)
        got = [log.next() for _ in told]
        assert made.probe(event("started", target="probe")) == ""
        assert parsed(log.next())["params"]["target"] == "probe"
        made.close()
    assert got == [message(each, SyslogOptions.model_validate({"host": "x", "transport": transport})) for each in told]
    assert listener.complaints == []


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_a_receiver_that_hangs_up_loses_nothing(transport: str, listener: Listener) -> None:
    with logging(Log(closes=1), transport, keys(listener, transport)) as log:
        made = sink(listener, transport, log)
        made.tell(event("started"))
        log.next()
        peer = made._socket
        assert peer is not None
        peer.settimeout(30)
        assert peer.recv(1, socket.MSG_PEEK if transport == "tcp" else 0) == b""  # waits until it has hung up
        for number in range(5):
            made.tell(event("opened", number))
        assert [parsed(log.next())["time"][17:19] for _ in range(5)] == ["00", "01", "02", "03", "04"]
        made.close()


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_a_receiver_that_is_not_there_yet(transport: str, listener: Listener) -> None:
    paths = keys(listener, transport)
    with logging(Log(), transport, paths) as log:
        pass
    made = sink(listener, transport, log)
    assert made.probe(event("started")) == "connection refused"
    made.tell(event("started"))
    made.tell(event("lost", reason="gone"))
    with logging(log, transport, paths):
        assert [parsed(log.next())["kind"] for _ in range(2)] == ["started", "lost"]
        made.close()


def test_what_never_arrives_is_counted(listener: Listener) -> None:
    with logging(Log(), "tcp") as log:
        pass
    made = sink(listener, "tcp", log)
    made.tell(event("started"))
    made.tell(event("opened"))
    made.close()
    assert listener.complaints[-1] == "syslog 127.0.0.1: 2 events not delivered"


def test_only_a_known_receiver_is_told(listener: Listener) -> None:
    paths = certificate(listener.folder, "other.example")
    certificate(listener.folder)
    with logging(Log(), "tls", paths) as log:
        for authorities in ("localhost.pem", "other.example.pem"):
            made = sink(listener, "tls", log, ca_file=authorities)
            assert "certificate is not valid" in made.probe(event("started"))
            made.close()
        assert log.messages.empty()


def test_options_that_are_wrong(listener: Listener) -> None:
    with pytest.raises(UsageError, match="facility"):
        sink(listener, "udp", Log(), facility="local8")
    with pytest.raises(UsageError, match="did you mean 'port'"):
        sink(listener, "udp", Log(), prot=1)
