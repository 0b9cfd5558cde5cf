"""`pci-evidence-csv`: the table of `pci-evidence` for spreadsheets."""

from __future__ import annotations

from scanner.reports import reports
from scanner.reports.csv import written
from scanner.reports.pci_evidence import COLUMNS, rows
from scanner.types import Report


@reports.register("pci-evidence-csv")
def render(report: Report) -> bytes:
    """One row a card value; the file says nothing of screens without any."""
    return written(COLUMNS, rows(report))
