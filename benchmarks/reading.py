"""How well and at what cost the OCR engines read: `python benchmarks/reading.py FOLDER`.

FOLDER holds images with same-stem truth JSON. Every engine runs in fresh processes of its own, taking turns
(A B A B), so that noise of the machine hits all alike. `plain` is pytesseract as most people call it: page
segmentation 3, English, one thread, the image as it is. `screen:0.7` is `screen` with its option reread at 0.7.

With --misses the JSON file holds values as they stand in the truth: only for folders of made-up data.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.memory import Memory
from benchmarks.reading_measures import Tally, markdown, measure, percent
from screenpii.config import Settings
from screenpii.errors import ScreenpiiError
from screenpii.ocr.doubt import legible
from screenpii.types import Box, Char, Frame, Line

if TYPE_CHECKING:
    from screenpii.types import Pixels

COLUMNS = {
    "CER": "cer",
    "CER, no spaces": "cer_without_spaces",
    "values exact": "exact",
    "unmasked": "exact_unmasked",
    "spaces too": "exact_with_spaces",
    "masked": "exact_masked",
    "alone in its line": "alone",
    "split": "split",
    "fused": "fused",
    "ink inside": "ink_inside",
    "ink p5": "ink_inside_p5",
}
RATIOS = {"area / ink": "area_to_ink", "area / truth": "area_to_truth"}


@dataclass
class Result:
    """One engine: what it read, counted by condition, and what each round cost."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    failed: int = 0
    note: str = ""
    misses: list[dict[str, str]] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Everything as plain values for the JSON file."""
        return {
            **self.tallies.get("all", Tally()).figures(),
            "cpu_seconds": _mean(self.cpu),
            "wall_seconds": _mean(self.wall),
            "cpu_rounds": self.cpu,
            "megabytes": self.megabytes,
            "failed": self.failed,
            "note": self.note,
            "conditions": {name: tally.figures() for name, tally in sorted(self.tallies.items()) if name != "all"},
        }


class Plain:
    """Tesseract with nothing done for it: the yardstick of cost."""

    def read(self, frame: Frame) -> list[Line]:
        """One line a Tesseract line; a word's box shared out evenly among its characters."""
        import pytesseract

        as_dict = pytesseract.Output.DICT
        rows = pytesseract.image_to_data(frame.pixels, lang="eng", config="--psm 3", output_type=as_dict)
        lines: dict[tuple[int, ...], list[Char]] = {}
        for k, text in enumerate(rows["text"]):
            if text.strip():
                line = lines.setdefault(tuple(rows[n][k] for n in ("block_num", "par_num", "line_num")), [])
                line.extend([Char(" ")] if line else [])
                line.extend(even(text.strip(), *(rows[n][k] for n in ("left", "top", "width", "height"))))
        return [Line(tuple(chars)) for chars in lines.values()]


