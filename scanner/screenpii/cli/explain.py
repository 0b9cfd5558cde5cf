"""`screenpii explain`: why each candidate on an image is reported or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screenpii.cli.options import Engine, Policy, settings_of
from screenpii.reports.escape import visible
from screenpii.reports.ranking import on_frame

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from screenpii.config import Settings
    from screenpii.explaining import Account, Explained
    from screenpii.scorer.explain import Argument
    from screenpii.types import Masking, Reading, Record, Skipped, Subject

MAX_ARGUMENTS_PER_SIDE = 4  # arguments shown on either side
MIN_NEAR_MISS_SCORE = 0.1  # score of a near miss
WHOSE: dict[Subject, str] = {"customer": "a customer's", "associate": "the staff's", "business": "a business's"}


def explain(
    image: Annotated[Path, typer.Argument(help="An image.", show_default=False)],
    config: Annotated[Path | None, typer.Option(help="The settings, as for scan.")] = None,
    engine: Engine = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Entity type to explain; repeatable.")] = None,
    min_score: Annotated[float | None, typer.Option(help="Findings have at least this score, 0 to 1.")] = None,
    policy: Policy = None,
    role: Annotated[str | None, typer.Option(help="Who looks at the screen.")] = None,
    channel: Annotated[str | None, typer.Option(help="Where the screen stands; guessed if not told.")] = None,
    baseline: Annotated[Path | None, typer.Option(help="Accepted findings.")] = None,
    weak: Annotated[bool, typer.Option("--all", help="Explain also what hardly anything speaks for.")] = False,
) -> None:
    """Explain why each value is reported or not. Exits 0 read, 2 usage, 3 not fully read, 4 engine missing."""
    from rich.console import Console

    from screenpii.cli.messages import bearing_a_closed_stdout, complain
    from screenpii.entities import check_types
    from screenpii.explaining import Explained

    settings = settings_of(
        config,
        engine=engine,
        jobs=1,
        min_score=min_score,
        policy=policy,
        role=role,
        channel=channel,
        baseline=str(baseline) if baseline else None,
    )
    check_types(types or ())
    results = _read(image, settings, 0.0 if weak else MIN_NEAR_MISS_SCORE)
    with bearing_a_closed_stdout():
        for result in results:
            if isinstance(result, Explained):
                show(result, types or (), Console())
    unread = [result for result in results if result.reason]
    for result in unread:
        complain(f"{result.source}: {result.reason}")
    raise typer.Exit(3 if unread else 0)


def _read(image: Path, settings: Settings, least: float) -> list[Reading | Skipped]:
    """The results of all frames of an image, with reasons; in a worker process, as for scan."""
    from screenpii import assembly, explaining
    from screenpii.errors import UsageError
    from screenpii.keys import of_run
    from screenpii.runners.frames import FrameJob
    from screenpii.runners.local import run
    from screenpii.scanning import baseline_for
    from screenpii.sources.walk import find
    from screenpii.types import Reading

    if image.is_dir():
        raise UsageError(f"{image}: is a folder; name one image")
    key = of_run(settings.key)[0]
    known = baseline_for(settings, key)
    found = find([image], project=settings.folder)
    results = list(run(found.items, FrameJob(settings, partial(assembly.load_explaining, key=key, least=least))))
    if known:
        known = known.renamed(r for r in results if isinstance(r, Reading))
    return [r.marked(known.marked(r)) if known and isinstance(r, explaining.Explained) else r for r in results]


def show(reading: Explained, types: Sequence[str], console: Console) -> None:
    """Print the accounts of one frame, of these types alone if there are any; values are masked."""
    from rich.text import Text

    told = [a for a in reading.accounts if not types or a.finding.type in types]
    name = visible(reading.source) + on_frame(reading.position)
    console.print(Text(f"{name}: {_count(told)}", style="bold"))
    console.print(Text(f"seems to be: {reading.channel or 'no kind of screen that is known'}", style="dim"))
    for account in told:
        console.print()
        for part in _account(account):
            console.print(part)


def _count(accounts: Sequence[Account]) -> str:
    reported = sum(a.reported for a in accounts)
    return f"{reported} found, {len(accounts) - reported} nearly found"


def _account(account: Account) -> Iterator[Text | Table]:
    from rich.text import Text

    why, label = account.why, account.finding.label
    yield Text.assemble((_named(account.finding), "bold" if account.reported else "dim bold"))
    yield Text(f"  {_outcome(account)}")
    yield Text(f"  {_mask(account.finding.masking)}")
    for rule in account.finding.rules:
        yield Text(f"  breaks {rule}")
    if account.finding.reason:
        yield Text(f"  {account.finding.severity}: {visible(account.finding.reason)}")
    yield Text(f"  under the label “{visible(label)}”" if label else "  under no label that is known")
    yield _arguments(why.kind)
    yield Text(f"  {_whose(account)}")
    first, other = (WHOSE[s] for s in why.rather)
    yield Text(f"  what speaks for {first} rather than {other}:")
    yield _arguments(why.whose)


def _named(finding: Record) -> str:
    """Type, masked value and place."""
    box = finding.boxes[0]
    return f"{finding.type} {visible(finding.preview)} at {box.left},{box.top}"


def _outcome(account: Account) -> str:
    score = account.finding.score
    if account.reported:
        return f"{account.finding.verdict}, score {score:.2f}"
    if account.winner:
        winner = account.winner
        return f"not reported: score {score:.2f}, and {_named(winner)} covers it with {winner.score:.2f}"
    return f"not reported: score {score:.2f} is below the minimum"


def _mask(masking: Masking) -> str:
    """How much shows of the value, and by what it counts as masked."""
    if masking.state == "none":
        return "not masked: no mask characters, dots, bars or words say so"
    shown = ((masking.leading, "at its beginning"), (masking.middle, "between"), (masking.trailing, "at its end"))
    parts = ", ".join(f"{count} {where}" for count, where in shown if count) or "nothing"
    return f"masked {'in full' if masking.state == 'full' else 'in part, which gives it away'}; what shows: {parts}"


def _whose(account: Account) -> str:
    """Whose it is taken to be, and how sure that is."""
    subject = account.finding.subject
    shares = sorted(account.why.shares.items(), key=lambda pair: -pair[1])
    sure = ", ".join(f"{WHOSE[name]} {share:.0%}" for name, share in shares)
    return f"{WHOSE.get(subject, 'whose it is, is not clear')} ({sure})"


def _arguments(arguments: Sequence[Argument]) -> Table:
    """The heaviest for, then the heaviest against."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(width=9, justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for style, side in (
        ("green", [a for a in arguments if a.weight > 0]),
        ("red", [a for a in arguments if a.weight < 0]),
    ):
        for argument in side[:MAX_ARGUMENTS_PER_SIDE]:
            table.add_row(Text(f"{argument.weight:+.1f}", style=style), Text(visible(argument.words)))
    return table
