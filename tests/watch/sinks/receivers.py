"""Receivers on this machine: a web server that answers as it is told, and certificates for tests alone."""

from __future__ import annotations

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
