"""Changes each threshold of layout, context, scorer and policy in turn, and says which changes no test notices.

    make mutants                              # goes on where it stopped; twenty minutes at most
    python scripts/mutants.py --only layout   # those whose file or name holds this alone

A mutant is one number of one constant (a module's name in capitals), 30 % more or less; a whole number changes by one
at least. Each runs in a process of its own, forked before any of the modules in question is loaded: the golden pages
first, then the tests of its room. Results are kept in build/mutants.jsonl. A mutant counts as killed until its file
changes; a survivor is tried again once the tests or any file has changed. Of survivors it is said how many of the
samples' pages come out otherwise: none means that no page that we have depends on the number.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "scanner" / "screenpii"
RESULTS_FILE = ROOT / "build" / "mutants.jsonl"  # results of earlier runs, one in a line
# files whose constants are changed
TARGETS = ("layout/*.py", "context.py", "surroundings.py", "wrapped.py", "scorer/*.py", "policy/*.py")
# tests that are run for the files of each room, beside the golden pages
TESTS = {  # what is run for the files of each room, beside the golden pages
    "layout": ("tests/layout", "tests/test_context.py"),
    "context": ("tests/test_context.py", "tests/scorer"),
    "surroundings": ("tests/test_context.py", "tests/scorer"),
    "wrapped": ("tests/test_wrapped.py", "tests/entities/test_wrapped_values.py"),
    "scorer": ("tests/scorer",),
    "policy": ("tests/policy",),
}
GEOMETRIC_ROOMS = ("layout", "context", "surroundings")  # rooms whose changes show before anything is scored
CHANGE_SHARE = 0.3  # share of its value by which a constant is changed
MAX_MUTANT_SECONDS = 120  # seconds of one mutant; its tests take ten


@dataclass(frozen=True, slots=True)
class Mutant:
    """One number changed in one file; `line` counts from 1, `start` and `end` are bytes of that line."""

    path: Path
    name: str
    line: int
    start: int
    end: int
    old: float
    new: float

    @property
    def key(self) -> str:
        """What it is called in results."""
        return f"{self.path.relative_to(SOURCE)} {self.name}: {self.old} → {self.new}"

    @property
    def room(self) -> str:
        """The folder or module that it is in."""
        return self.path.relative_to(SOURCE).parts[0].removesuffix(".py")

    @property
    def source(self) -> bytes:
        """The file with the number changed."""
        lines = self.path.read_bytes().splitlines(keepends=True)
        line = lines[self.line - 1]
        lines[self.line - 1] = line[: self.start] + str(self.new).encode() + line[self.end :]
        return b"".join(lines)


def mutants(path: Path) -> Iterator[Mutant]:
    """Two mutants of each number in the file's constants."""
    for statement in ast.parse(path.read_bytes()).body:
        name, value = _constant(statement)
        numbers = [n for n in ast.walk(value) if isinstance(n, ast.Constant) and type(n.value) in (int, float)]
        for k, number in enumerate(sorted(numbers, key=lambda n: (n.lineno, n.col_offset))):
            shown = f"{name}[{k}]" if len(numbers) > 1 else name
            old = ast.literal_eval(number)
            for new in _changed(old):
                yield Mutant(path, shown, number.lineno, number.col_offset, number.end_col_offset or 0, old, new)


def _constant(statement: ast.stmt) -> tuple[str, ast.expr]:
    """The name and the value of an assignment to a name in capitals; else an empty tuple's."""
    if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        name = ", ".join(ast.unparse(target).strip("()") for target in targets)
        if name.isupper():
            return name, statement.value
    return "", ast.Tuple([])


def _changed(old: float) -> tuple[float, float]:
    if isinstance(old, int):
        step = max(1, round(CHANGE_SHARE * old))
        return old - step, old + step
    return round(old * (1 - CHANGE_SHARE), 6), round(old * (1 + CHANGE_SHARE), 6)


class Changed(SourceFileLoader):
    """Imports one module from changed source."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(SOURCE.parent).with_suffix("").parts
        self.module = ".".join(parts).removesuffix(".__init__")
        self.mutant = mutant
        super().__init__(self.module, str(mutant.path))

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The spec of the one module; None of all others."""
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.module else None

    def get_code(self, name: str) -> CodeType:
        """The changed source, compiled; nothing is cached on disk."""
        code: CodeType = compile(self.mutant.source, self.path, "exec")
        return code


def killer(room: str) -> str:
    """The golden page or the test that fails here and now; empty if none does. Goldens come first, they are fast."""
    from tests.golden.check import difference, names

    for name in names():
        if difference(name):
            return f"page {name}"
    first = _First()
    options = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0", "--assert=plain")
    failed = pytest.main([*options, *TESTS[room]], plugins=[first])
    return first.name or (f"pytest, status {int(failed)}" if failed else "")


class _First:
    """Remembers the first test that failed."""

    name = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.name:
            self.name = report.nodeid


