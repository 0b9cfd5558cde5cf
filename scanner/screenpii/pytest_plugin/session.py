"""One run of pytest with the plug-in on: which screenshots belong to which test, and what becomes of their results.

What a test has shot is looked at as soon as its body is done, and fails it there, as a failed assertion would: so it is
FAILED, `--last-failed`, xfail and Playwright's traces on failure know it, and JUnit says "failure". What comes later
(screenshots by fixtures, of a test that has failed already) makes an error of its teardown, and hides no other failure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from screenpii import baseline as store
from screenpii.assembly import rules_of
from screenpii.config import Settings, load
from screenpii.entities import check_types
from screenpii.errors import ScreenpiiError, UsageError
from screenpii.files import writing
from screenpii.keys import NOT_LASTING, key_id, of_run
from screenpii.pytest_plugin import words
from screenpii.pytest_plugin.attach import Attachments
from screenpii.pytest_plugin.checker import Checker, marked
from screenpii.pytest_plugin.home import Home
from screenpii.pytest_plugin.outcome import Outcome, packed
from screenpii.pytest_plugin.shots import Shot, shot_of, watch
from screenpii.reports import wants_pictures
from screenpii.reports.files import check, wanted
from screenpii.types import Reading, Skipped

DEFAULT_BASELINE = ".screenpii-baseline.yaml"  # baseline of the project where none is named


class Session:
    """The hooks of a run, in the test process; under xdist one in each worker, and one in the controller."""

    def __init__(self, config: pytest.Config) -> None:
        """Raises UsageError for options that cannot be followed."""
        self.config = config
        self.is_worker = hasattr(config, "workerinput")
        self.settings = self._settings()
        self.home = Home(config.rootpath, self.settings.folder)
        self.key, self.lasting = self._key()
        self.file = Path(self.settings.baseline or DEFAULT_BASELINE)
        self.accepting = bool(config.getoption("--screenpii-accept"))
        self._check_accepting()
        self.rules = {rule.id: rule for rule in rules_of(self.settings)}
        outputs = [wanted(pair) for pair in config.getoption("--screenpii-report") or config.getini("screenpii_report")]
        for output in () if self.is_worker else outputs:
            check(output)
        self.attachments = Attachments(config)
        self.checker = Checker(
            self.settings,
            self.key,
            self._known(),
            _folder(config),
            self.attachments.wanted or wants_pictures(output.format for output in outputs),
            self.home,
        )
        self.outcome = Outcome(self, outputs)
        self.pending: list[Shot] = []
        self.results: list[tuple[int, Reading | Skipped]] = []
        self.hashes: set[str] = set()
        self.number, self.paused = 0, False
        self.end: Callable[[], None] = _nothing

    def _settings(self) -> Settings:
        option, ini = self.config.getoption, self.config.getini
        base = option("--screenpii-baseline") or (
            str(self.config.rootpath / ini("screenpii_baseline")) if ini("screenpii_baseline") else None
        )
        policy = tuple(option("--screenpii-policy") or ini("screenpii_policy")) or None
        settings = load(self.config.rootpath, policy=policy, baseline=base)
        check_types(settings.types)
        return settings

    def _key(self) -> tuple[bytes, bool]:
        """The run's key, and whether it lasts; all workers have the controller's."""
        given = getattr(self.config, "workerinput", {}).get("screenpii_key")
        return (bytes.fromhex(given), False) if given else of_run(self.settings.key)

    def _check_accepting(self) -> None:
        if self.accepting and not self.lasting:
            raise UsageError(f"a baseline needs a key. {NOT_LASTING}")
        if self.accepting and not self.config.getoption("--screenpii-owner"):
            raise UsageError("--screenpii-owner WHO: name who answers for what is accepted")

    def _known(self) -> store.Baseline | None:
        """The baseline that the run was given; an empty one if it is to be made."""
        if self.accepting and not self.file.exists():
            return store.Baseline(key_id(self.key), (), date.today())
        if not (self.settings.baseline or self.accepting):
            return None
        return store.load(self.file, key_id(self.key), date.today())

    def take(self, shot: Shot) -> None:
        """Keep a screenshot that a test is taking, for when it is done."""
        if not self.paused:
            self.pending.append(shot)

    def fault(self, item: pytest.Item, picture: object, policy: tuple[str, ...], allow: tuple[str, ...]) -> str:
        """Why a picture that a test hands over fails it, or an empty string."""
        self.paused = True
        try:
            shot = shot_of(picture, self.settings.limits.bytes)
        finally:
            self.paused = False
        packs, types = marked(item)
        return self.look(item, shot, policy or packs, types + allow, strict=True)

    def look(
        self, item: pytest.Item, shot: Shot, policy: tuple[str, ...], allow: tuple[str, ...], strict: bool = False
    ) -> str:
        """Why a screenshot fails a test, or an empty string; its results are kept for the report."""
        self.hashes.add(hash_of(shot.data))
        results = self.checker.results(shot, self._source(item, shot), policy, allow)
        self.results += [(try_of(item), result) for result in results]
        fault = self.judged(results, _argument(item), strict)
        if fault:
            self.attachments.keep(results)
        return fault

    def judged(self, results: Sequence[Reading | Skipped], argument: str, strict: bool) -> str:
        """Why results fail a test, or an empty string; a run that accepts what shows fails it for what was not read."""
        if self.accepting:
            return words.unread(results, strict)
        return words.fault(results, self.rules, words.command(argument, str(self.file)), strict)

    def _source(self, item: pytest.Item, shot: Shot) -> str:
        """The name of a screenshot in reports, the same in every run: its path, or else its test's."""
        self.number += 1
        return self.home.name(shot.path) or f"{item.nodeid.replace('::', '/')}/{self.number}.png"

    def pytest_sessionstart(self) -> None:
        self.end = watch(self.take)

    def pytest_unconfigure(self) -> None:
        self.end()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self.number, self.hashes = 0, set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        result = yield
        self._settle(item)
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        result = yield
        self._settle(item)
        return result

    def _settle(self, item: pytest.Item) -> None:
        """Look at what the test has shot, each picture once; it fails if one shows what it should not."""
        shots = {hash_of(shot.data): shot for shot in reversed(self.pending)}
        fresh = [shot for name, shot in reversed(shots.items()) if name not in self.hashes]
        self.pending.clear()
        try:
            packs, types = marked(item)
            faults = [fault for shot in fresh if (fault := self.look(item, shot, packs, types))]
        except ScreenpiiError as error:
            pytest.fail(f"screenpii: {error}", pytrace=False)
        if faults:
            pytest.fail("\n\n".join(faults), pytrace=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """The results travel in the teardown's report, through xdist too: a worker's death costs those of one test."""
        report = yield
        self.attachments.hand_over(report)
        report.screenpii_try = try_of(item)  # type: ignore[attr-defined]
        if call.when == "teardown":
            report.screenpii = packed(self.results, self.hashes)  # type: ignore[attr-defined]
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        if getattr(
            report, "screenpii", ""
        ):  # else they stay for the next report: some of failed tries are never logged
            self.results = []
        if not self.is_worker:
            self.outcome.add(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        if not self.lasting:
            node.workerinput["screenpii_key"] = self.key.hex()

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        self.outcome.lost.append(crashitem)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.is_worker:
            self.outcome.finish(session)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        self.outcome.tell(terminalreporter)


def _nothing() -> None:
    """What ends a watch that never began."""


def _argument(item: pytest.Item) -> str:
    """What to call pytest with, where it was called, to run one test; a node's id starts at pytest's root."""
    path, here = item.path, item.config.invocation_params.dir
    path = path.relative_to(here) if path.is_relative_to(here) else path
    return "".join((path.as_posix(), *item.nodeid.partition("::")[1:]))


def try_of(item: pytest.Item) -> int:
    """How often a test has been begun, as pytest-rerunfailures counts."""
    return getattr(item, "execution_count", 1)


def hash_of(data: bytes) -> str:
    """What tells pictures apart."""
    return hashlib.sha256(data).hexdigest()


def _folder(config: pytest.Config) -> Path | None:
    """The folder for annotated pictures, made for its owner only; UsageError if that fails."""
    name = config.getini("screenpii_annotate")
    if not name:
        return None
    folder: Path = config.rootpath / name
    with writing(folder):
        folder.mkdir(0o700, parents=True, exist_ok=True)
    return folder.resolve()
