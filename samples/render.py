"""Render the sample screens: pages/NAME.html -> NAME.png and its truth NAME.json.

Use: python samples/render.py [--only NAME] [--chromium PATH]
     python samples/render.py --pages PAGES --to FOLDER
     python samples/render.py --pages models/generator/drawn/pages --truth models/generator/drawn/screens

Boxes are [x, y, width, height] in device pixels of the image, whole numbers,
origin at the top left corner.
"""

from __future__ import annotations

import argparse
import io
import json
import math
from pathlib import Path
from typing import Any, TypedDict

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
READ_PAGE = (HERE / "lines.js").read_text(encoding="utf-8")
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]

Box = list[int]


class Screen(TypedDict):
    """What a page says about itself in <meta name="screen">; viewport in CSS pixels."""

    channel: str
    viewport: list[int]
    scale: float
    conditions: list[str]


class Line(TypedDict):
    """One visual line; box is [left, top, right, bottom] in CSS pixels, origin top left."""

    text: str
    box: list[float]


class Mark(TypedDict):
    """One element with data-pii as lines.js reads it."""

    type: str
    subject: str
    masked: bool
    labelled: bool
    group: str
    lines: list[Line]


def to_pixels(box: list[float], scale: float) -> Box:
    """Turn [left, top, right, bottom] in CSS pixels into [x, y, w, h] in device pixels."""
    left, top = (math.floor(side * scale) for side in box[:2])
    right, bottom = (math.ceil(side * scale) for side in box[2:])
    return [left, top, right - left, bottom - top]


def join_groups(marks: list[Mark]) -> list[Mark]:
    """Join marks of one data-group (first and last name in two fields) into the first of them."""
    joined: list[Mark] = []
    by_group: dict[str, Mark] = {}
    for mark in marks:
        first = by_group.get(mark["group"])
        if first is not None:
            first["lines"] += mark["lines"]
            continue
        joined.append(mark)
        if mark["group"]:
            by_group[mark["group"]] = mark
    return joined


def pii_item(mark: Mark, scale: float) -> dict[str, Any]:
    """Make the truth entry of one marked value; boxes in device pixels, origin top left."""
    return {
        "type": mark["type"],
        "text": "\n".join(line["text"] for line in mark["lines"]),
        "boxes": [to_pixels(line["box"], scale) for line in mark["lines"]],
        "subject": mark["subject"],
        "masked": mark["masked"],
        "labelled": mark["labelled"],
    }


def read_screen(page: Page) -> Screen:
    """Read the page's own <meta name="screen">."""
    content = page.locator('meta[name="screen"]').get_attribute("content")
    if content is None:
        raise ValueError(f'{page.url}: no <meta name="screen">')
    screen: Screen = json.loads(content)
    return screen


def read_truth(page: Page, name: str, screen: Screen) -> dict[str, Any]:
    """Collect the truth of the page that is shown; all boxes in device pixels, origin top left."""
    scale = screen["scale"]
    found = page.evaluate(READ_PAGE)
    texts: list[Line] = found["texts"]
    return {
        "image": f"{name}.png",
        "width": round(screen["viewport"][0] * scale),
        "height": round(screen["viewport"][1] * scale),
        "source": f"pages/{name}.html",
        "channel": screen["channel"],
        "conditions": screen["conditions"],
        "texts": [{"text": line["text"], "box": to_pixels(line["box"], scale)} for line in texts],
        "pii": [pii_item(mark, scale) for mark in join_groups(found["marks"])],
    }


def format_truth(truth: dict[str, Any]) -> str:
    """Write the truth as JSON with one text or value on a line, so that changes read well."""
    fields = []
    for key, value in truth.items():
        if key in ("texts", "pii") and value:
            rows = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            fields.append(f'"{key}": [\n  {rows}\n ]')
        else:
            fields.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(fields) + "\n}\n"


def render(browser: Browser, source: Path, folder: Path, picture: bool) -> None:
    """Render one page into a folder: its truth, and its picture if that is wanted."""
    name = source.stem
    with browser.new_page() as page:
        page.goto(source.as_uri())
        screen = read_screen(page)
    width, height = screen["viewport"]
    dark = "dark" in screen["conditions"]
    with browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=screen["scale"],
        color_scheme="dark" if dark else "light",
    ) as page:
        page.goto(source.as_uri())
        truth = read_truth(page, name, screen)
        if picture:
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            image.save(folder / f"{name}.png", optimize=True)
    (folder / f"{name}.json").write_text(format_truth(truth), encoding="utf-8")


def main() -> None:
    """Render all pages, or the one that is named."""
    parser = argparse.ArgumentParser(description="Render the sample screens and their truth.")
    parser.add_argument("--only", metavar="NAME", help="render pages/NAME.html alone")
    parser.add_argument("--pages", type=Path, default=HERE / "pages", help="the folder of the pages")
    parser.add_argument("--truth", type=Path, help="write the truth here, and no pictures")
    parser.add_argument("--to", type=Path, default=HERE, help="write pictures and truth here")
    parser.add_argument("--chromium", metavar="PATH", default="/usr/bin/chromium", help="browser to use")
    args = parser.parse_args()
    pages = sorted(args.pages.resolve().glob(f"{args.only or '*'}.html"))
    if not pages:
        parser.error(f"no page called {args.only}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.chromium, args=BROWSER_ARGS)
        for source in pages:
            render(browser, source, args.truth or args.to, picture=args.truth is None)
            print(source.stem)
        browser.close()


if __name__ == "__main__":
    main()
