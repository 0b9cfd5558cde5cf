"""Codes on a picture (QR, Data Matrix, PDF417, Aztec, barcodes), and what they say as lines of a small screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from screenpii.types import Box, Code, Pixels

GOODS = re.compile("EAN|UPC|ISBN|DataBar|PZN|ITF14|DXFilm", re.I)  # symbologies of goods: GS1 General Specifications
MOST_LINES, LONGEST = 60, 200  # lines of a payload, characters of a line: more is no record of a person
Pairs = Iterable[tuple[str, str]]

# vCard (RFC 6350) and MECARD (NTT Docomo) properties; of licences (AAMVA DL/ID Card Design Standard) the elements.
CARD = {
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
LICENCE = {
    "DAQ": "Driving licence number",
    "DBB": "Date of birth",
    "DAC": "First name",
    "DCT": "First name",
    "DCS": "Last name",
    "DAG": "Address",
    "DAA": "Name",
}
_LICENCE = re.compile(r"(?:DL|ID|\n|\r)(" + "|".join(LICENCE) + r")([^\n\r]{1,100})")
_IMPB = re.compile(r"420(?:\d{5}|\d{9})(9[1-5]\d{20}|9[1-5]\d{24})")  # USPS: a ZIP code before the parcel's number
_JSON = re.compile(r'"([^"\\]{1,40})"\s{0,9}:\s{0,9}"?([^"\\,{}\[\]]{1,200})')
_TITLED = re.compile(r"([a-z])([A-Z])")


def read_codes(pixels: Pixels) -> Iterator[Code]:
    """The codes that can be read, goods' ones aside, with their payload as it is."""
    import zxingcpp

    for code in zxingcpp.read_barcodes(pixels, text_mode=zxingcpp.TextMode.Plain):
        if code.text and not GOODS.search(str(code.format)):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
            yield Code(Box.around(Box(p.x, p.y, p.x + 1, p.y + 1) for p in corners), code.text)


def as_screen(payload: str) -> str:
    """The payload as the text of a screen: `label: value` where it names its parts, else itself.

    Nothing for links without parameters, and for the access to a wireless network.
    """
    pairs = _pairs(payload.strip())
    parcel = _IMPB.fullmatch(payload.replace("\x1d", ""))
    if parcel:
        return parcel[1]
    said = re.split(r"[\x1d-\x1f\r\n]", payload) if pairs is None else [f"{k}: {v}" for k, v in pairs if v.strip()]
    lines = (" ".join(line.split())[:LONGEST] for line in said[:MOST_LINES])
    return "\n".join(line for line in lines if line)


def _pairs(payload: str) -> Pairs | None:
    """The labels and values of a payload in a known form; None for others."""
    head = payload[:12].upper()
    if head.startswith("WIFI:"):
        return []
    if head.startswith("BEGIN:VCARD"):
        return list(_card(re.sub(r"\r?\n[ \t]", "", payload).splitlines()))
    if head.startswith("MECARD:"):
        return list(_card(re.split(r"(?<!\\);", payload[7:])))
    if payload.startswith("@") and "ANSI " in payload[:20]:
        return [(LICENCE[name], value) for name, value in _LICENCE.findall(payload)]
    if payload.startswith("{"):
        return [(_label(name), value) for name, value in _JSON.findall(payload)]
    return _link(payload)


def _card(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The properties of a contact card that say something of a person."""
    for line in lines:
        name, _, value = line.partition(":")
        kind = re.split(r"[;.]", name.upper())[0]
        if kind not in CARD:
            continue
        parts = [part.strip() for part in re.split(r"(?<!\\)[;,]", value.replace("\\n", ", "))]
        if kind == "N":
            parts = parts[1:2] + parts[:1]
        told = [part.replace("\\", "") for part in parts if part]
        yield CARD[kind], (", " if kind in ("ADR", "GEO") else " ").join(told).removeprefix("tel:")


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
    return re.sub(r"[\W_]+", " ", _TITLED.sub(r"\1 \2", name)).strip().capitalize()
