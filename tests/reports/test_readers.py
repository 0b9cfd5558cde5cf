"""Each format is read by a program that others use for it, and holds there what was put in."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import junitparser
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from ocsf.v1_6_0.events import DataSecurityFinding
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from screenpii.reports import csv as csv_report
from screenpii.reports import formats, pci_evidence, sarif
from screenpii.reports.escape import FORMULA_STARTS, visible
from screenpii.summary import Report
from screenpii.types import Location, Reading
from tests.reports.sample import HOSTILE, RULES, empty, hostile, large, normal

ALL = pytest.mark.parametrize(
    "report", [normal(), hostile(), empty(), large(300)], ids=["normal", "hostile", "empty", "large"]
)


def render(name: str, report: Report) -> str:
    return formats.load()[name].whole(report).decode()


def exposed(report: Report) -> int:
    return sum(f.verdict == "exposed" for f in report.findings())


@ALL
def test_jsonl(report: Report) -> None:
    *frames, run = [json.loads(line) for line in render("jsonl", report).splitlines()]
    whole = json.loads(render("json", report))
    assert [f.pop("kind") for f in frames] == ["frame"] * len(whole["frames"])
    assert [finding for f in frames for finding in f.pop("findings")] == whole["findings"]
    assert frames == whole["frames"]
    assert (run["run"], run["tool"]) == (whole["run"], whole["tool"])


@ALL
@pytest.mark.parametrize("name", ["csv", "pci-evidence-csv"])
def test_csv(report: Report, name: str) -> None:
    rows = list(csv.reader(io.StringIO(render(name, report), newline="")))
    columns = csv_report.COLUMNS if name == "csv" else pci_evidence.COLUMNS
    cards = [f for f in report.findings() if name == "csv" or f.type in pci_evidence.CARD_DATA_TYPES]
    assert tuple(rows[0]) == columns
    assert len(rows) == 1 + len(cards)
    assert {len(row) for row in rows} == {len(columns)}
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)] == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("\tx", "'\\x09x"), ("\rx", "'\\x0dx"), ("a=1", "a=1"), ("", "")],
)
def test_formulas_in_csv(text: str, cell: str) -> None:
    assert b"".join(csv_report.written(["a", "b"], [[text, -1]])).decode() == f"a,b\r\n{cell},-1\r\n"


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        yield token
        yield from token.children or ()


@ALL
@pytest.mark.parametrize("name", ["markdown", "pci-evidence"])
def test_markdown(report: Report, name: str) -> None:
    seen = list(tokens(render(name, report)))
    assert {t.type for t in seen} & {"html_block", "html_inline", "link_open", "image", "fence", "code_block"} == set()
    codes = [t.content for t in seen if t.type == "code_inline"]
    for finding in report.findings():
        if finding.verdict == "exposed":
            source = visible(finding.source).replace("`", "\\x60").replace("|", "\\x7c")
            assert name == "pci-evidence" or source in codes
    headings = [seen[k + 1].content for k, t in enumerate(seen) if t.type == "heading_open"]
    assert set(headings) <= {
        *("Personal information on screens", "Exposures", "What to do", "Not fully read"),
        *("Card data on screens", "Clauses", "Not fully read, so no evidence"),
    }


def test_a_summary_fits_and_counts_the_rest() -> None:
    text = render("markdown", large(30_000))
    shown = text.count("| `shots/")
    assert len(text.encode()) < 2**20
    assert 5_000 < shown < 30_000
    assert f"**{30_000 - shown:,} exposures more, left out for lack of room.**" in text
    assert "What to do" in text


@ALL
def test_junit(report: Report) -> None:
    read = junitparser.JUnitXml.fromstring(render("junit", report).encode())
    (suite,) = read
    cases = {case.name: case for case in suite}
    broken = {visible(f.source) for f in report.findings() if f.verdict == "exposed"}
    left = {visible(s.source) for s in report.results if s.reason} - broken
    assert {n for n, c in cases.items() if [type(r) for r in c.result] == [junitparser.Failure]} == broken
    assert {n for n, c in cases.items() if [type(r) for r in c.result] == [junitparser.Error]} == left
    assert (suite.tests, suite.failures, suite.errors) == (len(list(suite)), len(broken), len(left))
    attached = [c.system_out for c in suite if c.system_out]
    assert all(a.count("[[") == a.count("[[ATTACHMENT|seen/") == a.count("]]") for a in attached)
    assert bool(attached) is any(r.picture for r in report.readings())


@ALL
def test_junit_has_the_attributes_that_jenkins_knows(report: Report) -> None:
    """After junit-10.xsd of Jenkins' xUnit plugin, which is no package that could be installed here."""
    known = {
        "testsuites": {"name", "time", "tests", "failures", "errors"},
        "testsuite": {"name", "time", "tests", "failures", "errors", "skipped", "timestamp"},
        "testcase": {"name", "time", "classname"},
        "failure": {"type", "message"},
        "error": {"type", "message"},
        "system-out": set(),
    }
    for element in ET.fromstring(render("junit", report)).iter():
        assert set(element.attrib) == known[element.tag]


