"""The verdict on what a frame shows: which clauses it breaks, how bad that is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scanner.config import Allow
from scanner.policy.allow import allowed
from scanner.policy.identity import identified
from scanner.policy.keyed import fingerprint
from scanner.policy.masking import masking_of, preview
from scanner.policy.pack import Clause, Pack, Shows
from scanner.policy.severity import by_factors, worst
from scanner.types import Entity, Finding, Frame, Masking, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Policy:
    """What is judged by: packs, the role that looks at the screens, and what the user allows.

    `channel` is where the screens stand; empty if each is to be guessed, or if a screen does not tell.
    """

    packs: tuple[Pack, ...]
    role: str = ""
    channel: str = ""
    allowances: tuple[Allow, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    test_cards: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A clause of a pack that is broken, or would be if the value showed."""

    pack: Pack
    clause: Clause

    @property
    def rule(self) -> str:
        """The name by which reports cite it."""
        return f"{self.pack.id}/{self.clause.id}"


def judge(entities: Sequence[Entity], frame: Frame, policy: Policy, key: bytes) -> list[Finding]:
    """A finding for every entity of a frame.

    Exposed is what breaks a clause. What is masked enough for all clauses is masked; the rest is allowed: it is staff's
    or the store's own, the user allows it, or no clause of the packs speaks of it.
    """
    masks = [masking_of(entity.type, entity.text) for entity in entities]
    excuses = [allowed(entity, frame.source, policy) for entity in entities]
    concerned = [_in_scope(entity, policy) for entity in entities]
    broken = [
        [] if excuse else [b for b in about if not b.clause.applies.with_types and _breaks(b.clause, masking)]
        for about, masking, excuse in zip(concerned, masks, excuses, strict=True)
    ]
    shown = {entity.type for entity, found in zip(entities, broken, strict=True) if found}
    found = []
    for entity, masking, excuse, about, simple in zip(entities, masks, excuses, concerned, broken, strict=True):
        joint = [b for b in about if simple and b.clause.applies.with_types and shown >= {*b.clause.applies.with_types}]
        found.append(_finding(entity, frame, masking, about, [*simple, *joint], excuse, key))
    return by_factors(identified(found, key), policy.packs, policy.channel)


def _in_scope(entity: Entity, policy: Policy) -> list[Broken]:
    """The clauses that are about this entity, whatever shows of it."""
    return [Broken(pack, clause) for pack in policy.packs for clause in pack.clauses if _is_about(clause, entity, policy)]


def _is_about(clause: Clause, entity: Entity, policy: Policy) -> bool:
    scope = clause.applies
    return (
        entity.type in scope.types
        and entity.subject in scope.subjects
        and (not scope.channels or not policy.channel or policy.channel in scope.channels)
        and (not scope.roles or policy.role in scope.roles)
        and policy.role not in scope.except_roles
    )


def _breaks(clause: Clause, masking: Masking) -> bool:
    """Whether more shows than the clause lets; masked needs evidence, so what shows no mask breaks it."""
    if clause.shows is None:
        return masking.state != "full"
    return masking.state == "none" or not _within(masking, clause.shows)


def _within(masking: Masking, shows: Shows) -> bool:
    return (
        masking.leading <= shows.leading and masking.trailing <= shows.trailing and masking.middle <= shows.middle
    )


def _finding(
    entity: Entity, frame: Frame, masking: Masking, about: Sequence[Broken], broken: Sequence[Broken], excuse: str, key: bytes
) -> Finding:
    verdict: Verdict = "exposed" if broken else "masked" if about and not excuse and masking.state != "none" else "allowed"
    severity, reason = _gravity(broken or about)
    return Finding(
        entity=entity,
        source=frame.source,
        frame=frame.index,
        masking=masking,
        verdict=verdict,
        severity=severity,
        rules=tuple(b.rule for b in broken),
        preview=preview(entity.type, entity.text),
        fingerprint=fingerprint(entity, key),
        reason=excuse or (reason if broken else ""),
    )


def _gravity(clauses: Sequence[Broken]) -> tuple[Severity, str]:
    """The highest severity of clauses, and the title of the first that has it."""
    severity = worst(b.clause.severity for b in clauses)
    return severity, next((f"{b.rule}: {b.clause.title}" for b in clauses if b.clause.severity == severity), "")
