"""`screenpii watch`: look at displays and drop folders all the time, tell at once what shows; record nothing."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from screenpii.cli.options import Config, DisplayOption, Engine, MinScore, Policy, settings_of

if TYPE_CHECKING:
    from screenpii.config import Settings
    from screenpii.watch.events import EventSink
    from screenpii.watch.watcher import Watcher

MAX_HEARTBEAT_SECONDS = 15.0  # since a watcher wrote its state, which it does every three seconds


class _Default(TyperGroup):
    """A group whose command `run` need not be named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Name it, unless another command or the help is asked for."""
        first = args[0] if args else ""
        return super().parse_args(ctx, args if first in (*self.commands, "-h", "--help") else ["run", *args])


watch = typer.Typer(cls=_Default, help="Watch displays and drop folders; tell at once what shows, record nothing.")
State = Annotated[Path | None, typer.Option(help="The watcher's own folder; .screenpii-watch if not given.")]


@watch.command()
def run(
    folders: Annotated[list[Path] | None, typer.Argument(help="Folders into which pictures are dropped.")] = None,
    display: DisplayOption = None,
    vnc: Annotated[
        list[str] | None, typer.Option(metavar="HOST[:PORT]", help="A display over VNC; repeatable.")
    ] = None,
    video: Annotated[
        list[str] | None, typer.Option(metavar="FILE|URL", help="A recording, or a stream; repeatable.")
    ] = None,
    events: Annotated[Path | None, typer.Option(help="Append events here, one line of JSON each.")] = None,
    interval: Annotated[float | None, typer.Option(help="Seconds between looks while nothing changes.")] = None,
    linger: Annotated[float | None, typer.Option(help="Seconds that something may be hidden and is not gone.")] = None,
    state: State = None,
    config: Config = None,
    engine: Engine = None,
    min_score: MinScore = None,
    policy: Policy = None,
    baseline: Annotated[Path | None, typer.Option(help="Accepted findings.")] = None,
    role: Annotated[str | None, typer.Option(help="Who looks at it.")] = None,
    channel: Annotated[str | None, typer.Option(help="Where it stands; guessed if not told.")] = None,
) -> None:
    """Watch until SIGTERM or Ctrl-C; SIGHUP reads the configuration anew. Exits 3 if something was not watched."""
    from screenpii.cli.messages import complain
    from screenpii.config import WatchTarget
    from screenpii.watch.state import locked

    named = [
        *(WatchTarget(display=one) for one in display or ()),
        *(WatchTarget(vnc=one) for one in vnc or ()),
        *(WatchTarget(video=one) for one in video or ()),
        *(WatchTarget(folder=str(one)) for one in folders or ()),
    ]
    own = {"interval": interval, "linger": linger, "state": str(state) if state else None, "targets": named or None}

    def settings() -> Settings:
        return settings_of(
            config,
            engine=engine,
            min_score=min_score,
            policy=policy,
            role=role,
            channel=channel,
            baseline=str(baseline) if baseline else None,
            watch=own,
        )

    first = settings()
    home = _home(first)
    incomplete = False
    with locked(home / "state.json"):
        again = True
        while again:
            watcher = _watcher(settings(), home, events, complain)
            _until_signal(watcher)
            incomplete, again = incomplete or watcher.incomplete, watcher.again
    raise typer.Exit(3 if incomplete else 0)


def _home(settings: Settings) -> Path:
    from screenpii.files import writing

    home = Path(settings.watch.state)
    with writing(home):
        home.mkdir(0o700, parents=True, exist_ok=True)
    return home


def _watcher(settings: Settings, home: Path, events: Path | None, complain: Any) -> Watcher:
    from functools import partial

    from screenpii import assembly
    from screenpii.keys import of_run
    from screenpii.runners.frames import FrameJob
    from screenpii.scanning import baseline_for
    from screenpii.watch.targets import Target, targets_of
    from screenpii.watch.watcher import Watcher

    key, _ = of_run(settings.key)
    reading = partial(assembly.load, key=key)

    def job(target: Target) -> FrameJob:
        return FrameJob(target.settings.model_copy(update={"jobs": 1}), reading)

    targets = targets_of(settings)
    told = _sinks(settings, home, events, complain)
    return Watcher(targets, told, job, home / "state.json", baseline_for(settings, key))


def _sinks(settings: Settings, home: Path, events: Path | None, complain: Any, start: bool = True) -> list[EventSink]:
    from screenpii.watch.sinks import Around
    from screenpii.watch.sinks.setup import sinks_for

    around = Around(settings.origin, settings.folder or Path.cwd(), home, complain)
    table: dict[str, Any] = {"terminal": {}, **settings.watch.sinks}
    if events:
        table["jsonl"] = {"path": str(events.absolute())}
    return sinks_for(table, around, start)


def _until_signal(watcher: Watcher) -> None:
    """Watch until a signal says otherwise."""
    handlers = {signal.SIGTERM: lambda *_: watcher.stop(), signal.SIGINT: lambda *_: watcher.stop()}
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = lambda *_: watcher.stop(again=True)
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        watcher.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@watch.command()
def status(state: State = None, config: Config = None) -> None:
    """Say of each target whether it is watched. Exits 0 only if all of them are, by a watcher that is alive."""
    from screenpii.reports.escape import visible
    from screenpii.watch.health import silent_seconds
    from screenpii.watch.state import is_locked, load

    settings = settings_of(config, watch={"state": str(state) if state else None})
    file = Path(settings.watch.state) / "state.json"
    known, running = load(file), is_locked(file)
    alive = running and time.time() - known.saved <= MAX_HEARTBEAT_SECONDS
    well = bool(alive and known.targets)
    if not alive:
        print("the watcher has not been heard of" if running else "no watcher is running")
    for name, target in known.targets.items():
        seen = target.good is not None and known.saved - target.good <= silent_seconds(target.interval_seconds)
        good = alive and not target.reason and (seen or not target.live)
        well = well and bool(good)
        why = visible(target.reason) or ("" if good else "not looked at")
        print(f"{visible(name)}: {'watched' if good else 'not watched'}{f' ({why})' if why else ''}")
    raise typer.Exit(0 if well else 3)


@watch.command("test-alert")
def alert(config: Config = None, state: State = None) -> None:
    """Send a harmless event to all that are told. Exits 1 if one cannot be reached."""
    from screenpii.cli.messages import complain
    from screenpii.watch.sinks.setup import test_alert as probe

    settings = settings_of(config, watch={"state": str(state) if state else None})
    told = _sinks(settings, _home(settings), None, complain, start=False)
    failed = False
    for name, why in probe(told, time.time()):
        print(f"{name}: {why or 'told'}")
        failed = failed or bool(why)
    for sink in told:
        sink.close()
    raise typer.Exit(1 if failed else 0)


@watch.command()
def report(
    events: Annotated[list[Path], typer.Argument(help="Files of events, also rotated ones.", show_default=False)],
    since: Annotated[str, typer.Option(help="24h, 7d, or a date; up to now unless --until says otherwise.")] = "24h",
    until: Annotated[str, typer.Option(help="The end: a date, or a time.")] = "",
    form: Annotated[str, typer.Option("--format", help="html, json or csv.")] = "html",
    output: Annotated[Path | None, typer.Option(help="Write it here, not to stdout.")] = None,
) -> None:
    """Sum up events: exposures by screen, type and hour, for how long, and the time that was not watched."""
    import sys

    from screenpii.cli.messages import bearing_a_closed_stdout, complain
    from screenpii.files import writing
    from screenpii.reports.files import write_whole
    from screenpii.watch.report.making import report as parts

    told = parts(events, since, until, form, complain)
    if output:
        write_whole(output, told)
        return
    with writing("stdout"), bearing_a_closed_stdout():
        sys.stdout.buffer.writelines(told)
        sys.stdout.buffer.flush()
