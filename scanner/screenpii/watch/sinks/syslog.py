"""`syslog`: each event as a message of RFC 5424 with structured data, over UDP, TCP or TLS."""

from __future__ import annotations

import os
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Setting

from screenpii.reports.escape import visible
from screenpii.types import Severity
from screenpii.watch.events import Event, iso
from screenpii.watch.sinks import Around, Sink, sinks
from screenpii.watch.sinks.courier import BACKOFF, TIMEOUT_SECONDS, Backoff, Courier, DeliveryError, MemoryQueue, why
from screenpii.watch.sinks.gate import Gated
from screenpii.watch.sinks.trust import tls
from screenpii.watch.sinks.words import sentence

PORTS = {"udp": 514, "tcp": 514, "tls": 6514}  # RFC 5426, 3.3; RFC 6587 by custom; RFC 5425, 4.1
Facility = Literal[
    "user", "daemon", "auth", "authpriv", "audit",
    "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
]  # fmt: skip
FIRST_LOCAL = 16  # the number of local0; the other seven follow (RFC 5424, table 1)
FACILITIES = {"user": 1, "daemon": 3, "auth": 4, "authpriv": 10, "audit": 13}  # as there
FACILITIES |= {f"local{number}": FIRST_LOCAL + number for number in range(8)}
CRITICAL, ERROR, WARNING, NOTICE, INFORMATIONAL = 2, 3, 4, 5, 6  # RFC 5424, table 2
LEVELS: dict[Severity, int] = {"critical": CRITICAL, "high": ERROR, "medium": WARNING, "low": NOTICE}
MAX_UDP_BYTES = 2_048  # bytes of a datagram that receivers should take (RFC 5426, 3.2)
MAX_STREAM_BYTES = 8_192  # bytes of a message that receivers should take over TLS (RFC 5425, 4.3.1)
MAX_PARAM_BYTES = 64  # bytes of a text in the structured data, so that all together fit into a datagram
MAX_HOSTNAME_CHARS = 255  # characters (RFC 5424, 6)
DOCUMENTATION = 32_473  # the enterprise number that RFC 5612 keeps for examples; screenpii has none of its own
BOM = b"\xef\xbb\xbf"  # says that the text is UTF-8 (RFC 5424, 6.4)


class SyslogOptions(Gated):
    """Where the receiver is, and as what events are filed."""

    host: str = Setting(min_length=1, description="the receiver's name or address")
    transport: Literal["udp", "tcp", "tls"] = Setting("tls", description="`tls`, or without encryption `tcp` or `udp`")
    port: int = Setting(0, ge=0, le=65_535, description="its port; 0: 6514 for TLS, else 514")
    facility: Facility = Setting("local0", description="the facility of all messages")
    enterprise: int = Setting(DOCUMENTATION, gt=0, description="the enterprise number in the name of structured data")
    ca_file: str = Setting("", description="certificates of authorities to trust, in PEM; the system's if empty")


