"""`screenpii baseline`: accept findings for a while, and see what has become of those that were."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenpii.cli.options import Inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screenpii.baseline import Accepted, Baseline
    from screenpii.config import Settings
    from screenpii.types import Report

DEFAULT = Path(".screenpii-baseline.yaml")
baseline = typer.Typer(help="Accepted findings: create, update, check, prune.", no_args_is_help=True)

File = Annotated[Path, typer.Option("--file", "-f", help="The baseline.")]
Config = Annotated[Path | None, typer.Option(help="The settings, as for scan.")]
Reason = Annotated[str, typer.Option(help="Why the findings are accepted.")]
Owner = Annotated[str, typer.Option(help="Who answers for that.")]
Expires = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day on which they are.")]


@baseline.command()
def create(
    reason: Reason,
    owner: Owner,
    inputs: Inputs = None,
    expires: Expires = None,
    file: File = DEFAULT,
    config: Config = None,
) -> None:
    """Accept all exposures that there are now, in a new file."""
    from screenpii.errors import UsageError

    if file.exists():
        raise UsageError(f"{file}: is there already; `screenpii baseline update` adds to it")
    report, settings = _scan(inputs, config)
    _accept(report, _empty(settings), file, reason, owner, expires)


@baseline.command()
def update(
    reason: Reason,
    owner: Owner,
    inputs: Inputs = None,
    expires: Expires = None,
    file: File = DEFAULT,
    config: Config = None,
) -> None:
    """Accept also the exposures that are new; what is accepted already stays as it is."""
    report, settings = _scan(inputs, config)
    _accept(report, _load(settings, file, report), file, reason, owner, expires)


@baseline.command()
def check(inputs: Inputs = None, file: File = DEFAULT, config: Config = None) -> None:
    """Scan, and tell which exposures are new, expired or gone. Exits 1 if any is new or expired, as scan does."""
    report, settings = _scan(inputs, config)
    known = _load(settings, file, report)
    marked = [known.marked(reading) for reading in report.readings]
    exposed = [f for reading in marked for f in reading.exposures]
    print(f"{sum(f.verdict == 'accepted' for r in marked for f in r.findings)} accepted, {len(exposed)} not")
    for finding in exposed:
        box = finding.boxes[0]
        _tell(f"new: {finding.source}: {finding.type} {finding.preview} at {box.left},{box.top}")
    _list("expired", known.expired())
    _list("stale", known.stale(report.readings))
    raise typer.Exit(1 if exposed else 0 if report.whole else 3)


@baseline.command()
def prune(inputs: Inputs = None, file: File = DEFAULT, config: Config = None) -> None:
    """Take out of the file what has expired, and what the screens that were scanned no longer show."""
    from dataclasses import replace

    report, settings = _scan(inputs, config)
    known = _load(settings, file, report)
    gone = {id(a) for a in (*known.expired(), *known.stale(report.readings))}
    _write(replace(known, accepted=tuple(a for a in known.accepted if id(a) not in gone)), file)
    print(f"{file}: {len(gone)} taken out, {len(known.accepted) - len(gone)} left")


def _scan(inputs: list[str] | None, config: Path | None) -> tuple[Report, Settings]:
    """A scan without a baseline, under a key that lasts."""
    from screenpii.cli.progress import progress
    from screenpii.config import load
    from screenpii.errors import UsageError
    from screenpii.keys import NOT_LASTING, of_run
    from screenpii.scanning import scanned

    settings = load(Path.cwd(), config, baseline="")
    if not of_run(settings.key)[1]:
        raise UsageError(f"a baseline needs a key. {NOT_LASTING}")
    report, failure = scanned(inputs or [], settings, progress=progress)
    if failure:
        raise failure
    return report, settings


def _empty(settings: Settings) -> Baseline:
    from screenpii.baseline import Baseline

    return Baseline(_key_id(settings), (), date.today())


def _load(settings: Settings, file: Path, report: Report) -> Baseline:
    """The baseline of a file, with the names that the report's screens have now."""
    from screenpii import baseline as store

    return store.load(file, _key_id(settings), date.today()).renamed(report.readings, report.files)


def _key_id(settings: Settings) -> str:
    from screenpii.keys import key_id, of_run

    return key_id(of_run(settings.key)[0])


def _accept(report: Report, known: Baseline, file: Path, reason: str, owner: str, expires: datetime | None) -> None:
    from dataclasses import replace

    from screenpii.baseline import accept

    last = expires.date() if expires else None
    entries = accept(report.readings, known.accepted, reason, owner, last)
    _write(replace(known, accepted=entries), file)
    print(f"{file}: {len(entries) - len(known.accepted)} accepted, {len(entries)} in all")


def _write(known: Baseline, file: Path) -> None:
    from screenpii.baseline import text_of
    from screenpii.cli.output import write_whole

    write_whole(file, text_of(known).encode())


def _list(what: str, entries: Sequence[Accepted]) -> None:
    for a in entries:
        _tell(f"{what}: {a.screen}: {a.type} {a.preview}, {a.owner or 'nobody'}: {a.reason or 'no reason given'}")


def _tell(text: str) -> None:
    from screenpii.reports.escape import visible

    print(visible(text))
