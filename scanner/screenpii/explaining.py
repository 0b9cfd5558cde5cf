"""The same flow, with an account of every value on a frame: why it is reported, or why not."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from screenpii.pipeline import Pipeline
from screenpii.policy.record import record_of
from screenpii.scorer import Explanation, contest, explain
from screenpii.types import Entity, Frame, Reading, Record


@dataclass(frozen=True, slots=True)
class Account:
    """What was decided about one candidate, and why.

    `reported`, or lost: overlapped by the finding `winner`, or for its low score alone.
    """

    finding: Record
    why: Explanation
    reported: bool
    winner: Record | None = None


@dataclass(frozen=True, slots=True)
class Explained(Reading):
    """A reading with an account of every finding, then of every near miss."""

    accounts: tuple[Account, ...] = ()

    def marked(self, reading: Reading) -> Explained:
        """With the findings of a reading, which has the same ones with other verdicts, in the accounts too."""
        fresh = iter(reading.findings)
        accounts = tuple(replace(one, finding=next(fresh)) if one.reported else one for one in self.accounts)
        return replace(self, findings=reading.findings, accounts=accounts)


@dataclass(frozen=True, slots=True)
class Explaining:
    """Reads frames with a pipeline, and tells why; near misses are candidates with a score of at least `least`."""

    flow: Pipeline
    least: float

    def __call__(self, frame: Frame) -> Explained:
        """Everything found on one frame, and nearly found, with the reasons."""
        began, flow = time.perf_counter(), self.flow
        page, reason = flow.look(frame)
        context, policy = flow.understand(page), flow.policy_for(page)
        kept, lost = contest(flow.weigh(context), flow.min_score, min(self.least, flow.min_score))
        records: dict[Entity, Record] = dict(zip(kept, map(record_of, flow.judged(context, kept, policy)), strict=True))
        accounts = [Account(records[entity], explain(entity), True) for entity in kept]
        for entity, winner in lost:
            # As it would be if it were reported too: clauses may be about types that show together.
            missed = record_of(flow.judged(context, (*kept, entity), policy)[-1])
            accounts.append(Account(missed, explain(entity), False, records[winner] if winner else None))
        found = tuple(account.finding for account in accounts if account.reported)
        took = round(time.perf_counter() - began, 3)
        return Explained(
            *(frame.source, frame.position, frame.width, frame.height, took, found, reason),
            channel=policy.channel,
            accounts=tuple(accounts),
        )
