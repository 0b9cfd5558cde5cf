"""A run: files, folders and web pages → results one by one, to a fold, to a spool on disk, and to sinks."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from screenpii import assembly, baseline
from screenpii.addresses import is_page
from screenpii.annotate.store import name_of, open_folder
from screenpii.baseline import Baseline
from screenpii.config import Settings
from screenpii.errors import UsageError
from screenpii.fold import Fold
from screenpii.keys import NOT_LASTING, key_id, of_run
from screenpii.runners.frames import FrameJob
from screenpii.runners.local import run
from screenpii.sinks import Sink
from screenpii.sources import Item
from screenpii.sources.display import Display
from screenpii.sources.vnc import VncDisplay
from screenpii.sources.walk import find
from screenpii.sources.web import shots
from screenpii.spool import Spool
from screenpii.summary import Report, Run, Summary
from screenpii.types import Reading, Result, Skipped


def scan(
    inputs: Sequence[str | Path | Display | VncDisplay],
    settings: Settings | None = None,
    sinks: Iterable[Sink] = (),
    annotate: Path | None = None,
) -> Summary:
    """What files, folders and web pages show, read in worker processes; each sink hears of every result.

    `inputs` are paths, addresses of web pages, and displays. Annotated copies go into the folder `annotate`, if there
    is one. What cannot be read is a result, too. Raises UsageError for inputs and settings that cannot be followed,
    and for reports that cannot be written; MissingEngineError without the engine. Sinks get their report also when a
    run ends early, by Ctrl-C or an error, which is then raised.
    """
    settings, sinks = settings or Settings(), list(sinks)
    plan = _planned(inputs, settings)
    pictures = open_folder(annotate, plan.paths) if annotate else None
    key, lasting = of_run(settings.key)
    fold = Fold(assembly.policy_of(settings).packs, baseline_for(settings, key))
    illustrated = any(sink.pictures for sink in sinks)
    load = partial(assembly.load, key=key, pictures=pictures, illustrated=illustrated)
    notes = () if lasting else (NOT_LASTING,)
    about = replace(assembly.describe(settings), key=key_id(key), others=plan.others, notes=notes)
    for sink in sinks:
        sink.begin(len(plan.items))
    with Spool() as spool:
        hear = partial(_heard, spool=spool, fold=fold, sinks=sinks, pictures=annotate)
        about, failure = _taken(run(plan.items, FrameJob(settings, load)), hear, about)
        report = _settled(about, spool, fold)
        read = report.counts.frames or report.counts.skipped or not isinstance(failure, Exception)
        _finish(sinks, report if read else None)
    if failure:
        raise failure
    return report.summary


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be looked at, how many other files in the folders are no images, and the paths that were named."""

    items: list[Item | Skipped]
    others: int
    paths: list[Path]


def _planned(inputs: Sequence[str | Path | Display | VncDisplay], settings: Settings) -> _Plan:
    displays = [one for one in inputs if isinstance(one, Display | VncDisplay)]
    texts = [str(one) for one in inputs if not isinstance(one, Display | VncDisplay)]
    paths = [Path(one) for one in texts if not is_page(one)]
    pages = shots([one for one in texts if is_page(one)], settings.pages)
    found = find(paths, settings.include, settings.exclude, settings.folder)
    items = [*found.items, *(Item(shot.name, shot) for shot in pages), *(Item(one.name, one) for one in displays)]
    if not items:
        raise UsageError("name images, folders of images, addresses of web pages, or a display")
    return _Plan(items, found.others, paths)


def _taken(
    results: Generator[Result, None, None], hear: Callable[[Result], None], about: Run
) -> tuple[Run, BaseException | None]:
    """How the run went, and what ended it early, if anything did (Ctrl-C is one)."""
    started, clock = datetime.now(UTC), time.monotonic()
    failure: BaseException | None = None
    try:
        with closing(results):
            for result in results:
                hear(result)
    except (Exception, KeyboardInterrupt) as error:  # raised after what was done is told
        failure = error
    took = round(time.monotonic() - clock, 3)
    return replace(
        about, started=started.isoformat(timespec="seconds"), seconds=took, complete=failure is None
    ), failure


def _heard(result: Result, spool: Spool, fold: Fold, sinks: Iterable[Sink], pictures: Path | None) -> None:
    """Take a result in; `pictures` is the folder of annotated copies."""
    told = _pictured(result, pictures) if pictures else result
    spool.add(fold.add(told))
    for sink in sinks:
        sink.add(told)


@dataclass(frozen=True, slots=True)
class _Settled:
    """The results on disk, each as it is once all are known."""

    spool: Spool
    settle: Callable[[Result], Result]

    def __iter__(self) -> Iterator[Result]:
        return map(self.settle, self.spool)


def _settled(about: Run, spool: Spool, fold: Fold) -> Report:
    """The report, with notes on what the baseline accepts no longer."""
    settle, known = fold.settled()
    report = Report.of(about, _Settled(spool, settle))
    if known is None:
        return report
    expired, stale = len(known.expired()), len(known.stale(report.readings()))
    notes = [f"Baseline: {expired} entries have expired and count again."] if expired else []
    notes += [f"Baseline: {stale} entries no longer show; `screenpii baseline prune` takes them out."] if stale else []
    about = replace(about, notes=(*about.notes, *notes))
    return Report(replace(report.summary, run=about), report.results)


def _finish(sinks: Iterable[Sink], report: Report | None) -> None:
    """Tell all sinks; UsageError with the reasons of those that cannot do their part."""
    faults = []
    for sink in sinks:
        try:
            sink.finish(report)
        except UsageError as error:
            faults.append(error)
    if faults:
        raise faults[0] if len(faults) == 1 else UsageError("; ".join(map(str, faults)))


def baseline_for(settings: Settings, key: bytes) -> Baseline | None:
    """The baseline of the settings, for a key."""
    return baseline.load(Path(settings.baseline), key_id(key), date.today()) if settings.baseline else None


def _pictured(result: Result, folder: Path) -> Result:
    """The result with the path of its annotated copy, if that was written."""
    if not isinstance(result, Reading) or result.note:
        return result
    path = folder / name_of(result.source, result.frame)
    return replace(result, picture=path.as_posix()) if path.is_file() else result
