"""Pages shot by the real browser, from a site on this machine."""

from __future__ import annotations

import json
import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from screenpii.addresses import is_page, listed, named
from screenpii.config import Pages, Settings
from screenpii.errors import MissingEngineError, UsageError
from screenpii.runners.frames import FrameJob, Read
from screenpii.runners.local import run
from screenpii.scratch import PREFIX, SHORT, _locked
from screenpii.sources import Item
from screenpii.sources.web import browser, shots
from screenpii.types import Frame, Reading, Skipped
from tests.sources.site import Site, running

OTHER = "127.0.0.2"  # this machine, too, but not one of the names that are allowed


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@dataclass(frozen=True)
class Seen:
    """What a worker has seen of a page: its picture, or why there is none; and whether its elements are known."""

    source: str
    reason: str
    picture: Image.Image | None
    elements: bool


@dataclass(frozen=True)
class Keeping:
    """Loads what keeps the frames of a worker as files in a folder, and says in its notes which."""

    folder: str

    def __call__(self, settings: Settings) -> Read:
        return self.read

    def read(self, frame: Frame) -> Reading:
        path = Path(self.folder) / f"{uuid.uuid4()}.png"
        Image.fromarray(frame.pixels).save(path)
        told = "elements" if frame.elements else ""
        return Reading(frame.source, frame.position, frame.width, frame.height, 0.0, note=str(path), title=told)


def seen(settings: Settings, *urls: str) -> Iterator[Seen]:
    items = [Item(shot.name, shot) for shot in shots(urls, settings.pages)]
    with tempfile.TemporaryDirectory() as folder, closing(run(items, FrameJob(settings, Keeping(folder)))) as results:
        for one in results:
            if isinstance(one, Skipped):
                yield Seen(one.source, one.reason, None, False)
            else:
                picture = Image.open(one.note)
                picture.load()
                yield Seen(one.source, "", picture, bool(one.title))


def shot(*urls: str, timeout: float = 20.0, **pages: Any) -> list[Seen]:
    return list(seen(Settings.model_validate({"timeout": timeout, "jobs": 1, "pages": pages}), *urls))


def picture(page: Seen) -> Image.Image:
    assert page.picture, page.reason
    return page.picture


def reason(page: Seen) -> str:
    assert page.picture is None
    return page.reason


def test_every_page_in_every_viewport_and_scheme(site: Site) -> None:
    found = shot(site.url("/scheme"), viewports=["390x844", "1280x720"], schemes=["light", "dark"])
    assert [(picture(item).size, picture(item).convert("RGB").getpixel((5, 700))) for item in found] == [
        (size, colour) for size in ((390, 844), (1280, 720)) for colour in ((255, 255, 255), (0, 0, 0))
    ]
    assert [item.source.removeprefix(site.url("/scheme")) for item in found] == [
        " 390x844 light",
        " 390x844 dark",
        " 1280x720 light",
        " 1280x720 dark",
    ]


def test_whole_pages_up_to_the_limit_of_pixels(site: Site) -> None:
    settings = Settings.model_validate({"jobs": 1, "limits": {"pixels": 20_000_000}, "pages": {"full_page": True}})
    tall, wide = seen(settings, site.url("/tall"), site.url("/wide"))
    assert picture(tall).width == 1366
    assert picture(tall).height > 3000
    assert "20 megapixels is the limit" in reason(wide)


def test_what_comes_late_is_waited_for(site: Site) -> None:
    (late,) = shot(site.url("/later"), wait_for="#late")
    (never,) = shot(site.url("/clean"), wait_for="#late", timeout=4.0)  # a busy machine starts a browser in its time
    assert picture(late)
    assert reason(never) == "nothing visible matches '#late' within 4 s"


def test_dialogs_windows_and_requests_without_end_hold_nothing_up(site: Site) -> None:
    (loud,) = shot(site.url("/loud"))
    assert picture(loud)


def test_no_other_host_is_reached_by_redirects_scripts_images_or_frames(site: Site) -> None:
    urls = [site.url(f"{path}?{site.url('/clean', OTHER)}") for path in ("/away", "/script", "/inner")]
    site.asked.clear()
    away, script, inner = shot(*urls)
    assert OTHER not in site.asked
    assert [reason(found) for found in (away, script)] == [f"leads to {OTHER}, which --allow-host does not name"] * 2
    assert picture(inner)
    assert [bool(picture(found)) for found in shot(*urls, allow_hosts=[OTHER])] == [True] * 3
    assert OTHER in site.asked


def test_an_allowed_host_does_not_reach_this_machine(site: Site) -> None:
    site.asked.clear()
    shot(site.url(f"/inner?{site.url('/clean')}", OTHER), allow_hosts=[OTHER])
    assert set(site.asked) == {OTHER}


