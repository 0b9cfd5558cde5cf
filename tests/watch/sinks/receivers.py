"""Receivers on this machine: a web server that answers as it is told, and certificates for tests alone."""

from __future__ import annotations

import socketserver
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from threading import Event as Signal
from threading import Thread
from typing import Literal

WAIT_SECONDS = 30.0  # seconds after which a test gives up on what never comes


@dataclass(frozen=True)
class Request:
    """What a server was sent."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    answer: int | Literal["hang"]


@dataclass
class Server:
    """Answers with what is in `answers`, in turn, and with 200 afterwards; "hang" never answers."""

    answers: list[int | Literal["hang"]] = field(default_factory=list)
    requests: Queue[Request] = field(default_factory=Queue)
    over: Signal = field(default_factory=Signal)
    location: str = ""
    port: int = 0

    def next(self) -> Request:
        """The next request that has come, or that comes."""
        return self.requests.get(timeout=WAIT_SECONDS)


@contextmanager
def serving(server: Server, tls: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """Let it serve on a free port of this machine, or the one that it has; with certificate and key over TLS."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = server.answers.pop(0) if server.answers else 200
            server.requests.put(Request(self.path, dict(self.headers.items()), body, answer))
            if answer == "hang":
                server.over.wait(WAIT_SECONDS)
                return
            self.send_response(answer)
            if server.location:
                self.send_header("Location", server.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", server.port), Handler) as http:
        if tls:
            context = SSLContext(PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        server.port = http.server_address[1]
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            http.shutdown()
            thread.join()


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate that signs itself for a host, and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    names = ["-addext", f"subjectAltName=DNS:{name}"]
    command = ["openssl", "req", "-x509", *options, *names, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


@dataclass
class Log:
    """A receiver of syslog messages over UDP, TCP or TLS; `closes` after so many messages of a stream it hangs up."""

    messages: Queue[bytes] = field(default_factory=Queue)
    closes: int = 0
    port: int = 0

    def next(self) -> bytes:
        """The next message that has come, or that comes."""
        return self.messages.get(timeout=WAIT_SECONDS)


@contextmanager
def logging(log: Log, transport: str, tls: tuple[Path, Path] | None = None) -> Iterator[Log]:
    """Let it listen on a free port of this machine, or the one that it has."""

    class Stream(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            taken = 0
            while not log.closes or taken < log.closes:
                length = b""
                while (char := self.rfile.read(1)) not in (b" ", b""):
                    length += char
                if not length:
                    return
                log.messages.put(self.rfile.read(int(length)))
                taken += 1
            log.closes = 0

    class Datagram(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            log.messages.put(self.request[0])

    class Streams(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    address = ("127.0.0.1", log.port)
    receiver: socketserver.TCPServer | socketserver.UDPServer = (
        socketserver.UDPServer(address, Datagram) if transport == "udp" else Streams(address, Stream)
    )
    with receiver:
        log.port = receiver.server_address[1]
        if tls:
            context = SSLContext(PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
        thread = Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield log
        finally:
            receiver.shutdown()
            thread.join()
