"""CODE_PAYLOAD: a QR code or barcode that holds personal data.

What it finds: codes that can be read (QR, Data Matrix, PDF417, Aztec, Code 128, Code 39, ITF ...) and whose payload, read
as a screen, has a customer's data of any other type: contact cards, driving licences, links that carry a
name or an address, parcels' numbers. Codes of goods (EAN, UPC), plain links and Wi-Fi access are left out.
Why it matters: a picture of the screen gives the payload to everybody with a phone.
Source: ISO/IEC 18004 (QR), ISO/IEC 15417 (Code 128), RFC 6350 (vCard); read by zxing-cpp.
"""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects
from screenpii.types import Candidate, Entity

EVIDENCE_PREFIX = "holds:"  # prefix of evidence that names a type in the payload


def preview(entity: Entity) -> str:
    """The types that a code's payload holds."""
    types = sorted(
        piece.removeprefix(EVIDENCE_PREFIX) for piece in entity.evidence if piece.startswith(EVIDENCE_PREFIX)
    )
    return f"code with {', '.join(types)}" if types else "a code"


@detects("CODE_PAYLOAD", __doc__, by_pixels=True, preview=preview)  # its examples are pictures, in tests/entities
def propose(context: Context) -> Iterator[Candidate]:
    """One candidate for each code whose payload is personal, with the types that are inside."""
    for code in context.page.codes:
        if code.holds:
            inside = (f"{EVIDENCE_PREFIX}{kind}" for kind in code.holds)
            yield Candidate("CODE_PAYLOAD", 0, 0, ("format:strong", *inside), (code.box,), code.text)
