"""A reviewer's act on a page: a tactic of a report becomes an indicator of the workspace."""

import re
from datetime import UTC, datetime
from typing import cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from firstlight.model.errors import InputError
from firstlight.model.tactic import Tactic
from firstlight.rulebook.indicator import Group
from firstlight.runs.trends_confirm import confirm as write
from firstlight.runs.trends_confirm import tactic_of
from firstlight.runs.trends_watch import read_report
from firstlight.trends.entry import Confirmation
from firstlight.web.desk import desk
from firstlight.web.pages.render import page
from firstlight.web.pages.trends import folder_of

RULES = "rules"
"""The folder of a workspace that holds what its reviewers confirmed, a pack for `--rules`."""
LONGEST = 2000
_FIELDS = ("code", "group", "sentence", "reason", "reviewer", "weight", "language", "phrases",
           "say")  # fmt: skip
_GROUPS = get_args(Group)


def ask(request: Request) -> Response:
    """Show a tactic's words and the form that makes it an indicator."""
    tactic = _asked(request)
    return _form(request, tactic, _proposed(tactic))


async def confirm(request: Request) -> Response:
    """Write the indicator, or show the form again with what is wrong."""
    async with request.form(max_files=0, max_fields=len(_FIELDS)) as form:
        fields = {name: str(form.get(name, "")).strip()[:LONGEST] for name in _FIELDS}
    return await run_in_threadpool(_written, request, fields)


def _written(request: Request, fields: dict[str, str]) -> Response:
    tactic = _asked(request)
    rules = desk(request).folder / RULES
    try:
        path = write(folder_of(request), tactic.id, _act(fields), rules)
    except (InputError, ValueError) as fault:
        return _form(request, tactic, fields, fault=str(fault), status=400)
    return _form(request, tactic, fields, written=path.name)


def _act(fields: dict[str, str]) -> Confirmation:
    """Return the act that a form describes; ValueError where it is not complete."""
    phrases = tuple(filter(None, (line.strip() for line in fields["phrases"].splitlines())))
    if fields["group"] not in _GROUPS or not fields["sentence"] or not phrases:
        raise ValueError("A confirmation needs a group, a sentence and a wording.")
    return Confirmation(
        code=fields["code"], group=cast("Group", fields["group"]), sentence=fields["sentence"],
        weight=float(fields["weight"]), reason=fields["reason"], reviewer=fields["reviewer"],
        on=datetime.now(UTC).date(), language=fields["language"],
        phrases={fields["language"]: phrases}, say=_by_language(fields["say"]),
    )  # fmt: skip


def _by_language(said: str) -> dict[str, str]:
    """Return the sentence by language; ValueError for a line that is not LANGUAGE=TEXT."""
    pairs = [line.partition("=") for line in said.splitlines() if line.strip()]
    found = {tag.strip(): text.strip() for tag, _, text in pairs}
    if len(found) < len(pairs) or not all(tag and text for tag, text in found.items()):
        raise ValueError("Other languages: write one a line, es=…, each language once.")
    return found


def _proposed(tactic: Tactic) -> dict[str, str]:
    """Return the form as it is first shown: what the machine knows, the rest blank."""
    name = re.sub(r"[^a-z0-9]+", "_", tactic.name.casefold()).strip("_")[:40]
    return dict.fromkeys(_FIELDS, "") | {
        "code": f"confirmed.{name or tactic.id}", "weight": "5", "language": "en",
        "phrases": "\n".join(tactic.phrases),
    }  # fmt: skip


def _asked(request: Request) -> Tactic:
    return tactic_of(folder_of(request), str(request.path_params["id"]))


def _form(
    request: Request, tactic: Tactic, fields: dict[str, str], *, fault: str = "",
    written: str = "", status: int = 200,
) -> Response:  # fmt: skip
    folder = folder_of(request)
    finding = next(
        (one for one in read_report(folder).findings if one.id == request.path_params["id"]), None
    )
    return page(
        request, "confirm.html", status, tactic=tactic, finding=finding, fields=fields,
        groups=_GROUPS, fault=fault, written=written, name=folder.name,
        rules=str(desk(request).folder / RULES),
    )  # fmt: skip
