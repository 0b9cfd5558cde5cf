"""Codes are pictures: drawn with zxing-cpp, pasted on a frame, read back by the pipeline."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from screenpii.config import Settings
from screenpii.payloads import MAX_LINE_CHARS, MAX_PAYLOAD_LINES, as_screen
from screenpii.types import Entity, Frame, Page
from tests.pages import pipeline

KINDS = zxingcpp.BarcodeFormat
MATRIX = [KINDS.QRCode, KINDS.DataMatrix, KINDS.PDF417, KINDS.Aztec]
VCARD = """BEGIN:VCARD
VERSION:3.0
N:Okafor;Nadia;;;
FN:Nadia Okafor
TEL;TYPE=CELL:+1 415 555 0143
EMAIL:nadia.okafor@example.com
ADR;TYPE=HOME:;;41 Juniper Bend Rd;Cedar Falls;OR;97999;USA
END:VCARD"""
MECARD = "MECARD:N:Okafor,Nadia;TEL:+14155550143;EMAIL:nadia.okafor@example.com;;"
LICENCE = (
    "@\n\x1e\rANSI 636014080002DL00410288ZC03290015DLDAQD1234562\nDCSOKAFOR\nDACNADIA\nDBB08311984\n"
    "DAG41 JUNIPER BEND RD\nDAICEDAR FALLS\nDAJCA\nDAK97999\n"
)
PAYLOADS = [
    (VCARD, {"EMAIL", "PERSON_NAME", "PHONE", "POSTAL_ADDRESS"}),
    (MECARD, {"EMAIL", "PERSON_NAME", "PHONE"}),
    (LICENCE, {"PERSON_NAME"}),
    ("mailto:nadia@example.com?subject=Order", {"EMAIL"}),
    ("MATMSG:TO:nadia@example.com;SUB:Hello;BODY:Hi;;", {"EMAIL"}),
    ("tel:+14155550143", {"PHONE"}),
    ("smsto:+14155550143:I am outside", {"PHONE"}),
    ("geo:45.5231,-122.6765", {"GEO_LOCATION"}),
    ("https://shop.example/pickup?customerName=Nadia%20Okafor&phone=%2B14155550143", {"PERSON_NAME", "PHONE"}),
    ('{"name": "Nadia Okafor", "email": "nadia@example.com"}', {"EMAIL", "PERSON_NAME"}),
    ("Pickup for nadia@example.com", {"EMAIL"}),
]
HARMLESS = [
    "https://shop.example/sale",
    "https://shop.example/p/4711?utm_source=shelf&utm_campaign=spring&lang=en",
    "https://apps.apple.com/us/app/some-shop/id123456789",
    "someshop://open?screen=offers",
    "WIFI:T:WPA;S:Store Guest;P:welcome-in-2024;;",
    "SKU-4411",
    "BIN A-14-03",
    "Scan to pay",
    "0104006381333931172612311021AB",
    "00012345600012",
]


def frame_with(payload: str, kind: zxingcpp.BarcodeFormat) -> tuple[Frame, tuple[int, int, int, int]]:
    """A white frame with one code, and where it was put: left, top, right, bottom."""
    code = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(payload, kind), scale=3))
    height, width = code.shape[:2]
    pixels = np.full((height + 200, width + 160, 3), 255, np.uint8)
    pixels[100 : 100 + height, 80 : 80 + width] = code.reshape(height, width, -1)[:, :, :1]
    return Frame("code.png", pixels), (80, 100, 80 + width, 100 + height)


def read(frame: Frame, settings: Settings | None = None) -> list[Entity]:
    return [e for e in pipeline(settings).recognise(Page(frame, ())) if e.type == "CODE_PAYLOAD"]


def inside(found: Entity) -> set[str]:
    """The types that the evidence says are inside."""
    return {piece.removeprefix("holds:") for piece in found.evidence if piece.startswith("holds:")}


@pytest.mark.parametrize(("payload", "types"), PAYLOADS)
def test_what_is_inside_is_told(payload: str, types: set[str]) -> None:
    (found,) = read(frame_with(payload, KINDS.QRCode)[0])
    assert types <= inside(found)


@pytest.mark.parametrize("kind", [*MATRIX, KINDS.Code128])
def test_codes_of_all_kinds_are_found_where_they_are(kind: zxingcpp.BarcodeFormat) -> None:
    frame, (left, top, right, bottom) = frame_with("1Z999AA10123456784", kind)
    (found,) = read(frame)
    assert (found.text, inside(found)) == ("1Z999AA10123456784", {"TRACKING_NUMBER"})
    (box,) = found.boxes
    assert left <= box.left < box.right <= right + 1  # the end of the last module, rounded
    assert top <= box.top < box.bottom <= bottom + 1


def test_the_preview_names_what_is_inside() -> None:
    (found,) = pipeline()(frame_with("1Z999AA10123456784", KINDS.QRCode)[0]).findings
    assert (found.type, found.preview) == ("CODE_PAYLOAD", "code with TRACKING_NUMBER")


@pytest.mark.parametrize("kind", MATRIX)
def test_a_contact_card_is_found_in_each(kind: zxingcpp.BarcodeFormat) -> None:
    (found,) = read(frame_with(MECARD, kind)[0])
    assert found.subject in ("customer", "unknown")


def test_the_parcel_number_behind_a_zip_code_is_found() -> None:
    (found,) = read(frame_with("420902109400103699300012345676", KINDS.Code128)[0])
    assert inside(found) == {"TRACKING_NUMBER"}


@pytest.mark.parametrize("payload", HARMLESS)
def test_goods_links_and_the_network_are_none(payload: str) -> None:
    assert read(frame_with(payload, KINDS.QRCode)[0]) == []


@pytest.mark.parametrize(
    ("payload", "kind"), [("4006381333931", KINDS.EAN13), ("042100005264", KINDS.UPCA), ("SKU-4411", KINDS.Code128)]
)
def test_barcodes_of_goods_are_none(payload: str, kind: zxingcpp.BarcodeFormat) -> None:
    assert read(frame_with(payload, kind)[0]) == []


def test_the_payload_is_read_whatever_types_are_asked_for() -> None:
    frame, _ = frame_with(MECARD, KINDS.QRCode)
    assert len(read(frame, Settings(types=("CODE_PAYLOAD",)))) == 1
    assert read(frame, Settings(types=("EMAIL",))) == []


@given(st.text(max_size=300) | st.text('BEGIN:VCARDMEO;,\\\n{}"?&=%@/1', max_size=300))
def test_any_payload_becomes_a_small_screen(payload: str) -> None:
    lines = as_screen(payload).split("\n")
    assert len(lines) <= MAX_PAYLOAD_LINES
    assert all(len(line) <= MAX_LINE_CHARS for line in lines)


@pytest.mark.parametrize(
    ("payload", "screen"),
    [
        (r'{"name": "Nadia \"Ni\" Okafor", "e\u002dmail": "nadia\u0040example.com"}',
         'Name: Nadia "Ni" Okafor\nE mail: nadia@example.com'),
        ('{"customer": {"phone": ["+1 415 555 0143", 7], "vip": true, "note": null}}',
         "Phone: +1 415 555 0143\nPhone: 7"),
        ('[{"orderId": 4711}, {"orderId": 4712}]', "Order id: 4711\nOrder id: 4712"),
        ('{"a": "x", "a": "y"}', "A: x\nA: y"),
        (r'{"name": "Nadia \"Ni\" Okafor", "age": 41, "email": "nadia@exam',
         'Name: Nadia "Ni" Okafor\nAge: 41\nEmail: nadia@exam'),
        ('{"bad": "\\u12"', "Bad: \\u12"),
        ("[" * 100_000, ""),
        (VCARD.replace("FN:Nadia Okafor\n", ""), "Name: Nadia Okafor\nPhone: +1 415 555 0143\n"
         "E-mail: nadia.okafor@example.com\nAddress: 41 Juniper Bend Rd, Cedar Falls, OR, 97999, USA"),
        ("BEGIN:VCARD\nVERSION:3.0\nitem1.TEL;VALUE=uri:tel:+1-415\nNOTE:Ring\\, then\n  wait\nX-ID:5",
         "Phone: +1-415\nNote: Ring, then wait"),
        ("BEGIN:VCARD\nN:Okafor;Nadia\nno property\nEND:VCARD", "Name: Nadia Okafor"),
    ],
)  # fmt: skip
def test_a_payload_is_told_whole(payload: str, screen: str) -> None:
    assert as_screen(payload) == screen


def test_a_broken_card_is_not_written_anywhere(capfd: pytest.CaptureFixture[str]) -> None:
    as_screen("BEGIN:VCARD\nN:Okafor;Nadia\nnadia's line\nEND:VCARD")
    assert capfd.readouterr() == ("", "")
