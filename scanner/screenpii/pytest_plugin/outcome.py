"""What the whole run has found, of all its processes: one report, one baseline, some lines in pytest's summary."""

from __future__ import annotations

import os
import pickle
import time
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from screenpii import assembly
from screenpii import baseline as store
from screenpii.errors import ScreenpiiError
from screenpii.fold import Fold
from screenpii.keys import NOT_LASTING, key_id
from screenpii.pytest_plugin.shots import Shot, shot_of, written
from screenpii.reports import formats
from screenpii.reports.escape import visible
from screenpii.reports.files import Output, write_whole
from screenpii.reports.ranking import many, on_frame, sentence
from screenpii.sources import why
from screenpii.summary import Report, Run
from screenpii.types import Record, Result, Skipped

if TYPE_CHECKING:
    from screenpii.pytest_plugin.session import Session

MAX_UNREAD_NAMED = 20  # pictures that were not fully read and are named in the summary


Try = tuple[str, int]  # a test's id, and how often it had been begun


def packed(results: Sequence[tuple[int, Result]], hashes: set[str]) -> str:
    """Results as text for a test's report, which may travel; the checker has taken the values out of them.

    Each has the number of the try that made it.
    """
    return b64encode(pickle.dumps((list(results), hashes))).decode() if results else ""


class Outcome:
    """The results of a run; equal ones count once, but not different pictures of one name."""

    def __init__(self, session: Session, outputs: Sequence[Output]) -> None:
        self.session, self.outputs = session, outputs
        self.results: dict[Result, set[Try]] = {}
        self.last: dict[str, int] = {}
        self.failed: set[Try] = set()
        self.hashes: set[str] = set()
        self.lost: list[str] = []
        self.lines: list[str] = []
        self.began, self.clock = datetime.now(UTC), time.monotonic()

    def add(self, report: Any) -> None:
        """Take in what a test's report brings."""
        number = getattr(report, "screenpii_try", 1)
        self.last[report.nodeid] = max(number, self.last.get(report.nodeid, 1))
        if report.failed:
            self.failed.add((report.nodeid, number))
        if text := getattr(report, "screenpii", ""):
            results, hashes = pickle.loads(b64decode(text))  # noqa: S301 - from our own worker, which runs our code
            self.hashes |= hashes
            for made, result in results:
                self.results.setdefault(result, set()).add((report.nodeid, made))

    def finish(self, session: pytest.Session) -> None:
        """Look into the folders, write what was asked for, and fail the run if that brings anything up."""
        failed = False
        try:
            failed = self._look_into_folders()
            self._deliver(self.report())
        except ScreenpiiError as error:
            self.lines.append(f"screenpii: {error}")
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
        if failed and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _look_into_folders(self) -> bool:
        """Whether pictures that the run has written, and no test was asked about, fail it."""
        failed, run = False, self.session
        for path in written(self._folders(), self.began.timestamp(), run.checker.folder):
            results = self._looked_at(path)
            self.results |= {result: set() for result in results}
            fault = run.judged(results, "", strict=False)
            failed = failed or bool(fault)
            self.lines += [fault, ""] if fault else []
        return failed

    def _looked_at(self, path: Path) -> Sequence[Result]:
        """What a file shows; nothing if a test was asked about its picture."""
        from screenpii.pytest_plugin.session import hash_of

        run = self.session
        source = run.home.name(str(path)) or path.name
        try:
            data = shot_of(path, run.settings.limits.bytes).data
        except OSError as error:
            return [Skipped(source, why(error))]
        if hash_of(data) in self.hashes:
            return []
        self.hashes.add(hash_of(data))
        return run.checker.results(Shot(data), source, (), ())

    def _folders(self) -> list[Path]:
        """Those of the configuration lie below pytest's root, that of pytest-playwright where pytest was called."""
        config = self.session.config
        folders = [config.rootpath / name for name in config.getini("screenpii_folders") if name]
        if config.pluginmanager.hasplugin("playwright") and (name := config.getoption("--output", None)):
            folders.append(config.invocation_params.dir / name)
        return [folder for folder in folders if folder.is_dir()]

    def report(self) -> Report:
        """The report of the run."""
        results = [self._counted(result, tries) for result, tries in self.results.items()]
        fold = Fold(())
        found = [fold.add(result) for result in sorted(results, key=lambda result: (result.source, result.frame))]
        settle, _ = fold.settled()
        return Report.of(self._run(sum(result.retried for result in results)), [*map(settle, found)])

    def _run(self, retried: int) -> Run:
        run = self.session
        expired = len(run.checker.known.expired()) if run.checker.known else 0
        notes = [] if run.lasting else [NOT_LASTING]
        notes += [f"Baseline: {expired} entries have expired and count again."] if expired else []
        notes += (
            [f"{many(retried, 'picture')} of failed tries, whose tests passed later, do not count."] if retried else []
        )
        notes += [f"A worker died in {visible(name)}: its screenshots are not in here." for name in self.lost]
        return replace(
            assembly.describe(run.settings),
            started=self.began.isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - self.clock, 3),
            complete=not self.lost,
            key=key_id(run.key),
            notes=tuple(notes),
        )

    def _counted(self, result: Result, tries: set[Try]) -> Result:
        """The result, marked if it is only of failed tries of tests that have passed since: pytest lets them pass.

        It keeps its file only if that is there: most screenshots are never written.
        """
        if not os.path.isfile(self.session.home.folder / result.source):
            result = replace(result, file=None)
        if not tries or any(
            number == self.last[node] or (node, self.last[node]) in self.failed for node, number in tries
        ):
            return result
        if isinstance(result, Skipped):
            return replace(result, retried=True)
        return replace(result, findings=tuple(map(_excused, result.findings)), retried=True)

    def _deliver(self, report: Report) -> None:
        run = self.session
        self.lines.append(sentence(report))
        self.lines += [note for note in report.run.notes if note != NOT_LASTING or run.settings.baseline]
        self.lines += [
            f"not fully read: {visible(one.source)}{on_frame(one.position)}: {visible(one.reason)}"
            for one in islice(report.unread(), MAX_UNREAD_NAMED)
        ]
        if any(reading.picture for reading in report.readings()):
            self.lines.append(f"{run.checker.folder} holds personal data: annotated pictures, unmasked")
        if run.accepting:
            self._accept(report)
        for output in self.outputs:
            if output.path:
                write_whole(output.path, formats.load()[output.format].render(report))
                self.lines.append(f"report: {output.path}")

    def _accept(self, report: Report) -> None:
        run = self.session
        option = run.config.getoption
        known = run.checker.known or store.Baseline(key_id(run.key), (), date.today())
        known = known.renamed(report.readings())
        entries = store.accept(
            report.readings(), known.accepted, option("--screenpii-accept"), option("--screenpii-owner"), None
        )
        write_whole(run.file, [store.text_of(replace(known, accepted=entries)).encode()])
        self.lines.append(f"{run.file}: {len(entries) - len(known.accepted)} accepted, {len(entries)} in all")

    def tell(self, terminal: Any) -> None:
        """The lines of the summary."""
        if self.lines:
            terminal.section("screenpii")
            for line in self.lines:
                terminal.line(line)


def _excused(finding: Record) -> Record:
    if finding.verdict != "exposed":
        return finding
    return replace(finding, verdict="allowed", reason="allowed: the test failed here, was run again and passed")
