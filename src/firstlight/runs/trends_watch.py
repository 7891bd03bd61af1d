"""The standing watch: the search for tactics over all posts of a workspace, as a report."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from firstlight.model.errors import InputError
from firstlight.model.run import Progress, Silent
from firstlight.model.tactic import TacticResult
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.load import load_rulebook
from firstlight.runs.identity import made_with
from firstlight.runs.report.charts_of import charts_of_tactics
from firstlight.runs.report.finding import Finding, Report
from firstlight.runs.report.methods import limits_of, methods_of, text_null
from firstlight.runs.report.of_tactics import findings_of_tactics
from firstlight.runs.report.ranking import in_order
from firstlight.runs.report.write import Outcome, write
from firstlight.runs.trends_texts import shuffled_discoveries
from firstlight.runs.trends_work import Work
from firstlight.store.workspace import Workspace
from firstlight.trends.tactics import find_tactics
from firstlight.trends.watch import Every, hits_of, texts_of

NIGHTLY = 1000
"""Posts above which a night's watch shuffles nothing: it should cost a second, not ten."""
REPORTS = "trends"
"""The folder of a workspace that holds its reports."""
_POSTS = ["id", "source", "author", "posted", "place", "lang", "text"]


def watch(
    workspace: Path,
    out: Path | None = None,
    *,
    every: Every = "month",
    recent: int = 1,
    findings: int = 60,
    seed: int = 0,
    rules: Sequence[Path] = (),
    progress: Progress | None = None,
) -> tuple[Report, Path]:
    """Search a workspace's posts for tactics; write the report, by default among its reports.

    Returns the report and its folder, which is named by the run that it looked at. WorkspaceError
    or InputError where there is nothing to look at.
    """
    progress = progress or Silent()
    progress.stage("reading posts")
    rulebook = load_rulebook(tuple(rules))
    held = _read(workspace, rulebook, every)
    out = out or workspace / REPORTS / f"watch-{held.run}"
    work = Work(out, f"{held.run}|{every}|{recent}|{seed}|{made_with(rulebook)}")
    progress.stage("finding tactics")
    result = work.once(
        "tactics", TacticResult, lambda: find_tactics(held.texts, recent=recent, hits=held.hits)
    )
    shuffles = shuffled_discoveries(
        held.texts, recent=recent, seed=seed, progress=progress, work=work, hits=held.hits,
        most=NIGHTLY,
    )  # fmt: skip
    found = findings_of_tactics(result, held.texts, most=findings) if result.tactics else ()
    report = _report(workspace, held, result, in_order(found), text_null(result, shuffles))
    progress.stage("writing the report")
    outcome = Outcome()
    outcome.tactics, outcome.texts = result, held.texts
    report = write(report, outcome, None, out)
    work.done()
    return report, out


class _Held(NamedTuple):
    """What a workspace holds for the watch."""

    run: str
    posts: int
    texts: pa.Table
    hits: pa.Table
    every: Every


def _read(workspace: Path, rulebook: Rulebook, every: Every) -> _Held:
    with closing(Workspace.open(workspace)) as opened:
        snapshot = opened.snapshot()
        if snapshot is None:
            raise InputError(
                "it holds no posts yet",
                file=str(workspace),
                remedy="Run 'firstlight detect' first.",
            )
        posts = snapshot.table("posts", _POSTS)
        mentions, signals = snapshot.table("mentions"), snapshot.table("signals")
        operations = snapshot.table("operation_posts")
    texts = texts_of(posts, mentions=mentions, operations=operations, every=every)
    hits = hits_of(posts, signals=signals, mentions=mentions, rulebook=rulebook)
    return _Held(snapshot.run, posts.num_rows, texts, hits, every)


def _report(
    workspace: Path,
    held: _Held,
    result: TacticResult,
    found: tuple[Finding, ...],
    null: str,
) -> Report:
    when = Counter(held.texts.column("period").to_pylist())
    undated = held.posts - held.texts.num_rows
    who = "the operation that holds a post, else its author, else where it was captured"
    return Report(
        title=f"Standing watch of {workspace.name}",
        source=f"workspace {workspace.name}",
        read_as=f"posts by {held.every}",
        unit="post",
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        rows=held.posts,
        set_aside=0,
        time=None,
        periods=result.periods,
        sizes=tuple(when[one] for one in result.periods),
        listed=0,
        findings=found,
        null=None,
        text_null=null,
        charts=charts_of_tactics(found, result.periods),
        defects=(),
        countries=(),
        notes=(
            f"{held.texts.num_rows:,} posts of {result.sources:,} sources; a source is {who}",
            f"{undated:,} posts without an instant cannot be placed in time and are left out",
            *result.notes,
        ),
        methods=methods_of({"tactics"}),
        limits=limits_of({"tactics"}),
    )


def read_report(folder: Path) -> Report:
    """Return a report that was written into a folder; InputError where there is none."""
    path = folder / "findings.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, msgspec.MsgspecError) as fault:
        raise InputError(
            f"it holds no report ({fault})", file=str(folder), remedy="Make one: firstlight trends."
        ) from fault
