"""The pytest plug-in: a test fails if a screenshot that it took shows customers' data. Off unless asked for.

Loaded by every run of pytest where screenpii is installed, so this file imports nothing but pytest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from screenpii.pytest_plugin.session import Session

MARKER = "screenpii(allow=[TYPE, ...], policy=[PACK, ...]): what its screenshots may show, and which packs count"
SESSION = "screenpii-session"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, and the ini settings of the same meaning; options win."""
    group = parser.getgroup("screenpii", "customers' data on screenshots")
    add = group.addoption
    add("--screenpii", action="store_true", help="Scan the screenshots that tests take.")
    add("--screenpii-baseline", metavar="FILE", help="Read accepted findings from this file.")
    add("--screenpii-report", metavar="FORMAT=FILE", action="append", help="Write a report of the run; repeatable.")
    add(
        "--screenpii-policy",
        metavar="PACK",
        action="append",
        help="Apply this policy pack, by name or path; repeatable.",
    )
    add(
        "--screenpii-accept",
        metavar="WHY",
        help="Accept the exposures of this run, for this reason, and fail no test for them.",
    )
    add("--screenpii-owner", metavar="WHO", help="Name who is responsible for the accepted findings.")
    parser.addini("screenpii", "Scan the screenshots that tests take.", "bool", False)
    parser.addini("screenpii_baseline", "Accepted findings: the file.", default="")
    parser.addini("screenpii_report", "Reports to write: FORMAT=FILE, one per line.", "linelist", [])
    parser.addini("screenpii_policy", "Policy packs, by name or path.", "args", [])
    parser.addini("screenpii_folders", "Folders to which the run writes screenshots.", "args", [])
    parser.addini("screenpii_annotate", "Folder for annotated pictures, which hold personal data.", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker in any case, the hooks only for a run that asks for them."""
    config.addinivalue_line("markers", MARKER)
    if config.getoption("--screenpii") or config.getini("screenpii"):
        config.pluginmanager.register(_session(config), SESSION)


@pytest.fixture
def assert_no_pii(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`assert_no_pii(image_or_page, policy=[...], allow=[...])`: fails if the picture shows customers' data.

    Takes bytes, a path, a Pillow image, an array, a Playwright page or locator, or a Selenium driver. Works also
    without --screenpii: a test that asks for the check must not pass without it.
    """
    session: Any = request.config.pluginmanager.get_plugin(SESSION) or _session(request.config)

    def check(picture: object, policy: str | list[str] = (), allow: str | list[str] = ()) -> None:  # type: ignore[assignment]
        __tracebackhide__ = True
        fault = session.fault(request.node, picture, _names(policy), _names(allow))
        if fault:
            raise AssertionError(fault)

    return check


def _names(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _session(config: pytest.Config) -> Session:
    """The run's one session."""
    from screenpii.errors import ScreenpiiError
    from screenpii.pytest_plugin.session import Session

    known = config.stash.get(_KEY, None)
    if known is None:
        try:
            known = config.stash[_KEY] = Session(config)
        except ScreenpiiError as error:
            raise pytest.UsageError(f"screenpii: {error}") from None
    return known


_KEY: pytest.StashKey[Any] = pytest.StashKey()
