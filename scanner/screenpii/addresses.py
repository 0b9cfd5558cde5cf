"""Addresses of web pages: which hosts may be reached, and page names for reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from screenpii.errors import UsageError
from screenpii.userfiles import read_text

LOCAL_HOSTS = ("localhost", "*.localhost", "127.0.0.1", "[::1]")  # hosts that are this machine
MAX_URL_LIST_BYTES = 10_000_000  # bytes of a list of addresses
SCHEMES = ("http://", "https://")


def is_page(argument: str) -> bool:
    """Whether an argument, or a name in a report, is the address of a page rather than a path."""
    return argument.lower().startswith(SCHEMES)


def listed(file: Path) -> list[str]:
    """The addresses in a file, one per line; empty lines and lines that begin with `#` are ignored.

    Raises UsageError if the file cannot be read, or has any other line.
    """
    lines = [line.strip() for line in read_text(file, MAX_URL_LIST_BYTES).splitlines()]
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#") and not is_page(line):
            raise UsageError(f"{file}: line {number} is no address that begins with http:// or https://")
    return [line for line in lines if line and not line.startswith("#")]


def named(urls: Sequence[str]) -> list[str]:
    """The names of pages; names that would be equal are numbered."""
    names, count = [], Counter[str]()
    for url in urls:
        name = _name(url)
        count[name] += 1
        names.append(name if count[name] == 1 else f"{name} ({count[name]})")
    return names


def _name(url: str) -> str:
    """The address without user, query values, and parts of the path that may be personal."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = host_of(url)
    except ValueError:
        host = port = ""
    if not host:
        raise UsageError("an address of a page is not valid; it looks like http://localhost:8000/till")
    query = "&".join(f"{_plain(key)}=…" for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    fragment = f"#{_plain(parts.fragment)}" if "/" in parts.fragment else ""  # of pages that are one script
    return f"{parts.scheme}://{host}{port}{_plain(parts.path or '/')}{'?' + query if query else ''}{fragment}"


def _plain(path: str) -> str:
    """The path with an ellipsis in place of parts with an e-mail address or a long number."""
    hidden = re.compile(r"@|\d{7}")
    return "/".join("…" if hidden.search(re.sub(r"[ .-]", "", unquote(part))) else part for part in path.split("/"))


def host_of(url: str) -> str:
    """The host as browsers write it; empty if there is none."""
    name = (urlsplit(url).hostname or "").rstrip(".")
    with suppress(UnicodeError):
        name = name.encode("idna").decode()
    return f"[{name}]" if ":" in name else name


def matches(host: str, patterns: Sequence[str]) -> bool:
    """Whether a host is in the list, in which `*.shop.example` stands for all subdomains."""
    return any(fnmatchcase(host, pattern.lower().replace("[", "[[]")) for pattern in patterns)
