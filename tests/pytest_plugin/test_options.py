"""The plug-in beside pytest-playwright's own options, with a real browser: what is found, and what stays on disk."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.pytest_plugin.conftest import SYSTEMS_BROWSER, Run

BROWSER = (
    SYSTEMS_BROWSER
    + """
@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 640, "height": 300}}

FIELDS = "<h1>Customer</h1><table><tr><td>Name<td>Amara Okafor<tr><td>Card number<td>4111 1111 1111 1111</table>"
"""
)
TESTS = f"""{BROWSER}
def test_shoots(page):
    page.set_content(FIELDS)
    page.screenshot()

def test_passes(page):
    page.set_content(FIELDS.replace("Amara Okafor", "Bronwyn Pryce"))

def test_fails(page):
    page.set_content(FIELDS.replace("Amara Okafor", "Joel Whitcombe"))
    assert page.title() == "Till"

def test_below(page):
    page.set_content("<h1>Orders</h1><div style='height: 800px'>None today</div>" + FIELDS)

def test_clean(page):
    page.set_content("<h1>Stock</h1><p>Enamel mug, green</p>")
"""
SHOWN = {"test_shoots", "test_passes", "test_fails"}


@pytest.mark.parametrize(
    ("options", "outcomes", "shown", "kept"),
    [
        ("--screenshot off", {"passed": 3, "failed": 2}, {"test_shoots"}, set()),
        (
            "--screenshot on",
            {"passed": 3, "failed": 2, "errors": 2},
            SHOWN,
            {"shoots failed", "passes failed", "fails failed", "below finished", "clean finished"},
        ),
        (
            "--screenshot on --full-page-screenshot",
            {"passed": 3, "failed": 2, "errors": 3},
            SHOWN | {"test_below"},
            {"shoots failed", "passes failed", "fails failed", "below failed", "clean finished"},
        ),
        (
            "--screenshot only-on-failure",
            {"passed": 3, "failed": 2, "errors": 2},
            SHOWN,
            {"shoots failed", "passes failed", "fails failed"},
        ),
        ("--tracing on", {"passed": 3, "failed": 2}, {"test_shoots"}, set()),
        (
            "--screenshot on --tracing retain-on-failure --output kept -n 2",
            {"passed": 3, "failed": 2, "errors": 2},
            SHOWN,
            {"shoots failed", "passes failed", "fails failed", "below finished", "clean finished"},
        ),
    ],
)
def test_matrix(
    run: Run, pytester: pytest.Pytester, options: str, outcomes: dict[str, int], shown: set[str], kept: set[str]
) -> None:
    """Each picture counts once, at its test, whether it is kept or not; traces are not looked into."""
    result = run(TESTS, "--screenpii", "--screenpii-report=json=r.json", *options.split())
    result.assert_outcomes(**outcomes)
    report = json.loads((pytester.path / "r.json").read_text())
    cards = [f["source"] for f in report["findings"] if f["type"] == "PAYMENT_CARD" and f["verdict"] == "exposed"]
    assert sorted(source.split("/")[1].split("[")[0] for source in cards) == sorted(shown)
    output = pytester.path / ("kept" if "--output" in options else "test-results")
    pictures = {path.relative_to(output).as_posix() for path in output.rglob("*.png")}
    assert pictures == {_kept(name) for name in kept}
    assert bool(list(output.rglob("trace.zip"))) == ("--tracing" in options)


def _kept(name: str) -> str:
    test, how = name.split()
    return f"test-till-py-test-{test}-chromium/test-{how}-1.png"


def test_called_above_its_root(run: Run, pytester: pytest.Pytester) -> None:
    """`--output` lies where pytest was called, and what it says to call works from there."""
    suite = pytester.mkdir("suite")
    tests = f"""{BROWSER}
def test_it(page, output_path):
    Path(output_path).mkdir(parents=True)
    Path(output_path, "own.png").write_bytes(Path(SHOWS).read_bytes() + b" ")  # another file, the same picture

def test_fails(assert_no_pii):
    assert_no_pii(SHOWS)
"""
    run(tests, "--collect-only")
    for name in ("test_till.py", "tox.ini"):
        shutil.move(pytester.path / name, suite / name)
    result = pytester.runpytest_subprocess("suite", "--screenpii")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["E *To accept it: pytest suite/test_till.py::test_fails --screenpii *"])
    result.stdout.fnmatch_lines(["* values of customers show on own.png, *"])
