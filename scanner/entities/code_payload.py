"""CODE_PAYLOAD: a QR code or barcode that holds personal data.

What it finds: codes that can be read (QR, Data Matrix, PDF417, Aztec, Code 128, Code 39, ITF, EAN ...) and whose payload
holds something that is personal by its own format: an e-mail address, a phone number, a parcel's number, a contact card.
Goods' barcodes (EAN, UPC) are left out.
Why it matters: a picture of the screen gives the payload to everybody with a phone.
Source: ISO/IEC 18004 (QR), ISO/IEC 15417 (Code 128); read by zxing-cpp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.entities import detects
from scanner.entities.tracking_number import is_s10, is_ups, is_usps
from scanner.types import Box, Candidate, Page

FOUND: list[tuple[str, str]] = []  # pictures of codes are tested in tests/entities
NOT_FOUND = ["CODE 128", "Scan the QR code", "||||| |||| |||"]
_PERSONAL = re.compile(
    r"mailto:|tel:|sms(?:to)?:|MECARD:|BEGIN:VCARD|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2,}|geo:-?\d", re.I
)
_PARCEL = re.compile(r"1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|9[1-5]\d{20}|\d{12}|\d{14,15}|96\d{20}|\d{34}|420\d{27,31}")
_GOODS = frozenset({"EAN13", "EAN8", "UPCA", "UPCE"})


@detects("CODE_PAYLOAD")
def propose(page: Page) -> Iterator[Candidate]:
    """One candidate for each code on the frame whose payload is personal."""
    import zxingcpp

    for code in zxingcpp.read_barcodes(page.frame.pixels):
        kind = str(code.format).rpartition(".")[2]
        if kind not in _GOODS and code.text and _is_personal(code.text):
            corners = (
                code.position.top_left,
                code.position.top_right,
                code.position.bottom_left,
                code.position.bottom_right,
            )
            box = Box.around(Box(p.x, p.y, p.x + 1, p.y + 1) for p in corners)
            yield Candidate("CODE_PAYLOAD", 0, 0, ("format:strong",), (box,), code.text)


def _is_personal(payload: str) -> bool:
    compact = payload.replace(" ", "").replace("\x1d", "")
    if _PERSONAL.search(payload):
        return True
    if not _PARCEL.fullmatch(compact):
        return False
    if compact.startswith("1Z"):
        return is_ups(compact)
    if compact[0].isalpha():
        return is_s10(compact)
    return is_usps(compact) if len(compact) == 22 and compact.startswith("9") else True
