"""The decision on an operation: verdict and reason, on the evidence as it was shown."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from firstlight.model.decision import Decision, Verdict
from firstlight.model.operation import Operation
from firstlight.web import queries
from firstlight.web.desk import Desk, View, desk

LONGEST_REASON = 4000


def evidence_of(view: View, operation: Operation) -> str:
    """Return the digest of what an operation's page shows: its posts, templates and reasons."""
    digest = sha256(operation.id.encode())
    parts = [*queries.member_ids(view.snapshot, operation.id), *operation.templates]
    parts += [f"{reason.sentence}|{reason.weight:.3f}" for reason in operation.reasons]
    for part in parts:
        digest.update(b"\0" + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


async def decide(request: Request) -> Response:
    """Write a decision and return to the operation; the reason is not optional."""
    async with request.form(max_files=0, max_fields=4) as form:
        fields = {name: str(form.get(name, "")) for name in ("verdict", "reason", "evidence")}
    await run_in_threadpool(_write, desk(request), request.path_params["id"], fields)
    return RedirectResponse(f"/operations/{request.path_params['id']}?decided=1", status_code=303)


def _write(where: Desk, identifier: str, fields: dict[str, str]) -> None:
    view = where.view()
    if view is None or identifier not in view.by_id:
        raise HTTPException(404, "No operation of this id in the latest run.")
    reason = fields["reason"].strip()
    verdict = next((v for v in get_args(Verdict) if v == fields["verdict"]), None)
    if verdict is None or not reason or len(reason) > LONGEST_REASON:
        raise HTTPException(
            400,
            "A decision needs a verdict and a reason of at most 4,000 signs. Go back to add it.",
        )
    operation = view.by_id[identifier]
    evidence = evidence_of(view, operation)
    if evidence != fields["evidence"]:
        raise HTTPException(
            409, "A newer run changed this operation. Read it again, then decide; nothing was kept."
        )
    posts = tuple(queries.member_ids(view.snapshot, identifier))
    where.workspace.decide(
        Decision(
            operation=identifier,
            verdict=verdict,
            reason=reason,
            decided=datetime.now(UTC),
            evidence=evidence,
            posts=posts,
        )
    )
