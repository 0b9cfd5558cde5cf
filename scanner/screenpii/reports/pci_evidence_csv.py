"""`pci-evidence-csv`: the table of `pci-evidence` for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from screenpii.reports import renders
from screenpii.reports.csv import written
from screenpii.reports.pci_evidence import COLUMNS, rows
from screenpii.summary import Report


@renders("pci-evidence-csv")
def render(report: Report) -> Iterator[bytes]:
    """One row a card value; the file says nothing of screens without any."""
    return written(COLUMNS, rows(report))
