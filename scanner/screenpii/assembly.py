"""Settings → the pipeline that they ask for, and what a run under them is read and judged by."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from screenpii.config import Settings
from screenpii.entities import Detector, entities
from screenpii.errors import MissingEngineError, unknown
from screenpii.explaining import Explaining
from screenpii.ocr import create, identify
from screenpii.pipeline import Pipeline
from screenpii.policy import pack
from screenpii.policy.judge import Policy
from screenpii.summary import Run
from screenpii.trained import model_name
from screenpii.types import Rule


def load(settings: Settings, key: bytes, pictures: Path | None = None, illustrated: bool = False) -> Pipeline:
    """The pipeline for a worker process; `key` is the run's, the same in all of them.

    It writes annotated pictures into the folder `pictures` if there is one; `illustrated` readings have pictures that
    reports may show.
    Raises UsageError for unknown names, MissingEngineError without the engine.
    """
    flow = Pipeline(create(settings), choose(settings), settings.min_score, policy_of(settings), key)
    if pictures:
        from screenpii.annotate import annotate

        flow.annotate = partial(annotate, folder=pictures)
    if illustrated:
        from screenpii.wireframe import wireframe

        flow.picture = wireframe
    return flow


def load_explaining(settings: Settings, key: bytes, least: float) -> Explaining:
    """As `load`, with reasons; near misses have a score of at least `least`."""
    return Explaining(load(settings, key), least)


def policy_of(settings: Settings) -> Policy:
    """The policy that the settings ask for; UsageError for packs that there are not, or that are wrong."""
    known = entities.load()
    return Policy(
        tuple(pack.load(name, frozenset(known)) for name in settings.policy),
        settings.role,
        settings.channel,
        settings.allow,
        settings.tags,
        settings.test_cards,
        severities={name: detector.severity for name, detector in known.items()},
        previews={name: detector.preview for name, detector in known.items() if detector.preview},
    )


def choose(settings: Settings) -> list[Detector]:
    """The detectors for the types that the settings ask for; all by default.

    Raises UsageError for unknown types, MissingEngineError for detectors without their networks.
    """
    known = entities.load()
    for name in settings.types:
        if name not in known:
            raise unknown("entity type", name, known)
    chosen = [detector for name, detector in known.items() if not settings.types or name in settings.types]
    for detector in chosen:
        fault = detector.check() if detector.check else ""
        if fault:
            raise MissingEngineError(f"{detector.name} needs more: {fault}")
    return chosen


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The clauses of the settings' packs, as reports cite them."""
    return tuple(
        Rule(book.rule(clause), clause.title, clause.fix, clause.source, clause.severity)
        for book in policy_of(settings).packs
        for clause in book.clauses
    )


def describe(settings: Settings) -> Run:
    """What a run under these settings is read and judged by; loads no model."""
    packs = tuple((one.id, one.version) for one in policy_of(settings).packs)
    return Run(
        engine=identify(settings), model=model_name(), policies=packs, rules=rules_of(settings), role=settings.role
    )