def pages(room: str) -> dict[str, str]:
    """A digest of all that is thought of each sample's page; for rooms that weigh and judge, with its findings."""
    from screenpii.layout import name_fields
    from screenpii.scorer import resolve
    from tests.golden.told import told, written
    from tests.pages import SAMPLES, sample, text_pipeline

    flow, found = text_pipeline(), {}
    for path in sorted(SAMPLES.glob("*.json")):
        page = sample(path.stem)
        thoughts = written(told(page, named := name_fields(page)))
        if room not in GEOMETRIC_ROOMS:
            context = flow.understand(named)
            kept = resolve(flow.weigh(context), flow.min_score)
            findings = flow.judged(context, kept, flow.policy_for(named))
            thoughts += repr([(f.verdict, f.severity, f.preview, f.entity.subject, f.entity.score) for f in findings])
        found[path.stem] = hashlib.sha256(thoughts.encode()).hexdigest()
    return found


def tried(room: str, mutant: Mutant | None, usual: dict[str, str]) -> dict[str, Any]:
    """What becomes of a mutant (None: of the program as it is), tried in a process of its own."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(send, "w") as out, suppress(BaseException):
            signal.alarm(MAX_MUTANT_SECONDS)
            out.write(json.dumps(_tried_here(room, mutant, usual)))
            out.flush()
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return dict(json.loads(said)) if said else {"killer": "no answer"}


def _tried_here(room: str, mutant: Mutant | None, usual: dict[str, str]) -> dict[str, Any]:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if mutant:
        sys.meta_path.insert(0, Changed(mutant))
    try:
        if found := killer(room):
            return {"killer": found}
        now = pages(room)
    except Exception as error:  # the change breaks the program
        return {"killer": type(error).__name__}
    return {"killer": "", "pages": [name for name in usual if now[name] != usual[name]] if mutant else now}


def digest(*folders: Path) -> str:
    """A digest of all Python files, texts and expectations in folders."""
    found = hashlib.sha256()
    for path in sorted(p for folder in folders for p in ([folder] if folder.is_file() else folder.rglob("*.*"))):
        if path.suffix in (".py", ".txt", ".json", ".yaml"):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def preload() -> None:
    """Load what all mutants share: other packages, and of this one what no mutant changes."""
    import spacy  # noqa: F401
    import yaml  # noqa: F401

    from screenpii.lexicon.labels import lexicon

    lexicon()
    files = {str(path) for pattern in TARGETS for path in SOURCE.glob(pattern)}
    loaded = [name for name, module in sys.modules.items() if getattr(module, "__file__", None) in files]
    if loaded:
        sys.exit(f"loaded before they are changed: {loaded}")


def report(done: dict[str, dict[str, Any]]) -> None:
    """Print the share that was killed, and the survivors."""
    alive = {key: entry for key, entry in done.items() if not entry["killer"]}
    print(f"\n{len(done) - len(alive)} of {len(done)} mutants killed ({1 - len(alive) / max(1, len(done)):.0%})")
    for key, entry in sorted(alive.items()):
        count = len(entry["pages"])
        print(f"  {key}   {f'changes {count} samples' if count else 'changes no page'}")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Changes each threshold and says which changes no test notices.")
    arguments.add_argument("--minutes", type=float, default=20, help="stop after so many; a later run goes on")
    arguments.add_argument("--only", default="", help="files whose path holds this")
    given = arguments.parse_args()
    preload()
    files = sorted({path for pattern in TARGETS for path in SOURCE.glob(pattern)})
    todo = [mutant for path in files for mutant in mutants(path) if given.only in mutant.key]
    report(run(todo, time.monotonic() + 60 * given.minutes))


def run(todo: Sequence[Mutant], ends: float) -> dict[str, dict[str, Any]]:
    """The results of the mutants by their keys, those that are kept among them; stops at a time (`time.monotonic`)."""
    every = digest(SOURCE, ROOT / "tests" / "golden", *(ROOT / path for paths in TESTS.values() for path in paths))
    known = {entry["key"]: entry for entry in kept()}
    done: dict[str, dict[str, Any]] = {}
    for number, mutant in enumerate(todo, 1):
        entry = known.get(mutant.key)
        if not entry or entry["state"] != (digest(mutant.path) if entry["killer"] else every):
            if time.monotonic() > ends:
                print(f"{len(todo) - number + 1} of {len(todo)} are left; run it again to go on")
                break
            entry = _tried(mutant, known, every)
            print(f"{number}/{len(todo)} {mutant.key}: {entry['killer'] or 'survives'}", flush=True)
        done[mutant.key] = entry
    return done


def _tried(mutant: Mutant, known: dict[str, dict[str, Any]], every: str) -> dict[str, Any]:
    """The result of one mutant, which is kept; before the first of a room, that of the program as it is."""
    usual = known.get(mutant.room, {})
    if usual.get("state") != every:
        known[mutant.room] = usual = {"key": mutant.room, "state": every, **tried(mutant.room, None, {})}
        if usual["killer"]:
            sys.exit(f"the tests fail without any change: {usual['killer']}")
        note(usual)
    entry = {"key": mutant.key, **tried(mutant.room, mutant, usual["pages"])}
    entry["state"] = digest(mutant.path) if entry["killer"] else every
    note(entry)
    return entry


def kept() -> list[dict[str, Any]]:
    """The results of earlier runs, the oldest first."""
    return [json.loads(line) for line in RESULTS_FILE.read_text("utf-8").splitlines()] if RESULTS_FILE.exists() else []


def note(entry: dict[str, Any]) -> None:
    """Append a result to those that are kept."""
    RESULTS_FILE.parent.mkdir(exist_ok=True)
    with RESULTS_FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    main()
