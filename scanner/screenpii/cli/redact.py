"""`screenpii redact`: copies of screens with what is exposed painted over, exit 1 if that did not work for one."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenpii.cli.options import (
    Config,
    Engine,
    Exclude,
    Include,
    Jobs,
    MinScore,
    NoProgress,
    Paths,
    Policy,
    Timeout,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screenpii.cli.progress import Progress
    from screenpii.config import Settings
    from screenpii.redact import Choice
    from screenpii.runners.redacting import Place, Redacted
    from screenpii.sources import Item
    from screenpii.types import Skipped


def redact(
    paths: Paths,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The folder for the copies.")] = None,
    in_place: Annotated[bool, typer.Option("--in-place", help="Replace the pictures themselves.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace copies that are there already.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what is allowed, accepted or masked.")] = False,
    style: Annotated[str, typer.Option(help="solid; or blur, pixelate, which can be undone.")] = "solid",
    config: Config = None,
    engine: Engine = None,
    jobs: Jobs = None,
    timeout: Timeout = None,
    include: Include = None,
    exclude: Exclude = None,
    types: Annotated[list[str] | None, typer.Option(help="Entity type to paint over; repeatable.")] = None,
    min_score: MinScore = None,
    policy: Policy = None,
    role: Annotated[str | None, typer.Option(help="Who looks at the copies, for packs that name roles.")] = None,
    channel: Annotated[str | None, typer.Option(help="pos, kiosk ...; guessed for each screen if not.")] = None,
    no_progress: NoProgress = False,
) -> None:
    """Paint over personal information. Exits 0 all written, 1 findings left, 2 usage, 3 some images not redacted."""
    from screenpii.cli.messages import complain, unknown
    from screenpii.cli.progress import Progress
    from screenpii.redact import STYLES, Choice
    from screenpii.sources.walk import find

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
        channel=channel,
    )
    chosen = next((known for known in STYLES if known == style), None)
    if chosen is None:
        raise unknown("style", style, STYLES)
    if chosen != "solid":
        complain(f"--style {chosen} can be undone by those who try; only solid cannot")
    found = find(paths, settings.include, settings.exclude, settings.folder)
    items = found.items
    place = _place(paths, items, output, in_place, force)
    items = _within(paths, items) if in_place else items
    done: list[Redacted | Skipped] = []
    try:
        _run(items, settings, Choice(chosen, everything, _joined(settings)), place, Progress(not no_progress), done)
    finally:  # also what was delivered before Ctrl-C
        _tell(done, items, place, found.others)
    raise typer.Exit(_exit_code(done))


def _place(paths: list[Path], items: list[Item | Skipped], output: Path | None, in_place: bool, force: bool) -> Place:
    """Where the copies go; UsageError if that is not clear, or if something stands there already."""
    from screenpii.annotate.store import open_folder
    from screenpii.errors import UsageError
    from screenpii.runners.redacting import Place
    from screenpii.sources import Item

    if (output is None) is not in_place:
        raise UsageError("name a folder for the copies by --output, or ask for --in-place; not both")
    if output is None:
        return Place(None)
    place = Place(open_folder(output, paths), force)
    pictures = [item for item in items if isinstance(item, Item)]
    targets = [place.target(item) for item in pictures]
    sources = {os.path.realpath(item.path) for item in pictures}
    for target in targets:
        if os.path.realpath(target) in sources:
            raise UsageError(f"{target}: is one of the pictures themselves; --in-place replaces them")
    there = [target for target in targets if os.path.lexists(target)]
    if there and not force:
        more = f", one of {len(there)} such files" if len(there) > 1 else ""
        raise UsageError(f"{there[0]}: exists already{more}; --force replaces what is there")
    return place


def _within(paths: list[Path], items: list[Item | Skipped]) -> list[Item | Skipped]:
    """The items without those that a link leads to, out of all that was named: these must not be replaced."""
    from screenpii.types import Skipped

    named = [Path(os.path.realpath(path)) for path in paths]
    return [
        item
        if isinstance(item, Skipped) or any(Path(os.path.realpath(item.path)).is_relative_to(one) for one in named)
        else Skipped(item.source, "a link leads out of the folder")
        for item in items
    ]


def _joined(settings: Settings) -> frozenset[str]:
    """The types whose masks must not add up across screens."""
    from screenpii import assembly

    clauses = (clause for pack in assembly.policy_of(settings).packs for clause in pack.clauses)
    return frozenset(kind for clause in clauses if clause.across for kind in clause.applies.types)


def _run(
    items: list[Item | Skipped],
    settings: Settings,
    choice: Choice,
    place: Place,
    progress: Progress,
    done: list[Redacted | Skipped],
) -> None:
    """Redact the items, and put what becomes of each at the end of `done`."""
    from contextlib import closing

    from screenpii import assembly, keys
    from screenpii.runners.local import run
    from screenpii.runners.redacting import RedactJob

    reading = partial(assembly.load, key=keys.new(), pictures=None)  # no fingerprint of it is shown
    progress.begin(len(items))
    try:
        with closing(run(items, RedactJob(settings, reading, choice, place))) as results:
            for result in results:
                done.append(result)
                progress.done(result.source)
    finally:
        progress.finish(None)


def _tell(done: list[Redacted | Skipped], items: list[Item | Skipped], place: Place, others: int) -> None:
    """Say on stdout what was delivered, with what was painted over, and on stderr what was not and why."""
    from screenpii.cli.messages import bearing_a_closed_stdout, complain, plain
    from screenpii.reports.ranking import many
    from screenpii.sources import Item

    targets = {item.source: place.target(item) for item in items if isinstance(item, Item)}
    delivered = [file for file in _files(done) if not file.reason]
    with bearing_a_closed_stdout():
        for file in delivered:
            painted = ", ".join(f"{count} {kind}" for kind, count in file.painted) or "nothing to paint over"
            print(plain(f"{targets[file.source]}: {painted}"))
        left = f", {len(items) - len(delivered)} not" if len(items) > len(delivered) else ""
        beside = f"; {many(others, 'other file')} not looked at" if others else ""
        print(f"{many(len(delivered), 'file')} redacted{left}{beside}")
    for result in done:
        if result.reason:
            left = ", ".join(one for file in _files([result]) for one in file.remains)
            complain(f"{result.source}: not redacted: {result.reason}{f' ({left})' if left else ''}")


def _files(done: Iterable[Redacted | Skipped]) -> list[Redacted]:
    from screenpii.types import Skipped

    return [result for result in done if not isinstance(result, Skipped)]


def _exit_code(done: list[Redacted | Skipped]) -> int:
    if any(file.remains for file in _files(done)):
        return 1
    return 0 if done and not any(result.reason for result in done) else 3
