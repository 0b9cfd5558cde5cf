"""A run: files, folders and web pages → a report, with what the baseline accepts marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from screenpii import baseline, pipeline
from screenpii.addresses import is_page
from screenpii.annotate.store import name_of, open_folder
from screenpii.baseline import Baseline
from screenpii.config import Settings
from screenpii.errors import UsageError
from screenpii.keys import NOT_LASTING, key_id, of_run
from screenpii.policy.recombine import recombined
from screenpii.runners.collect import collect
from screenpii.runners.local import run
from screenpii.runners.shooting import Pages
from screenpii.sources.walk import find
from screenpii.types import Reading, Report, Skipped

Result = Reading | Skipped
Sink = Callable[[Result], None]
"""Is told every result as it comes, before the baseline and the other frames have their say."""
Progress = Callable[[int], AbstractContextManager[Sink]]
"""Gives a sink for the duration of a run of so many items."""


@contextmanager
def unseen(total: int) -> Iterator[Sink]:
    """No progress is shown."""
    yield lambda result: None


def scanned(
    inputs: Sequence[str],
    settings: Settings,
    sinks: Iterable[Sink] = (),
    annotate: Path | None = None,
    illustrated: bool = False,
    progress: Progress = unseen,
) -> tuple[Report, BaseException | None]:
    """The report on all images at or under the paths and all web pages, and what ended the run early, if anything did.

    Annotated copies go into the folder `annotate`, if there is one; `illustrated` readings have pictures for reports.
    Raises UsageError for inputs and settings that cannot be followed, MissingEngineError without the engine.
    """
    paths = [Path(one) for one in inputs if not is_page(one)]
    pages = Pages([one for one in inputs if is_page(one)], settings)
    found = find(paths, settings.include, settings.exclude, settings.folder)
    if not (found.items or len(pages)):
        raise UsageError("name images, folders of images, or addresses of web pages")
    pictures = open_folder(annotate, paths) if annotate else None
    about = pipeline.describe(settings)
    key, lasting = of_run(settings.key)
    known = baseline_for(settings, key)
    load = partial(pipeline.load, key=key, pictures=pictures, illustrated=illustrated)
    with progress(len(found.items) + len(pages)) as shown:
        told = partial(_tell, (shown, *sinks))
        report, failure = collect(run(chain(found.items, pages), settings, load), *about, each=told)
    if not lasting:
        report = replace(report, notes=(*report.notes, NOT_LASTING))
    readings = recombined(report.readings, pipeline.policy_of(settings).packs)
    pictured = tuple(_pictured(reading, annotate) for reading in readings)
    report = replace(report, readings=pictured, files=found.files, others=found.others)
    rules = pipeline.rules_of(settings)
    return replace(_accepted(report, known), rules=rules, role=settings.role, key=key_id(key)), failure


def baseline_for(settings: Settings, key: bytes) -> Baseline | None:
    """The baseline of the settings, for a key."""
    return baseline.load(Path(settings.baseline), key_id(key), date.today()) if settings.baseline else None


def _tell(sinks: Sequence[Sink], result: Result) -> None:
    for sink in sinks:
        sink(result)


def _pictured(reading: Reading, folder: Path | None) -> Reading:
    """The reading with the path of its annotated copy, if that was written."""
    if not folder or reading.note:
        return reading
    path = folder / name_of(reading.source, reading.frame)
    return replace(reading, picture=path.as_posix()) if path.is_file() else reading


def _accepted(report: Report, known: Baseline | None) -> Report:
    """The report with the exposures marked that the baseline accepts; entries that are expired or stale are noted."""
    if known is None:
        return report
    known = known.renamed(report.readings, report.files)
    expired, stale = len(known.expired()), len(known.stale(report.readings))
    notes = [f"Baseline: {expired} entries have expired and count again."] if expired else []
    notes += [f"Baseline: {stale} entries no longer show; `screenpii baseline prune` takes them out."] if stale else []
    return replace(report, readings=tuple(known.marked(r) for r in report.readings), notes=(*report.notes, *notes))
