"""`pci-evidence`: which card data shows on which screen, as evidence for PCI DSS 3.4.1 and 3.3.1, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from screenpii.reports import renders
from screenpii.reports.escape import code, prose
from screenpii.reports.markdown import clause, table
from screenpii.reports.ranking import many, on_frame, rules_of, sentence, shows
from screenpii.summary import Report

# types that are cardholder data or sensitive authentication data
CARD_DATA_TYPES = frozenset({"PAYMENT_CARD", "CARD_EXPIRY", "CARD_CVV"})
COLUMNS = ("type", "screen", "frame", "shows", "preview", "role", "channel", "verdict", "clauses")


@renders("pci-evidence")
def render(report: Report) -> Iterator[bytes]:
    """What was looked at and how, a table of all card data, masked or not, and what was not read."""
    return (f"{line}\n".encode() for line in _lines(report))


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """A row of `COLUMNS` for each card value, in the order of the report."""
    for reading in report.readings():
        for finding in reading.findings:
            if finding.type in CARD_DATA_TYPES:
                yield (
                    *(finding.type, finding.source, str(finding.frame), shows(finding.masking)),
                    *(finding.preview, report.run.role, reading.channel, finding.verdict, " ".join(finding.rules)),
                )


def _lines(report: Report) -> Iterator[str]:
    yield from ("# Card data on screens", "", *_about(report), "")
    yield from _totals(report)
    yield from table([name.capitalize() for name in COLUMNS], ([code(text) for text in row] for row in rows(report)))
    cited = {rule for row in rows(report) for rule in row[-1].split()}
    if cited:
        yield from ("", "## Clauses", "")
        yield from (f"- {clause(rule)}" for name, rule in sorted(rules_of(report).items()) if name in cited)
    if report.counts.unread:
        yield from ("", "## Not fully read, so no evidence", "")
        unread = ([code(one.source + on_frame(one.position)), code(one.reason)] for one in report.unread())
        yield from table(["Screen", "Why"], unread)
    yield from ("", *(prose(note) for note in report.run.notes))


def _about(report: Report) -> Iterator[str]:
    run = report.run
    policies = ", ".join(f"{name} (version {version})" for name, version in run.policies)
    yield f"- Scan: begun {prose(run.started)}; {prose(sentence(report))}"
    yield f"- Read by {prose(run.engine)}, judged by {prose(policies) or 'no policy'}"
    yield f"- Role that looks at the screens: {code(run.role) or 'not told, so that no exception for a role counts'}"
    yield "- Requirements: PCI DSS 4.0.1, 3.4.1 (card number masked when displayed) and 3.3.1 (no card code)"
    if not any(name.startswith("pci-dss") for name, _ in run.policies):
        yield "- The verdicts are not by PCI DSS: the run had no policy `pci-dss-4.0.1`"


def _totals(report: Report) -> Iterator[str]:
    verdicts = Counter(row[7] for row in rows(report))
    if not verdicts:
        yield "No card data was found in what was read."
        return
    screens = sum(1 for _ in groupby(row[1] for row in rows(report)))
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    yield f"{many(verdicts.total(), 'card value')} on {many(screens, 'screen')}: {told}."
    yield ""
