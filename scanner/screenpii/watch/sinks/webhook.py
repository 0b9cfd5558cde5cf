"""`webhook`: each event as a signed POST request, in order, until the receiver has taken it, across restarts too."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from pydantic import Field as Setting
from pydantic import model_validator

from screenpii import __version__
from screenpii.addresses import LOCAL_HOSTS, SCHEMES, host_of, matches
from screenpii.reports.escape import ascii_json
from screenpii.watch.events import Event
from screenpii.watch.sinks import Around, Sink, sinks
from screenpii.watch.sinks.courier import BACKOFF, TIMEOUT_SECONDS, Backoff, Courier, DeliveryError, why
from screenpii.watch.sinks.diskqueue import DiskQueue
from screenpii.watch.sinks.gate import Gated
from screenpii.watch.sinks.trust import secret, tls

REFUSED = frozenset({400, 413, 415, 422})  # answers to what the receiver will never take: RFC 9110, 15.5


class WebhookOptions(Gated):
    """Where to send events, and how they are signed."""

    url: str = Setting(repr=False, description="the address; https, unless it is on this machine")
    secret_env: str = Setting("", description="the variable of the environment with the secret of the signatures")
    secret_file: str = Setting("", description="or the file with it, which only its owner may read")
    ca_file: str = Setting("", description="certificates of authorities to trust, in PEM; the system's if empty")
    insecure: bool = Setting(False, description="allow http to other machines")

    @model_validator(mode="after")
    def _is_safe(self) -> WebhookOptions:
        try:
            parts, host = urlsplit(self.url), host_of(self.url)
        except ValueError:
            raise ValueError("url is no address; it looks like https://alerts.example/screenpii") from None
        if not self.url.startswith(SCHEMES) or not host:
            raise ValueError("url is no address; it looks like https://alerts.example/screenpii")
        if parts.username is not None or parts.password is not None:
            raise ValueError("url holds a user; the receiver knows senders by their signature")
        if parts.scheme == "http" and not self.insecure and not matches(host, LOCAL_HOSTS):
            raise ValueError("url begins with http; use https, or say insecure = true")
        if bool(self.secret_env) == bool(self.secret_file):
            raise ValueError("name either secret_env or secret_file")
        return self


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An alert goes where the configuration says, and nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


@sinks.register("webhook")
class Webhook(Sink):
    """Posts documents as in the file of events. urllib is enough for one request at a time, and knows proxies."""

    options = WebhookOptions

    def __init__(self, options: WebhookOptions, around: Around, backoff: Backoff = BACKOFF) -> None:
        self._url = options.url
        self._secret = secret(options.secret_env, options.secret_file, around.folder)
        host = host_of(self._url)
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({} if matches(host, LOCAL_HOSTS) else None),
            urllib.request.HTTPSHandler(context=tls(options.ca_file, around.folder)),
            _NoRedirects(),
        )
        address = hashlib.sha256(self._url.encode()).hexdigest()[:16]
        queue = DiskQueue(around.state / f"webhook-{address}", around.complain)
        self._courier = Courier(f"webhook {host}", queue, self._send, around.complain, backoff)

    def start(self) -> None:
        """Begin to send."""
        self._courier.start()

    def tell(self, event: Event) -> None:
        """Put it into the queue."""
        self._courier.put(_body(event))

    def probe(self, event: Event) -> str:
        """Send it at once, past the queue."""
        try:
            self._send(secrets.token_hex(8), _body(event))
        except DeliveryError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """What is not delivered yet is delivered by the next watcher."""
        self._courier.close()

    def _send(self, name: str, body: bytes) -> None:
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"screenpii/{__version__}",
            "X-Screenpii-Delivery": name.removesuffix(".json"),
            "X-Screenpii-Timestamp": stamp,
            "X-Screenpii-Signature": signature(self._secret, stamp, body),
        }
        request = urllib.request.Request(self._url, body, headers, method="POST")  # noqa: S310 checked by the options
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS):
                return
        except HTTPError as error:
            error.close()
            raise DeliveryError(f"answers {error.code}", error.code not in REFUSED) from None
        except URLError as error:
            raise DeliveryError(why(error.reason) if isinstance(error.reason, Exception) else "no answer") from None
        except (OSError, HTTPException) as error:
            raise DeliveryError(why(error)) from None


def signature(key: bytes, stamp: str, body: bytes) -> str:
    """`sha256=` and the HMAC-SHA-256 of timestamp, full stop and body, so that neither can be sent again in another."""
    return "sha256=" + hmac.new(key, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _body(event: Event) -> bytes:
    return ascii_json(event.document()).rstrip(b"\n")
