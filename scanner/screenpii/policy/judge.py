"""The verdict on what a frame shows: which clauses it breaks, how bad that is, and why."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from screenpii.config import Allow
from screenpii.policy.allow import allowed
from screenpii.policy.fingerprint import fingerprint
from screenpii.policy.identity import identified
from screenpii.policy.masking import masking_of, preview
from screenpii.policy.pack import OTHER_TYPES, Clause, Pack, Shows
from screenpii.policy.severity import by_factors, worst
from screenpii.types import Entity, Finding, Frame, Masking, Severity, Verdict

Preview = Callable[[Entity], str]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is judged by: packs, the role that looks at the screens, and what the user allows.

    `channel` is where the screens stand; empty if each is to be guessed, or if a screen does not tell. `severities` are
    those of types that no clause names but one for all types, `previews` put in words what is no text.
    """

    packs: tuple[Pack, ...]
    role: str = ""
    channel: str = ""
    allowances: tuple[Allow, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    test_cards: bool = False
    severities: Mapping[str, Severity] = field(default_factory=dict)
    previews: Mapping[str, Preview] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause, and the pack that it stands in."""

    pack: Pack
    clause: Clause

    @property
    def rule(self) -> str:
        """The name by which reports cite it."""
        return self.pack.rule(self.clause)


def judge(entities: Sequence[Entity], frame: Frame, policy: Policy, key: bytes) -> list[Finding]:
    """A finding for every entity of a frame.

    Exposed is what breaks a clause. What is masked enough for all clauses is masked; the rest is allowed: it is staff's
    or the store's own, the user allows it, or no clause of the packs speaks of it.
    """
    seen = [Seen(entity, masking_of(entity.type, entity.text), allowed(entity, frame, policy)) for entity in entities]
    shown = {s.entity.type for s in seen if s.shows}
    found = [_finding(s, frame, _in_scope(s.entity, policy, shown), policy, key) for s in seen]
    return by_factors(identified(found, key), policy.packs, policy.channel)


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity, how much of it is masked, and why it is allowed, if it is."""

    entity: Entity
    masking: Masking
    excuse: str

    @property
    def shows(self) -> bool:
        """Whether it counts when a clause asks what else shows on a screen: somebody's, readable, not allowed."""
        return self.entity.subject in ("customer", "unknown") and self.masking.state != "full" and not self.excuse


def _in_scope(entity: Entity, policy: Policy, shown: Container[str]) -> list[Cited]:
    """The clauses that are about this entity, beside the types that show with it, whatever shows of itself."""
    return [
        Cited(pack, clause)
        for pack in policy.packs
        for clause in pack.clauses
        if pack.about(clause, entity.type) and _is_about(clause, entity, policy, shown)
    ]


def _is_about(clause: Clause, entity: Entity, policy: Policy, shown: Container[str]) -> bool:
    scope = clause.applies
    return (
        not clause.across
        and entity.subject in scope.subjects
        and (not scope.channels or not policy.channel or policy.channel in scope.channels)
        and (not scope.roles or policy.role in scope.roles)
        and policy.role not in scope.except_roles
        and all(kind in shown for kind in scope.with_types if kind != entity.type)
    )


def _breaks(clause: Clause, masking: Masking) -> bool:
    """Whether more shows than the clause lets; masked needs evidence, so what shows no mask breaks it."""
    if clause.shows is None:
        return masking.state != "full"
    return masking.state == "none" or not _within(masking, clause.shows)


def _within(masking: Masking, shows: Shows) -> bool:
    return masking.leading <= shows.leading and masking.trailing <= shows.trailing and masking.middle <= shows.middle


def _finding(seen: Seen, frame: Frame, about: Sequence[Cited], policy: Policy, key: bytes) -> Finding:
    entity = seen.entity
    broken = [] if seen.excuse else [cited for cited in about if _breaks(cited.clause, seen.masking)]
    hidden = about and not seen.excuse and seen.masking.state != "none"
    verdict: Verdict = "exposed" if broken else "masked" if hidden else "allowed"
    severity, clause, title = _gravity(broken or about, policy.severities.get(entity.type, "low"))
    words = policy.previews.get(entity.type)
    return Finding(
        entity=entity,
        source=frame.source,
        position=frame.position,
        masking=seen.masking,
        verdict=verdict,
        severity=severity,
        rules=tuple(cited.rule for cited in broken),
        preview=words(entity) if words else preview(entity.type, entity.text),
        fingerprint=fingerprint(entity, key),
        clause=clause if broken else "",
        reason=seen.excuse or (f"{clause}: {title}" if broken else ""),
    )


def _gravity(clauses: Sequence[Cited], own: Severity) -> tuple[Severity, str, str]:
    """The highest severity of clauses, and the rule and the title of the first that has it.

    A clause for all types is as severe as the type says of itself, `own`, if that is worse.
    """
    rated = [
        (worst((b.clause.severity, own)) if OTHER_TYPES in b.clause.applies.types else b.clause.severity, b)
        for b in clauses
    ]
    severity = worst(rating for rating, _ in rated)
    return severity, *next(((b.rule, b.clause.title) for rating, b in rated if rating == severity), ("", ""))