def test_pages_of_other_hosts_are_refused_before_anything_runs() -> None:
    with pytest.raises(UsageError, match=re.escape("shop.example is not this machine; if it may be reached: --allow-")):
        shots(["https://shop.example/till"], Pages())
    assert len(shots(["https://till.shop.example/"], Pages(allow_hosts=("*.shop.example",)))) == 1


def test_what_is_no_picture_of_the_page_is_said(site: Site) -> None:
    lost, slow, file, nobody = shot(
        site.url("/nope"), site.url("/slow"), site.url("/file"), "http://localhost:9/", timeout=2.0
    )
    assert reason(lost) == "the server answers 404"
    assert reason(slow) == "took longer than 2 s to load"
    assert reason(file)
    assert reason(nobody) == "cannot be opened (net::ERR_UNSAFE_PORT)"


def test_a_page_that_hangs_its_browser_costs_itself_alone_and_nothing_is_left_behind(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir=SHORT) as own:  # other tests have browsers, too
        monkeypatch.setenv("TMPDIR", own)
        monkeypatch.setattr(tempfile, "tempdir", None)
        before = left_behind()
        spin, clean = shot(site.url("/spin"), site.url("/clean"), timeout=3.0)
        assert reason(spin) == "took longer than 13 s"
        assert picture(clean)
        assert left_behind() <= before


def left_behind() -> set[Path]:
    """The folders of browsers that have died; those of other tests run on."""
    return {path for path in SHORT.glob(f"{PREFIX}*") if has_died(path)}


def has_died(path: Path) -> bool:
    try:
        os.close(_locked(path))
    except OSError:  # somebody holds the lock, or the folder is gone
        return False
    return True


def test_a_page_that_asks_to_sign_in_is_not_clean(site: Site, tmp_path: Path) -> None:
    asked, form = shot(site.url("/account"), site.url("/login"))
    assert reason(asked) == "asks to sign in; give it a profile that has: --storage-state FILE"
    assert picture(form)


def test_the_profile_of_somebody_who_is_signed_in(site: Site, tmp_path: Path) -> None:
    cookie = {"name": "session", "value": "1", "domain": "localhost", "path": "/", "expires": -1}
    state = tmp_path / "state.json"
    rest = {"httpOnly": False, "secure": False, "sameSite": "Lax"}
    state.write_text(json.dumps({"cookies": [{**cookie, **rest}], "origins": []}))
    with_it, without = shot(site.url("/me"), storage_state=str(state)), shot(site.url("/me"))
    assert picture(with_it[0]).tobytes() != picture(without[0]).tobytes()
    for broken in ("{", '"/dev/zero"', "[" * 100_000):
        state.write_text(broken)
        assert reason(shot(site.url("/me"), storage_state=str(state))[0]).endswith("is the storage state whole?")
    with pytest.raises(UsageError, match=r"nope\.json: cannot be read \(no such file"):
        shot(site.url("/me"), storage_state=str(tmp_path / "nope.json"))


def test_a_page_that_lies_about_its_elements_loses_only_the_suggestions(site: Site) -> None:
    pages = shot(site.url("/liar"), site.url("/till"))
    assert [bool(picture(page)) for page in pages] == [True, True]
    assert [page.source for page in pages if page.elements] == [site.url("/till")]


def test_a_browser_that_is_not_there(tmp_path: Path) -> None:
    assert Path(browser()).is_absolute()
    with pytest.raises(MissingEngineError, match=r"^nochrome: not found; install one"):
        browser("nochrome")
    broken = tmp_path / "chrome"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(MissingEngineError, match="does not start"):
        shot("http://localhost:8000/", browser=str(broken))


def test_names_hold_nothing_of_somebody() -> None:
    assert named(
        [
            "http://ada:secret@localhost:8000/customers/ada%40example.com/orders/12?email=ada@example.com&tab=1#x",
            "http://localhost/o?id=1",
            "http://localhost/o?id=2",
            "https://LOCALHOST/#/customers/415-555-0143",
        ]
    ) == [
        "http://localhost:8000/customers/…/orders/12?email=…&tab=…",
        "http://localhost/o?id=…",
        "http://localhost/o?id=… (2)",
        "https://localhost/#/customers/…",
    ]


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://localhost:port/", "https:///x"])
def test_an_address_of_no_page(url: str) -> None:
    assert is_page(url)
    with pytest.raises(UsageError, match="an address of a page is not valid"):
        shots([url], Pages())


def test_a_file_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("# tills\nhttp://localhost/a\n\n  https://localhost/b \n")
    assert listed(file) == ["http://localhost/a", "https://localhost/b"]
    file.write_text("http://localhost/a\nlocalhost/b\n")
    with pytest.raises(UsageError, match="line 2 is no address"):
        listed(file)
    with pytest.raises(UsageError, match="cannot be read"):
        listed(tmp_path)