@sinks.register("syslog")
class Syslog(Sink):
    """Keeps one connection, and makes it again when it is gone."""

    options = SyslogOptions

    def __init__(self, options: SyslogOptions, around: Around, backoff: Backoff = BACKOFF) -> None:
        self._options = options
        self._address = (options.host, options.port or PORTS[options.transport])
        self._tls = tls(options.ca_file, around.folder) if options.transport == "tls" else None
        self._socket: socket.socket | None = None
        name = f"syslog {visible(options.host)}"
        self._courier = Courier(name, MemoryQueue(), self._send, around.complain, backoff)

    def start(self) -> None:
        """Begin to send."""
        self._courier.start()

    def tell(self, event: Event) -> None:
        """Let its message be sent."""
        self._courier.put(message(event, self._options))

    def probe(self, event: Event) -> str:
        """Send its message at once, over a connection of its own. That UDP arrives is never known."""
        try:
            with self._connected() as connection:
                connection.sendall(self._framed(message(event, self._options)))
        except OSError as error:
            return why(error)
        return ""

    def close(self) -> None:
        """Send what can be sent soon."""
        self._courier.close()
        self._disconnect()

    def _send(self, name: str, data: bytes) -> None:
        try:
            if self._socket is None or _is_gone(self._socket):
                self._disconnect()
                self._socket = self._connected()
            self._socket.sendall(self._framed(data))
        except OSError as error:
            self._disconnect()
            raise DeliveryError(why(error)) from None

    def _connected(self) -> socket.socket:
        if self._options.transport == "udp":
            kind, _, _, _, address = socket.getaddrinfo(*self._address, type=socket.SOCK_DGRAM)[0]
            datagrams = socket.socket(kind, socket.SOCK_DGRAM)
            datagrams.connect(address)
            return datagrams
        plain = socket.create_connection(self._address, TIMEOUT_SECONDS)
        if self._tls is None:
            return plain
        try:
            return self._tls.wrap_socket(plain, server_hostname=self._options.host)
        except OSError:
            plain.close()
            raise

    def _framed(self, data: bytes) -> bytes:
        """Over a stream, a message comes after its length (RFC 6587, 3.4.1; RFC 5425, 4.3)."""
        return data if self._options.transport == "udp" else b"%d %s" % (len(data), data)

    def _disconnect(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _is_gone(connection: socket.socket) -> bool:
    """Whether the other side has closed a stream: sending into it would not tell. Receivers themselves say nothing."""
    if connection.type == socket.SOCK_DGRAM:
        return False
    connection.settimeout(0)
    try:
        return not connection.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        connection.settimeout(TIMEOUT_SECONDS)


def message(event: Event, options: SyslogOptions) -> bytes:
    """A message of RFC 5424, 6, cut at its end to what receivers take; RFC 5424, 8.1: it has no control characters."""
    priority = FACILITIES[options.facility] * 8 + level(event)
    head = f"<{priority}>1 {iso(event.at)} {_hostname()} screenpii {os.getpid()} {event.kind} "
    params = "".join(f' {name}="{_escaped(value)}"' for name, value in _params(event))
    whole = f"{head}[event@{options.enterprise}{params}] ".encode() + BOM + sentence(event).encode()
    most = MAX_UDP_BYTES if options.transport == "udp" else MAX_STREAM_BYTES
    return whole if len(whole) <= most else whole[:most].decode("utf-8", "ignore").encode()


def level(event: Event) -> int:
    """How bad an event is, as syslog counts: a target that is not watched is an error."""
    if event.exposure:
        return INFORMATIONAL if event.kind == "closed" else LEVELS[event.exposure.severity]
    if event.kind == "lost" or (event.kind == "stopped" and event.reason):
        return ERROR
    return NOTICE


def _params(event: Event) -> Iterator[tuple[str, str]]:
    """Names and values of the structured data; those that are empty are left out."""
    exposure = event.exposure
    found = {"target": event.target, "reason": event.reason, "missed": str(event.missed or "")}
    if exposure:
        names = ("id", "type", "severity", "clause", "label", "preview", "screen", "title", "channel")
        found |= {name: getattr(exposure, name) for name in names} | {"seconds": f"{exposure.seconds:.2f}"}
    return ((name, value) for name, value in found.items() if value)


def _escaped(value: str) -> str:
    """The value in what RFC 5424, 6.3.3 allows, at most `MAX_PARAM_BYTES` long before it is escaped."""
    short = visible(value).encode()[:MAX_PARAM_BYTES].decode("utf-8", "ignore")
    return re.sub(r'(["\\\]])', r"\\\1", short)


def _hostname() -> str:
    """This machine's name, in printable ASCII; `-` if it has none."""
    return re.sub(r"[^\x21-\x7e]", "?", socket.gethostname())[:MAX_HOSTNAME_CHARS] or "-"
