"""Verdicts: whose it is, what shows, to whom, and what stands with it."""

from __future__ import annotations

import pytest

from screenpii.config import Allow
from screenpii.entities import entities
from screenpii.policy.judge import Policy, judge
from screenpii.policy.pack import load
from screenpii.types import Entity, Finding, Subject
from tests.policy.judging import FRAME, entity

KEY = b"k" * 32
TYPES = frozenset(entities.load())
CARD = "4111 1111 1111 1111"


def judged(*found: Entity, packs: tuple[str, ...] = ("default",), **more: object) -> list[Finding]:
    policy = Policy(tuple(load(name, TYPES) for name in packs), **more)  # type: ignore[arg-type]
    return judge(found, FRAME, policy, KEY)


@pytest.mark.parametrize(
    ("subject", "verdict"),
    [("customer", "exposed"), ("unknown", "exposed"), ("associate", "allowed"), ("business", "allowed")],
)
def test_whose_it_is(subject: Subject, verdict: str) -> None:
    (finding,) = judged(entity("PHONE", "(415) 555-0143", subject))
    assert finding.verdict == verdict
    assert bool(finding.rules) is (verdict == "exposed")


def test_masked_is_not_exposed_and_half_masked_is() -> None:
    masked, half = judged(entity("PERSON_NAME", "A•••• O•••••"), entity("PERSON_NAME", "A•••• Okafor"))
    assert (masked.verdict, half.verdict) == ("masked", "exposed")


def test_a_pack_says_nothing_of_what_it_is_not_about() -> None:
    (name,) = judged(entity("PERSON_NAME", "Amara Okafor"), packs=("pci-dss-4.0.1",))
    assert (name.verdict, name.rules) == ("allowed", ())


def test_rules_of_several_packs_are_cited_and_the_worst_counts() -> None:
    (card,) = judged(entity("PAYMENT_CARD", CARD), packs=("ccpa", "pci-dss-4.0.1"))
    assert card.rules == ("ccpa/140(v)(1)(B)", "pci-dss-4.0.1/3.4.1")
    assert card.severity == "critical"
    assert card.reason.startswith("pci-dss-4.0.1/3.4.1: ")


def test_what_stands_together_is_worse() -> None:
    name, birth = entity("PERSON_NAME", "Amara Okafor"), entity("DATE_OF_BIRTH", "12 Mar 1990")
    place = entity("POSTAL_ADDRESS", "12 Oak Street, Leeds LS1 4DT")
    assert [f.severity for f in judged(name, birth)] == ["medium", "high"]
    together = judged(name, birth, place)
    assert {f.severity for f in together} == {"critical"}
    assert all("default/full-identity" in f.rules for f in together)


def test_what_is_hidden_or_somebody_elses_stands_with_nothing() -> None:
    expiry = entity("CARD_EXPIRY", "09/28")
    assert judged(expiry, entity("PAYMENT_CARD", "•••• 1111"))[0].severity == "medium"
    assert judged(expiry, entity("PAYMENT_CARD", CARD, "business"))[0].severity == "medium"
    assert judged(expiry, entity("PAYMENT_CARD", CARD))[0].severity == "critical"


@pytest.mark.parametrize(
    ("allow", "role", "verdict"),
    [
        (Allow(values=("+1 415 555 0143",), types=("PHONE",)), "", "exposed"),
        (Allow(values=("415-555-0143",), types=("PHONE",), reason="our hotline"), "", "allowed"),
        (Allow(values=("415-555-0143",), types=("EMAIL",)), "", "exposed"),
        (Allow(values=("(415) 555-*",)), "", "allowed"),
        (Allow(roles=("pharmacist",)), "pharmacist", "allowed"),
        (Allow(roles=("pharmacist",)), "cashier", "exposed"),
        (Allow(roles=("pharmacist",), screens=("pickup",)), "pharmacist", "exposed"),
        (Allow(roles=("pharmacist",), screens=("counter",)), "pharmacist", "allowed"),
        (Allow(screens=("shop/*",)), "", "allowed"),
        (Allow(screens=("named-*",)), "", "allowed"),
        (Allow(screens=("shop/*",), channels=("kiosk",)), "", "exposed"),
    ],
)
def test_allow_list(allow: Allow, role: str, verdict: str) -> None:
    tags = {"counter": ("shop/till*",), "pickup": ("pickup/*",)}
    (finding,) = judged(entity("PHONE", "(415) 555-0143"), allowances=(allow,), role=role, tags=tags)
    assert finding.verdict == verdict
    assert ("allowed: " in finding.reason) is (verdict == "allowed")


def test_test_cards() -> None:
    assert judged(entity("PAYMENT_CARD", CARD))[0].verdict == "exposed"
    (card,) = judged(entity("PAYMENT_CARD", CARD), test_cards=True)
    assert (card.verdict, card.reason) == ("allowed", "allowed: a public test number, no real card")
    assert judged(entity("PAYMENT_CARD", "4539 5787 6362 1486"), test_cards=True)[0].verdict == "exposed"


def test_a_channel_that_is_not_known_is_in_every_scope() -> None:
    expiry = entity("CARD_EXPIRY", "02/19")
    for channel, verdict in (("receipt", "exposed"), ("", "exposed"), ("pos", "allowed")):
        assert judged(expiry, packs=("facta-receipts",), channel=channel)[0].verdict == verdict


def test_nist_raises_with_quantity_and_context() -> None:
    packs = ("default", "nist-800-122")
    name = entity("PERSON_NAME", "Amara Okafor")
    (alone,) = judged(name, packs=packs, channel="backoffice")
    crowd = judged(*(entity("PERSON_NAME", f"Amara Okafor{c}") for c in "abcdefghijkl"), packs=packs, channel="kiosk")
    assert alone.severity == "medium"
    assert {f.severity for f in crowd} == {"high"}
    assert "quantity 2" in crowd[0].reason
