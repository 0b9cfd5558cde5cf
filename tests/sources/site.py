"""A site on this machine whose pages do what pages do, and which remembers the hosts that it was asked as."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TILL = """<h1>Order 4711</h1>
<dl><dt>Customer<dd data-testid="customer-name">Marguerite Oyelaran
<dt>E-mail<dd class="mail">m.oyelaran@example.com</dl>
<table id="orders"><tr><th>No<th>Customer<th>E-mail
<tr><td>1<td>Jonas Feldkamp<td>jonas.feldkamp@example.org
<tr><td>2<td>Amelia Thornbury<td>a.thornbury@example.net
<tr><td>3<td>Priya Raman<td>priya.r@example.com</table>
<p>Card <input name="card" value="4111 1111 1111 1111" size="24"></p>"""
STYLE = "<style>body{font:16px sans-serif;margin:30px}td,th{padding:6px 14px;border:1px solid #ccc}</style>"
BODIES = {
    "/till": TILL,
    "/clean": "<h1>Opening hours</h1><p>Monday to Friday, 9 to 18</p>",
    "/login": "<h1>Sign in</h1><form><input name=user><input type=password name=word></form>",
    "/scheme": "<style>@media (prefers-color-scheme: dark) { body { background: #000 } }</style><p>Scheme</p>",
    "/tall": "<p>Top</p><div style='height:3000px'></div><p>Bottom</p>",
    "/wide": "<div style='width:9000px;height:9000px'>Wide</div>",
    "/later": "<p>Now</p><script>setTimeout(() => document.body.innerHTML += '<b id=late>Late</b>', 400)</script>",
    "/loud": "<p>Busy</p><script>alert(1); setInterval(() => fetch('/clean'), 100); open('/clean')</script>",
    "/spin": "<p>Round</p><script>addEventListener('load', () => setTimeout(() => { for (;;); }, 100))</script>",
    "/liar": TILL + "<script>Element.prototype.getAttribute = () => ({}); Element.prototype.getBoundingClientRect = 1"
    "</script>",
    "/me": "<p id=who></p><script>who.textContent = document.cookie ? 'Signed in' : 'Nobody'</script>",
}


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.headers["Host"].rsplit(":", 1)[0])
        path, _, to = self.path.partition("?")
        if path in {"/away", "/account"}:
            self._answer(302, "", "Location", to or "/login")
        elif path == "/script":
            self._answer(200, f"<script>setTimeout(() => location = {json.dumps(to)}, 50)</script>")
        elif path == "/inner":
            self._answer(200, f"<p>Outer</p><img src={to!r}><iframe src={to!r}></iframe>")
        elif path == "/file":
            self._answer(200, "file", "Content-Disposition", "attachment")
        elif path == "/slow":
            time.sleep(5)
        else:
            self._answer(200 if path in BODIES else 404, BODIES.get(path, "gone"))

    def _answer(self, status: int, body: str, *header: str) -> None:
        data = f"<!DOCTYPE html><title>Site</title>{STYLE}<body>{body}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if header:
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """The running site: `url` on this machine; it also answers at all other addresses of this machine."""

    daemon_threads = True
    asked: list[str]

    def url(self, path: str, host: str = "localhost") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"


@contextmanager
def running() -> Iterator[Site]:
    with Site(("", 0), Handler) as site:
        site.asked = []
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.shutdown()
