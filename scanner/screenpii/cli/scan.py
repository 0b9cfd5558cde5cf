"""`screenpii scan`: look at files, folders and web pages, report, exit 1 if there are exposures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screenpii.cli.options import (
    AllowHost,
    Config,
    DisplayOption,
    Engine,
    Everything,
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
    Verbose,
    Viewport,
    WaitFor,
    settings_of,
)


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
    form: Annotated[str, typer.Option("--format", help="table, json, csv, sarif ...; see docs/reports.md.")] = "table",
    output: Annotated[Path | None, typer.Option(help="Write the report here, not to stdout.")] = None,
    report: Annotated[list[str] | None, typer.Option(metavar="FORMAT=FILE", help="One more; repeatable.")] = None,
    everything: Everything = False,
    verbose: Verbose = False,
    annotate: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Draw what was found on copies here.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exposures do not count for the exit code.")] = False,
    display: DisplayOption = None,
    vnc: Annotated[
        list[str] | None, typer.Option(metavar="HOST[:PORT]", help="A display over VNC; repeatable.")
    ] = None,
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
    from screenpii.addresses import listed
    from screenpii.cli.output import Pictures, sinks_of, view_of
    from screenpii.cli.progress import Progress
    from screenpii.scanning import scan as scanned
    from screenpii.sources.display import displays_of
    from screenpii.sources.vnc import vnc_of

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
    sinks = [Progress(not no_progress), *([Pictures(annotate)] if annotate else [])]
    sinks += sinks_of(form, output, report or [], view_of(everything, verbose))
    displays = [*(displays_of(display) if display else ()), *map(vnc_of, vnc or ())]
    named = (*(inputs or ()), *(listed(url_list) if url_list else ()), *displays)
    summary = scanned(named, settings, sinks, annotate)
    raise typer.Exit(summary.reading_code if exit_zero else summary.exit_code)
