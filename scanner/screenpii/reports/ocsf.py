"""`ocsf`: exposures as Data Security Findings (class 2006) of OCSF 1.6.0, one JSON object a line, for SIEM systems.

https://schema.ocsf.io/1.6.0/classes/data_security_finding
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from screenpii import __version__
from screenpii.reports import renders
from screenpii.reports.escape import ascii_json, visible
from screenpii.reports.ranking import mark, place, rule_of, rules_of
from screenpii.summary import Report
from screenpii.types import Record, Rule, Severity

OCSF_VERSION = "1.6.0"  # version of OCSF
Activity = Literal["Create", "Update", "Close"]
ACTIVITY_IDS: dict[Activity, int] = {"Create": 1, "Update": 2, "Close": 3}  # `activity_id` of each activity
SEVERITY_IDS: dict[Severity, int] = {"low": 2, "medium": 3, "high": 4, "critical": 5}  # `severity_id` of each severity
# names of the categories by `category_id`
CATEGORY_NAMES = {1: "Personal", 2: "Governmental", 3: "Financial", 6: "Security"}
# `category_id` of each type
CATEGORY_IDS = {
    **dict.fromkeys(("BANK_ACCOUNT", "CARD_CVV", "CARD_EXPIRY", "PAYMENT_CARD"), 3),
    **dict.fromkeys(("CREDENTIAL", "IP_ADDRESS"), 6),
    "NATIONAL_ID": 2,
}


@renders("ocsf")
def render(report: Report) -> Iterator[bytes]:
    """An event an exposure; nothing at all where there is none."""
    rules, time = rules_of(report), _milliseconds(report.run.started)
    versions = dict(report.run.policies)
    return (ascii_json(_event(f, rule_of(f, rules), time, versions)) for f in report.exposures())


def _event(finding: Record, rule: Rule, time: int, versions: dict[str, str]) -> dict[str, Any]:
    return {
        **finding_class(finding.severity),
        "time": time,
        "message": visible(f"{finding.type} {finding.preview} shows at {place(finding)} of {finding.source}"),
        "confidence_score": round(finding.score * 100),
        "is_alert": True,
        "metadata": metadata(),
        "finding_info": {
            "uid": mark(finding),
            "title": f"{finding.type} shows on a screen",
            "types": [finding.type],
            "desc": visible(rule.title),
            "created_time": time,
        },
        "data_security": data_security(finding.type, rule, versions),
        "file": {"name": visible(finding.source.rpartition("/")[2]), "path": visible(finding.source), "type_id": 1},
        "unmapped": _unmapped(finding),
        **({"remediation": {"desc": visible(rule.fix)}} if rule.fix else {}),
    }


def metadata() -> dict[str, Any]:
    """What made an event, and of which version of OCSF it is."""
    product = {"name": "screenpii", "vendor_name": "screenpii", "version": __version__}
    return {"version": OCSF_VERSION, "product": product}


def finding_class(severity: Severity, activity: Activity = "Create") -> dict[str, Any]:
    """What an event is: a finding that is new, seen again, or gone."""
    number = ACTIVITY_IDS[activity]
    return {
        "activity_id": number,
        "activity_name": activity,
        "category_uid": 2,
        "category_name": "Findings",
        "class_uid": 2006,
        "class_name": "Data Security Finding",
        "type_uid": 200600 + number,
        "type_name": f"Data Security Finding: {activity}",
        "severity_id": SEVERITY_IDS[severity],
        "severity": severity.capitalize(),
        **({"status_id": 4, "status": "Resolved"} if activity == "Close" else {"status_id": 1, "status": "New"}),
    }


def data_security(kind: str, rule: Rule, versions: Mapping[str, str]) -> dict[str, Any]:
    """Data of a type, by the clause that it breaks; `versions` are those of the packs, as far as known."""
    category = CATEGORY_IDS.get(kind, 1)
    pack = rule.id.partition("/")[0]
    policy = {"uid": visible(rule.id), "name": visible(pack), "desc": visible(rule.title)}
    return {
        "category_id": category,
        "category": CATEGORY_NAMES[category],
        "data_lifecycle_state_id": 3,
        "data_lifecycle_state": "Data in-Use",
        "detection_pattern": visible(kind),
        "policy": {**policy, **({"version": versions[pack]} if pack in versions else {})},
    }


def _unmapped(finding: Record) -> dict[str, Any]:
    """What OCSF has no place for."""
    return {
        "frame": finding.frame,
        "boxes": [list(box.xywh) for box in finding.boxes],
        "label": visible(finding.label),
        "preview": visible(finding.preview),
        "subject": finding.subject,
        "rules": [visible(rule) for rule in finding.rules],
        "fingerprint": finding.fingerprint,
    }


def _milliseconds(started: str) -> int:
    """Since 1970, in UTC unless it says otherwise; 0 for what is no time."""
    try:
        time = datetime.fromisoformat(started)
    except ValueError:
        return 0
    return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp() * 1000)
