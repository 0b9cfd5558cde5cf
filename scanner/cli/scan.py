"""`screenpii scan`: look at files, folders and web pages, report, exit 1 if there are exposures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import (
    AllowHost,
    Config,
    Engine,
    Exclude,
    FullPage,
    Include,
    Inputs,
    Jobs,
    MinScore,
    NoProgress,
    Policy,
    Scheme,
    StorageState,
    Timeout,
    UrlList,
    Viewport,
    WaitFor,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.baseline import Baseline
    from scanner.config import Settings
    from scanner.types import Reading, Report, Skipped


def scan(
    inputs: Inputs = None,
    config: Config = None,
    engine: Engine = None,
    jobs: Jobs = None,
    timeout: Timeout = None,
    include: Include = None,
    exclude: Exclude = None,
    types: Annotated[list[str] | None, typer.Option(help="Entity type to look for; repeatable.")] = None,
    min_score: MinScore = None,
    policy: Policy = None,
    baseline: Annotated[Path | None, typer.Option(help="Accepted findings, made by `screenpii baseline`.")] = None,
    role: Annotated[str | None, typer.Option(help="Who looks at these screens, for packs that name roles.")] = None,
    channel: Annotated[
        str | None, typer.Option(help="pos, kiosk, receipt ...; guessed for each screen if not.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="table, json, csv, sarif ...; see the README.")] = "table",
    output: Annotated[Path | None, typer.Option(help="Write the report here, not to stdout.")] = None,
    report: Annotated[list[str] | None, typer.Option(metavar="FORMAT=FILE", help="One more; repeatable.")] = None,
    annotate: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Draw what was found on copies here.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exposures do not count for the exit code.")] = False,
    url_list: UrlList = None,
    viewport_size: Viewport = None,
    color_scheme: Scheme = None,
    full_page: FullPage = None,
    wait_for: WaitFor = None,
    storage_state: StorageState = None,
    allow_host: AllowHost = None,
    no_progress: NoProgress = False,
) -> None:
    """Find personal information on screens. Exits 0 clean, 1 exposures, 2 usage, 3 incomplete, 4 engine missing."""
    from scanner.addresses import listed
    from scanner.cli.live import live
    from scanner.cli.output import deliver, plan, tell_pictures
    from scanner.reports import wants_pictures

    settings = settings_of(
        config,
        engine=engine,
        jobs=jobs,
        timeout=timeout,
        include=include,
        exclude=exclude,
        types=types,
        min_score=min_score,
        policy=policy,
        role=role,
        baseline=str(baseline) if baseline else None,
        channel=channel,
        pages={
            "viewports": viewport_size,
            "schemes": color_scheme,
            "full_page": full_page,
            "wait_for": wait_for,
            "storage_state": str(storage_state) if storage_state else None,
            "allow_hosts": allow_host,
        },
    )
    outputs = plan(form, output, report or [])
    illustrated = any(wants_pictures(one.format) for one in outputs)
    named = [*(inputs or []), *(listed(url_list) if url_list else [])]
    with live(outputs) as each:
        result, failure = look(named, settings, not no_progress, annotate, illustrated, each)
    if annotate:
        tell_pictures(result, annotate)
    if result.readings or result.skipped or not isinstance(failure, Exception):
        deliver(result, outputs)
    if failure:
        raise failure
    raise typer.Exit(result.reading_code if exit_zero else result.exit_code)


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
    from scanner import pipeline
    from scanner.addresses import is_page
    from scanner.cli.output import open_folder
    from scanner.cli.progress import progress
    from scanner.errors import UsageError
    from scanner.keys import NOT_LASTING, key_id, of_run
    from scanner.policy.recombine import recombined
    from scanner.runners.collect import collect
    from scanner.runners.local import run
    from scanner.runners.shooting import Pages
    from scanner.sources.walk import find

    paths = [Path(one) for one in inputs if not is_page(one)]
    pages = Pages([one for one in inputs if is_page(one)], settings)
    files = find(paths, settings.include, settings.exclude)
    if not (files or len(pages)):
        raise UsageError("name images, folders of images, or addresses of web pages")
    pictures = open_folder(annotate, paths) if annotate else None
    about = pipeline.describe(settings)
    key, lasting = of_run(settings.key)
    known = baseline_for(settings, key)
    load = partial(pipeline.load, key=key, pictures=pictures, illustrated=illustrated)
    with progress(len(files) + len(pages), draw) as tell:

        def told(result: Reading | Skipped) -> None:
            tell(result)
            each(result)

        results = pages.with_masks(run(chain(files, pages), settings, load))
        report, failure = collect(results, *about, each=told)
    if not lasting:
        report = replace(report, notes=(*report.notes, NOT_LASTING))
    readings = recombined(report.readings, pipeline.policy_of(settings).packs)
    report = replace(report, readings=tuple(_pictured(r, annotate) for r in readings))
    rules = pipeline.rules_of(settings)
    return replace(_accepted(report, known), rules=rules, role=settings.role, key=key_id(key)), failure


def _pictured(reading: Reading, folder: Path | None) -> Reading:
    """The reading with the path of its annotated copy, if that was written."""
    if not folder or reading.note:
        return reading
    from scanner.annotate.store import name_of

    path = folder / name_of(reading.source, reading.frame)
    return replace(reading, picture=path.as_posix()) if path.is_file() else reading


def baseline_for(settings: Settings, key: bytes) -> Baseline | None:
    """The baseline of the settings, for a key."""
    if not settings.baseline:
        return None
    from scanner.baseline import load
    from scanner.keys import key_id

    return load(Path(settings.baseline), key_id(key), date.today())


def _accepted(report: Report, known: Baseline | None) -> Report:
    """The report with the exposures marked that the baseline accepts; entries that are expired or stale are noted."""
    if known is None:
        return report
    expired, stale = len(known.expired()), len(known.stale(report.readings))
    notes = [f"Baseline: {expired} entries have expired and count again."] if expired else []
    notes += [f"Baseline: {stale} entries no longer show; `screenpii baseline prune` takes them out."] if stale else []
    return replace(report, readings=tuple(known.marked(r) for r in report.readings), notes=(*report.notes, *notes))