def obeyed(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner of GitHub Actions takes it: command, properties and message."""
    head, _, message = line.removeprefix("::").partition("::")
    kind, _, rest = head.partition(" ")
    pairs = (pair.partition("=") for pair in rest.split(","))
    return kind, {key: unescape(value) for key, _, value in pairs}, unescape(message)


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


@ALL
def test_github(report: Report) -> None:
    *lines, notice = [obeyed(line) for line in render("github", report).splitlines()]
    kinds = [kind for kind, _, _ in lines]
    assert kinds == sorted(kinds)
    assert max((kinds.count(kind) for kind in kinds), default=0) <= 10
    sources = {visible(f.source) for f in report.findings()}
    assert {p["file"] for _, p, _ in lines} <= sources
    assert all(set(p) == {"file", "title"} for _, p, _ in lines)
    assert (notice[0], notice[1]) == ("notice", {"title": "screenpii"})
    hidden = exposed(report) - len(lines)
    assert (f"{hidden} exposures more without an annotation" in notice[2]) is bool(hidden)


@pytest.mark.parametrize("reading", [*hostile().readings()], ids=range(len(HOSTILE)))
def test_github_takes_every_text_as_it_is(reading: Reading) -> None:
    report = Report.of(hostile().run, [reading])
    first, notice = render("github", report).splitlines()
    kind, properties, message = obeyed(first)
    (finding,) = reading.findings
    assert (kind, properties["file"]) == ("error", visible(finding.source))
    assert message.startswith(f"{visible(finding.preview)} under {visible(finding.label)} at 10,20. own/")
    assert f"{visible(reading.source)} ({visible(reading.reason)})" in obeyed(notice)[2]
    assert re.search("%(?!25|0A|3A|2C)", first + notice) is None
    assert re.search("[:,]", first.split("::")[1].replace(",title=", "")) is None


def test_sarif_tells_equal_values_of_a_frame_apart() -> None:
    report = normal()
    twice = [replace(r, findings=(*r.findings, *r.findings)) for r in report.readings()]
    (run,) = json.loads(render("sarif", Report.of(report.run, twice)))["runs"]
    prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert len(set(prints)) == len(prints) == 2 * exposed(report)


@ALL
def test_sarif(report: Report) -> None:
    text = render("sarif", report)
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == exposed(report)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
    assert {unquote(uri, errors="surrogatepass") for uri in uris} <= {f.source for f in report.findings()}
    prints = [
        (uri, r["ruleId"], r["partialFingerprints"]["primaryLocationLineHash"])
        for uri, r in zip(uris, run["results"], strict=True)
    ]
    assert len(set(prints)) == len(prints)


def test_sarif_and_annotations_point_to_the_files() -> None:
    """Also where the configuration lies in a folder of the repository, and where screens lie outside of that."""
    report = normal()
    files = {
        "till/pay.png": Location("web/till/pay.png"),
        "till/receipt.png": Location("r\udcff #1/receipt.png", "/data/my shots"),
        "orders.gif": Location("orders.gif", "/"),
    }
    report = replace(report, results=[replace(one, file=files.get(one.source)) for one in report.results])
    (run,) = json.loads(render("sarif", report))["runs"]
    Sarif.model_validate({"version": "2.1.0", "runs": [run]})
    places = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in run["results"]]
    bases = {name: base["uri"] for name, base in run["originalUriBaseIds"].items()}
    assert {bases.get(place.get("uriBaseId", ""), "") + place["uri"] for place in places} == {
        "web/till/pay.png",
        "file:///data/my%20shots/r%FF%20%231/receipt.png",
        "file:///orders.gif",
    }
    *lines, _ = [obeyed(line) for line in render("github", report).splitlines()]
    assert {p["file"] for _, p, _ in lines} == {"web/till/pay.png", "till/receipt.png", "orders.gif"}


def test_sarif_rules_say_what_to_do() -> None:
    (run,) = json.loads(render("sarif", normal()))["runs"]
    first = run["tool"]["driver"]["rules"][0]
    assert first["help"]["text"] == RULES[0].fix
    assert first["properties"]["security-severity"] == "9.5"
    assert [r["level"] for r in run["results"]] == ["error"] * 3 + ["warning"] * 2 + ["note"]
    assert run["results"][0]["properties"]["boxes"] == [[10, 40, 80, 16]]


def test_sarif_makes_no_links_or_placeholders() -> None:
    report = hostile()
    texts = [r["message"]["text"] for r in json.loads(render("sarif", report))["runs"][0]["results"]]
    (link,) = [text for text in texts if "click" in text]
    assert "\\[click\\](http" in link
    assert any("{{0}} {{{{1}}}}" in text for text in texts)


def test_sarif_keeps_the_worst_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_RESULTS", 30)
    monkeypatch.setattr(sarif, "MAX_SHOWN_RESULTS", 20)
    report = large(100)
    (run,) = json.loads(render("sarif", report))["runs"]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert [r["properties"]["severity"] for r in run["results"]] == ["critical"] * 25 + ["high"] * 5
    assert notes[0].startswith("70 exposures left out, the least severe")
    assert notes[1] == "GitHub shows the first 20 results."
    monkeypatch.setattr(sarif, "MAX_LOG_BYTES", 1_500)
    small = render("sarif", report)
    assert 0 < len(json.loads(small)["runs"][0]["results"]) < 30


@ALL
def test_ocsf(report: Report) -> None:
    lines = [json.loads(line) for line in render("ocsf", report).splitlines()]
    assert len(lines) == exposed(report)
    for event in lines:
        read = DataSecurityFinding.model_validate(event)
        assert (read.class_uid, read.category_uid, event["type_uid"]) == (2006, 2, 200601)
        assert not missing(event)
    assert len({event["finding_info"]["uid"] for event in lines}) == len(lines)
    if lines:
        assert datetime.fromtimestamp(lines[0]["time"] / 1000, UTC).isoformat() == report.run.started


def missing(event: dict[str, Any]) -> set[str]:
    """What OCSF 1.6.0 requires of the class, and of the objects that we fill in, and an event has not."""
    needed = {
        "": {"activity_id", "category_uid", "class_uid", "finding_info", "metadata", "severity_id", "time", "type_uid"},
        "finding_info": {"uid"},
        "metadata": {"product", "version"},
        "file": {"name", "type_id"},
        "data_security": {"category_id"},
    }
    return {f"{part}.{key}" for part, keys in needed.items() for key in keys - set(event[part] if part else event)}


def test_evidence_says_by_what_it_was_judged() -> None:
    text = render("pci-evidence", normal())
    assert "4 card values on 2 screens: 3 exposed, 1 masked." in text
    assert "`first 6, last 4`" in text
    assert "`cashier`" in text
    assert "not by PCI DSS" not in text
    assert "not by PCI DSS" in render("pci-evidence", empty())
    assert "No card data was found" in render("pci-evidence", empty())


def test_hostile_texts_are_all_there() -> None:
    assert len([*hostile().findings()]) == len(HOSTILE)
