"""审计记录: the trail as a list with filters; every record opens what it is about."""

from __future__ import annotations

import base64
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.render import link
from bots.web.sheets import Asked, attached, download
from ledger.core import say
from tools.blocks import Ref
from tools.outcome import Done

router = APIRouter()
PAGE = 100
SUBJECTS = (
    "limits",
    "people",
    "posting",
    "periods",
    "chart",
    "settings",
    "policies",
    "parties",
    "papers",
    "reports",
    "audit",
)
DECISIONS = ("done", "denied", "invalid", "failed")
CHANNELS = ("web", "slack", "cli", "rest", "mcp", "job")
VIAS = ("person", "agent", "system", "see_as")
KINDS = ("all", "acts", "reads")


@router.get("/audit")
def audit(
    request: Request, who: str = "", start: str = "", end: str = "", subject: str = "", thing: str = "", decision: str = "",
    rule: str = "", came_by: str = "", acted: str = "", kinds: str = "", after: str = "", form: Asked | Literal["proof"] = "",
) -> Response:  # fmt: skip
    """What matches, newest first, a page at a time after ``after``; ``form`` makes a file of all of it."""
    desk = Desk(request)
    asked = {"who": who.strip(), "start": start, "end": end, "subject": subject, "thing": thing.strip(), "decision": decision,
             "rule": rule, "came_by": came_by, "acted": acted, "kinds": kinds}  # fmt: skip
    given = {name: value for name, value in asked.items() if value}
    arguments: dict[str, Any] = {name: value for name, value in given.items() if name not in ("start", "end")}
    if start or end:
        arguments["period"] = {"start": start or "2000-01-01", "end": end or desk.today.isoformat()}
    if form == "proof":
        return _proved(desk, arguments)
    if form:
        return download(desk, "search_trail", form, "audit", **arguments)
    outcome = desk.call("search_trail", limit=PAGE, after=after, **arguments)
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/audit")
    scope = next((block.parts for block in outcome.blocks if block.kind == "scope"), ())
    return desk.page(
        "audit.html", "audit", found=outcome.result, asked=asked, given=given, parts=scope, paged=bool(after),
        here=f"/audit?{urlencode(given)}", people=desk.names, subjects=SUBJECTS, decisions=DECISIONS, channels=CHANNELS,
        may_prove=desk.house.gateway.may_call(desk.visitor.principal, "export_trail"), vias=VIAS, all_kinds=KINDS, opened=lambda one: link(Ref(kind=one.opens, id=one.id)),
    )  # fmt: skip


def _proved(desk: Desk, arguments: dict[str, Any]) -> Response:
    """The package of the days asked for; a span is needed, since a proof is of all records in it."""
    if "period" not in arguments:
        return desk.page(
            "refused.html",
            "audit",
            422,
            problems=[say("trail.proof_wants", desk.language)],
            rule="",
            failure="",
            again="/audit",
        )
    outcome = desk.call("export_trail", period=arguments["period"])
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "audit", again="/audit")
    made: Any = outcome.result
    return attached(base64.b64decode(made.data), made.name, "application/zip")
