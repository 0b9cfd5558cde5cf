"""Payloads of codes as lines of a screen: contact cards, licences, JSON and links as labels and values."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_PAYLOAD_LINES = 60  # lines of a payload that are read
MAX_LINE_CHARS = 200  # characters of a line that are read
Pairs = Iterable[tuple[str, str]]

# properties of vCard (RFC 6350) and MECARD (NTT Docomo), and their labels
CONTACT_PROPERTIES = {
    "N": "Name",
    "FN": "Name",
    "TEL": "Phone",
    "EMAIL": "E-mail",
    "ADR": "Address",
    "BDAY": "Date of birth",
    "GEO": "Location",
    "ORG": "Company",
    "NOTE": "Note",
    "TITLE": "Title",
    "NICKNAME": "Username",
}
# elements of a driving licence (AAMVA DL/ID Card Design Standard), and their labels
LICENCE_ELEMENTS = {
    "DAQ": "Driving licence number",
    "DBB": "Date of birth",
    "DAC": "First name",
    "DCT": "First name",
    "DCS": "Last name",
    "DAG": "Address",
    "DAA": "Name",
}
# parts of a vCard's name in the order in which they are shown
NAME_PARTS = ("prefix", "given", "additional", "family", "suffix")
# parts of a vCard's address in the order of RFC 6350
ADDRESS_PARTS = ("box", "extended", "street", "city", "region", "code", "country")
_LICENCE = re.compile(r"(?:DL|ID|\n|\r)(" + "|".join(LICENCE_ELEMENTS) + r")([^\n\r]{1,100})")
_IMPB = re.compile(r"420(?:\d{5}|\d{9})(9[1-5]\d{20}|9[1-5]\d{24})")  # USPS: a ZIP code before the parcel's number
_JSON_STRING = r'"((?:[^"\\]|\\.){0,200})'  # a string of JSON; its end may be missing
_BROKEN_JSON = re.compile(_JSON_STRING + r'"\s{0,9}:\s{0,9}(?:' + _JSON_STRING + r"|([^\s\"{}\[\],][^{}\[\],]{0,200}))")
_CASE_CHANGE = re.compile(r"([a-z])([A-Z])")  # where camelCase is split into words


def as_screen(payload: str) -> str:
    """The payload as the text of a screen: `label: value` where it names its parts, else itself.

    Nothing for links without parameters, and for the access to a wireless network.
    """
    pairs = _pairs(payload.strip())
    parcel = _IMPB.fullmatch(payload.replace("\x1d", ""))
    if parcel:
        return parcel[1]
    said = re.split(r"[\x1d-\x1f\r\n]", payload) if pairs is None else [f"{k}: {v}" for k, v in pairs if v.strip()]
    lines = (" ".join(line.split())[:MAX_LINE_CHARS] for line in said[:MAX_PAYLOAD_LINES])
    return "\n".join(line for line in lines if line)


def _pairs(payload: str) -> Pairs | None:
    """The labels and values of a payload in a known form; None for others."""
    head = payload[:12].upper()
    if head.startswith("WIFI:"):
        return []
    if head.startswith("BEGIN:VCARD"):
        return _vcard(payload)
    if head.startswith("MECARD:"):
        return list(_properties(re.split(r"(?<!\\);", payload[7:])))
    if payload.startswith("@") and "ANSI " in payload[:20]:
        return [(LICENCE_ELEMENTS[name], value) for name, value in _LICENCE.findall(payload)]
    if payload.startswith(("{", "[")):
        return _json(payload)
    return _link(payload)


def _vcard(payload: str) -> list[tuple[str, str]]:
    """What a vCard says of a person; line by line where the card is broken."""
    import vobject

    logging.getLogger("vobject.base").disabled = True  # it would write lines of the card to stderr
    ended = payload if re.search(r"(?i)\bEND:VCARD", payload) else f"{payload}\nEND:VCARD"
    with suppress(Exception):  # it raises other errors than ParseError, too, for wrong properties
        card = vobject.readOne(ended, allowQP=True)
        return [
            (CONTACT_PROPERTIES[line.name], _said(line.value))
            for line in card.lines()
            if line.name in CONTACT_PROPERTIES
        ]
    return list(_properties(re.sub(r"\r?\n[ \t]", "", payload).splitlines()))


def _said(value: Any) -> str:
    """The value of a property of a vCard as a screen shows it."""
    if hasattr(value, "given"):
        return " ".join(_flat(getattr(value, part)) for part in NAME_PARTS)
    if hasattr(value, "street"):
        return ", ".join(text for part in ADDRESS_PARTS if (text := _flat(getattr(value, part))))
    return _flat(value).removeprefix("tel:").removeprefix("geo:")


def _flat(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _properties(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The properties of a MECARD, or of the lines of a broken vCard, that say something of a person."""
    for line in lines:
        name, _, value = line.partition(":")
        kind = re.split(r"[;.]", name.upper())[0]
        if kind not in CONTACT_PROPERTIES:
            continue
        parts = [part.strip() for part in re.split(r"(?<!\\)[;,]", value.replace("\\n", ", "))]
        if kind == "N":
            parts = parts[1:2] + parts[:1]
        told = [part.replace("\\", "") for part in parts if part]
        yield CONTACT_PROPERTIES[kind], (", " if kind in ("ADR", "GEO") else " ").join(told).removeprefix("tel:")


def _json(payload: str) -> list[tuple[str, str]]:
    """The names and values of JSON, nested ones too; by patterns where it is cut off or broken."""
    try:
        return list(_leaves("", json.loads(payload, object_pairs_hook=tuple)))
    except (ValueError, RecursionError):
        found = _BROKEN_JSON.finditer(payload)
        return [(_label(_unescaped(m[1])), _unescaped(m[2] if m[3] is None else m[3])) for m in found]


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """The texts and numbers in a value of JSON, each with the name that it, or its list, has."""
    if isinstance(value, tuple):  # an object, with all its pairs: a name may come twice
        for key, inner in value:
            yield from _leaves(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(name, inner)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield _label(name), str(value)


def _unescaped(text: str) -> str:
    """A string of JSON without its escapes, or as it is if they are broken."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _link(payload: str) -> Pairs | None:
    """The parameters of a link, and whom it writes to or calls; None for what is no link."""
    try:
        link = urlsplit(payload)
    except ValueError:
        return None
    target = unquote(link.path)
    asked = [(_label(name), value) for name, value in parse_qsl(link.query)]
    match link.scheme:
        case "mailto":
            return [("E-mail", target), *asked]
        case "matmsg":
            return [("E-mail", part[3:]) for part in target.split(";") if part[:3].upper() == "TO:"]
        case "tel" | "sms" | "smsto" | "mmsto":
            number, _, message = target.partition(":")
            return [("Phone", number), *asked, ("Message", message)]
        case "geo":
            return [("Location", target.partition(";")[0]), *asked]
    return asked if link.netloc else None


def _label(name: str) -> str:
    """A parameter's name as a screen would write it: `customerName` and `customer_name` are "Customer name"."""
    return re.sub(r"[\W_]+", " ", _CASE_CHANGE.sub(r"\1 \2", name)).strip().capitalize()
