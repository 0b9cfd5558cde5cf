"""`screenpii baseline`: accept findings until a date, and check the accepted ones."""

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
    from screenpii.types import Reading

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
    """Create a baseline that accepts all present exposures."""
    from screenpii.errors import UsageError

    if file.exists():
        raise UsageError(f"{file}: is there already; `screenpii baseline update` adds to it")
    readings, settings, _ = _scan(inputs, config)
    _accept(readings, _empty(settings), file, reason, owner, expires)


@baseline.command()
def update(
    reason: Reason,
    owner: Owner,
    inputs: Inputs = None,
    expires: Expires = None,
    file: File = DEFAULT,
    config: Config = None,
) -> None:
    """Accept new exposures too; entries that are there stay as they are."""
    readings, settings, _ = _scan(inputs, config)
    _accept(readings, _load(settings, file, readings), file, reason, owner, expires)


@baseline.command()
def check(inputs: Inputs = None, file: File = DEFAULT, config: Config = None) -> None:
    """List exposures that are new, expired or gone. Exits 1 if any is new or expired, otherwise as scan does."""
    readings, settings, whole = _scan(inputs, config)
    known = _load(settings, file, readings)
    marked = [known.marked(reading) for reading in readings]
    exposed = [f for reading in marked for f in reading.exposures]
    print(f"{sum(f.verdict == 'accepted' for r in marked for f in r.findings)} accepted, {len(exposed)} not")
    for finding in exposed:
        box = finding.boxes[0]
        _tell(f"new: {finding.source}: {finding.type} {finding.preview} at {box.left},{box.top}")
    _list("expired", known.expired())
    _list("stale", known.stale(readings))
    raise typer.Exit(1 if exposed else 0 if whole else 3)


@baseline.command()
def prune(inputs: Inputs = None, file: File = DEFAULT, config: Config = None) -> None:
    """Remove entries that are expired, or that the scanned screens no longer show."""
    from dataclasses import replace

    readings, settings, _ = _scan(inputs, config)
    known = _load(settings, file, readings)
    gone = {*known.expired(), *known.stale(readings)}
    _write(replace(known, accepted=tuple(a for a in known.accepted if a not in gone)), file)
    print(f"{file}: {len(gone)} taken out, {len(known.accepted) - len(gone)} left")


def _scan(inputs: list[str] | None, config: Path | None) -> tuple[list[Reading], Settings, bool]:
    """What a scan without a baseline reads, under a key that lasts, and whether it could read everything."""
    from screenpii.cli.progress import Progress
    from screenpii.config import load
    from screenpii.errors import UsageError
    from screenpii.keys import NOT_LASTING, of_run
    from screenpii.scanning import scan
    from screenpii.sinks import Kept

    settings = load(Path.cwd(), config, baseline="")
    if not of_run(settings.key)[1]:
        raise UsageError(f"a baseline needs a key. {NOT_LASTING}")
    kept = Kept()
    summary = scan(inputs or [], settings, [Progress(), kept])
    return kept.readings, settings, summary.whole


def _empty(settings: Settings) -> Baseline:
    from screenpii.baseline import Baseline

    return Baseline(_key_id(settings), (), date.today())


def _load(settings: Settings, file: Path, readings: Sequence[Reading]) -> Baseline:
    """The baseline of a file, with the names that the screens have now."""
    from screenpii import baseline as store

    return store.load(file, _key_id(settings), date.today()).renamed(readings)


def _key_id(settings: Settings) -> str:
    from screenpii.keys import key_id, of_run

    return key_id(of_run(settings.key)[0])


def _accept(
    readings: Sequence[Reading], known: Baseline, file: Path, reason: str, owner: str, expires: datetime | None
) -> None:
    from dataclasses import replace

    from screenpii.baseline import accept

    last = expires.date() if expires else None
    entries = accept(readings, known.accepted, reason, owner, last)
    _write(replace(known, accepted=entries), file)
    print(f"{file}: {len(entries) - len(known.accepted)} accepted, {len(entries)} in all")


def _write(known: Baseline, file: Path) -> None:
    from screenpii.baseline import text_of
    from screenpii.reports.files import write_whole

    write_whole(file, [text_of(known).encode()])


def _list(what: str, entries: Sequence[Accepted]) -> None:
    for a in entries:
        _tell(f"{what}: {a.screen}: {a.type} {a.preview}, {a.owner or 'nobody'}: {a.reason or 'no reason given'}")


def _tell(text: str) -> None:
    from screenpii.reports.escape import visible

    print(visible(text))
