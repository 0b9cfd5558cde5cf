"""What commands look at: files, folders and web pages → a report, with what the baseline accepts marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from screenpii.baseline import Baseline
    from screenpii.config import Settings
    from screenpii.types import Reading, Report, Skipped


def look(
    inputs: list[str],
    settings: Settings,
    draw: bool,
    annotate: Path | None = None,
    illustrated: bool = False,
    each: Callable[[Reading | Skipped], None] = lambda result: None,
) -> tuple[Report, BaseException | None]:
    """The report on all images at or under the paths and all web pages, and what ended the run early, if anything did.

    Annotated copies go into the folder `annotate`, if there is one; `illustrated` readings have pictures for reports.
    `each` is told every result as it comes, before the baseline and the other frames have their say.
    """
    from screenpii import pipeline
    from screenpii.addresses import is_page
    from screenpii.cli.output import open_folder
    from screenpii.cli.progress import progress
    from screenpii.errors import UsageError
    from screenpii.keys import NOT_LASTING, key_id, of_run
    from screenpii.policy.recombine import recombined
    from screenpii.runners.collect import collect
    from screenpii.runners.local import run
    from screenpii.runners.shooting import Pages
    from screenpii.sources.walk import find

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
    with progress(len(found.items) + len(pages), draw) as tell:

        def told(result: Reading | Skipped) -> None:
            tell(result)
            each(result)

        results = run(chain(found.items, pages), settings, load)
        report, failure = collect(results, *about, each=told)
    if not lasting:
        report = replace(report, notes=(*report.notes, NOT_LASTING))
    readings = recombined(report.readings, pipeline.policy_of(settings).packs)
    pictured = tuple(_pictured(reading, annotate) for reading in readings)
    report = replace(report, readings=pictured, files=found.files, others=found.others)
    rules = pipeline.rules_of(settings)
    return replace(_accepted(report, known), rules=rules, role=settings.role, key=key_id(key)), failure


def _pictured(reading: Reading, folder: Path | None) -> Reading:
    """The reading with the path of its annotated copy, if that was written."""
    if not folder or reading.note:
        return reading
    from screenpii.annotate.store import name_of

    path = folder / name_of(reading.source, reading.frame)
    return replace(reading, picture=path.as_posix()) if path.is_file() else reading


def baseline_for(settings: Settings, key: bytes) -> Baseline | None:
    """The baseline of the settings, for a key."""
    if not settings.baseline:
        return None
    from screenpii.baseline import load
    from screenpii.keys import key_id

    return load(Path(settings.baseline), key_id(key), date.today())


def _accepted(report: Report, known: Baseline | None) -> Report:
    """The report with the exposures marked that the baseline accepts; entries that are expired or stale are noted."""
    if known is None:
        return report
    known = known.renamed(report.readings, report.files)
    expired, stale = len(known.expired()), len(known.stale(report.readings))
    notes = [f"Baseline: {expired} entries have expired and count again."] if expired else []
    notes += [f"Baseline: {stale} entries no longer show; `screenpii baseline prune` takes them out."] if stale else []
    return replace(report, readings=tuple(known.marked(r) for r in report.readings), notes=(*report.notes, *notes))
