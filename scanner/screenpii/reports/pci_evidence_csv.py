"""`pci-evidence-csv`: the table of `pci-evidence` for spreadsheets."""

from __future__ import annotations

from screenpii.reports import reports
from screenpii.reports.csv import written
from screenpii.reports.pci_evidence import COLUMNS, rows
from screenpii.types import Report


@reports.register("pci-evidence-csv")
def render(report: Report) -> bytes:
    """One row a card value; the file says nothing of screens without any."""
    return written(COLUMNS, rows(report))