def main(arguments: list[str] | None = None) -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", default="screen,rapidocr,tesseract,plain", help="comma-separated, in turn")
    parser.add_argument("--limit", type=int, default=0, help="only so many images, spread over the folder")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--misses", action="store_true", help="with --json: also the values that were misread")
    options = parser.parse_args(arguments)
    stems = choose(options.folder, options.limit)
    if not stems:
        parser.error(f"{options.folder} holds no image with a truth file")
    results = run(stems, options.engines.split(","), options.rounds)
    print(f"{len(stems)} images, {options.rounds} rounds", table(results), condition_table(results), sep="\n\n")
    if options.json:
        told = {n: r.figures() | ({"misses": r.misses} if options.misses else {}) for n, r in results.items()}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def choose(folder: Path, limit: int = 0) -> list[Path]:
    """The truth files of a folder whose image exists, at most `limit`, evenly spread."""
    stems = [path for path in sorted(folder.glob("*.json")) if _is_truth(path)]
    count = min(limit or len(stems), len(stems))
    return [stems[k * len(stems) // count] for k in range(count)]


def run(stems: list[Path], names: list[str], rounds: int) -> dict[str, Result]:
    """Every engine over all images, in turns, each turn in a fresh process; reading is measured in the first round."""
    results = {name: Result() for name in names}
    for turn in range(rounds):
        for name, result in results.items():
            if not result.note:
                print(f"round {turn + 1}: {name}", file=sys.stderr)
                _one_turn(stems, name, result, first=turn == 0)
    return results


def table(results: dict[str, Result]) -> str:
    """Markdown: one row an engine; cost beside `plain` if that ran."""
    plain = _mean(results["plain"].cpu) if "plain" in results else 0.0
    rows = [["engine", *COLUMNS, *RATIOS, "CPU s", "CPU / plain", "wall s", "MB", "failed"]]
    for name, result in results.items():
        if result.note:
            rows.append([name, f"skipped: {result.note}", *[""] * (len(rows[0]) - 2)])
            continue
        told, cpu = result.figures(), _mean(result.cpu)
        rates = [percent(told[key]) for key in COLUMNS.values()]
        ratios = ["" if told[key] is None else f"{told[key]:.2f}" for key in RATIOS.values()]
        cost = [f"{cpu:.2f}", f"{cpu / plain:.2f}" if plain else "", f"{_mean(result.wall):.2f}"]
        rows.append([name, *rates, *ratios, *cost, f"{result.megabytes:.0f}", str(result.failed)])
    return markdown(rows)


def condition_table(results: dict[str, Result]) -> str:
    """Markdown: per condition the values, and per engine those read exactly and the character error rate."""
    ran = {name: result for name, result in results.items() if not result.note}
    names = sorted({c for result in ran.values() for c in result.tallies if c != "all"})
    rows = [["condition", "values", *(f"{name} exact / alone / CER" for name in ran)]]
    for name in names:
        told = [result.tallies.get(name, Tally()).figures() for result in ran.values()]
        count = str(told[0]["values"])
        rows.append([name, count, *(" / ".join(percent(t[k]) for k in ("exact", "alone", "cer")) for t in told)])
    return markdown(rows)


def load(path: Path) -> tuple[dict[str, Any], Pixels]:
    """The truth and the pixels of one image."""
    truth = json.loads(path.read_text("utf-8"))
    return truth, pixels(path.with_name(truth["image"]))


def pixels(path: Path) -> Pixels:
    """The pixels of one image."""
    import numpy as np
    from PIL import Image

    with Image.open(path) as image:
        return np.array(image.convert("RGB"), dtype=np.uint8)


def read_all(engine: Any, stems: list[Path]) -> Iterator[tuple[list[Line] | None, float, float]]:
    """For each image: its lines (None if the engine failed), CPU and wall seconds, children included."""
    for path in stems:
        frame = Frame(path.stem, load(path)[1])
        wall, cpu = time.perf_counter(), _cpu()
        try:
            lines = legible(engine.read(frame))
        except ScreenpiiError:
            lines = None
        yield lines, _cpu() - cpu, time.perf_counter() - wall


def _one_turn(stems: list[Path], name: str, result: Result, first: bool) -> None:
    """Run one process and take in what it tells."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, name, stems))
    process.start()
    theirs.close()
    cpu = wall = 0.0
    with Memory(process.pid or 0) as memory:
        for path in stems:
            told = _next(ours)
            if isinstance(told, str):
                result.note = told
                break
            lines, seconds, elapsed = told
            cpu, wall = cpu + seconds, wall + elapsed
            if first:
                _take(result, path, lines)
    process.join()
    if not result.note:
        result.cpu.append(cpu / len(stems))
        result.wall.append(wall / len(stems))
        result.megabytes = max(result.megabytes, memory.megabytes)


def _work(pipe: Connection, name: str, stems: list[Path]) -> None:
    """In the engine's own process: read, and send the lines of each image, or why it cannot be done."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        engine = Plain() if name == "plain" else _engine(name)
    except (ScreenpiiError, ImportError) as error:
        pipe.send(str(error))
        return
    for answer in read_all(engine, stems):
        pipe.send(answer)


def _engine(name: str) -> Any:
    from screenpii import ocr

    engine, _, reread = name.partition(":")
    options = {engine: {"reread": reread}} if reread else {}
    return ocr.create(Settings.model_validate({"engine": {"name": engine, **options}}))


def _next(pipe: Connection) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        return "its process ended early"


def _take(result: Result, path: Path, lines: list[Line] | None) -> None:
    truth, pixels = load(path)
    result.failed += lines is None
    tally = measure(truth, pixels, lines or [])
    result.misses += [{"image": path.stem, "truth": want, "read": got} for want, got in tally.misses]
    for name in ("all", *(truth.get("conditions") or ["clean"])):
        result.tallies[name] = result.tallies.get(name, Tally()) + tally


def _cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def even(text: str, left: int, top: int, width: int, height: int) -> Iterator[Char]:
    """The characters of a text, its box shared out evenly among them."""
    for k, char in enumerate(text):
        start, end = left + k * width // len(text), left + (k + 1) * width // len(text)
        yield Char(char, Box(start, top, max(start + 1, end), top + height))


def _is_truth(path: Path) -> bool:
    truth = json.loads(path.read_text("utf-8"))
    return isinstance(truth, dict) and "pii" in truth and path.with_name(truth.get("image", "")).is_file()


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
