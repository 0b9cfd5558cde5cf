"""Reports to render: one as a run would make it, one full of hostile text, an empty and a large one.

`python -m tests.reports.sample` writes the golden files anew; read the difference before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from screenpii import __version__
from screenpii.policy.record import record_of
from screenpii.reports import formats
from screenpii.summary import Report, Run
from screenpii.types import (
    FIRST,
    Box,
    Entity,
    Finding,
    Masking,
    Position,
    Reading,
    Record,
    Rule,
    Severity,
    Skipped,
    Verdict,
)

GOLDEN = Path(__file__).parent / "golden"
SECRET = "4111 1111 1111 1111"
STARTED = "2026-01-02T03:04:05+00:00"
FILES = {
    "json": "report.json",
    "table": "table.txt",
    "jsonl": "report.jsonl",
    "csv": "findings.csv",
    "markdown": "summary.md",
    "junit": "junit.xml",
    "sarif": "report.sarif",
    "github": "commands.txt",
    "ocsf": "ocsf.jsonl",
    "pci-evidence": "pci-evidence.md",
    "pci-evidence-csv": "pci-evidence.csv",
    "html": "report.html",
}
RULES = (
    Rule("default/account-data", "Card numbers never show", "Show the last four digits.", "PCI DSS 4.0.1", "critical"),
    Rule(
        "default/contact-data", "Who a customer is does not show", "Show a first name.", "GDPR Art. 5(1)(c)", "medium"
    ),
    Rule("pci-dss-4.0.1/3.4.1", "A card number is masked", "Mask it.", "PCI DSS 4.0.1, 3.4.1", "critical"),
    Rule("default/references", "Order numbers do not show", "Show the end.", "GDPR Art. 4(1)", "low"),
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> &amp; <!-- --> ]]>",
    "\x1b[31mred\x1b]8;;http://evil.example\x07link\x9b0m\x7f",
    "=HYPERLINK(A1)",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '＝1","=2',
    "[click](http://evil.example) ![x](http://evil.example/x.png)",
    "a|b`c|d\\|e\\`f\\",
    "`` ` ``",
    "x\n::set-output name=x::y",
    "::error file=x::y",
    "::stop-commands::x",
    "##[set-env name=x;]y",
    "100%25, a: b, %0A::error::x",
    "\0\x08\x0b\ufffe\uffff\ufdd0",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "half \udc80 \ud800",
    "a\u2028b\u2029c\x85d\r\ne",
    "{0} {{1}} ${{ secrets.TOKEN }}",
    "@everyone #1 :smile: www.evil.example a@b.example",
    "]] [[ATTACHMENT|/etc/passwd]]",
    "../../etc/passwd",
    "# heading\n\n---\n| a |",
    " ",
)


def finding(
    kind: str,
    source: str,
    severity: Severity = "medium",
    rules: tuple[str, ...] = ("default/contact-data",),
    *,
    verdict: Verdict = "exposed",
    frame: int = 0,
    masking: Masking = Masking("none"),  # noqa: B008
    label: str = "",
    preview: str = "",
    top: int = 20,
    number: int = 1,
) -> Record:
    """A finding whose value is `SECRET`."""
    boxes = (Box(10, top, 90, top + 16),)
    entity = Entity(kind, "customer", 0, 19, SECRET, boxes, 0.97, label or kind.replace("_", " ").capitalize())
    cited = rules if verdict == "exposed" else ()
    reason = f"{cited[0]}: because" if cited else ""
    told = {"clause": cited[0] if cited else "", "reason": reason}
    shown = preview or "•••• 1111"
    return record_of(
        Finding(entity, source, Position(frame), masking, verdict, severity, cited, shown, f"v1:{number:032x}", **told)
    )


def reported(readings: Iterable[Reading], skipped: Iterable[Skipped] = (), **about: Any) -> Report:
    """The report on a run with these results."""
    return Report.of(Run(**{"started": STARTED, "seconds": 1.0, "engine": "fake 1", **about}), (*readings, *skipped))


def normal() -> Report:
    """A till with card data, a receipt that is masked well, an animation, a clean screen and a broken file."""
    card = ("default/account-data", "pci-dss-4.0.1/3.4.1")
    till = (
        finding("PERSON_NAME", "till/pay.png", top=20, preview="A••• S•••", number=1),
        finding("PAYMENT_CARD", "till/pay.png", "critical", card, top=40, number=2),
        finding("CARD_EXPIRY", "till/pay.png", "high", card[:1], top=60, preview="••••", number=3),
        finding("CARD_CVV", "till/pay.png", "critical", card[:1], top=80, preview="•••", number=4),
        finding("PERSON_NAME", "till/pay.png", verdict="allowed", top=100, preview="D••• W•••", number=5),
    )
    receipt = (
        finding("PAYMENT_CARD", "till/receipt.png", verdict="masked", masking=Masking("full", 6, 4), number=2),
        finding("ORDER_ID", "till/receipt.png", "low", ("default/references",), top=40, number=6),
    )
    again = finding("EMAIL", "orders.gif", frame=2, preview="a•••@e•••.com", label="E-mail", number=7)
    accepted = finding("EMAIL", "orders.gif", verdict="accepted", preview="b•••@e•••.com", number=8)
    return reported(
        (
            Reading("till/pay.png", FIRST, 640, 480, 0.51, till, channel="pos", picture="seen/till/pay.png.png"),
            Reading("till/receipt.png", FIRST, 300, 800, 0.25, receipt, channel="receipt"),
            Reading("orders.gif", FIRST, 640, 480, 0.3, (accepted,)),
            Reading("orders.gif", Position(2), 640, 480, 0.1, (again,), reason="much of its text could not be read"),
            Reading("clean.png", FIRST, 640, 480, 0.2),
        ),
        (Skipped("broken.png", "empty file"),),
        seconds=1.5,
        model="model-1",
        policies=(("default", "1"), ("pci-dss-4.0.1", "1")),
        rules=RULES,
        role="cashier",
        key="k1:00000000",
        notes=("Baseline: 1 entries have expired and count again.",),
    )


def hostile() -> Report:
    """Every hostile text as file name, label, preview, reason, channel, role, picture and rule."""
    readings = tuple(
        Reading(
            f"{text}.png",
            FIRST,
            9,
            9,
            0.1,
            (finding("PAYMENT_CARD", f"{text}.png", "critical", (f"own/{n}",), label=text, preview=text, number=n),),
            reason=text,
            channel=text,
            picture=f"seen/{text}.png",
        )
        for n, text in enumerate(HOSTILE)
    )
    rules = tuple(Rule(f"own/{n}", text, text, text, "low") for n, text in enumerate(HOSTILE))
    skipped = tuple(Skipped(text, text) for text in HOSTILE)
    about = {"complete": False, "model": "m", "policies": (("own", "1"),), "rules": rules, "role": HOSTILE[0]}
    return reported(readings, skipped, **about)


def empty() -> Report:
    """A run that read one screen, and found nothing."""
    return reported((Reading("a.png", FIRST, 9, 9, 0.1),), seconds=0.1)


def large(findings: int, each: int = 10) -> Report:
    """So many exposures, `each` on a screen."""
    severities: tuple[Severity, ...] = ("low", "medium", "high", "critical")
    readings = tuple(
        Reading(
            f"shots/{start:06}.png",
            FIRST,
            640,
            480,
            0.1,
            tuple(
                finding(
                    "PAYMENT_CARD", f"shots/{start:06}.png", severities[n % 4], top=20 * (n - start), number=n * 7919
                )
                for n in range(start, min(start + each, findings))
            ),
        )
        for start in range(0, findings, each)
    )
    return reported(readings, seconds=99.0, rules=RULES, policies=(("default", "1"),))


def told(name: str, report: Report) -> str:
    """A report as text, without the version of the program, and without the style and script of the page."""
    text = formats.load()[name].whole(report).decode().replace(f'"{__version__}"', '"VERSION"')
    return re.sub(r"<(style|script)>.*?</\1>|'sha256-[^']+'", r"<\1>", text, flags=re.DOTALL)


if __name__ == "__main__":
    for name, file in FILES.items():
        (GOLDEN / file).write_text(told(name, normal()), "utf-8", newline="")
