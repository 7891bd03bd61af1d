"""A reviewer's act: a tactic of a report becomes an indicator of a rule pack."""

from pathlib import Path

import msgspec

from firstlight.model.errors import InputError, RulebookError
from firstlight.model.tactic import Tactic, TacticResult
from firstlight.rulebook.load import load_rulebook
from firstlight.runs.report.of_patterns import finding_id
from firstlight.runs.report.write import TACTICS
from firstlight.trends.entry import Confirmation, indicator_of, indicator_yaml


def confirm(report: Path, tactic: str, act: Confirmation, rules: Path) -> Path:
    """Write the indicator that a tactic becomes into a rule pack and return its file.

    `report` is the folder of a report, `tactic` the id of a tactic or its name. The pack loads with
    `--rules`. InputError where there is no such tactic, the indicator is there already, or the act
    is not complete; then nothing is written.
    """
    chosen = tactic_of(report, tactic)
    try:
        entry = indicator_of(chosen, act)
    except ValueError as fault:
        raise InputError(
            str(fault), file=f"tactic {chosen.id}", remedy="Complete the confirmation."
        ) from fault
    path = rules / "indicators" / f"{entry.code}.yaml"
    if path.exists():
        raise InputError(
            "there is such an indicator already", file=str(path), remedy="Choose another --code."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(indicator_yaml(entry), "utf-8")
    try:
        load_rulebook((rules,))
    except RulebookError:
        path.unlink()
        raise
    return path


def tactic_of(report: Path, name: str) -> Tactic:
    """Return a tactic of a report by its id, its name or the id of its finding; else InputError."""
    path = report / TACTICS
    try:
        result = msgspec.json.decode(path.read_bytes(), type=TacticResult)
    except (OSError, msgspec.MsgspecError) as fault:
        raise InputError(
            f"it holds no tactics ({fault})", file=str(path),
            remedy="Make a report with --text or of a workspace.",
        ) from fault  # fmt: skip
    found = [
        one
        for one in result.tactics
        if name in (one.id, one.name, finding_id("tactic", "", one.id))
    ]
    if not found:
        known = "; ".join(f"{one.id} {one.name}" for one in result.tactics[:5])
        raise InputError(f"there is no tactic '{name}'", file=str(path), remedy=f"It has: {known}.")
    return found[0]
