"""IP_ADDRESS: an IPv4 or IPv6 address.

What it finds: valid addresses of either kind, but not version numbers, masks of whole networks or the unspecified address.
Why it matters: personal data under the GDPR (CJEU C-582/14, Breyer) and the CCPA (1798.140(v)(1)(A)).
Source: RFC 791, RFC 4291; the standard library's `ipaddress`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from screenpii.context import Context
from screenpii.entities import detects, is_shaped, matches
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("Last IP:  203.0.113.42", "203.0.113.42"),
    ("Signed in from 198.51.100.7 today", "198.51.100.7"),
    ("Client IP  2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
]
NOT_FOUND = [
    "Version 4.12.0.3",
    "v10.2.1.0",
    "Build 1.2.3.4.5",
    "Netmask 255.255.255.0",
    "Time 10:32:11",
    "user-agent Shop/3.14.15.92",
    "running 3.14.15.92-beta",
    "Subnet 192.168.20.0/24",
    "0.0.0.0",  # noqa: S104 - an example
]
_MASKED_PART = rf"[xX{MASKS}]{{1,3}}"
_V4 = re.compile(rf"(?<![\w.])\d{{1,3}}(?:\.(?:\d{{1,3}}|{_MASKED_PART})){{3}}(?![\w]|\.\d|/\d)")
_V6 = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{1,4}(?![\w:])")
_VERSION = re.compile(r"(?:version|release|build|firmware|\bver\.?|\bv\.?)\s*:?\s*$", re.I)


@detects("IP_ADDRESS", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Addresses that parse, unless the word before says that it is a version."""
    page = context.page
    for pattern in (_V4, _V6):
        for match in matches(context, pattern):
            text = re.sub(_MASKED_PART, "0", match.group())
            before = page.text[max(0, match.start() - 12) : match.start()]
            if _is_host(text) and not _VERSION.search(before) and not is_shaped(context, *match.span()):
                yield Candidate("IP_ADDRESS", *match.span(), ("format:good",))


def _is_host(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_unspecified or text.startswith("255.") or address.is_multicast)
