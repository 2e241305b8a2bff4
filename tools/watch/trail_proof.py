"""The audit trail of some days as a package with its proof, to be checked anywhere."""

from __future__ import annotations

import base64
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from ledger.core import Refused, problem
from ledger.proof.package import package
from ledger.proof.signing import machine_key
from ledger.store.audit_runs import acts_between, groups_between
from ledger.store.audit_store import reading
from tools.blocks import Text
from tools.context import Context
from tools.outcome import Done
from tools.registry import Request, tool
from tools.shared.asking import Between

MOST = 200_000


class ExportTrail(Request):
    """The days of the company's calendar, both included."""

    period: Between


class Packed(BaseModel):
    """A ZIP in base64, with its name; how many records are in it."""

    name: str
    data: str
    acts: int
    reads: int


@tool(action="audit.read", effect="read", people_only=True)
def export_trail(context: Context, request: ExportTrail) -> Done:
    """The audit trail of a span of days as a signed package that can be checked without the database."""
    zone = ZoneInfo(context.company.time_zone)
    start = datetime.combine(request.period.start, time.min, zone)
    end = datetime.combine(request.period.end + timedelta(days=1), time.min, zone)
    readme = "\n\n".join(context.say(f"trail.readme_{one}") for one in ("what", "how", "limits")) + "\n"
    with reading(context.store, context.unit) as stream:
        acts = acts_between(context.unit, start, end)
        found = groups_between(stream, start, end) if stream is not None else None
        groups, reads = found or (None, 0)
        count = acts[1] - acts[0] + 1 if acts else 0
        if not count and not reads:
            raise Refused(problem("trail.none", "period"))
        if count + reads > MOST:
            raise Refused(problem("trail.too_many", "period", count=count + reads, most=MOST))
        data = package(
            context.unit, stream, machine_key(context.store.home), context.now, context.principal.user, acts=acts,
            groups=groups, more={"README.txt": readme.encode()},
        )  # fmt: skip
    context.tally.rows = count + reads
    name = f"audit-{context.company.tenant}-{request.period.start}-{request.period.end}.zip"
    result = Packed(name=name, data=base64.b64encode(data).decode(), acts=count, reads=reads)
    return Done(result, (Text(text=context.say("trail.packed", acts=count, reads=reads, name=name)),))
