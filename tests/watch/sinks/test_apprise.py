"""Alerts through Apprise, to a JSON endpoint on this machine."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from screenpii.config import validated
from screenpii.errors import MissingEngineError, UsageError
from screenpii.watch.sinks import apprise, setup
from screenpii.watch.sinks.apprise import Apprise, AppriseOptions, message, plain
from screenpii.watch.sinks.courier import Backoff
from tests.reports.sample import HOSTILE
from tests.watch.sinks.receivers import Server, serving
from tests.watch.telling import NOW, Listener, event, every_kind, hostile, unseen

# Of a module that Apprise imports where Python still has it.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
QUICK = Backoff(0.01, 0.02)


def url(server: Server, path: str = "alerts") -> str:
    return f"json://127.0.0.1:{server.port}/{path}"


def sink(listener: Listener, **options: Any) -> Apprise:
    model = validated(AppriseOptions, options, "screenpii.toml", "watch.sinks.apprise.")
    made = Apprise(model, listener.around, QUICK)
    made.start()
    return made


def secret(folder: Path, text: str) -> str:
    """A file that only its owner may read."""
    (folder / "alerts.txt").write_text(text)
    (folder / "alerts.txt").chmod(0o600)
    return "alerts.txt"


def test_what_people_are_told(listener: Listener) -> None:
    with serving(Server()) as server:
        made = sink(listener, urls=(url(server),))
        for each in every_kind():
            made.tell(each)
        bodies = [json.loads(server.next().body) for _ in every_kind()]
        made.close()
    assert [(body["type"], body["message"]) for body in bodies[:5]] == [
        ("info", "till-1 is watched from now on"),
        (
            "failure",
            'critical: PAYMENT_CARD shows on till-1, "Card number", screen "Checkout"; 2 looks left out',
        ),
        ("failure", 'critical: PAYMENT_CARD shows again on till-1, "Card number", screen "Checkout"'),
        ("info", 'critical: PAYMENT_CARD is gone after 4.2 s on till-1, "Card number", screen "Checkout"'),
        ("failure", "till-1 is not watched any more; the window is gone"),
    ]
    assert not any("1111" in body["message"] for body in bodies)
    assert listener.complaints == []


def test_each_address_is_told_again_by_itself(listener: Listener) -> None:
    with serving(Server(answers=[500, 500])) as broken, serving(Server()) as works:
        made = sink(listener, urls=(url(broken), url(works)))
        made.tell(event("started"))
        assert [broken.next().answer for _ in range(3)] == [500, 500, 200]
        works.next()
        made.close()
        assert works.requests.empty()
    assert listener.complaints == [
        "apprise address 1: not told; events wait and are sent again",
        "apprise address 1: delivers again",
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "http://evil.example/x", "<!channel> <@U1>", "@here [a](b.c)", "a" * 9_999])
def test_a_text_of_a_screen_is_no_link_mention_or_markup(text: str) -> None:
    told = plain(text)
    assert unseen(told) == set()
    assert not re.search(r"\w\.\w|://|[<>@`*~|#&!$]|\]\(", told)
    assert len(told) < 400


def test_hostile_texts_stay_one_line(listener: Listener) -> None:
    for each in hostile():
        assert "\n" not in message(each)
        assert unseen(message(each)) == set()


def test_addresses_out_of_a_file_and_a_test(listener: Listener) -> None:
    with serving(Server()) as good, serving(Server(answers=[500])) as bad:
        file = secret(listener.folder, f"# who is told\n{url(good)}\n\n{url(bad, 'x1y2z3')}\n")
        made = sink(listener, file=file)
        assert setup.test_alert([made], NOW) == [("apprise", "not told: address 2")]
        assert "this is a test" in json.loads(good.next().body)["message"]
        made.close()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "name either urls or a file"),
        ({"urls": ["json://localhost/"], "file": "alerts.txt"}, "name either urls or a file"),
        ({"urls": ["json://localhost/", "carrier-pigeon://x1y2z3"]}, "address 2 .* is none that Apprise knows"),
        ({"file": "alerts.txt"}, "holds no address"),
        ({"file": "missing.txt"}, "cannot be read"),
        ({"file": "open.txt"}, "others may read this file"),
    ],
)
def test_what_cannot_work(
    options: dict[str, Any], reason: str, listener: Listener, capfd: pytest.CaptureFixture[str]
) -> None:
    secret(listener.folder, "# nobody\n")
    (listener.folder / "open.txt").touch(0o644)
    with pytest.raises(UsageError, match=reason) as caught:
        sink(listener, **options)
    assert "x1y2z3" not in str(caught.value) + "".join(capfd.readouterr())


def test_without_the_extra_it_says_what_to_install(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apprise, "find_spec", lambda name: None)
    with pytest.raises(MissingEngineError, match=r"pip install 'screenpii\[alerts\]'"):
        setup.sinks_for({"apprise": {"urls": ["json://localhost/"]}}, listener.around)
