"""导出凭证: posted vouchers as a file another bookkeeping program takes in."""

from __future__ import annotations

import tempfile
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from bots.web.frame import Desk, text_of
from tools.outcome import Done
from tools.sheets.mapped import Exported, export_file

router = APIRouter()
IN_MEMORY = 4_000_000
"""Bytes of a file kept in memory before it is written to the disk."""


@router.get("/export")
def exports(
    request: Request, form: str = "", start: str = "", end: str = "", consultant: str = "", client: str = ""
) -> Response:
    """The forms there are; with one and its days, the file."""
    desk = Desk(request)
    outcome = desk.call("export_formats")
    if not isinstance(outcome, Done):
        return desk.refused(outcome, "vouchers")
    typed = {"format": form, "start": start, "end": end, "consultant": consultant, "client": client}
    fault, status = "", 200
    if form:
        made = _file(desk, {name: value for name, value in typed.items() if value})
        if not isinstance(made, str):
            return made
        fault, status = made, 422
    typed |= {"start": start or f"{desk.today:%Y}-01-01", "end": end or desk.today.isoformat()}
    return desk.page("exports.html", "vouchers", status, found=outcome.result, typed=typed, fault=fault)


def _file(desk: Desk, arguments: dict[str, str]) -> Response | str:
    """The file, or the sentence that says why not."""
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the answer
    made = export_file(desk.house.gateway, desk.visitor.principal, dict(arguments), kept)  # type: ignore[arg-type]
    if not isinstance(made, Exported):
        kept.close()
        return text_of(made, desk.language)
    kept.seek(0)
    name = f"{arguments['format']}-{arguments['start']}--{arguments['end']}.{made.file}"
    return StreamingResponse(
        iter(lambda: kept.read(65_536), b""), media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename=\"{quote(name, safe='')}\"",
                 "x-vouchers": str(made.vouchers)},
    )  # fmt: skip
