"""What a JUnit report of a recipe's run says."""

from __future__ import annotations

import re
from pathlib import Path

from junitparser import JUnitXml

ROOT = Path(__file__).parents[2]
TILL = ROOT / "samples/recipes/pages/till.html"
SHOWN = {"PERSON_NAME", "EMAIL", "PHONE", "PAYMENT_CARD"}


def cases(file: Path) -> dict[str, set[str]]:
    """The types that each picture shows, by its name."""
    found = [case for suite in JUnitXml.fromfile(str(file)) for case in suite]
    return {one.name: {line.split()[1] for result in one.result for line in result.text.splitlines()} for one in found}


def exposed(file: Path) -> dict[str, set[str]]:
    """The same of a report that must hold no value of the till's page."""
    values = re.findall(r'class="customer">(.+)', TILL.read_text("utf-8"))
    assert len(values) == len(SHOWN)
    text = file.read_text("utf-8")
    assert [value for value in values if value in text] == []
    return cases(file)
