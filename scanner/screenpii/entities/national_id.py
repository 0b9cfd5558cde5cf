"""NATIONAL_ID: social security, tax, passport, identity-card and driving-licence numbers.

What it finds: numbers with a country's format and check digit (US SSN, UK NINO, Spanish DNI/NIE, Italian codice
fiscale, Brazilian CPF/CNPJ, French NIR, Dutch BSN ...), EU VAT numbers, and any number under such a label.
Why it matters: these numbers open credit and accounts, and cannot be changed.
Source: python-stdnum, whose modules cite each country's rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from screenpii.context import Context
from screenpii.entities import detects, matches, within
from screenpii.lexicon.masks import MASKS
from screenpii.types import Candidate

FOUND = [
    ("SSN  536-90-4399", "536-90-4399"),
    ("DNI:  54362315K", "54362315K"),
    ("Passport no.  C01X00T47", "C01X00T47"),
    ("Codice fiscale  RCCMNL83S18D969H", "RCCMNL83S18D969H"),
    ("CPF  390.533.447-05", "390.533.447-05"),
    ("Driver license  D1234567", "D1234567"),
    ("Tax ID  qrs550218", "qrs550218"),
]
NOT_FOUND = [
    "SKU  536-90-4399-1",
    "Phone  536-904-3999",
    "Order  54362315K",
    "Part no.  C01X00T47",
    "ID  12",
    "Passport holders queue here",
    "Tax ID  unknown",
]
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_LABELLED = re.compile(rf"(?<!\w)(?:[A-Z0-9{MASKS}](?:[ .\-/]?[A-Z0-9{MASKS}]){{4,19}}|[a-z0-9]{{6,20}})(?!\w)")


def _checks() -> list[tuple[re.Pattern[str], Callable[[str], bool]]]:
    """Formats that are telling enough to be found without a label, each with its check."""
    from stdnum.br import cnpj, cpf
    from stdnum.es import dni, nie
    from stdnum.fr import nir
    from stdnum.it import codicefiscale

    return [
        (re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z](?!\w)"), codicefiscale.is_valid),
        (re.compile(r"(?<!\w)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)"), cpf.is_valid),
        (re.compile(r"(?<!\w)\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}(?!\w)"), cnpj.is_valid),
        (re.compile(r"(?<!\w)\d{8}-?[A-Z](?!\w)"), dni.is_valid),
        (re.compile(r"(?<!\w)[XYZ]-?\d{7}-?[A-Z](?!\w)"), nie.is_valid),
        (re.compile(r"(?<!\w)[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\w)"), nir.is_valid),
    ]


@detects("NATIONAL_ID", __doc__, FOUND, NOT_FOUND)
def propose(context: Context) -> Iterator[Candidate]:
    """Numbers by format and check digit, and any number under an identity document's label."""
    from stdnum.us import ssn

    for match in matches(context, _SSN):
        if ssn.is_valid(match.group()):
            yield Candidate("NATIONAL_ID", *match.span(), ("format:good", "check"))
    for pattern, is_valid in _checks():
        for match in matches(context, pattern):
            if is_valid(match.group()):
                yield Candidate("NATIONAL_ID", *match.span(), ("format:good", "check"))
    for match in within(context, "NATIONAL_ID", _LABELLED):
        if sum(c.isdigit() for c in match.group()) >= 3 or any(c in match.group() for c in "*•"):
            yield Candidate("NATIONAL_ID", *match.span(), ("format:weak",))
