"""firstlight trends: what emerges in case records, texts and official counts, as a report."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from firstlight.cli.app import app
from firstlight.cli.options import Json, Quiet, Rules
from firstlight.cli.output import complain, say, say_json, shown_progress

if TYPE_CHECKING:
    from firstlight.runs.report.finding import Report

Source = Annotated[
    Path | None,
    typer.Argument(metavar="[INPUT]", help="CSV, TSV, JSONL, Parquet or XLSX; '-' is stdin."),
]
Folder = Annotated[
    Path | None, typer.Option("-o", "--out", help="Folder to write the report into.")
]
Workspace = Annotated[
    Path | None,
    typer.Option("-w", "--workspace", help="Watch a workspace's posts instead of a file."),
]
_DOUBTS = {"reporting": "a cause in the reporting is likelier", "lead": "too weak to be a finding"}
_EVERY = ("day", "week", "month", "quarter", "year")


@app.command()
def trends(
    *,
    source: Source = None,
    out: Folder = None,
    workspace: Workspace = None,
    time: Annotated[
        str | None, typer.Option("--time", help="Column of the period. [default: known or guessed]")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Column of texts to look for tactics in.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--source", help="Column of who speaks; counts once a period.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="Column of the place or corridor of a text.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", help="Look at these only, with commas.")
    ] = None,
    reported: Annotated[
        str | None, typer.Option("--reported", help="Column of dates of report. [default: guessed]")
    ] = None,
    compare: Annotated[
        str | None, typer.Option("--compare", help="Column of groups. [default: the place]")
    ] = None,
    lists: Annotated[
        str | None, typer.Option("--lists", help="Columns of lists of people, with commas.")
    ] = None,
    count: Annotated[
        str | None, typer.Option("--count", help="Columns of counts: rows are totals, not cases.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="mapping.json of an earlier report.")
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Sheet of a workbook.")] = None,
    findings: Annotated[
        int, typer.Option("--findings", min=1, max=1000, help="Findings to tell, of each kind.")
    ] = 60,
    permutations: Annotated[
        int | None, typer.Option("--permutations", min=10, help="Shuffles of the null test.")
    ] = None,
    recent: Annotated[
        int, typer.Option("--recent", min=1, help="Newest periods that a tactic must be new in.")
    ] = 1,
    every: Annotated[
        str, typer.Option("--every", help=f"Of a workspace: {', '.join(_EVERY)}.")
    ] = "month",
    rules: Rules = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the null test.")] = 0,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find emerging patterns and tactics and write a report: HTML, PDF, CSV, JSON.

    An interrupted search goes on where it stopped when the same command is given again.
    """
    if (source is None) == (workspace is None):
        raise typer.BadParameter("give either a file, or a workspace (-w)")
    if every not in _EVERY:
        raise typer.BadParameter(f"--every: one of {', '.join(_EVERY)}")
    if workspace is not None:
        _watch(workspace, out, every, recent, findings, seed, rules, json=json, quiet=quiet)
        return
    if source is None or out is None:
        raise typer.BadParameter("a file needs a folder for its report (-o)")
    from firstlight.runs import trends as run  # noqa: PLC0415  (heavy; --help should be quick)
    from firstlight.runs.trends_asked import Asked  # noqa: PLC0415

    asked = Asked(
        time=time, text=text, source=speaker, place=place, reported=reported, compare=compare,
        lists=_names(lists), counts=_names(count), columns=_names(columns), sheet=sheet,
        findings=findings, permutations=permutations, recent=recent, seed=seed,
    )  # fmt: skip
    with shown_progress(quiet=quiet) as progress:
        report = run.trends(
            "-" if str(source) == "-" else source, out, asked, mapping=mapping, progress=progress
        )
    if report.set_aside:
        complain(f"{report.set_aside:,} values set aside or mended; see {out / 'defects.csv'}")
    if json:
        say_json(_summary(report, out))
    else:
        _tell(report, out)


def _names(said: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in (said or "").split(","))))


