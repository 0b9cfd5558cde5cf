"""Visits applications and keeps what their pages show.

Use: python -m models.applications --home FOLDER [NAME ...]
     python -m models.applications --home FOLDER --pictures FOLDER --count 120 NAME
"""

from __future__ import annotations

import argparse
import io
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from models.applications.application import Application, applications
from models.applications.environment import served
from models.applications.records import PAGES, write
from models.applications.shop import Shop
from models.applications.visitor import Visitor
from samples.render import BROWSER_ARGS

MAX_RECORDS_PER_VIEW = 3  # records of one application, view and language


def visited(
    browser: Browser, application: Application, language: str, seed: int, args: Any
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The records of one shop in the application."""
    folder = args.home / "shops" / f"{application.name}-{language}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.sqlite3"):
        old.unlink()
    world = Shop(seed, language).as_json()
    (folder / "world.json").write_text(json.dumps(world), "utf-8")
    rng = random.Random(f"{application.name} {language} {seed}")
    with served(application, args.home, folder / "world.json") as base:
        visitor = Visitor(browser, application, world, rng, args.pictures is not None)
        for visit in application.visits(world, rng):
            yield from visitor.look(base, visit)


def all_of(browser: Browser, application: Application, args: Any) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The records of all its languages, few of a kind."""
    seen: Counter[tuple[str, str]] = Counter()
    turns = [
        (language, turn) for turn in range(args.rounds or application.rounds) for language in application.languages
    ]
    for language, turn in turns:
        if args.languages and language not in args.languages:
            continue
        begun, count = time.monotonic(), 0
        try:
            for entry, picture in visited(browser, application, language, 100 * turn + args.seed, args):
                seen[language, entry["view"]] += 1
                if seen[language, entry["view"]] <= MAX_RECORDS_PER_VIEW:
                    count += 1
                    yield entry, picture
        except (RuntimeError, OSError) as error:
            print(f"{application.name} {language}: {error}")
        print(f"{application.name} {language} {turn}: {count} records, {time.monotonic() - begun:.0f} s", flush=True)


def save_picture(folder: Path, number: int, entry: dict[str, Any], picture: bytes) -> None:
    """The picture and its truth beside it."""
    language = entry["conditions"][0].removeprefix("lang-")
    name = f"{entry['application']}-{number:03}-{language}-{entry['view']}"
    Image.open(io.BytesIO(picture)).convert("RGB").save(folder / f"{name}.png", optimize=True)
    truth = {"image": f"{name}.png", "source": f"{entry['application']} {entry['view']}", **entry}
    (folder / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Visit real applications and keep what their pages show.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="applications; all if none is named")
    parser.add_argument("--home", type=Path, required=True, help="a folder for environments and shops, to throw away")
    parser.add_argument("--pictures", type=Path, help="write pictures with their truth here, and no records")
    parser.add_argument("--count", type=int, default=100_000, help="stop after so many of an application")
    parser.add_argument("--rounds", type=int, help="shops a language")
    parser.add_argument("--languages", nargs="*", help="these languages alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=PAGES, help="the folder of the records")
    parser.add_argument("--chromium", metavar="PATH", default="/usr/bin/chromium", help="browser to use")
    args = parser.parse_args()
    args.home = args.home.resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.chromium, args=BROWSER_ARGS)
        for name in args.names or sorted(applications()):
            found = []
            for number, (entry, picture) in enumerate(all_of(browser, applications()[name], args)):
                if number >= args.count:
                    break
                if args.pictures:
                    args.pictures.mkdir(parents=True, exist_ok=True)
                    save_picture(args.pictures, number, entry, picture)
                found.append(entry)
            if not args.pictures:
                write(name, found, args.to)
            print(f"{name}: {len(found)}")
        browser.close()


if __name__ == "__main__":
    main()