def _watch(  # noqa: PLR0917  (the verb's options, handed on)
    workspace: Path,
    out: Path | None,
    every: Any,
    recent: int,
    findings: int,
    seed: int,
    rules: list[Path] | None,
    *,
    json: bool,
    quiet: bool,
) -> None:
    from firstlight.runs.trends_watch import watch  # noqa: PLC0415  (heavy)

    with shown_progress(quiet=quiet) as progress:
        report, folder = watch(
            workspace, out, every=every, recent=recent, findings=findings, seed=seed,
            rules=rules or (), progress=progress,
        )  # fmt: skip
    if json:
        say_json(_summary(report, folder))
    else:
        _tell(report, folder)


@app.command()
def confirm(
    *,
    report: Annotated[Path, typer.Argument(help="Folder of a report with tactics.")],
    tactic: Annotated[str, typer.Argument(help="The tactic's id in tactics.csv, or its name.")],
    code: Annotated[str, typer.Option("--code", help="Name of the indicator it becomes.")],
    group: Annotated[str, typer.Option("--group", help="Group of indicators it belongs to.")],
    sentence: Annotated[
        str, typer.Option("--sentence", help="What workers and analysts will read.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why you confirm it.")],
    reviewer: Annotated[str, typer.Option("--reviewer", help="Who confirms it: a role or name.")],
    rules: Annotated[Path, typer.Option("--rules", help="Folder of the rule pack to write to.")],
    weight: Annotated[
        float, typer.Option("--weight", min=-20, max=20, help="Weight in decibans.")
    ] = 5.0,
    language: Annotated[str, typer.Option("--lang", help="Language of the wordings.")] = "en",
    phrase: Annotated[
        list[str] | None,
        typer.Option("--phrase", help="Wording instead of the tactic's own. May be repeated."),
    ] = None,
    translation: Annotated[
        list[str] | None,
        typer.Option(
            "--say", metavar="LANG=TEXT", help="The sentence in a language. May be repeated."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Make a tactic that you have read and believe an indicator of a rule pack.

    The pack is used with --rules: by detect, and by 'worker build', which shows it as a warning, in
    each language that --say gives and in English elsewhere. Mark negations alike: "[not]", "[no]".
    """
    from firstlight.rulebook.indicator import Group  # noqa: PLC0415
    from firstlight.runs import trends_confirm as run  # noqa: PLC0415  (heavy)
    from firstlight.trends.entry import Confirmation  # noqa: PLC0415

    if group not in get_args(Group):
        raise typer.BadParameter(f"--group: one of {', '.join(get_args(Group))}")
    act = Confirmation(
        code=code, group=cast("Group", group), sentence=sentence, weight=weight, reason=reason,
        reviewer=reviewer, on=datetime.now(UTC).date(), language=language,
        phrases={language: tuple(phrase)} if phrase else {}, say=_by_language(translation or ()),
    )  # fmt: skip
    path = run.confirm(report, tactic, act, rules)
    if json:
        say_json({"indicator": code, "file": str(path), "rules": str(rules)})
    else:
        say(f"Wrote {path}. Use it with: --rules {rules}")


def _by_language(given: Iterable[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    wrong = [tag for tag, mark, text in pairs if not (tag.strip() and mark and text.strip())]
    tags = [tag.strip() for tag, _, _ in pairs]
    if wrong or len(set(tags)) < len(tags):
        raise typer.BadParameter('--say: write LANG="sentence", each language once')
    return dict(zip(tags, (text.strip() for _, _, text in pairs), strict=True))


def _summary(report: "Report", out: Path) -> dict[str, object]:
    shelves = [one.shelf for one in report.findings]
    return {
        "out": str(out),
        "rows": report.rows,
        "set_aside": report.set_aside,
        "read_as": report.read_as,
        "periods": len(report.periods),
        "patterns": report.listed,
        "findings": {name: shelves.count(name) for name in ("first", "reporting", "lead")},
        "null": report.null,
        "files": [name for name, _ in report.files],
    }


def _tell(report: "Report", out: Path) -> None:
    from firstlight.runs.report.ranking import findings_told  # noqa: PLC0415  (heavy)

    say(f"Read {report.rows:,} rows as {report.read_as}.")
    if report.null:
        say(report.null.sentence)
    if report.text_null:
        say(report.text_null)
    for one in report.findings[:5]:
        doubt = _DOUBTS.get(one.shelf)
        say(f"- {one.period}: {one.what}{f' ({doubt})' if doubt else ''}")
    say(f"Wrote {findings_told(report)} to {out / 'report.html'}, and beside it PDF, CSV and JSON.")
